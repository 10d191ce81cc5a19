package io.cpni.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelecomFieldReaderTest {

    @Test
    void commentsArePassedOverAndOrderIsKept() {
        assertThat(TelecomFieldReader.parse(
                                "x.csv",
                                List.of(
                                        "# a comment",
                                        "B,CDI,NONE,TEXT,NONE,R-TAX-1",
                                        "a,CDI LOC,NONE,TEXT,NONE,R-TAX-1"))
                        .keySet())
                .containsExactly("b", "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dst",
                "",
                "dst,CDI,NONE,TEXT,NONE",
                "dst,CDI,NONE,TEXT,NONE,R-TAX-1,more",
                ",CDI,NONE,TEXT,NONE,R-TAX-1",
                "dst,XXX,NONE,TEXT,NONE,R-TAX-1",
                "dst,,NONE,TEXT,NONE,R-TAX-1",
                "dst,PII,NONE,TEXT,NONE,R-TAX-1",
                "dst,CDI,SOME,TEXT,NONE,R-TAX-1",
                "dst,CDI,NONE,STARS,NONE,R-TAX-1",
                "dst,CDI,NONE,TEXT,WHEN,R-TAX-1"
            })
    void aLineThatIsNotUnderstoodStopsTheReadingAndIsNamed(String line) {
        assertThatThrownBy(() -> TelecomFieldReader.parse("x.csv", List.of("# head", line)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("x.csv, line 2: ");
    }

    @Test
    void aFieldListedTwiceInAnyCaseIsRefused() {
        assertThatThrownBy(() -> TelecomFieldReader.parse(
                        "x.csv", List.of("dst,CDI,NONE,TEXT,NONE,R-TAX-1", "DST,CDI,NONE,TEXT,NONE,R-TAX-1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'DST' is listed twice");
    }

    @Test
    void aMissingResourceIsNamed() {
        assertThatThrownBy(() -> TelecomFieldReader.read("nowhere.csv"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nowhere.csv");
    }
}
