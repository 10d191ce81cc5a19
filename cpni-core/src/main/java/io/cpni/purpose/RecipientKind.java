package io.cpni.purpose;

/** Names the kinds of persons and bodies that may come to hold the data. Where two kinds fit, use the stricter. */
public enum RecipientKind {
    /** Our own employees. */
    STAFF,
    /** Acts in our name and under our control. */
    AGENT,
    /** Affiliate that provides communications-related services (64.2003(e)). */
    AFF_COMM,
    /** Affiliate that does not. */
    AFF_OTHER,
    /** Joint-venture or co-brand partner. */
    JV,
    /** Independent contractor or vendor. */
    IC,
    /** Anyone else outside. */
    THIRD,
    /** Another carrier. */
    OTHER_CARRIER,
    /** Police or court. */
    LEA,
    /** Regulator. */
    REGULATOR,
    /** Emergency call centre, police, fire, hospital. */
    PSAP,
    /** Provider of emergency data. */
    EMERG_DB,
    /** Guardian or immediate family. */
    FAMILY,
    /** The customer. */
    CUSTOMER,
    /** A person the customer named. */
    DESIGNEE,
    /** External auditor. */
    AUDITOR,
    /** Directory publisher. */
    DIRECTORY;

    /** Tells whether such a recipient is a person, whose name is kept as one: not in the clear, and not for ever. */
    public boolean isPerson() {
        return this == FAMILY || this == CUSTOMER || this == DESIGNEE;
    }
}
