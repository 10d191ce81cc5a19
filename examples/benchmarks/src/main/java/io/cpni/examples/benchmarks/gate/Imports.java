package io.cpni.examples.benchmarks.gate;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Takes in call records as a job does: in batches, several to a transaction, into a table with its indexes. */
final class Imports {

    private static final int BATCH = 1_000;
    private static final int TRANSACTION = 10_000;
    private static final String INSERT = "insert into import_record (id, account_id, callee, caller, started_at,"
            + " duration_s, cost) values (?, ?, ?, ?, ?, ?, ?)";
    private static final OffsetDateTime FIRST = DataSet.NOW.atOffset(ZoneOffset.UTC);
    private static final AccessContext MEDIATION = Reader.MEDIATION.context();

    private final DataSource source;
    private final long accounts;

    Imports(DataSource source, long accounts) {
        this.source = source;
        this.accounts = accounts;
    }

    /** Empties the table, past the gate. */
    static void clear(DataSource raw) throws SQLException {
        try (Connection connection = raw.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate table import_record");
        }
    }

    /** Takes in so many records and returns how many were stored. */
    int run(int records) throws SQLException {
        return AccessScope.within(MEDIATION, () -> store(records));
    }

    private int store(int records) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            int stored = 0;
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (int record = 1; record <= records; record++) {
                    bind(insert, record);
                    insert.addBatch();
                    if (record % BATCH == 0 || record == records) {
                        stored += insert.executeBatch().length;
                    }
                    if (record % TRANSACTION == 0) {
                        connection.commit();
                    }
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            return stored;
        }
    }

    private void bind(PreparedStatement insert, int record) throws SQLException {
        insert.setLong(1, record);
        insert.setLong(2, 1 + record * 7919L % accounts);
        insert.setString(3, "+1" + (201 + record % 90) + (1_000_000 + record));
        insert.setString(4, "+1" + (201 + record % 89) + (2_000_000 + record));
        insert.setObject(5, FIRST.plusSeconds(record));
        insert.setInt(6, record % 1800);
        insert.setBigDecimal(7, BigDecimal.valueOf(record % 500, 2));
    }
}
