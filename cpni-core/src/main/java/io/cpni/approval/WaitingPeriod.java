package io.cpni.approval;

import java.time.LocalDate;

/**
 * The time that an opt-out notice says silence must last before it counts as approval (64.2008(d)(1)).
 *
 * @param days full calendar days, from 0 to 3650; fewer than 30 may have been stated, but void the notice
 */
public record WaitingPeriod(int days) {

    private static final int SHORTEST_VALID = 30;
    private static final int LONGEST = 3650;
    private static final WaitingPeriod DEFAULT = new WaitingPeriod(SHORTEST_VALID);

    /** Checks the number of days. */
    public WaitingPeriod {
        if (days < 0 || days > LONGEST) {
            throw new IllegalArgumentException("days of a waiting period must be 0 to " + LONGEST + ", not " + days);
        }
    }

    /** Returns the shortest period the rules allow: 30 days. */
    public static WaitingPeriod standard() {
        return DEFAULT;
    }

    /** Returns a period of so many days. */
    public static WaitingPeriod ofDays(int days) {
        return days == SHORTEST_VALID ? DEFAULT : new WaitingPeriod(days);
    }

    /** Tells whether the period is one that the rules accept. */
    public boolean isLongEnough() {
        return days >= SHORTEST_VALID;
    }

    /**
     * Returns the date on which a period that counts from the given date is over, at midnight: the first midnight by
     * which all its days have passed in full (rule R-TIME-2).
     */
    LocalDate endsOn(LocalDate start) {
        return start.plusDays(days + 1L);
    }
}
