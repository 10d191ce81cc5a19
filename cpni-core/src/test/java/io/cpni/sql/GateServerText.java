package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the server says of labelled data stays in the gate; what kind of failure it is, callers are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateServerText {

    private final Carrier carrier;

    GateServerText(Carrier carrier) {
        this.carrier = carrier;
    }

    /** Reads one column in some way. */
    private interface Getter {
        Object of(ResultSet rows) throws SQLException;
    }

    @BeforeEach
    void restore() {
        carrier.load(Records.withSecrets());
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    /** Runs what fails and returns the failure, which leads to nothing that the server said. */
    static SQLException withheld(ThrowingCallable call) {
        SQLException e = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) e).isNotNull();
        assertThat((Throwable) e).hasMessageContaining("withheld").hasNoCause().hasNoSuppressedExceptions();
        assertThat((Object) e.getNextException()).isNull();
        return e;
    }

    @Test
    void aValueThatCannotBeConvertedIsNotQuoted() throws SQLException {
        String sql = "select c.note, c.id from call_record c where c.id = 500";
        List<Getter> getters = List.of(
                rows -> rows.getInt(1),
                rows -> rows.getInt("note"),
                rows -> rows.getLong(1),
                rows -> rows.getBigDecimal("note"),
                rows -> rows.getDouble(1),
                rows -> rows.getTimestamp("note"),
                rows -> rows.getObject(1, Integer.class),
                rows -> rows.getObject("note", java.time.LocalDate.class),
                rows -> rows.getInt("nothing"));
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection guarded = carrier.guarded().getConnection();
                Connection raw = carrier.raw().getConnection();
                ResultSet rows = guarded.prepareStatement(sql).executeQuery();
                ResultSet plain = raw.prepareStatement(sql).executeQuery()) {
            rows.next();
            plain.next();
            for (Getter getter : getters) {
                SQLException server = catchThrowableOfType(SQLException.class, () -> getter.of(plain));
                SQLException seen = withheld(() -> getter.of(rows));
                assertThat(seen.getSQLState()).isEqualTo(server.getSQLState());
                assertThat(seen.getErrorCode()).isEqualTo(server.getErrorCode());
            }
        }
    }

    @Test
    void aParameterThatCannotBeConvertedIsNotQuoted() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select c.note from call_record c where c.id = ?")) {
            withheld(() -> query.setObject(1, "secret", Types.BIGINT));
        }
    }

    @Test
    void aBatchTellsHowFarItCame() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into call_record (id, account_id) values (?, ?)")) {
            for (long id : List.of(5000L, 500L)) {
                insert.setLong(1, id);
                insert.setLong(2, 10L);
                insert.addBatch();
            }
            SQLException e = withheld(insert::executeBatch);
            assertThat((Throwable) e).isInstanceOf(BatchUpdateException.class);
            assertThat(((BatchUpdateException) e).getUpdateCounts()).hasSize(2);
            assertThat(e.getSQLState()).isEqualTo(carrier.isMariaDb() ? "23000" : "23505");
        }
    }

    @Test
    void aConversionOnTheServerIsNotQuoted() {
        for (AccessContext context : List.of(Staff.billing(), Staff.clerk())) {
            Outcome outcome = Outcome.of(
                    carrier.guarded(), context, "select c.id from call_record c where cast(c.note as int) = 7");
            assertThat(outcome.failure()).doesNotContain("secret");
        }
    }

    @Test
    void aQueryWithoutLabelledDataIsToldWhatTheServerSays() throws SQLException {
        // MariaDB converts any text to a number.
        String sql = carrier.isMariaDb() ? "select t.abc from tariff t" : "select cast('abc' as int) from tariff t";
        try (Connection connection = carrier.guarded().getConnection()) {
            SQLException e = catchThrowableOfType(
                    SQLException.class,
                    () -> connection.prepareStatement(sql).executeQuery().next());
            assertThat((Throwable) e).hasMessageContaining("abc");
        }
    }
}
