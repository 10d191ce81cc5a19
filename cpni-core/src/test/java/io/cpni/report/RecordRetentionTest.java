package io.cpni.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.Regulation;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordRetentionTest {

    @ParameterizedTest
    @CsvSource({
        "NOTICE, R-2008-a2, P1Y, P3Y",
        "APPROVAL, R-2007-a3, P1Y, P1Y",
        "CAMPAIGN, R-2009-c1, P1Y, P3Y",
        "DISCLOSURE, R-2009-c2, P1Y, P3Y",
        "SUPERVISOR_REVIEW, R-2009-d, P1Y, P3Y",
        "BREACH, R-2011-d, P2Y, P3Y",
        "DO_NOT_CALL, R-DNC-2, P0D, P0D",
        "TRAINING, R-2009-b, P0D, P3Y",
        "DECISION, R-AUD-1, P0D, P3Y",
        "CUSTOMER_DATA, R-RET-1, P0D, P0D"
    })
    @Regulation(
            value = {"64.2008(a)(2)", "64.2007(a)(3)", "64.2009(c)", "64.2009(d)", "64.2011(d)"},
            rules = {"R-2008-a2", "R-2007-a3", "R-2009-d", "R-2011-d", "R-AUD-1"})
    void recordsAreKeptAsTheRuleBookSays(KeptRecord kind, String rule, Period law, Period kept) {
        assertThat(kind.rule().id()).isEqualTo(rule);
        assertThat(kind.atLeast()).isEqualTo(law);
        assertThat(RecordRetention.standard().periodOf(kind)).isEqualTo(kept);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeptRecord.class,
            names = {"NOTICE", "APPROVAL", "CAMPAIGN", "DISCLOSURE", "SUPERVISOR_REVIEW", "BREACH"})
    void noSettingIsShorterThanTheLaw(KeptRecord kind) {
        // In months, because a year less a day has a part that is negative, which is refused as such.
        Period tooShort = Period.ofMonths((int) kind.atLeast().toTotalMonths() - 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordRetention.keeping(Map.of(kind, tooShort)))
                .withMessageContaining(kind.name())
                .withMessageContaining(kind.rule().citation());
        assertThat(RecordRetention.keeping(Map.of(kind, kind.atLeast())).periodOf(kind))
                .isEqualTo(kind.atLeast());
        assertThat(RecordRetention.keeping(Map.of(kind, Period.ofMonths(24))).periodOf(kind))
                .isEqualTo(Period.ofMonths(24));
    }

    @Test
    void noSettingIsNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordRetention.keeping(Map.of(KeptRecord.DECISION, Period.ofDays(-1))))
                .withMessageContaining("DECISION");
        assertThatIllegalArgumentException()
                .as("a part of it")
                .isThrownBy(() -> RecordRetention.keeping(Map.of(KeptRecord.DECISION, Period.of(3, -1, 0))))
                .withMessageContaining("DECISION");
    }

    @Test
    void anAuditRecordIsKeptAsLongAsTheLongestOfWhatItMayTellOf() {
        Instant logged = Instant.parse("2023-11-21T15:00:00Z");
        RecordRetention releases = RecordRetention.keeping(
                Map.of(KeptRecord.DISCLOSURE, Period.ofYears(5), KeptRecord.DECISION, Period.ofYears(1)));

        assertThat(RecordRetention.standard().auditRecordDisposableFrom(logged))
                .isEqualTo(Instant.parse("2026-11-22T05:00:00Z"));
        assertThat(releases.auditRecordDisposableFrom(logged)).isEqualTo(Instant.parse("2028-11-22T05:00:00Z"));
    }

    @Test
    void theDayOnWhichTimeEndsStillCounts() {
        Instant late = Instant.parse("2023-11-22T04:59:59Z"); // the 21st in New York

        assertThat(RecordRetention.standard().disposableFrom(KeptRecord.DECISION, late))
                .isEqualTo(Instant.parse("2026-11-22T05:00:00Z"));
    }

    @Test
    @Regulation(value = "R-RET-1", rules = "R-RET-2")
    void theEndOfTheAccountStartsTheClockOfACustomersRecords() {
        Instant cancelled = Instant.parse("2026-11-21T15:00:00Z");
        RecordRetention disputes = RecordRetention.keeping(Map.of(KeptRecord.CUSTOMER_DATA, Period.ofMonths(18)));

        assertThat(RecordRetention.standard().disposableFrom(KeptRecord.CUSTOMER_DATA, cancelled))
                .isEqualTo(Instant.parse("2026-11-22T05:00:00Z"));
        assertThat(disputes.disposableFrom(KeptRecord.CUSTOMER_DATA, cancelled))
                .isEqualTo(Instant.parse("2028-05-22T04:00:00Z"));
    }
}
