package io.cpni.examples.voip.demo;

/** Sorts plans as 47 CFR 64.2005 does: marketing within a category a customer already has needs no approval. */
public enum DemoServiceCategory {
    /** Local exchange service. */
    LOCAL,

    /** Long distance. */
    INTEREXCHANGE,

    /** Mobile. */
    CMRS,

    /** Interconnected voice over IP. */
    VOIP
}
