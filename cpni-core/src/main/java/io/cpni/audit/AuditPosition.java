package io.cpni.audit;

import java.util.regex.Pattern;

/**
 * Says where a record stands: in which stream, and at which place of it.
 *
 * @param stream the stream, of which each node has its own
 * @param seq the place, counted from 0 without gaps
 */
public record AuditPosition(String stream, long seq) {

    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Checks the parts. */
    public AuditPosition {
        requireStream(stream);
        if (seq < 0) {
            throw new IllegalArgumentException("seq is negative");
        }
    }

    /** Tells whether a stream can have this name. */
    static boolean isStream(String name) {
        return STREAM.matcher(name).matches();
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
