package io.cpni.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Counts business days as the FCC does (47 CFR 1.4(c)-(e), (j)). No business days are Saturdays, Sundays, the days on
 * which federal legal holidays are observed, and the days on which the FCC's headquarters are closed for another reason:
 * a storm, an executive order, an inauguration.
 *
 * <p>Holidays are known; closures are announced, so the application names them. Days are those of {@link #ZONE}, between
 * the years 1995 and 2205.
 *
 * <p>Safe for use by several threads, provided that the supplier of closures is.
 */
public final class BusinessCalendar {

    /** The zone in which the FCC's days begin and end: {@code America/New_York}. */
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final int LAST_YEAR = 2205;
    private static final int LONGEST_COUNT = 1_000;

    private final FederalHolidays holidays = FederalHolidays.instance();
    private final Supplier<Set<LocalDate>> closures;

    private BusinessCalendar(Supplier<Set<LocalDate>> closures) {
        this.closures = closures;
    }

    /** Returns a calendar on which headquarters close only for weekends and federal holidays. */
    public static BusinessCalendar federal() {
        return closedOn(Set.of());
    }

    /**
     * Returns a calendar with further days on which headquarters are closed. A day that is no business day anyway does
     * no harm among them.
     */
    public static BusinessCalendar closedOn(Set<LocalDate> days) {
        Set<LocalDate> closed = Set.copyOf(days);
        return new BusinessCalendar(() -> closed);
    }

    /**
     * Returns a calendar with further days on which headquarters are closed, for an application that learns of them
     * while it runs. The supplier is asked once in each count; what it throws reaches the caller of the count.
     */
    public static BusinessCalendar closedOn(Supplier<Set<LocalDate>> days) {
        return new BusinessCalendar(() -> Set.copyOf(days.get()));
    }

    /**
     * Tells whether the given day is a business day.
     *
     * @throws IllegalArgumentException if the day lies before 1995 or after 2205
     */
    public boolean isBusinessDay(LocalDate day) {
        return isBusinessDay(checked("day", day), closures.get());
    }

    /**
     * Returns the last day of a period of business days: the nth after the trigger, which itself never counts (47 CFR
     * 1.4(c)). The period ends with that day: see {@link #endOf}.
     *
     * @param trigger the day of what sets the period going; it need not be a business day
     * @param n how many business days, from 1 to 1,000
     * @throws IllegalArgumentException if the number is out of its bounds, or the trigger lies before 1995 or after 2205
     */
    public LocalDate nthBusinessDayAfter(LocalDate trigger, int n) {
        if (n < 1 || n > LONGEST_COUNT) {
            throw new IllegalArgumentException("n must be 1 to " + LONGEST_COUNT + " business days, not " + n);
        }
        Set<LocalDate> closed = closures.get();
        LocalDate day = checked("trigger", trigger);
        for (int count = 0; count < n; count++) {
            day = onOrAfter(day.plusDays(1), closed);
        }
        return day;
    }

    /**
     * Returns the day on which a filing is due that falls due on the given one: that day, or the next business day (47
     * CFR 1.4(j)).
     *
     * @throws IllegalArgumentException if the day lies before 1995 or after 2205
     */
    public LocalDate nextOrSameBusinessDay(LocalDate day) {
        return onOrAfter(checked("day", day), closures.get());
    }

    /** Returns the day at the FCC on which the given instant lies. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** Returns the end of a day at the FCC: the first instant of the day after, at which a filing is late. */
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    private LocalDate onOrAfter(LocalDate day, Set<LocalDate> closed) {
        LocalDate next = day;
        while (!isBusinessDay(next, closed)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private boolean isBusinessDay(LocalDate day, Set<LocalDate> closed) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day)
                && !closed.contains(day);
    }

    private static LocalDate checked(String parameter, LocalDate day) {
        if (day.getYear() < FederalHolidays.FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(parameter + " lies before " + FederalHolidays.FIRST_YEAR + " or after "
                    + LAST_YEAR + ", where holidays are not known: " + day);
        }
        return day;
    }
}
