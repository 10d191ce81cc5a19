package io.cpni.label;

/**
 * Names the kinds of data that a telecommunications carrier holds about a customer.
 *
 * <p>The first seven are customer proprietary network information (47 U.S.C. 222(h)(1)) and may be used only as the
 * rules allow; the others are guarded by need-to-know alone. The short {@link #code()} is the one used in rule tables
 * and decision corpora.
 */
public enum DataCategory {
    /** Data about particular calls: numbers, time, location, duration (47 CFR 64.2003(d)). */
    CALL_DETAIL("CDI", true),
    /** Amount or pattern of use not tied to single calls (47 U.S.C. 222(h)(1)(A)). */
    USAGE("USG", true),
    /** Type, quantity and features of the services taken (47 U.S.C. 222(h)(1)(A)). */
    SUBSCRIPTION("SVC", true),
    /** Contents of a telephone bill (47 U.S.C. 222(h)(1)(B)). */
    BILLING("BIL", true),
    /** Technical configuration: trunks, routing, devices (47 U.S.C. 222(h)(1)(A)). */
    NETWORK("NET", true),
    /** Location of a call or device, the strictest kind (47 U.S.C. 222(f) and (h)(1)(A)). */
    LOCATION("LOC", true),
    /** Automatic crash notification (47 U.S.C. 222(f)(2)). */
    CRASH_ALERT("ACN", true),
    /** Subscriber list information, published or accepted for a directory (47 U.S.C. 222(h)(3)). */
    LISTING("SLI", false),
    /** Name, address and own number, unpublished. */
    IDENTITY("PII", false),
    /** Group data without identities and individual characteristics (47 U.S.C. 222(h)(2)). */
    AGGREGATE("AGG", false),
    /** Anything else that is kept in one record with CPNI, such as content. */
    OTHER("OTHER", false);

    private final String code;
    private final boolean cpni;

    DataCategory(String code, boolean cpni) {
        this.code = code;
        this.cpni = cpni;
    }

    /** Returns the short code used in rule tables, such as {@code CDI}. */
    public String code() {
        return code;
    }

    /** Tells whether the law counts this category as CPNI. */
    public boolean isCpni() {
        return cpni;
    }

    /**
     * Finds the category with the given short code.
     *
     * @throws IllegalArgumentException if no category has this code
     */
    public static DataCategory ofCode(String code) {
        for (DataCategory category : values()) {
            if (category.code.equals(code)) {
                return category;
            }
        }
        throw new IllegalArgumentException("no data category has the code '" + code + "'");
    }
}
