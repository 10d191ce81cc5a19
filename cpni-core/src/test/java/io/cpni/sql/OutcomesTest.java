package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditEntries;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditSchema;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.jdbc.TestDatabase;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is released is on record, also where keys are odd, a batch breaks off, or the context changes on the way. */
class OutcomesTest {

    private Carrier carrier;

    @BeforeEach
    void open() throws SQLException {
        carrier = Carrier.open(TestDatabase.h2(CustomerKeyType.BIGINT));
        carrier.execute("create table memo (id bigint, customer_id varchar(300), text varchar(50))");
        carrier.execute("create table other (id bigint, customer_id varchar(300), text varchar(50))");
        carrier.execute("insert into other values (1, '1', 'o')");
        carrier.recordInMemory();
    }

    @AfterEach
    void close() throws SQLException {
        carrier.close();
    }

    private static TableLabels labels(String table) {
        return new TableLabels(
                table,
                Set.of(DataCategory.SUBSCRIPTION),
                List.of(
                        column("id", Set.of(), ValueFamily.NUMBER, true),
                        column("customer_id", Set.of(), ValueFamily.TEXT, true),
                        column("text", Set.of(DataCategory.SUBSCRIPTION), ValueFamily.TEXT, false)),
                CustomerKeyPath.direct("customer_id"));
    }

    private static ColumnLabel column(String name, Set<DataCategory> categories, ValueFamily family, boolean key) {
        return new ColumnLabel(name, categories, MaskStyle.BY_TYPE, ColumnRole.NONE, family, key);
    }

    private List<CustomersConcerned> outcomes() {
        return carrier.audit().entries().stream()
                .filter(entry -> entry.kind() == AuditKind.OUTCOME)
                .map(AuditEntry::customers)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "repeat('x', 200)"})
    void aKeyThatIsNobodysIdIsRecordedBesideThoseWhoAreNamedAndLosesNoOtherRecord(String key) throws SQLException {
        carrier.execute("insert into memo values (1, '7', 'a'), (2, " + key + ", 'b')");
        RelationCatalog catalog = RelationCatalog.builder()
                .labelled(labels("memo"))
                .labelled(labels("other"))
                .build();
        AccessScope scope = AccessScope.open(Staff.billing());
        try (Connection connection = carrier.guarded(catalog).getConnection()) {
            connection.setAutoCommit(false);
            assertThat(count(connection, "select m.text from memo m")).isEqualTo(2);
            assertThat(count(connection, "select o.text from other o")).isEqualTo(1);
            connection.commit();
        } finally {
            scope.close();
        }
        assertThat(outcomes())
                .containsExactlyInAnyOrder(
                        CustomersConcerned.of(CustomerId.of(7), 1).andOfNobody(1),
                        CustomersConcerned.of(CustomerId.of(1), 1));
    }

    private static int count(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    @Test
    void aBatchThatBreaksOffIsRecordedWithWhatItMayHaveChanged() throws SQLException {
        AccessScope scope = AccessScope.open(Staff.billing());
        try (Connection connection = carrier.guarded().getConnection();
                PreparedStatement update = connection.prepareStatement("update subscription set id = ? where id = ?")) {
            for (long[] change : new long[][] {{101, 1}, {3, 2}, {105, 5}}) {
                update.setLong(1, change[0]);
                update.setLong(2, change[1]);
                update.addBatch();
            }
            assertThatThrownBy(update::executeBatch).isInstanceOf(SQLException.class);
        } finally {
            scope.close();
        }
        try (Connection raw = carrier.raw().getConnection()) {
            assertThat(count(raw, "select id from subscription where id in (101, 105)"))
                    .as("what H2 has changed all the same")
                    .isEqualTo(2);
        }
        assertThat(outcomes()).containsExactly(CustomersConcerned.unnamed(2));
    }

    @Test
    void aThreadThatIsInterruptedHandsItsOutcomeOverAllTheSame() throws SQLException {
        TestDatabase own = TestDatabase.emptyH2();
        AuditSchema.create(own.dataSource());
        try (own;
                JdbcAuditLog log = JdbcAuditLog.open(own.dataSource(), "n1", AuditEntries.KEYS)) {
            carrier.recordIn(log);
            AccessScope scope = AccessScope.open(Staff.billing());
            try (Connection connection = carrier.guarded().getConnection();
                    PreparedStatement statement = connection.prepareStatement("select c.callee from call_record c");
                    ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                Thread.currentThread().interrupt();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
                scope.close();
            }
            log.settle();
            try (Connection connection = own.dataSource().getConnection()) {
                assertThat(count(connection, "select seq from cpni_audit_record where intent_seq is not null"))
                        .isOne();
            }
        }
    }

    @Test
    void anOpenResultGivesItsRowsToNobodyElse() throws SQLException {
        try (Connection connection = carrier.guarded().getConnection()) {
            connection.setAutoCommit(false);
            ResultSet rows = AccessScope.<ResultSet, SQLException>within(
                    Staff.billing(),
                    () -> connection
                            .prepareStatement("select c.callee from call_record c order by c.id")
                            .executeQuery());
            assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(rows::next);
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> AccessScope.<Boolean, SQLException>within(Staff.clerk(), rows::next));
            assertThat(AccessScope.<Boolean, SQLException>within(Staff.billing(), rows::next))
                    .isTrue();
            rows.close();
        }
        assertThat(carrier.audit().entries())
                .filteredOn(entry -> entry.kind() == AuditKind.DENIAL)
                .hasSize(2);
    }
}
