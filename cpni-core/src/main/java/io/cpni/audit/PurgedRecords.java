package io.cpni.audit;

import java.util.Objects;

/**
 * Records that were removed because their time to be kept had ended, as the record of the purge names them.
 *
 * @param stream the stream they stood in
 * @param from the place of the first
 * @param to the place after the last
 * @param tiles SHA-256 over the roots of their tiles, one behind the other, which the tree still holds
 */
public record PurgedRecords(String stream, long from, long to, AuditHash tiles) {

    /** Checks the parts. */
    public PurgedRecords {
        AuditPosition.requireStream(stream);
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a purge goes from a place to a later one");
        }
        Objects.requireNonNull(tiles, "tiles");
    }
}
