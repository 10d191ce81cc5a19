package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** Finds records in the audit tables by what they tell. Safe for many threads if the data source is. */
public final class AuditFinder {

    /** How long before and after a failure its record is looked for: clocks differ, and writing takes its time. */
    private static final Duration AROUND = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final AuditKeys keys;

    private AuditFinder(DataSource dataSource, AuditKeys keys) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /** Returns a finder over the tables in a database, whose keys the given ones open. */
    public static AuditFinder over(DataSource dataSource, AuditKeys keys) {
        return new AuditFinder(dataSource, keys);
    }

    /**
     * Returns the records of a failure, of which there should be one at most.
     *
     * @throws StoreUnavailableException if the database fails
     */
    List<AuditRecord> failures(FailureReference reference) {
        AuditReader reader = AuditReader.over(dataSource, keys);
        Instant at = reference.at();
        List<AuditRecord> found = new ArrayList<>();
        for (String stream : reader.streams()) {
            List<RecordTable.Row> rows = new ArrayList<>();
            RecordTable.read(dataSource, "finding the record of a failure", connection -> {
                int streamNo = RecordTable.streamNo(connection, stream).orElseThrow();
                long from = RecordTable.firstLoggedFrom(connection, streamNo, Micros.of(at.minus(AROUND)));
                long to = RecordTable.firstLoggedFrom(connection, streamNo, Micros.of(at.plus(AROUND)));
                while (from < to) {
                    List<RecordTable.Row> page = RecordTable.records(connection, streamNo, from, 1_000);
                    if (page.isEmpty()) {
                        break;
                    }
                    page.stream()
                            .filter(row -> row.kind().equals(AuditKind.FAILURE.name()))
                            .forEach(rows::add);
                    from = page.get(page.size() - 1).seq() + 1;
                }
                if (!rows.isEmpty()) {
                    found.addAll(new RecordOpener(connection, DataKeys.read(connection, keys), streamNo).open(rows));
                }
                return rows;
            });
        }
        found.removeIf(record -> record.entry()
                .serverText()
                .filter(text -> text.reference().equals(reference))
                .isEmpty());
        return found;
    }
}
