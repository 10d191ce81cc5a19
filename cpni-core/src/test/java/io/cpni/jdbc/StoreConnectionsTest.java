package io.cpni.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreConnectionsTest {

    private final TestDatabase database = TestDatabase.emptyH2();
    private final StoreConnections connections = new StoreConnections(database.dataSource(), "test store");

    @BeforeEach
    void createTable() {
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void workIsCommitted() {
        connections.inTransaction("insert", connection -> insert(connection, 1));

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void workIsRolledBackWhenTheDatabaseFails() {
        assertThatThrownBy(() -> connections.inTransaction("insert twice", connection -> {
                    insert(connection, 4711);
                    return insert(connection, 4711);
                }))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("test store cannot insert twice")
                .hasMessageNotContaining("4711")
                .hasCauseInstanceOf(SQLException.class);
        assertThat(rows()).isZero();
    }

    @Test
    void workIsRolledBackWhenTheCodeFails() {
        IllegalArgumentException misuse = new IllegalArgumentException("misuse");

        assertThatThrownBy(() -> connections.inTransaction("insert", connection -> {
                    insert(connection, 1);
                    throw misuse;
                }))
                .isSameAs(misuse);
        assertThat(rows()).isZero();
    }

    @Test
    void missingTablesAreExplained() {
        assertThatThrownBy(() -> connections.inTransaction("read", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("SELECT * FROM absent");
                    }
                }))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("fact tables are missing");
    }

    @Test
    void connectionsAreGivenBackAsTheyWere() throws SQLException {
        try (Connection one = database.dataSource().getConnection()) {
            one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            new StoreConnections(new SingleConnection(one), "test store").inTransaction("look", connection -> {
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
                assertThat(connection.getAutoCommit()).isFalse();
                return 0;
            });
            assertThat(one.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(one.getAutoCommit()).isTrue();
        }
    }

    @Test
    void aReadLeavesNoTransactionOpen() throws SQLException {
        try (Connection one = database.dataSource().getConnection()) {
            one.setAutoCommit(false);
            new StoreConnections(new SingleConnection(one), "test store")
                    .read("insert, against the rule", connection -> insert(connection, 1));
            one.commit();
        }
        assertThat(rows()).isZero();
    }

    @Test
    void theTransactionGoesOnAfterAnInsertThatCameSecond() {
        connections.inTransaction("insert", connection -> insert(connection, 1));

        boolean first = connections.inTransaction("insert again", connection -> {
            insert(connection, 2);
            return StoreConnections.insertedFirst(connection, c -> insert(c, 1));
        });

        assertThat(first).isFalse();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void whatTheDatabaseBreaksOffIsDoneAgain() {
        AtomicInteger attempts = new AtomicInteger();

        connections.inTransaction("insert", connection -> {
            insert(connection, 1);
            if (attempts.incrementAndGet() < 3) {
                throw new SQLException("deadlock", "40001");
            }
            return 0;
        });

        assertThat(attempts).hasValue(3);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void itIsNotDoneAgainForEver() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> connections.inTransaction("insert", connection -> {
                    attempts.incrementAndGet();
                    throw new SQLException("deadlock", "40001");
                }))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("try again");
        assertThat(attempts).hasValue(5);
    }

    private static int insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("INSERT INTO t VALUES (" + id + ")");
        }
    }

    private int rows() {
        return connections.inTransaction("count", connection -> {
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT COUNT(*) FROM t")) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }
}
