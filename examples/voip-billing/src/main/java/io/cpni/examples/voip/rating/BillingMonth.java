package io.cpni.examples.voip.rating;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Names a calendar month as the account lives it. A call belongs to the month in which it started there, even if it
 * ends in the next.
 *
 * @param month the month
 * @param zone the account's zone, which says when the month begins and ends
 */
public record BillingMonth(YearMonth month, ZoneId zone) {

    public BillingMonth {
        Objects.requireNonNull(month, "month");
        Objects.requireNonNull(zone, "zone");
    }

    /** Finds the month an instant falls into. */
    public static BillingMonth of(Instant instant, ZoneId zone) {
        return new BillingMonth(YearMonth.from(instant.atZone(zone)), zone);
    }

    /** Returns the instant the month begins at. */
    public Instant begin() {
        return firstDay().atStartOfDay(zone).toInstant();
    }

    /** Returns the first instant after the month. */
    public Instant end() {
        return dayAfter().atStartOfDay(zone).toInstant();
    }

    /** Tells whether a call that started at this instant is billed in this month. */
    public boolean contains(Instant start) {
        return !start.isBefore(begin()) && start.isBefore(end());
    }

    LocalDate firstDay() {
        return month.atDay(1);
    }

    LocalDate dayAfter() {
        return month.plusMonths(1).atDay(1);
    }
}
