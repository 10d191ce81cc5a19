package io.cpni.customer;

/**
 * Identifies a customer: the subscriber who is, or was, served (47 CFR 64.2003(f)).
 *
 * @param value the carrier's own identifier as text; numbers in decimal without leading zeros, UUIDs in lower case
 */
public record CustomerId(String value) implements Comparable<CustomerId> {

    private static final int LONGEST = 128;

    /** Checks that the identifier is present and of a sane length. */
    public CustomerId {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("customer id must have 1 to " + LONGEST + " characters");
        }
    }

    /** Returns the id of a customer numbered by the carrier. */
    public static CustomerId of(long value) {
        return new CustomerId(Long.toString(value));
    }

    /**
     * Returns the id held by a database value: a number, a UUID or text.
     *
     * @throws IllegalArgumentException if the value is of another type
     */
    public static CustomerId ofDatabaseValue(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            return of(((Number) value).longValue());
        }
        if (value instanceof java.math.BigDecimal number) {
            return new CustomerId(number.stripTrailingZeros().toPlainString());
        }
        if (value instanceof java.util.UUID || value instanceof java.math.BigInteger || value instanceof String) {
            return new CustomerId(value.toString());
        }
        throw new IllegalArgumentException("a customer id is a number, a UUID or text, not a "
                + value.getClass().getName());
    }

    @Override
    public int compareTo(CustomerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
