package io.cpni.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.Regulation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {

    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    private final Deadlines deadlines = Deadlines.under(BreachRegime.OLD, BusinessCalendar.federal());

    @Regulation({"64.2009(f)", "R-2009-f", "R-TIME-3"})
    @ParameterizedTest
    @CsvSource({
        "2026-12-18T15:00:00Z, 2026-12-28",
        // Late on Thursday in New York, Friday in UTC.
        "2026-10-09T02:00:00Z, 2026-10-16",
        "2026-10-09T03:59:59Z, 2026-10-16",
        "2026-10-09T04:00:00Z, 2026-10-19",
        "2026-11-21T12:00:00Z, 2026-11-30"
    })
    void letterIsDueFiveBusinessDaysAfterDetection(Instant detected, LocalDate lastDay) {
        OptOutFailure failure = new OptOutFailure(detected);
        assertThat(due(failure)).containsExactly("LETTER by " + lastDay);
        assertThat(deadlines.ruleFor(failure).id()).isEqualTo("R-2009-f");
    }

    @Regulation({"64.2009(e)", "R-2009-e", "R-TIME-4"})
    @ParameterizedTest
    @CsvSource({
        "2007, 2008-03-03",
        "2024, 2025-03-03",
        "2025, 2026-03-02",
        "2026, 2027-03-01",
        "2027, 2028-03-01",
        "2029, 2030-03-01",
        "2199, 2200-03-03"
    })
    void certificateIsDueOnTheFirstOfMarchOrTheNextBusinessDay(int year, LocalDate lastDay) {
        OfficerCertificate certificate = new OfficerCertificate(year);
        assertThat(due(certificate)).containsExactly("CERTIFICATE by " + lastDay);
        assertThat(deadlines.ruleFor(certificate).id()).isEqualTo("R-2009-e");
    }

    @Regulation({"64.2009(e)", "R-2009-e", "R-TIME-4"})
    @Test
    void certificateWaitsForHeadquartersToReopen() {
        Deadlines closed = Deadlines.under(
                BreachRegime.OLD,
                BusinessCalendar.closedOn(Set.of(LocalDate.of(2030, 3, 1), LocalDate.of(2030, 3, 4))));
        assertThat(DeadlineText.of(closed.dueFor(new OfficerCertificate(2029))))
                .containsExactly("CERTIFICATE by 2030-03-05");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 1995, 2200, Integer.MAX_VALUE})
    void certificateForAYearOutsideTheLawIsRefused(int year) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfficerCertificate(year))
                .withMessageStartingWith("year of a certificate");
    }

    @Regulation("R-CA-1")
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T20:00:00Z, true, 2026-12-21",
        "2026-11-21T20:00:00Z, false, 2027-04-20",
        // The day before in Los Angeles; Christmas does not move it.
        "2026-11-26T07:59:59Z, true, 2026-12-25",
        "2026-11-26T08:00:00Z, true, 2026-12-26"
    })
    void californianIsAnsweredInThirtyDaysOr150(Instant received, boolean designated, LocalDate lastDay) {
        CaliforniaRequest request = new CaliforniaRequest(received, LOS_ANGELES, true, designated);
        assertThat(due(request)).containsExactly("ANSWER by " + lastDay);
        assertThat(deadlines.ruleFor(request).id()).isEqualTo("R-CA-1");
    }

    @Regulation("R-CA-1")
    @Test
    void nobodyElseHasTheRightOfCalifornians() {
        CaliforniaRequest request =
                new CaliforniaRequest(Instant.parse("2026-11-21T20:00:00Z"), LOS_ANGELES, false, true);
        assertThat(due(request)).isEmpty();
        assertThat(deadlines.ruleFor(request).id()).isEqualTo("R-CA-1");
    }

    @Regulation({"R-ACC-30", "R-TIME-1", "R-TIME-4"})
    @ParameterizedTest
    @CsvSource({
        // Sunday or not.
        "2026-11-20T15:00:00Z, America/New_York, 2026-12-20",
        "2026-06-02T05:30:00Z, America/Los_Angeles, 2026-07-01",
        "2026-06-02T05:30:00Z, America/New_York, 2026-07-02",
        "2026-06-02T12:30:00Z, Pacific/Guam, 2026-07-02",
        "2026-06-02T14:00:00Z, Pacific/Guam, 2026-07-03",
        "2028-01-31T12:00:00Z, America/New_York, 2028-03-01"
    })
    void accessIsAnsweredInThirtyCalendarDaysOfTheCustomersZone(Instant received, ZoneId zone, LocalDate lastDay) {
        CustomerAccessRequest request = new CustomerAccessRequest(received, zone);
        assertThat(due(request)).containsExactly("ANSWER by " + lastDay);
        assertThat(deadlines.ruleFor(request).id()).isEqualTo("R-ACC-30");
    }

    @Regulation({"R-ACC-30", "R-TIME-1"})
    @Test
    void answerIsInTimeUntilTheDayEndsForTheCustomer() {
        Instant received = Instant.parse("2026-06-02T05:30:00Z");
        List<Deadline> due = deadlines.dueFor(new CustomerAccessRequest(received, LOS_ANGELES));
        Instant end = Instant.parse("2026-07-02T07:00:00Z");
        assertThat(due).allMatch(deadline -> deadline.map(by -> by.endsAt().equals(end), notBefore -> false));
        assertThat(due).allMatch(deadline -> deadline.allows(end.minusNanos(1)));
        assertThat(due).noneMatch(deadline -> deadline.allows(end));
    }

    @Regulation({"64.1200(d)", "R-DNC-2"})
    @ParameterizedTest
    @CsvSource({
        "2026-11-18T15:00:00Z, 2026-12-03",
        "2026-12-18T15:00:00Z, 2027-01-05",
        "2026-06-10T12:00:00Z, 2026-06-25"
    })
    void doNotCallIsHonouredInTenBusinessDays(Instant received, LocalDate lastDay) {
        DoNotCallRequest request = new DoNotCallRequest(received);
        assertThat(due(request)).containsExactly("HONOUR by " + lastDay);
        assertThat(deadlines.ruleFor(request).id()).isEqualTo("R-DNC-2");
    }

    @Test
    void instantOutsideTheLawIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OptOutFailure(Instant.EPOCH))
                .withMessageStartingWith("detectedAt lies before 1996");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DoNotCallRequest(Instant.MAX))
                .withMessageStartingWith("receivedAt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomerAccessRequest(Instant.MIN, LOS_ANGELES))
                .withMessageStartingWith("receivedAt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaliforniaRequest(Instant.EPOCH, LOS_ANGELES, true, true))
                .withMessageStartingWith("receivedAt");
    }

    private List<String> due(Matter matter) {
        return DeadlineText.of(deadlines.dueFor(matter));
    }
}
