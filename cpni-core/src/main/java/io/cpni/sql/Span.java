package io.cpni.sql;

/**
 * A place in the canonical text.
 *
 * @param start offset of the first character
 * @param end offset behind the last character
 */
record Span(int start, int end) {

    /** Returns the place from the start of this to the end of the other. */
    Span to(Span other) {
        return new Span(start, other.end);
    }

    String in(String text) {
        return text.substring(start, end);
    }
}
