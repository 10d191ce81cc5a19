package io.cpni.examples.voip.demo;

/** Tells households from firms. */
public enum CustomerKind {
    RESIDENTIAL,
    BUSINESS
}
