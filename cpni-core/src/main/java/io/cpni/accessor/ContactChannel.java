package io.cpni.accessor;

/** Names the ways in which a customer is spoken or written to. */
public enum ContactChannel {
    /** Post or signed paper. */
    MAIL,
    /** Electronic mail. */
    EMAIL,
    /** Web or app. */
    ONLINE,
    /** Spoken on the telephone. */
    PHONE,
    /** A menu read aloud, answered by keys. */
    KEYPAD,
    /** Spoken in a shop. */
    STORE
}
