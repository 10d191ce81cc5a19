package io.cpni.examples.voip.demo;

/** Tells what became of a call. */
public enum CallOutcome {
    ANSWERED,
    NO_ANSWER,
    BUSY,
    FAILED
}
