package io.cpni.report;

import static io.cpni.report.BreachRegime.NEW;
import static io.cpni.report.BreachRegime.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.Regulation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a breach makes due; instants are those of New York. */
@Regulation({"64.2011", "R-2011-OLD", "R-2011-NEW"})
class BreachDeadlinesTest {

    static Stream<Arguments> examplesOfTheRuleBook() {
        return Stream.of(
                Arguments.of(
                        "B1", told("2026-11-20T15:00", "2026-11-24T10:00"), "2026-12-02", "2026-12-05", "2026-12-20"),
                Arguments.of(
                        "B2", told("2026-11-21T15:00", "2026-12-02T10:00"), "2026-12-02", "2026-12-12", "2026-12-21"),
                Arguments.of(
                        "B3", told("2026-12-23T09:00", "2026-12-23T15:00"), "2027-01-05", "2027-01-06", "2027-01-22"),
                Arguments.of(
                        "B4", told("2026-07-02T09:00", "2026-07-02T15:00"), "2026-07-14", "2026-07-15", "2026-08-01"),
                Arguments.of(
                        "B5 without hold",
                        told("2026-10-07T09:00", "2026-10-07T15:00"),
                        "2026-10-19",
                        "2026-10-20",
                        "2026-11-06"),
                Arguments.of(
                        "B6 without urgency",
                        told("2026-11-09T09:00", "2026-11-09T15:00"),
                        "2026-11-19",
                        "2026-11-20",
                        "2026-12-09"));
    }

    @ParameterizedTest
    @MethodSource("examplesOfTheRuleBook")
    void agenciesComeFirstAndCustomersAfterTheWaitOrWithinThirtyDays(
            String name, Breach.Builder breach, LocalDate agencies, LocalDate notBefore, LocalDate customers) {
        assertThat(due(OLD, breach))
                .as(name)
                .containsExactly("AGENCIES by " + agencies, "CUSTOMERS not before " + notBefore + "T00:00");
        assertThat(due(NEW, breach)).as(name).containsExactly("AGENCIES by " + agencies, "CUSTOMERS by " + customers);
    }

    @Test
    void inadvertentBreachCountsOnlyUnderTheNewRule() {
        Breach.Builder breach = told("2026-11-09T09:00", "2026-11-09T15:00").intentional(false);
        assertThat(due(OLD, breach)).isEmpty();
        assertThat(due(NEW, breach)).containsExactly("AGENCIES by 2026-11-19", "CUSTOMERS by 2026-12-09");
    }

