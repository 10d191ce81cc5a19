package io.cpni.label;

/**
 * Tells whether knowing a field could be offered as proof of identity, and of which weak kind it would be.
 *
 * <p>Neither kind may authenticate a customer for call detail by telephone, for online access, for setting up a
 * password or for a SIM change (47 CFR 64.2010). The label is independent of {@link DataCategory}: the amount of a
 * bill is both billing CPNI and account information.
 */
public enum AuthFactor {
    /** Not something that is asked to authenticate a customer. */
    NONE,
    /** Readily available account information: account number, its telephone number, bill amount (64.2003(a)). */
    ACCOUNT_INFO,
    /** Readily available biographical information: SSN, maiden name, home address, birth date (64.2003(m)). */
    BIO_INFO
}
