package io.cpni.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Regulation({"1.4(c)", "1.4(d)", "1.4(e)", "R-TIME-3"})
class BusinessCalendarTest {

    private final BusinessCalendar calendar = BusinessCalendar.federal();

    @ParameterizedTest
    @CsvSource({
        // Friday, Saturday and Sunday before one week count alike.
        "2026-06-12, 1, 2026-06-15",
        "2026-06-13, 1, 2026-06-15",
        "2026-06-14, 1, 2026-06-15",
        "2026-06-15, 1, 2026-06-16",
        // Juneteenth 2026 is a Friday.
        "2026-06-18, 1, 2026-06-22",
        "2026-06-19, 1, 2026-06-22",
        "2026-11-20, 7, 2026-12-02",
        "2026-12-18, 5, 2026-12-28",
        // New Year's Day 2028 is observed on Friday, 31 December 2027; Christmas 2027 on Friday, the 24th.
        "2027-12-30, 1, 2028-01-03",
        "2027-12-23, 4, 2027-12-30",
        "2027-12-23, 5, 2028-01-03",
        // New Year's Day 2023 is a Sunday.
        "2022-12-30, 1, 2023-01-03",
        // Day after a holiday in the week, and over a leap day.
        "2026-11-10, 1, 2026-11-12",
        "2028-02-28, 2, 2028-03-01",
        "2026-01-01, 250, 2026-12-31"
    })
    void nthBusinessDayCountsFromTheDayAfterTheTrigger(LocalDate trigger, int n, LocalDate expected) {
        assertThat(calendar.nthBusinessDayAfter(trigger, n)).isEqualTo(expected);
    }

    @Test
    void nthBusinessDayHasSoManyBusinessDaysBehindIt() {
        LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2029, 1, 1)).forEach(trigger -> {
            LocalDate last = calendar.nthBusinessDayAfter(trigger, 7);
            assertThat(calendar.isBusinessDay(last)).isTrue();
            assertThat(trigger.plusDays(1).datesUntil(last.plusDays(1)).filter(calendar::isBusinessDay))
                    .hasSize(7);
        });
    }

    @Test
    void closureOfHeadquartersIsNoBusinessDay() {
        LocalDate storm = LocalDate.of(2026, 1, 26);
        BusinessCalendar closed = BusinessCalendar.closedOn(Set.of(storm));
        assertThat(closed.isBusinessDay(storm)).isFalse();
        assertThat(closed.nthBusinessDayAfter(LocalDate.of(2026, 1, 23), 1)).isEqualTo(LocalDate.of(2026, 1, 27));
        assertThat(calendar.nthBusinessDayAfter(LocalDate.of(2026, 1, 23), 1)).isEqualTo(storm);
    }

    @Test
    void closureOnHolidayOrWeekendIsNotCountedTwice() {
        BusinessCalendar closed =
                BusinessCalendar.closedOn(Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26)));
        assertThat(closed.nthBusinessDayAfter(LocalDate.of(2026, 12, 24), 1)).isEqualTo(LocalDate.of(2026, 12, 28));
    }

    @Test
    void closuresAreAskedForAtEachCount() {
        AtomicReference<Set<LocalDate>> announced = new AtomicReference<>(Set.of());
        BusinessCalendar live = BusinessCalendar.closedOn(announced::get);
        LocalDate friday = LocalDate.of(2026, 1, 23);
        assertThat(live.nthBusinessDayAfter(friday, 1)).isEqualTo(LocalDate.of(2026, 1, 26));
        announced.set(Set.of(LocalDate.of(2026, 1, 26)));
        assertThat(live.nthBusinessDayAfter(friday, 1)).isEqualTo(LocalDate.of(2026, 1, 27));
    }

    @Test
    void givenClosuresAreCopied() {
        Set<LocalDate> days = new HashSet<>();
        BusinessCalendar closed = BusinessCalendar.closedOn(days);
        days.add(LocalDate.of(2026, 1, 26));
        assertThat(closed.isBusinessDay(LocalDate.of(2026, 1, 26))).isTrue();
    }

    @Test
    void failureToLearnClosuresReachesTheCaller() {
        BusinessCalendar blind = BusinessCalendar.closedOn(() -> {
            throw new IllegalStateException("no answer");
        });
        assertThatThrownBy(() -> blind.nthBusinessDayAfter(LocalDate.of(2026, 1, 23), 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Regulation({"1.4(j)", "R-TIME-4"})
    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-02",
        "2027-03-01, 2027-03-01",
        "2026-02-01, 2026-02-02",
        "2026-07-03, 2026-07-06",
        "2027-12-31, 2028-01-03"
    })
    void filingDueOnNoBusinessDayMovesToTheNext(LocalDate due, LocalDate moved) {
        assertThat(calendar.nextOrSameBusinessDay(due)).isEqualTo(moved);
    }

    @ParameterizedTest
    @CsvSource({
        // Winter, summer, and the days on which clocks change.
        "2026-12-02, 2026-12-03T05:00:00Z",
        "2026-07-14, 2026-07-15T04:00:00Z",
        "2026-03-07, 2026-03-08T05:00:00Z",
        "2026-03-08, 2026-03-09T04:00:00Z",
        "2026-11-01, 2026-11-02T05:00:00Z"
    })
    void dayEndsAtMidnightInNewYork(LocalDate day, Instant end) {
        assertThat(calendar.endOf(day)).isEqualTo(end);
        assertThat(calendar.dayOf(end)).isEqualTo(day.plusDays(1));
        assertThat(calendar.dayOf(end.minusNanos(1))).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001})
    void countOutOfBoundsIsRefused(int n) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.nthBusinessDayAfter(LocalDate.of(2026, 1, 1), n))
                .withMessageStartingWith("n must be 1 to 1000");
    }

    @Test
    void dayWhoseHolidaysAreNotKnownIsRefused() {
        for (LocalDate day : List.of(LocalDate.of(1994, 12, 31), LocalDate.of(2206, 1, 1), LocalDate.MAX)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calendar.nthBusinessDayAfter(day, 1))
                    .withMessageStartingWith("trigger lies before 1995 or after 2205");
            assertThatIllegalArgumentException().isThrownBy(() -> calendar.isBusinessDay(day));
            assertThatIllegalArgumentException().isThrownBy(() -> calendar.nextOrSameBusinessDay(day));
        }
        assertThat(calendar.nthBusinessDayAfter(LocalDate.of(2205, 12, 31), 1_000))
                .hasYear(FederalHolidays.LAST_YEAR);
    }
}
