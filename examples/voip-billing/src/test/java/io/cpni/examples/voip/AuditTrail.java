package io.cpni.examples.voip;

import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.CustomersConcerned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads what the audit log holds, past everything. */
@Component
public class AuditTrail {

    private static final int MOST = 10_000;

    private final AuditLog log;
    private final AuditReader reader;

    AuditTrail(AuditLog log, AuditKeys keys, RawDatabase raw) {
        this.log = log;
        this.reader = AuditReader.over(raw.dataSource(), keys);
    }

    /** Remembers where the log ended. */
    public record Mark(Map<String, Long> lastByStream) {}

    /** An access, or a denial, with what was recorded of it when it was closed. */
    public record Access(AuditRecord intent, CustomersConcerned customers) {

        /** Tells what it was. */
        public AuditKind kind() {
            return intent.entry().kind();
        }

        /** Returns the table or service. */
        public String relation() {
            return intent.entry().relation().orElse("");
        }

        /** Returns the ids of the rules. */
        public List<String> rules() {
            return intent.entry().rules().stream().map(rule -> rule.id()).toList();
        }

        /** Returns how many rows it concerned. */
        public long rows() {
            return customers instanceof CustomersConcerned.Known known
                    ? known.rowsByCustomer().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    : customers instanceof CustomersConcerned.Unnamed unnamed ? unnamed.rowCount() : 0;
        }
    }

    /** Returns the names of all streams, once what has been done is on record to the end. */
    public List<String> streams() {
        log.settle();
        return reader.streams();
    }

    /** Marks the end of the log. */
    public Mark mark() {
        Map<String, Long> last = new HashMap<>();
        streams().forEach(stream -> last.put(stream, reader.size(stream) - 1));
        return new Mark(last);
    }

    /** Returns the accesses and denials since then, in order, each with its outcome where it has one. */
    public List<Access> since(Mark mark) {
        List<Access> accesses = new ArrayList<>();
        for (String stream : streams()) {
            List<AuditRecord> records = reader.read(stream, mark.lastByStream().getOrDefault(stream, -1L) + 1, MOST);
            for (AuditRecord record : records) {
                if (record.entry().kind() != AuditKind.OUTCOME) {
                    accesses.add(new Access(record, outcome(records, record)));
                }
            }
        }
        return accesses;
    }

    private static CustomersConcerned outcome(List<AuditRecord> records, AuditRecord of) {
        return records.stream()
                .filter(record -> record.entry()
                        .intent()
                        .filter(intent -> intent.position().equals(of.position()))
                        .isPresent())
                .map(record -> record.entry().customers())
                .findFirst()
                .orElse(of.entry().customers());
    }
}
