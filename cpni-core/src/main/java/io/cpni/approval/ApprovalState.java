package io.cpni.approval;

/** Names what stands between the carrier and a use that needs the customer's approval, for one customer and scope. */
public enum ApprovalState {
    /** Nothing valid was asked or answered. */
    NONE,
    /** Notice was given and the waiting period runs (64.2008(d)(1)). */
    PENDING,
    /** The waiting period ended in silence: opt-out approval (64.2003(l)). */
    DEEMED,
    /** The customer agreed: opt-in approval (64.2003(k)). */
    OPT_IN,
    /** The customer refused or withdrew (64.2007(a)(2)). */
    OPTED_OUT,
    /** Opt-out approval was not renewed by a notice within two years (64.2008(d)(2)). */
    LAPSED;

    /** Tells whether the state is approval by opt-out or better. */
    public boolean isApproval() {
        return this == DEEMED || this == OPT_IN;
    }
}
