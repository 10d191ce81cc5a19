package io.cpni.audit.crash;

import io.cpni.audit.AuditEntries;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.AuditSchema;
import io.cpni.audit.AuditVerification;
import io.cpni.audit.AuditVerifier;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.SpoolStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The log that is tested here, and how what it holds is read: nothing else here knows which log it is. */
public final class LogUnderTest {

    private static final int PAGE = 1_000;

    /** A record, read from where it is kept. */
    public record Stored(AuditPosition position, AuditEntry entry) {}

    private LogUnderTest() {}

    /** Makes the tables. */
    public static void createTables(DataSource database) {
        AuditSchema.create(database);
    }

    /**
     * Opens the log of a stream.
     *
     * @param clock by which the log tells when it writes
     */
    public static AuditLog open(DataSource own, String stream, Duration waitAtMost, Clock clock) {
        return JdbcAuditLog.builder(own, stream, AuditEntries.KEYS)
                .clock(clock)
                .waitAtMost(waitAtMost)
                .open();
    }

    /** Opens the log of a stream, by the clock of this machine. */
    public static AuditLog open(DataSource own, String stream, Duration waitAtMost) {
        return open(own, stream, waitAtMost, Clock.systemUTC());
    }

    /** Ends a log in good order. */
    public static void close(AuditLog log) {
        ((JdbcAuditLog) log).close();
    }

    /** Returns the records of a stream from a place on, in their order. */
    public static List<Stored> records(DataSource database, String stream, long from) {
        List<Stored> records = new ArrayList<>();
        List<AuditRecord> page;
        do {
            page = AuditReader.over(database, AuditEntries.KEYS).read(stream, from + records.size(), PAGE);
            page.forEach(record -> records.add(new Stored(record.position(), record.entry())));
        } while (page.size() == PAGE);
        return records;
    }

    /** Returns the place that the next record of a stream will have. */
    public static long next(DataSource database, String stream) {
        return AuditReader.over(database, AuditEntries.KEYS).size(stream);
    }

    /** Returns the stream of a spool in a database. */
    public static SpoolStream spoolStream(DataSource database, String stream, Duration waitAtMost) {
        return new SpoolStream() {
            @Override
            public long next() {
                return LogUnderTest.next(database, stream);
            }

            @Override
            public AuditLog open() {
                return LogUnderTest.open(database, stream, waitAtMost);
            }
        };
    }

    /** Returns what a verifier finds wrong with a stream; empty if nothing. */
    public static Optional<String> wrongWith(DataSource database, String stream) {
        AuditVerification verification = AuditVerifier.over(database).verify(stream);
        return verification.isIntact() ? Optional.empty() : Optional.of(verification.toString());
    }
}
