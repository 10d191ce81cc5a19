package io.cpni.label;

/**
 * Tells which fact about a row a column holds, for rules that depend on the row and not only on the customer.
 *
 * <p>Where no column has a role, rules that ask for that fact get the stricter answer.
 */
public enum ColumnRole {
    /** No fact that a rule asks for. */
    NONE(ValueFamily.OTHER),
    /** The service category the record comes from: local, interexchange, wireless, VoIP (47 CFR 64.2005(b)). */
    SOURCE_SERVICE(ValueFamily.TEXT),
    /** Whether another carrier gave the record for providing service (47 U.S.C. 222(b)). */
    FROM_OTHER_CARRIER(ValueFamily.BOOLEAN),
    /** Whether the number is published in a directory (47 U.S.C. 222(e)). */
    LISTING_STATUS(ValueFamily.BOOLEAN),
    /** Whether the customer called for help (47 U.S.C. 222(d)(4)(A)). */
    CALL_FOR_HELP(ValueFamily.BOOLEAN),
    /** The number of customers behind a row of aggregate data (47 U.S.C. 222(h)(2)). */
    GROUP_SIZE(ValueFamily.NUMBER),
    /** When the recorded thing happened, for releases limited to a period. */
    OCCURRED_AT(ValueFamily.TEMPORAL);

    private final ValueFamily family;

    ColumnRole(ValueFamily family) {
        this.family = family;
    }

    /** Returns the family of values that a column must have for its role to be read. */
    public ValueFamily family() {
        return family;
    }
}
