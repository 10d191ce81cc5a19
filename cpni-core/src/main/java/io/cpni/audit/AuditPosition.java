package io.cpni.audit;

/**
 * Says where a record stands: in which stream, and at which place of it.
 *
 * @param stream the stream, of which each node has its own
 * @param seq the place, counted from 0 without gaps
 */
public record AuditPosition(String stream, long seq) {

    private static final int LONGEST_STREAM = 64;

    /** Checks the parts. */
    public AuditPosition {
        requireStream(stream);
        if (seq < 0) {
            throw new IllegalArgumentException("seq is negative");
        }
    }

    /** Tells whether a stream can have this name. Without a regular expression, which took a quarter of a verifier's time. */
    static boolean isStream(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean isOther = (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
            if (!isLetter && !isOther) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_STREAM;
    }

    static String requireStream(String stream) {
        if (!isStream(stream)) {
            throw new IllegalArgumentException(
                    "stream must have 1 to 64 letters, digits, dots, underscores and hyphens, not '" + stream + "'");
        }
        return stream;
    }

    /** Checks that an outcome stays in the stream of what it amends, where one query finds both. */
    static void requireStream(String stream, AuditEntry entry) {
        if (entry.intent()
                .filter(intent -> !intent.position().stream().equals(stream))
                .isPresent()) {
            throw new IllegalArgumentException("an outcome is appended to the stream of its access, not to " + stream);
        }
    }

    /** Returns the stream, a number sign and the place. */
    @Override
    public String toString() {
        return stream + "#" + seq;
    }
}
