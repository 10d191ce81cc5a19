package io.cpni.purpose;

/** Names the categories of service among which a customer may be marketed to (47 CFR 64.2005(a)). */
public enum ServiceCategory {
    /** Local exchange service. */
    LOCAL,
    /** Long-distance service. */
    INTEREXCHANGE,
    /** Commercial mobile radio service: wireless. */
    CMRS,
    /** Interconnected VoIP, kept as a category of its own. */
    VOIP
}
