package io.cpni.examples.voip.rating;

/** Tests for ASCII digits; {@link Character#isDigit} would let other scripts' digits into a prefix table. */
final class Digits {

    private Digits() {}

    /** Tells whether the text has nothing but 0 to 9; an empty text passes. */
    static boolean only(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
