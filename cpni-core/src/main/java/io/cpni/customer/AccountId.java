package io.cpni.customer;

/**
 * Identifies a billed account of a customer. The number itself is account information: it never authenticates its
 * owner (47 CFR 64.2003(a)).
 *
 * @param value the carrier's own identifier as text
 */
public record AccountId(String value) {

    private static final int LONGEST = 128;

    /** Checks that the identifier is present and of a sane length. */
    public AccountId {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("account id must have 1 to " + LONGEST + " characters");
        }
    }

    /** Returns the id of an account numbered by the carrier. */
    public static AccountId of(long value) {
        return new AccountId(Long.toString(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
