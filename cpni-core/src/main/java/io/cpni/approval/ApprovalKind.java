package io.cpni.approval;

/** Names the two ways in which a notice may ask for approval (64.2007). */
public enum ApprovalKind {
    /** Silence after the waiting period is approval (64.2003(l)). */
    OPT_OUT,
    /** Only the customer's express agreement is approval (64.2003(k)). */
    OPT_IN
}
