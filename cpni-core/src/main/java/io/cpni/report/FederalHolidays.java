package io.cpni.report;

import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Knows the days on which the federal legal holidays are observed (5 U.S.C. 6103): a holiday on a Saturday on the Friday
 * before, one on a Sunday on the Monday after.
 *
 * <p>Jollyday says which days the holidays are. Of its calendar only the nationwide federal ones are taken, and three
 * things are put right here: it counts Columbus Day among the holidays of states, it gives a New Year's Day that is
 * observed on 31 December to the wrong year, and other releases of it move other holidays or none. All years are worked
 * out at once, so that a calendar that lacks a holiday stops the start and not the count of a deadline.
 */
final class FederalHolidays {

    static final int FIRST_YEAR = 1995;
    static final int LAST_YEAR = 2210;

    private static final int JUNETEENTH_SINCE = 2021;

    /** Jollyday's names of the holidays, without Columbus Day and Juneteenth. */
    private static final Set<String> EVERY_YEAR = Set.of(
            "NEW_YEAR",
            "MARTIN_LUTHER_KING",
            "PRESIDENTS_DAY",
            "MEMORIAL_DAY",
            "INDEPENDENCE_DAY",
            "LABOUR_DAY",
            "VETERANS_DAY",
            "THANKSGIVING",
            "CHRISTMAS");

    private static final String JUNETEENTH = "JUNETEENTH";

    private final Set<LocalDate> observed;

    private FederalHolidays(Set<LocalDate> observed) {
        this.observed = observed;
    }

    /** Returns the holidays, the same object each time. */
    static FederalHolidays instance() {
        return Loaded.INSTANCE;
    }

    /** Tells whether a holiday is observed on the given day. */
    boolean contains(LocalDate day) {
        return observed.contains(day);
    }

    private static FederalHolidays load() {
        HolidayManager jollyday = HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_STATES));
        // One year more: its New Year's Day may be observed in the last one.
        return new FederalHolidays(IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR + 1)
                .boxed()
                .flatMap(year -> holidays(jollyday, year))
                .map(FederalHolidays::observedOn)
                .collect(toUnmodifiableSet()));
    }

    private static Stream<LocalDate> holidays(HolidayManager jollyday, int year) {
        Set<String> wanted = new HashSet<>(EVERY_YEAR);
        if (year >= JUNETEENTH_SINCE) {
            wanted.add(JUNETEENTH);
        }
        Set<Holiday> found = jollyday.getHolidays(Year.of(year)).stream()
                .filter(holiday -> wanted.contains(holiday.getPropertiesKey()))
                .collect(toSet());
        found.forEach(holiday -> wanted.remove(holiday.getPropertiesKey()));
        if (!wanted.isEmpty()) {
            throw new IllegalStateException("jollyday's calendar of the United States lacks " + wanted + " in " + year
                    + ": use the release that cpni-core was built with");
        }
        return Stream.concat(found.stream().map(Holiday::getActualDate), Stream.of(columbusDay(year)));
    }

    private static LocalDate columbusDay(int year) {
        return LocalDate.of(year, Month.OCTOBER, 1).with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.MONDAY));
    }

    private static LocalDate observedOn(LocalDate holiday) {
        return switch (holiday.getDayOfWeek()) {
            case SATURDAY -> holiday.minusDays(1);
            case SUNDAY -> holiday.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> holiday;
        };
    }

    private static final class Loaded {

        private static final FederalHolidays INSTANCE = load();

        private Loaded() {}
    }
}
