package io.cpni.examples.voip.imports;

/** Checks line numbers. */
final class Lines {
    private Lines() {}

    static void check(long line) {
        if (line < 1) {
            throw new IllegalArgumentException("line must be 1 or more");
        }
    }
}
