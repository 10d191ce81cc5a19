package io.cpni.audit;

import io.cpni.merkle.Rfc6962;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** Somebody who can write to every table of the audit log, knows its code, and has none of its keys. */
final class Intruder {

    private Intruder() {}

    /** Puts a record behind the last one of a stream, sealed under a key of their own, and returns its place. */
    static AuditPosition plant(DataSource database, String stream, AuditEntry entry, Instant when) {
        DataKeys theirs = theirKeys();
        return RecordTable.read(database, "planting a record", connection -> {
            int streamNo = RecordTable.streamNo(connection, stream).orElseThrow();
            long seq = RecordTable.last(connection, streamNo)
                    .map(last -> last.seq() + 1)
                    .orElse(0L);
            Prepared prepared = Prepared.of(entry, Clock.fixed(when, ZoneOffset.UTC));
            byte[] shape = prepared.shape();
            byte[] hash = prepared.shapeHash();
            if (shape != null
                    && hash != null
                    && RecordTable.shape(connection, streamNo, hash).isEmpty()) {
                RecordTable.insertShape(connection, streamNo, hash, shape);
            }
            RecordTable.insert(
                    connection,
                    streamNo,
                    new LeafMaker(stream, new Aead(new SecureRandom()))
                            .make(connection, theirs, List.of(prepared), seq, Micros.of(when))
                            .rows());
            connection.commit();
            return new AuditPosition(stream, seq);
        });
    }

    /** Puts the last record of a stream behind itself, under its own seal. */
    static AuditPosition repeat(DataSource database, String stream) {
        return RecordTable.read(database, "repeating a record", connection -> {
            int streamNo = RecordTable.streamNo(connection, stream).orElseThrow();
            RecordTable.Row last = last(connection, streamNo);
            RecordTable.insert(
                    connection,
                    streamNo,
                    List.of(new RecordTable.Row(
                            last.seq() + 1,
                            last.leaf(),
                            Rfc6962.leaf(last.leaf()).bytes(),
                            last.customers(),
                            null,
                            last.loggedMicros(),
                            last.kind(),
                            last.accessor(),
                            last.purpose(),
                            last.relation())));
            connection.commit();
            return new AuditPosition(stream, last.seq() + 1);
        });
    }

    private static RecordTable.Row last(Connection connection, int streamNo) throws SQLException {
        long seq = RecordTable.last(connection, streamNo).orElseThrow().seq();
        return RecordTable.records(connection, streamNo, seq, 1).get(0);
    }

    private static DataKeys theirKeys() {
        DataSource own = AuditDatabases.H2.create();
        try (JdbcAuditLog log = JdbcAuditLog.open(own, "own", AuditEntries.KEYS)) {
            log.settle();
            return RecordTable.read(own, "reading keys", connection -> DataKeys.read(connection, AuditEntries.KEYS));
        }
    }
}
