package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessScope;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What MariaDB does of its own accord with values on their way, and with warnings, tells nothing and moves nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbWritesTest {

    private final Carrier carrier = Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT));

    @BeforeEach
    void restore() {
        carrier.load(Records.withSecrets());
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    /** The server would cut "10.6" to 10 to check it, and round it to 11 to store it. */
    @Test
    void aNumberThatTheServerWouldRoundIsNoKey() {
        carrier.execute("INSERT INTO account VALUES (11, " + Carrier.EVE + ", 'next to Ada')");
        String insert = "insert into call_record (id, account_id) values (?, ?)";
        for (Object key : List.of("10.6", "10", 10.6, 10.6f, new BigDecimal("10.6"), new BigDecimal("10.4"))) {
            assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), insert, 4000L, key)
                            .isDenied())
                    .as(key + " " + key.getClass())
                    .isTrue();
        }
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), insert, 4001L, 10L)
                        .changed())
                .isEqualTo(1);
    }

    /** Assignments run from left to right, so the second would see what the first has set. */
    @Test
    void aRowIsLookedAtBeforeItIsChanged() {
        Outcome moved = Outcome.of(
                carrier.guarded(),
                Staff.clerk(),
                "update call_record set account_id = ?, note = 'moved' where account_id = 10",
                40L);
        assertThat(moved.changed()).isEqualTo(3);
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.clerk(),
                                "update call_record set account_id = ?, account_id = ?",
                                10L,
                                50L)
                        .isRefused())
                .isTrue();
    }

    /** The server warns that it cut a value, and quotes it, whether or not the row may be seen. */
    @Test
    void aWarningIsNotPassedOn() throws SQLException {
        String sql = "select c.id from call_record c where cast(c.note as int) = 7";
        try (Connection raw = carrier.raw().getConnection();
                PreparedStatement query = raw.prepareStatement(sql)) {
            query.executeQuery();
            assertThat(query.getWarnings().getMessage()).contains("secret");
        }
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection guarded = carrier.guarded().getConnection();
                PreparedStatement query = guarded.prepareStatement(sql)) {
            assertThat(Outcome.read(query.executeQuery())).isNotEmpty();
            assertThat((Object) query.getWarnings()).isNull();
            assertThat((Object) guarded.getWarnings()).isNull();
        }
    }

    @Test
    void aKeyThatIsMadeByTheServerComesBack() throws SQLException {
        carrier.execute("CREATE OR REPLACE TABLE tariff (prefix VARCHAR(20), name VARCHAR(40), price NUMERIC(10, 2),"
                + " id BIGINT AUTO_INCREMENT PRIMARY KEY)");
        try (Connection guarded = carrier.guarded().getConnection();
                PreparedStatement insert =
                        guarded.prepareStatement("insert into tariff (name) values (?)", new String[] {"id"})) {
            insert.setString(1, "x");
            insert.executeUpdate();
            assertThat(Outcome.read(insert.getGeneratedKeys())).isEqualTo(List.of(List.of("1")));
        }
        carrier.execute("ALTER TABLE tariff DROP COLUMN id");
    }

    @Test
    void hibernatesQuestionsPassWhenItStartsAndNoOthersDo() throws SQLException {
        String modes = "SELECT @@character_set_database, @@sql_mode";
        try (Connection guarded = carrier.guarded().getConnection();
                Statement statement = guarded.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery(modes)).isInstanceOf(CpniStatementRefusedException.class);
            try (MaintenanceScope scope = MaintenanceScope.open("Hibernate")) {
                assertThat(Outcome.read(statement.executeQuery(modes))).hasSize(1);
                assertThat(Outcome.read(statement.executeQuery("select table_name from information_schema.TABLES where"
                                + " table_schema=database() and table_type='SEQUENCE'")))
                        .containsExactly(List.of("call_record_seq"));
                for (String sql : List.of(
                        modes + " ", "SELECT @@sql_mode", "select load_file('x') from information_schema.TABLES")) {
                    assertThatThrownBy(() -> statement.executeQuery(sql))
                            .isInstanceOf(CpniStatementRefusedException.class);
                }
            }
        }
    }
}
