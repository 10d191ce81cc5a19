package io.cpni.examples.benchmarks;

/** Answers questions that were given to it before. What it needs to ask is prepared then, and not timed. */
interface Peer {

    /** Tells whether the answer to a question is yes. */
    boolean permits(int question);
}
