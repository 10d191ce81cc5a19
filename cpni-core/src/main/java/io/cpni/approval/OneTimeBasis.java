package io.cpni.approval;

/** Names the rules by which a spoken yes allows uses until the end of a call, whatever the state of approval. */
public enum OneTimeBasis {
    /** The customer called us, and approved in the call (47 U.S.C. 222(d)(3)). */
    CALL_BY_CUSTOMER,
    /** The one-time notice was read in the call, whoever began it, and the customer approved after it (64.2008(f)). */
    ORAL_NOTICE
}
