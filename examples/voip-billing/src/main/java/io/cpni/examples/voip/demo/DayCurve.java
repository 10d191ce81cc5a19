package io.cpni.examples.voip.demo;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;

/** Says how busy an hour is, of 100, where the account lives: firms by day, households in the evening. */
final class DayCurve {

    private static final int[] BUSINESS_WEEKDAY = {
        1, 1, 1, 1, 1, 2, 6, 22, 60, 95, 100, 92, 70, 82, 96, 90, 76, 48, 22, 10, 6, 4, 2, 1
    };
    private static final int[] BUSINESS_WEEKEND = {
        1, 1, 1, 1, 1, 1, 2, 4, 9, 14, 17, 16, 12, 12, 11, 9, 7, 5, 4, 3, 2, 2, 1, 1
    };
    private static final int[] HOME_WEEKDAY = {
        5, 3, 2, 1, 1, 3, 9, 20, 28, 30, 32, 35, 40, 34, 34, 40, 52, 70, 88, 100, 92, 66, 34, 14
    };
    private static final int[] HOME_WEEKEND = {
        9, 6, 4, 2, 2, 2, 5, 12, 26, 46, 60, 66, 64, 60, 60, 62, 66, 72, 80, 84, 76, 56, 34, 18
    };

    private DayCurve() {}

    /** Returns how many of a hundred tries to place a call in this hour shall stand. */
    static int percent(CustomerKind kind, ZonedDateTime time) {
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        int[] curve = switch (kind) {
            case BUSINESS -> weekend ? BUSINESS_WEEKEND : BUSINESS_WEEKDAY;
            case RESIDENTIAL -> weekend ? HOME_WEEKEND : HOME_WEEKDAY;
        };
        return curve[time.getHour()];
    }
}
