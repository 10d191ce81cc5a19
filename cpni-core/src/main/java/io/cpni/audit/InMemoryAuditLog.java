package io.cpni.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps records in memory: for tests and trials only, because nothing is left of them when the process ends.
 *
 * <p>Safe for many threads. Numbers and links records as the durable log does.
 */
public final class InMemoryAuditLog implements AuditLog {

    private final String stream;
    private final List<AuditRecord> records = new ArrayList<>();
    private final Set<Long> closed = new HashSet<>();

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
            throw new AuditUnavailableException("this access has an outcome already; an access is closed once");
        }
        AuditPosition position = new AuditPosition(stream, records.size());
        AuditHash previous = records.isEmpty()
                ? AuditHash.ZERO
                : records.get(records.size() - 1).hash();
        AuditHash hash = AuditCodec.hash(previous, AuditRow.of(position, entry));
        records.add(new AuditRecord(position, entry, previous, hash));
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
