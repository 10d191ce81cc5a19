package io.cpni.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps records in memory: for tests and trials only, because nothing is left of them when the process ends, and nothing
 * proves that they were not changed.
 *
 * <p>Safe for many threads. Numbers records as the durable log does, and takes their own time for that of writing.
 */
public final class InMemoryAuditLog implements AuditLog {

    private final String stream;
    private final List<AuditRecord> records = new ArrayList<>();
    private final Set<Long> closed = new HashSet<>();
    private Instant last = Instant.MIN;

    /** Creates an empty log with a stream named {@code memory}. */
    public InMemoryAuditLog() {
        this("memory");
    }

    /** Creates an empty log with one stream. */
    public InMemoryAuditLog(String stream) {
        this.stream = AuditPosition.requireStream(stream);
    }

    @Override
    public synchronized AuditPosition append(AuditEntry entry) {
        AuditPosition.requireStream(stream, entry);
        if (entry.intent()
                .filter(intent -> !closed.add(intent.position().seq()))
                .isPresent()) {
            throw new AuditUnavailableException(
                    AuditUnavailableException.Kind.REFUSED,
                    "this access has an outcome already; an access is closed once",
                    null);
        }
        last = entry.at().isAfter(last) ? entry.at() : last;
        AuditPosition position = new AuditPosition(stream, records.size());
        records.add(new AuditRecord(position, last, entry, 0));
        return position;
    }

    /** Returns all records, the first appended first. */
    public synchronized List<AuditRecord> records() {
        return List.copyOf(records);
    }

    /** Returns what was recorded, the first appended first. */
    public synchronized List<AuditEntry> entries() {
        return records.stream().map(AuditRecord::entry).toList();
    }
}
