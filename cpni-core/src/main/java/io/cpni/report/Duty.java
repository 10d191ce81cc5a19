package io.cpni.report;

/** Names what is due: who is to be told what. */
public enum Duty {
    /** To tell the agencies of a breach: Secret Service and FBI, under the amended rule the FCC too. */
    AGENCIES,
    /** To tell the customers concerned of a breach. */
    CUSTOMERS,
    /** To list a small breach in the yearly summary for the agencies. */
    SUMMARY,
    /** To write to the FCC that an opt-out mechanism failed. */
    LETTER,
    /** To file the officer's certificate with the FCC. */
    CERTIFICATE,
    /** To answer a customer's request. */
    ANSWER,
    /** To honour a customer's request. */
    HONOUR
}
