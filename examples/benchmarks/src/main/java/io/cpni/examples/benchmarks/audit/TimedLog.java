package io.cpni.examples.benchmarks.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.cpni.audit.AuditIndex;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditSchema;
import io.cpni.audit.AuditVerification;
import io.cpni.audit.AuditVerifier;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.SegmentIndexer;
import io.cpni.customer.CustomerId;
import io.cpni.report.AccessReport;
import io.cpni.report.ReportWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log that is timed, in a store of its own: nothing else here knows which log it is, and which tables it has. */
final class TimedLog implements AutoCloseable {

    /** Where a record and what belongs to it is kept; from these tables the raw peer has its rows. */
    static final List<CopiedRows.Table> TABLES = List.of(new CopiedRows.Table("cpni_audit_record", "stream_no", "seq"));

    private static final AuditKeys KEYS = AuditKeys.ephemeral();

    private final HikariDataSource connections;
    private final String stream;
    private final JdbcAuditLog log;

    private TimedLog(HikariDataSource connections, String stream) {
        this.connections = connections;
        this.stream = stream;
        this.log = JdbcAuditLog.open(connections, stream, KEYS);
    }

    static TimedLog open(Store store, String stream) {
        HikariDataSource connections = store.connections();
        AuditSchema.create(connections);
        return new TimedLog(connections, stream);
    }

    /** Lets the log meet all customers, as one that runs for a while has. */
    void meetEverybody() {
        Entries.ofEverybody().forEach(log::append);
    }

    /** Indexes behind the writer, as a node of an application does. */
    SegmentIndexer index() {
        return SegmentIndexer.behind(log, connections);
    }

    /** Indexes what is not indexed yet. */
    void completeIndex() {
        AuditIndex.over(connections).complete();
    }

    /** Asks for the first lines of who saw a customer, ever, and returns how many there were. */
    int whoSaw(CustomerId customer, int lines) {
        return AccessReport.over(connections, KEYS)
                .whoSaw(
                        customer,
                        new ReportWindow(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), lines, Optional.empty()))
                .lines()
                .size();
    }

    AuditLog log() {
        return log;
    }

    /** Returns the number under which the tables know the stream. */
    int streamNo() throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select stream_no from cpni_audit_stream where name = ?")) {
            statement.setString(1, stream);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    HikariDataSource connections() {
        return connections;
    }

    /** Returns how many records the stream has. */
    long records() {
        return AuditReader.over(connections, KEYS).size(stream);
    }

    /** Verifies the stream and returns how many records were read. */
    long verify() {
        AuditVerification verification = AuditVerifier.over(connections).verify(stream);
        if (!verification.isIntact()) {
            throw new IllegalStateException("the log that was timed is not intact: " + verification);
        }
        return verification.records();
    }

    @Override
    public void close() {
        log.close();
        connections.close();
    }
}
