package io.cpni.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the observed holidays with the lists of the Office of Personnel Management. */
@Regulation({"1.4(e)(1)", "R-TIME-3"})
class FederalHolidaysTest {

    private final FederalHolidays holidays = FederalHolidays.instance();

    /** Each list as published for the year, so a New Year's Day may lie in the year before. */
    @ParameterizedTest
    @CsvSource({
        "2011, 2010-12-31 01-17 02-21 05-30 07-04 09-05 10-10 11-11 11-24 12-26",
        "2012, 01-02 01-16 02-20 05-28 07-04 09-03 10-08 11-12 11-22 12-25",
        "2013, 01-01 01-21 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25",
        "2014, 01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25",
        "2015, 01-01 01-19 02-16 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
        "2016, 01-01 01-18 02-15 05-30 07-04 09-05 10-10 11-11 11-24 12-26",
        "2017, 01-02 01-16 02-20 05-29 07-04 09-04 10-09 11-10 11-23 12-25",
        "2018, 01-01 01-15 02-19 05-28 07-04 09-03 10-08 11-12 11-22 12-25",
        "2019, 01-01 01-21 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25",
        "2020, 01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
        "2021, 01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24",
        "2022, 2021-12-31 01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
        "2023, 01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
        "2024, 01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
        "2025, 01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
        "2026, 01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
        "2027, 01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24",
        "2028, 2027-12-31 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
        "2029, 01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25",
        "2030, 01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25"
    })
    void holidaysAreObservedOnThePublishedDays(int year, String published) {
        List<LocalDate> days = Arrays.stream(published.split(" "))
                .map(day -> LocalDate.parse(day.length() == 5 ? year + "-" + day : day))
                .toList();
        // The next year's New Year's Day is on the next list.
        List<LocalDate> observed = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year, 12, 31))
                .filter(holidays::contains)
                .toList();
        assertThat(observed)
                .containsExactlyElementsOf(
                        days.stream().filter(day -> day.getYear() == year).toList());
        assertThat(days).allMatch(holidays::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-11-08", "2020-11-03", "2026-11-03", "2028-11-07"})
    void electionDayIsNoFederalHoliday(LocalDate day) {
        assertThat(holidays.contains(day)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2017-01-20", "2021-01-20", "2029-01-19", "2033-01-20"})
    void inaugurationDayIsNoNationwideHoliday(LocalDate day) {
        assertThat(holidays.contains(day)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1997-06-19", "2019-06-19", "2020-06-19"})
    void juneteenthWasNoHolidayBefore2021(LocalDate day) {
        assertThat(holidays.contains(day)).isFalse();
    }

    @Test
    void everyYearOfTheCalendarHasItsHolidays() {
        for (int year = FederalHolidays.FIRST_YEAR; year <= FederalHolidays.LAST_YEAR; year++) {
            assertThat(LocalDate.of(year, 1, 1)
                            .datesUntil(LocalDate.of(year + 1, 1, 1))
                            .filter(holidays::contains))
                    .as("year %d", year)
                    .allMatch(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                    .hasSizeBetween(9, 12);
        }
        assertThat(holidays.contains(LocalDate.of(FederalHolidays.LAST_YEAR, 12, 25)))
                .isTrue();
    }
}
