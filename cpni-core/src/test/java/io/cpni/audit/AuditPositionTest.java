package io.cpni.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditPositionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "Z", "node-7.example_1", "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void streamsHaveNamesOfLettersDigitsDotsUnderscoresAndHyphens(String name) {
        assertThat(new AuditPosition(name, 3)).hasToString(name + "#3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a#1",
                "n\u00f6de",
                "\u0661",
                "a\n",
                "@",
                "[",
                "`",
                "{",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void noOthers(String name) {
        assertThatThrownBy(() -> new AuditPosition(name, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 64 letters");
    }
}
