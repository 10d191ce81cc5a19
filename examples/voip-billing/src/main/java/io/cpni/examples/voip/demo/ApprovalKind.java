package io.cpni.examples.voip.demo;

/** Names where a customer stands with the use of CPNI for marketing, at the demo's {@code now}. */
public enum ApprovalKind {
    /** Was never sent a notice. */
    NONE,

    /** Was sent a notice less than 30 days ago and has not answered. */
    PENDING,

    /** Has not answered a notice in its waiting period: silence counts as approval. */
    DEEMED,

    /** Said yes. */
    OPT_IN,

    /** Said no. */
    OPTED_OUT,

    /** Never answered a notice that is more than two years old. */
    LAPSED
}
