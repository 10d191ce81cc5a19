package io.cpni.report;

import java.time.Instant;

/**
 * An agency's direction to keep a breach from the customers and the public, while telling them would harm an
 * investigation (64.2011).
 *
 * @param orderedAt when the agency gave it; its days count from the day after, in the FCC's zone
 * @param days calendar days it was given for at first, from 1 to 30
 * @param extensionDays calendar days that the agency added in writing, from 0 to 3650
 */
public record AgencyHold(Instant orderedAt, int days, int extensionDays) {

    /** The longest time, in calendar days, for which an agency may give a hold at first. */
    public static final int LONGEST_FIRST_DAYS = 30;

    private static final int LONGEST_EXTENSION = 3650;

    /** Checks the parts. */
    public AgencyHold {
        MatterInstant.check("orderedAt", orderedAt);
        if (days < 1 || days > LONGEST_FIRST_DAYS) {
            throw new IllegalArgumentException("days of a hold must be 1 to " + LONGEST_FIRST_DAYS + ", not " + days
                    + "; what an agency added in writing are extensionDays");
        }
        if (extensionDays < 0 || extensionDays > LONGEST_EXTENSION) {
            throw new IllegalArgumentException(
                    "extensionDays of a hold must be 0 to " + LONGEST_EXTENSION + ", not " + extensionDays);
        }
    }

    /**
     * Returns a hold for so many calendar days, not extended.
     *
     * @throws IllegalArgumentException if the days are not 1 to 30
     */
    public static AgencyHold ofDays(Instant orderedAt, int days) {
        return new AgencyHold(orderedAt, days, 0);
    }

    /**
     * Returns this hold with so many calendar days more, which the agency added in writing.
     *
     * @throws IllegalArgumentException if that is less than a day, or more than 3650 with what was added before
     */
    public AgencyHold extendedInWriting(int moreDays) {
        if (moreDays < 1) {
            throw new IllegalArgumentException("an extension must be of at least one day, not " + moreDays);
        }
        return new AgencyHold(orderedAt, days, extensionDays + moreDays);
    }

    /** Returns for how many calendar days the hold lasts in all. */
    public int totalDays() {
        return days + extensionDays;
    }
}
