package io.cpni.audit;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.TurnableClock;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** An audit log over years: a database, a clock to turn, and one who may erase, hold and purge. */
final class AuditLife implements AutoCloseable {

    static final String STREAM = "node-a";
    static final Instant THEN = Instant.parse("2022-03-01T09:00:00Z");
    static final AuditRetention THREE_YEARS = logged -> logged.plus(Duration.ofDays(3 * 365));

    final DataSource database;
    final TurnableClock clock = new TurnableClock(THEN);
    final JdbcAuditLog log;

    AuditLife(AuditDatabases databases) {
        database = databases.create();
        log = open(STREAM);
    }

    JdbcAuditLog open(String stream) {
        return JdbcAuditLog.builder(database, stream, AuditEntries.KEYS)
                .clock(clock)
                .waitAtMost(Duration.ofMinutes(1))
                .open();
    }

    static AccessContext officer() {
        return AccessContext.of(
                        Accessor.staff("petra", Set.of("privacy"), Instant.parse("2030-01-01T00:00:00Z")),
                        Purpose.AUDIT)
                .justification("not this one")
                .build();
    }

    void turnTo(Instant instant) {
        clock.turn(Duration.between(clock.instant(), instant));
    }

    void turnOn(Duration duration) {
        clock.turn(duration);
    }

    /** Fills a stream with records about nobody, up to a number. */
    void fillUpTo(JdbcAuditLog into, long size) {
        AuditReceipt last = null;
        for (long seq = into.committed().size(); seq < size; seq++) {
            last = into.submit(AuditEntry.denial(clock.instant())
                    .accessor("max")
                    .relation("call_record")
                    .customers(CustomersConcerned.none())
                    .build());
            if (seq % 5_000 == 0) {
                last.await();
            }
        }
        if (last != null) {
            last.await();
        }
    }

    void fillUpTo(long size) {
        fillUpTo(log, size);
    }

    List<AuditRecord> records(String stream) {
        List<AuditRecord> records = new ArrayList<>();
        List<AuditRecord> page;
        do {
            long from = records.isEmpty()
                    ? 0
                    : records.get(records.size() - 1).position().seq() + 1;
            page = AuditReader.over(database, AuditEntries.KEYS).read(stream, from, 10_000);
            records.addAll(page);
        } while (!page.isEmpty());
        return records;
    }

    List<Person> persons(CustomerId customer) {
        return persons(customer, AuditEntries.KEYS);
    }

    List<Person> persons(CustomerId customer, AuditKeys keys) {
        return RecordTable.read(
                database,
                "reading persons",
                connection -> PersonTable.of(connection, DataKeys.read(connection, keys), customer));
    }

    /** Returns what a query gives, a row in brackets, values by commas. */
    String query(String sql) throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.append('(');
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    rows.append(i == 1 ? "" : ",").append(result.getString(i));
                }
                rows.append(')');
            }
        }
        return rows.toString();
    }

    @Override
    public void close() {
        log.close();
    }
}
