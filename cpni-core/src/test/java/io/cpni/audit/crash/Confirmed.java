package io.cpni.audit.crash;

import io.cpni.audit.AuditKind;
import java.util.List;

/**
 * An append that returned: what it stood for may have been released.
 *
 * @param kind of what was appended
 * @param seq where the log said that it stands
 * @param correlation from which all of the entry follows
 */
record Confirmed(AuditKind kind, long seq, String correlation) {

    private static final int PARTS = 3;

    /** Returns the line that {@link #line} wrote. */
    static Confirmed parse(String line) {
        List<String> parts = List.of(line.split(" ", -1));
        if (parts.size() != PARTS) {
            throw new IllegalArgumentException("no confirmation: " + line);
        }
        return new Confirmed(AuditKind.valueOf(parts.get(0)), Long.parseLong(parts.get(1)), parts.get(2));
    }

    String line() {
        return kind + " " + seq + " " + correlation + "\n";
    }
}
