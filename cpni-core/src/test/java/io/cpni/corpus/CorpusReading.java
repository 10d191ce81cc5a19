package io.cpni.corpus;

/** A case that could be read, or what could not. */
sealed interface CorpusReading {

    /** A case. */
    record Readable(CorpusCase one) implements CorpusReading {}

    /** A file or case that is not as the format wants it, and why. */
    record Unreadable(String name, RuntimeException why) implements CorpusReading {}
}
