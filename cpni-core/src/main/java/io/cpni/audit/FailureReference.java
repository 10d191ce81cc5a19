package io.cpni.audit;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Names the record of a failure, so that a caller can say which one it was without knowing more of it. It holds when that
 * was, by which the record is found, and chance; nothing of the statement, and not how many records the log has.
 *
 * @param value 16 digits and small letters
 */
public record FailureReference(String value) {

    private static final int DIGITS = 16;
    private static final int BASE = 32;
    private static final int BYTES = 10;
    private static final int BITS_OF_CHANCE = 27;
    private static final Pattern FORM = Pattern.compile("[0-9a-v]{" + DIGITS + "}");
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant AFTER_LAST = FIRST.plus(1L << (BYTES * Byte.SIZE - BITS_OF_CHANCE), ChronoUnit.MICROS);

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is not 16 digits and letters from a to v; the message does not repeat it
     */
    public FailureReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a reference of a failure has " + DIGITS + " digits and small letters from a to v");
        }
    }

    /**
     * Makes a reference for a failure at an instant.
     *
     * @throws IllegalArgumentException if the instant is before 1970 or after 2255
     */
    static FailureReference of(Instant at, SecureRandom chance) {
        if (at.isBefore(FIRST) || !at.isBefore(AFTER_LAST)) {
            throw new IllegalArgumentException("at of a failure lies before 1970 or after 2255");
        }
        BigInteger number = BigInteger.valueOf(ChronoUnit.MICROS.between(FIRST, at))
                .shiftLeft(BITS_OF_CHANCE)
                .or(new BigInteger(BITS_OF_CHANCE, chance));
        String digits = number.toString(BASE);
        return new FailureReference("0".repeat(DIGITS - digits.length()) + digits);
    }

    /** Returns when the failure happened, to the microsecond. */
    public Instant at() {
        return FIRST.plus(new BigInteger(value, BASE).shiftRight(BITS_OF_CHANCE).longValueExact(), ChronoUnit.MICROS);
    }

    /** Returns the digits and letters. */
    @Override
    public String toString() {
        return value;
    }
}
