package io.cpni.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.label.MaskStyle;
import io.cpni.label.ValueFamily;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mask says that there is a value and nothing else, but for a telephone number where it belongs. */
class MaskerTest {

    private static final TokenKey KEY = TokenKey.of(new byte[TokenKey.SHORTEST]);

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
        assertThat(Masker.mask(MaskStyle.TELEPHONE_NUMBER, "+1212555010٣")).isEqualTo("xxxxxxx");
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
    @EnumSource(
            value = ValueFamily.class,
            names = {"TEXT", "TEMPORAL"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsNeitherTextNorTimeBecomesAbsent(ValueFamily family) {
        for (MaskStyle style : MaskStyle.values()) {
            assertThat(style.effectiveFor(family)).isEqualTo(MaskStyle.ABSENT);
            assertThat(style.suits(family)).isEqualTo(style == MaskStyle.BY_TYPE || style == MaskStyle.ABSENT);
        }
        assertThat(Masker.maskValue(MaskStyle.BY_TYPE, 7)).isNull();
        assertThat(Masker.maskValue(MaskStyle.START_OF_MONTH, true)).isNull();
    }

    @Test
    void aTimeIsAbsentUnlessItsStyleCutsItDown() {
        LocalDate day = LocalDate.of(2026, 11, 22);
        assertThat(Masker.maskValue(MaskStyle.BY_TYPE, day)).isNull();
        assertThat(Masker.maskValue(MaskStyle.TEXT, day)).isNull();
        assertThat(MaskStyle.START_OF_MONTH.effectiveFor(ValueFamily.TEXT)).isEqualTo(MaskStyle.TEXT);
        assertThat(MaskStyle.START_OF_MONTH.suits(ValueFamily.TEXT)).isFalse();
        assertThat(MaskStyle.TEXT.suits(ValueFamily.TEMPORAL)).isFalse();
    }

    @Test
    void aTimeIsCutDownToItsMonthInUtcIfItNamesAnInstant() {
        assertThat(month(LocalDate.of(2026, 11, 22))).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(month(LocalDateTime.parse("2024-02-29T23:59:59.999")))
                .isEqualTo(LocalDateTime.parse("2024-02-01T00:00"));
        assertThat(month(OffsetDateTime.parse("2026-10-31T23:30:00-04:00")))
                .isEqualTo(OffsetDateTime.parse("2026-11-01T00:00Z"));
        assertThat(month(ZonedDateTime.parse("2026-10-31T23:30:00-04:00[America/New_York]")))
                .isEqualTo(ZonedDateTime.parse("2026-11-01T00:00Z"));
        assertThat(month(Instant.parse("1969-12-31T23:59:59.9Z"))).isEqualTo(Instant.parse("1969-12-01T00:00:00Z"));
    }

    @Test
    void noTimeIsTooOddToBeMasked() {
        for (Object odd : List.of(
                LocalDate.MIN,
                LocalDate.MAX,
                LocalDateTime.MIN,
                LocalDateTime.MAX,
                OffsetDateTime.MIN,
                OffsetDateTime.MAX,
                Instant.MIN,
                Instant.MAX,
                LocalTime.NOON,
                new Timestamp(0))) {
            assertThat(month(odd)).as(String.valueOf(odd)).isNull();
        }
    }

    private static @Nullable Object month(Object value) {
        return Masker.maskValue(MaskStyle.START_OF_MONTH, value);
    }

    @Test
    void aTokenTakesAKey() {
        assertThat(Masker.mask(MaskStyle.TOKEN, "a", KEY)).isEqualTo(KEY.token("a"));
        assertThat(Masker.mask(MaskStyle.TEXT, "a", KEY)).isEqualTo("***");
        assertThat(Masker.maskValue(MaskStyle.TOKEN, "a", KEY)).isEqualTo(KEY.token("a"));
        assertThat(Masker.maskValue(MaskStyle.TOKEN, 1L, KEY)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> Masker.mask(MaskStyle.TOKEN, "a"));
    }

    @Test
    void aMaskIsRecognised() {
        String number = "+12125550100";
        assertThat(Masker.looksMasked(MaskStyle.TELEPHONE_NUMBER, "+1212xxxxxxx"))
                .isTrue();
        assertThat(Masker.looksMasked(MaskStyle.TELEPHONE_NUMBER, "xxxxxxx")).isTrue();
        assertThat(Masker.looksMasked(MaskStyle.TELEPHONE_NUMBER, number)).isFalse();
        assertThat(Masker.looksMasked(MaskStyle.TELEPHONE_NUMBER, "***")).isFalse();
        assertThat(Masker.looksMasked(MaskStyle.TEXT, "***")).isTrue();
        assertThat(Masker.looksMasked(MaskStyle.BY_TYPE, "****")).isFalse();
        assertThat(Masker.looksMasked(MaskStyle.TOKEN, KEY.token(number))).isTrue();
        assertThat(Masker.looksMasked(MaskStyle.TOKEN, "tok_" + number)).isFalse();
        assertThat(Masker.looksMasked(MaskStyle.ABSENT, "a")).isFalse();
        assertThat(Masker.looksMasked(MaskStyle.START_OF_MONTH, LocalDate.of(2026, 11, 1)))
                .isTrue();
        assertThat(Masker.looksMasked(MaskStyle.START_OF_MONTH, LocalDate.of(2026, 11, 2)))
                .isFalse();
        assertThat(Masker.looksMasked(MaskStyle.START_OF_MONTH, OffsetDateTime.parse("2026-10-31T20:00-04:00")))
                .isTrue();
        assertThat(Masker.looksMasked(MaskStyle.START_OF_MONTH, OffsetDateTime.parse("2026-10-01T00:00-04:00")))
                .isFalse();
        assertThat(Masker.looksMasked(MaskStyle.BY_TYPE, LocalDate.of(2026, 11, 1)))
                .isFalse();
        assertThat(Masker.looksMasked(MaskStyle.BY_TYPE, 0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(MaskStyle.class)
    void everyMaskLooksMasked(MaskStyle style) {
        for (Object value : List.of(
                "", "a", "+12125550100", "+123456789", 5, LocalDate.of(2026, 11, 22), Instant.EPOCH.plusSeconds(1))) {
            assertThat(Masker.looksMasked(style, Masker.maskValue(style, value, KEY)))
                    .as("%s of %s", style, value)
                    .isTrue();
        }
    }
}
