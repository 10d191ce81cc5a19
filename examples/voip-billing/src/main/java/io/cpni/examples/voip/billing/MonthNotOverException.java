package io.cpni.examples.voip.billing;

import java.time.YearMonth;

/** Tells that a month was to be billed whose calls may still come. */
public final class MonthNotOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MonthNotOverException(YearMonth last) {
        super("month is not over; the last that can be billed is " + last);
    }
}
