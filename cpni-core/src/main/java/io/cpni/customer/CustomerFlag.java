package io.cpni.customer;

/**
 * Names what may be so of a customer for a time, beside the services taken and the approvals given.
 *
 * <p>Flags stand beside the data as half-open periods per customer. Some are put up for a detail: a name, or the id of
 * one of the customer's addresses and numbers.
 */
public enum CustomerFlag {
    /** An affiliate, whose name is the detail, serves the customer (64.2005(a)(1)). */
    SERVED_BY_AFFILIATE,
    /** A business with a dedicated representative and a contract that addresses CPNI (64.2010(g)). */
    BUSINESS_EXEMPT,
    /** The customer's listing is not to be published (222(e)). */
    UNLISTED,
    /** The customer's number, whose id is the detail, or every number without one, is not to be called (64.1200(d)). */
    DO_NOT_CALL,
    /** The customer refused to be contacted for marketing. */
    NO_MARKETING_CONTACT,
    /** The customer refused to be shared with partners. */
    NO_PARTNER_SHARING,
    /** In a call that the customer began and that still runs, the authenticated customer approved (222(d)(3)). */
    APPROVED_IN_OWN_CALL,
    /** In a call that still runs, the authenticated customer approved after an oral notice (64.2008(f)). */
    APPROVED_AFTER_ORAL_NOTICE,
    /** An oral approval is no good any more, or never was: the call is over or nobody was authenticated (64.2008(f)(1)). */
    ORAL_APPROVAL_SPENT,
    /** The address whose id is the detail is one of record: on the account for 30 days (64.2003(b)). */
    ADDRESS_OF_RECORD,
    /** The number whose id is the detail is one of record: that of the service itself (64.2003(q)). */
    NUMBER_OF_RECORD;

    /** Tells whether the flag, where it is up, stands in the way of uses rather than opening them. */
    public boolean hinders() {
        return switch (this) {
            case UNLISTED, DO_NOT_CALL, NO_MARKETING_CONTACT, NO_PARTNER_SHARING, ORAL_APPROVAL_SPENT -> true;
            case SERVED_BY_AFFILIATE,
                    BUSINESS_EXEMPT,
                    APPROVED_IN_OWN_CALL,
                    APPROVED_AFTER_ORAL_NOTICE,
                    ADDRESS_OF_RECORD,
                    NUMBER_OF_RECORD -> false;
        };
    }
}
