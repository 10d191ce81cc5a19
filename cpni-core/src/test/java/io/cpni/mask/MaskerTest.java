package io.cpni.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.label.MaskStyle;
import io.cpni.label.ValueFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mask says that there is a value and nothing else, but for a telephone number where it belongs. */
class MaskerTest {

    @Test
    void aTelephoneNumberKeepsItsCountryAndAreaCode() {
        assertThat(Masker.mask(MaskStyle.TELEPHONE_NUMBER, "+12125550100")).isEqualTo("+1212xxxxxxx");
    }

    @Test
    void aShortNumberKeepsNothing() {
        assertThat(Masker.mask(MaskStyle.TELEPHONE_NUMBER, "911")).isEqualTo("xxxxxxx");
        assertThat(Masker.mask(MaskStyle.TELEPHONE_NUMBER, "+12345678")).isEqualTo("xxxxxxx");
        assertThat(Masker.mask(MaskStyle.TELEPHONE_NUMBER, "2125550100")).isEqualTo("xxxxxxx");
        assertThat(Masker.mask(MaskStyle.TELEPHONE_NUMBER, "sip:bob@example.com"))
                .isEqualTo("xxxxxxx");
        assertThat(Masker.mask(MaskStyle.TELEPHONE_NUMBER, "")).isEqualTo("xxxxxxx");
    }

    @Test
    void aMaskedTextDoesNotTellItsLength() {
        assertThat(Masker.mask(MaskStyle.TEXT, "a")).isEqualTo(Masker.mask(MaskStyle.TEXT, "a long story"));
        assertThat(Masker.mask(MaskStyle.BY_TYPE, "a")).isEqualTo("***");
        assertThat(Masker.mask(MaskStyle.ABSENT, "a")).isNull();
    }

    @ParameterizedTest
    @EnumSource(MaskStyle.class)
    void nothingStaysNothing(MaskStyle style) {
        assertThat(Masker.mask(style, null)).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = ValueFamily.class, names = "TEXT", mode = EnumSource.Mode.EXCLUDE)
    void whatIsNoTextBecomesAbsent(ValueFamily family) {
        for (MaskStyle style : MaskStyle.values()) {
            assertThat(style.effectiveFor(family)).isEqualTo(MaskStyle.ABSENT);
        }
    }
}
