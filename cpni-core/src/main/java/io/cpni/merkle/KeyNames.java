package io.cpni.merkle;

/** What may name a key, and so a log: any text of one word without a plus. */
final class KeyNames {

    private KeyNames() {}

    /**
     * Returns the name if it is one.
     *
     * @param what what is named, for the message
     * @throws IllegalArgumentException if it isn't
     */
    static String check(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        name.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || isHalfPair(c)
                    || c == '+') {
                throw new IllegalArgumentException(
                        "the " + what + " has a space, a plus, a control character or half a surrogate pair");
            }
        });
        return name;
    }

    static boolean isHalfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