    @ParameterizedTest
    @CsvSource({
        // The last nanosecond of a Friday, and the first of the Saturday; of a Sunday and of the Monday.
        "2026-06-13T03:59:59.999999999Z, 2026-06-24",
        "2026-06-13T04:00:00Z, 2026-06-24",
        "2026-06-15T03:59:59.999999999Z, 2026-06-24",
        "2026-06-15T04:00:00Z, 2026-06-25"
    })
    void determinationBelongsToItsDayInNewYork(Instant determined, LocalDate agencies) {
        Breach.Builder breach = Breach.determinedAt(determined);
        assertThat(due(OLD, breach)).containsExactly("AGENCIES by " + agencies);
        assertThat(due(NEW, breach)).contains("AGENCIES by " + agencies);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-10T04:59:59Z, 2026-11-20T00:00",
        "2026-11-10T05:00:00Z, 2026-11-21T00:00",
        // Told on Veterans Day: as if on the day before.
        "2026-11-11T15:00:00Z, 2026-11-21T00:00"
    })
    void waitIsOfSevenFullBusinessDaysAfterTheDayOfTelling(Instant told, LocalDateTime first) {
        Breach.Builder breach = Breach.determinedAt(at("2026-11-06T09:00")).toldAt(told);
        assertThat(due(OLD, breach)).contains("CUSTOMERS not before " + first);
    }

    @Test
    void waitEndsAtMidnightAlsoWhereClocksChangeInIt() {
        List<Deadline> due = Deadlines.under(OLD, BusinessCalendar.federal())
                .dueFor(told("2026-10-28T09:00", "2026-10-28T15:00").build());
        Deadline customers = due.get(1);
        Instant first = Instant.parse("2026-11-07T05:00:00Z");
        assertThat(customers.allows(first)).isTrue();
        assertThat(customers.allows(first.minusNanos(1))).isFalse();
    }

    @Test
    void customersHaveNoDateUnderTheOldRuleUntilTheAgenciesAreTold() {
        Breach.Builder breach = Breach.determinedAt(at("2026-11-09T09:00"));
        assertThat(due(OLD, breach)).containsExactly("AGENCIES by 2026-11-19");
        breach.urgent(true).consultedAt(at("2026-11-10T16:00"));
        assertThat(due(OLD, breach)).containsExactly("AGENCIES by 2026-11-19");
        breach.hold(AgencyHold.ofDays(at("2026-11-10T16:00"), 30));
        assertThat(due(OLD, breach)).containsExactly("AGENCIES by 2026-11-19");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-10T16:00, 2026-11-10T16:00",
        // Consulted before the formal report: not before the report either.
        "2026-11-09T12:00, 2026-11-09T15:00",
        // Consulted when the wait was over.
        "2026-11-23T10:00, 2026-11-20T00:00"
    })
    void urgencyShortensTheWaitFromTheConsultationOn(String consulted, LocalDateTime first) {
        Breach.Builder breach = told("2026-11-09T09:00", "2026-11-09T15:00").urgent(true);
        breach.consultedAt(at(consulted));
        assertThat(due(OLD, breach)).containsExactly("AGENCIES by 2026-11-19", "CUSTOMERS not before " + first);
        assertThat(due(NEW, breach)).containsExactly("AGENCIES by 2026-11-19", "CUSTOMERS by 2026-12-09");
    }

    @Test
    void urgencyWithoutConsultationAndConsultationWithoutUrgencyChangeNothing() {
        Breach.Builder urgent = told("2026-11-09T09:00", "2026-11-09T15:00").urgent(true);
        Breach.Builder consulted = told("2026-11-09T09:00", "2026-11-09T15:00").consultedAt(at("2026-11-10T16:00"));
        assertThat(due(OLD, urgent)).contains("CUSTOMERS not before 2026-11-20T00:00");
        assertThat(due(OLD, consulted)).contains("CUSTOMERS not before 2026-11-20T00:00");
    }

    @ParameterizedTest
    @CsvSource({
        // From the day after the order: 10-16 to 11-14.
        "2026-10-15T12:00, 30, 2026-11-15T00:00",
        "2026-10-15T23:59:59, 30, 2026-11-15T00:00",
        "2026-10-16T00:00, 30, 2026-11-16T00:00",
        "2026-10-15T12:00, 5, 2026-10-21T00:00",
        // Over with the wait, or before.
        "2026-10-15T12:00, 4, 2026-10-20T00:00",
        "2026-10-07T16:00, 1, 2026-10-20T00:00",
        // Ordered when the wait was over.
        "2026-10-26T12:00, 30, 2026-11-26T00:00"
    })
    void holdOutlastsTheWait(String ordered, int days, LocalDateTime first) {
        Breach.Builder breach = told("2026-10-07T09:00", "2026-10-07T15:00").hold(AgencyHold.ofDays(at(ordered), days));
        assertThat(due(OLD, breach)).containsExactly("AGENCIES by 2026-10-19", "CUSTOMERS not before " + first);
    }

    @Test
    void holdIsStrongerThanUrgency() {
        Breach.Builder breach = told("2026-11-09T09:00", "2026-11-09T15:00")
                .urgent(true)
                .consultedAt(at("2026-11-10T16:00"))
                .hold(AgencyHold.ofDays(at("2026-11-10T17:00"), 2));
        assertThat(due(OLD, breach)).contains("CUSTOMERS not before 2026-11-13T00:00");
    }

    @Test
    void extensionInWritingLengthensTheHold() {
        AgencyHold hold = AgencyHold.ofDays(at("2026-10-15T12:00"), 30).extendedInWriting(30);
        Breach.Builder breach = told("2026-10-07T09:00", "2026-10-07T15:00").hold(hold);
        assertThat(due(OLD, breach)).contains("CUSTOMERS not before 2026-12-15T00:00");
        assertThat(due(NEW, breach)).containsExactly("AGENCIES by 2026-10-19", "CUSTOMERS not before 2026-12-15T00:00");
    }

    @ParameterizedTest
    @CsvSource({
        // The thirty days end with 11-06.
        "2026-10-15, 30, CUSTOMERS not before 2026-11-15T00:00,",
        "2026-10-07, 30, CUSTOMERS not before 2026-11-07T00:00,",
        "2026-10-07, 29, CUSTOMERS not before 2026-11-06T00:00, CUSTOMERS by 2026-11-06",
        "2026-10-15, 5, CUSTOMERS not before 2026-10-21T00:00, CUSTOMERS by 2026-11-06"
    })
    void holdThatOutlastsTheThirtyDaysTakesTheirPlace(LocalDate ordered, int days, String first, String second) {
        Breach.Builder breach =
                told("2026-10-07T09:00", "2026-10-07T15:00").hold(AgencyHold.ofDays(at(ordered + "T12:00"), days));
        assertThat(due(NEW, breach))
                .containsExactlyElementsOf(Stream.of("AGENCIES by 2026-10-19", first, second)
                        .filter(text -> text != null)
                        .toList());
    }

    @Test
    void newRuleSetsTheDateOfCustomersWhetherAgenciesAreToldOrNot() {
        Breach.Builder breach = Breach.determinedAt(at("2026-11-09T09:00"));
        assertThat(due(NEW, breach)).containsExactly("AGENCIES by 2026-11-19", "CUSTOMERS by 2026-12-09");
        breach.hold(AgencyHold.ofDays(at("2026-11-20T09:00"), 30));
        assertThat(due(NEW, breach)).containsExactly("AGENCIES by 2026-11-19", "CUSTOMERS not before 2026-12-21T00:00");
    }

    @ParameterizedTest
    @CsvSource({"0, SUMMARY", "499, SUMMARY", "500, AGENCIES", "501, AGENCIES"})
    void smallBreachWithoutLikelyHarmGoesIntoTheSummary(int affected, Duty duty) {
        Breach harmless = Breach.determinedAt(at("2025-08-11T09:00"))
                .affected(affected)
                .harmLikely(false)
                .build();
        assertThat(Deadlines.under(NEW, BusinessCalendar.federal()).dueFor(harmless))
                .extracting(Deadline::duty)
                .containsExactly(duty, Duty.CUSTOMERS);
        assertThat(Deadlines.under(OLD, BusinessCalendar.federal()).dueFor(harmless))
                .extracting(Deadline::duty)
                .containsExactly(Duty.AGENCIES);
    }

    @Test
    void summaryNeedsBothFewCustomersAndNoLikelyHarm() {
        Instant determined = at("2025-08-11T09:00");
        assertThat(due(NEW, Breach.determinedAt(determined).affected(120))).contains("AGENCIES by 2025-08-20");
        assertThat(due(NEW, Breach.determinedAt(determined).harmLikely(false))).contains("AGENCIES by 2025-08-20");
        assertThat(due(NEW, Breach.determinedAt(determined).affected(120).harmLikely(false)))
                .containsExactly("SUMMARY by 2026-02-02", "CUSTOMERS by 2025-09-10");
    }

    @ParameterizedTest
    @CsvSource({
        // Years are those of New York.
        "2027-01-01T04:59:59Z, 2027-02-01",
        "2027-01-01T05:00:00Z, 2028-02-01",
        "2024-05-01T12:00:00Z, 2025-02-03"
    })
    void summaryFollowsTheYearOfDetermination(Instant determined, LocalDate lastDay) {
        Breach.Builder breach = Breach.determinedAt(determined).affected(3).harmLikely(false);
        assertThat(due(NEW, breach)).contains("SUMMARY by " + lastDay);
    }

    @Test
    void closedHeadquartersMoveAgenciesWaitAndSummaryButNoOtherDate() {
        BusinessCalendar storm =
                BusinessCalendar.closedOn(Set.of(LocalDate.of(2026, 1, 26), LocalDate.of(2026, 1, 27)));
        Breach breach = told("2026-01-20T09:00", "2026-01-20T15:00").build();
        assertThat(DeadlineText.of(Deadlines.under(OLD, storm).dueFor(breach)))
                .containsExactly("AGENCIES by 2026-02-02", "CUSTOMERS not before 2026-02-03T00:00");
        BusinessCalendar closedOnLastDay = BusinessCalendar.closedOn(Set.of(LocalDate.of(2026, 2, 19)));
        assertThat(DeadlineText.of(Deadlines.under(NEW, closedOnLastDay).dueFor(breach)))
                .contains("CUSTOMERS by 2026-02-19");
    }

    @Test
    void ruleIsNamedWithItsCitation() {
        Breach breach = told("2026-11-09T09:00", "2026-11-09T15:00").build();
        Deadlines old = Deadlines.under(OLD, BusinessCalendar.federal());
        Deadlines amended = Deadlines.under(NEW, BusinessCalendar.federal());
        assertThat(old.ruleFor(breach)).hasToString("R-2011-OLD 47 CFR 64.2011");
        assertThat(amended.ruleFor(breach)).hasToString("R-2011-NEW 47 CFR 64.2011 as amended, 89 FR 9968");
        assertThat(old.dueFor(breach)).allMatch(deadline -> deadline.rule().equals(old.ruleFor(breach)));
        assertThat(amended.dueFor(breach)).allMatch(deadline -> deadline.rule().equals(amended.ruleFor(breach)));
    }

    @Test
    void factsThatCannotBeAreRefusedByName() {
        Breach.Builder breach = Breach.determinedAt(at("2026-11-09T09:00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> breach.affected(-1).build())
                .withMessageContaining("affected");
        breach.affected(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> breach.toldAt(at("2026-11-09T08:59:59")).build())
                .withMessageContaining("toldAt");
        breach.toldAt(at("2026-11-09T09:00")).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> breach.consultedAt(Instant.EPOCH).build())
                .withMessageContaining("consultedAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1995-12-31T23:59:59.999999999Z", "2201-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void instantOutsideTheLawIsRefused(Instant instant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Breach.determinedAt(instant).build())
                .withMessageStartingWith("determinedAt lies before 1996");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1996-01-01T00:00:00Z", "2200-12-31T23:59:59.999999999Z"})
    void firstAndLastInstantHaveDeadlines(Instant instant) {
        Breach.Builder breach =
                Breach.determinedAt(instant).affected(3).harmLikely(false).toldAt(instant);
        assertThat(due(OLD, breach)).hasSize(2);
        assertThat(due(NEW, breach)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 31, Integer.MAX_VALUE})
    void holdBeyondThirtyDaysNeedsWriting(int days) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgencyHold.ofDays(at("2026-10-15T12:00"), days))
                .withMessageStartingWith("days of a hold must be 1 to 30");
    }

    @Test
    void extensionHasBounds() {
        AgencyHold hold = AgencyHold.ofDays(at("2026-10-15T12:00"), 30);
        assertThat(hold.extendedInWriting(15).extendedInWriting(15).totalDays()).isEqualTo(60);
        assertThatIllegalArgumentException().isThrownBy(() -> hold.extendedInWriting(0));
        assertThatIllegalArgumentException().isThrownBy(() -> hold.extendedInWriting(3651));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hold.extendedInWriting(1).extendedInWriting(Integer.MAX_VALUE));
    }

    private static List<String> due(BreachRegime regime, Breach.Builder breach) {
        return DeadlineText.of(
                Deadlines.under(regime, BusinessCalendar.federal()).dueFor(breach.build()));
    }

    private static Breach.Builder told(String determined, String told) {
        return Breach.determinedAt(at(determined)).toldAt(at(told));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BusinessCalendar.ZONE).toInstant();
    }
}
