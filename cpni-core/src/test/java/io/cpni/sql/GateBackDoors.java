package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.ContactChannel;
import io.cpni.approval.ApprovalScope;
import io.cpni.approval.JdbcApprovalStore;
import io.cpni.approval.OptOut;
import io.cpni.audit.AuditKind;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.purpose.Purpose;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcResultSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;

/** No object leads around the gate, and a statement sees what its context may see when it is executed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateBackDoors {

    private static final String CALLS = "select c.id from call_record c order by c.id";

    private final Carrier carrier;

    GateBackDoors(Carrier carrier) {
        this.carrier = carrier;
    }

    @BeforeEach
    void restore() {
        carrier.load(Records.all());
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    @Test
    void nothingUnwraps() throws SQLException {
        GuardedDataSource guarded = carrier.guarded();
        assertThatThrownBy(() -> guarded.unwrap(carrier.raw().getClass())).isInstanceOf(SQLException.class);
        assertThat(guarded.isWrapperFor(carrier.raw().getClass())).isFalse();
        try (AccessScope scope = AccessScope.open(Staff.helpDesk());
                Connection connection = guarded.getConnection();
                Connection raw = carrier.raw().getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(CALLS);
                ResultSet rows = prepared.executeQuery()) {
            assertThatThrownBy(() -> connection.unwrap(raw.getClass())).isInstanceOf(SQLException.class);
            assertThat(connection.isWrapperFor(raw.getClass())).isFalse();
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            for (Wrapper wrapper : List.of(statement, prepared, rows, rows.getMetaData(), connection.getMetaData())) {
                assertThatThrownBy(() -> wrapper.unwrap(JdbcConnection.class)).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> wrapper.unwrap(PGConnection.class)).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void everyReferenceBackIsTheGates() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.helpDesk());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(CALLS)) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(prepared.executeQuery().getStatement()).isSameAs(prepared);
            assertThat(prepared.getResultSet().getStatement()).isSameAs(prepared);
            DatabaseMetaData metaData = connection.getMetaData();
            assertThat(metaData.getConnection()).isSameAs(connection);
            try (ResultSet tables = metaData.getTables(null, null, "%", null)) {
                assertThat(tables.next()).isTrue();
                assertThat(tables.getStatement()).isNull();
                assertThatThrownBy(() -> tables.unwrap(JdbcResultSet.class)).isInstanceOf(SQLException.class);
            }
            for (String sql : List.of(CALLS, "select t.name from tariff t")) {
                statement.execute(sql);
                assertThat(statement.getResultSet().getStatement().getConnection())
                        .isSameAs(connection);
                assertThat(statement.executeQuery(sql).getStatement().getConnection())
                        .isSameAs(connection);
            }
            if (!carrier.isMariaDb()) {
                // Its driver has none of a statement that did not ask for them.
                assertThat(statement.getGeneratedKeys().getStatement()).isSameAs(statement);
            }
        }
    }

    @Test
    void anArrayReadAsRowsLeadsNowhere() throws SQLException {
        assumeFalse(carrier.isMariaDb(), "MariaDB has no arrays");
        try (AccessScope scope = AccessScope.open(Staff.helpDesk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement("select 1 from tariff t where 1 = any (?)")) {
            Array array = connection.createArrayOf("INTEGER", new Object[] {1, 2});
            assertThat(array.getResultSet().getStatement()).isNull();
            query.setArray(1, array);
            assertThat(Outcome.read(query.executeQuery())).hasSize(2);
            query.setObject(1, array);
            assertThat(Outcome.read(query.executeQuery())).hasSize(2);
        }
    }

    @Test
    void theHiddenKeyIsHidden() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement("select c.id, c.note from call_record c");
                ResultSet rows = query.executeQuery()) {
            ResultSetMetaData metaData = rows.getMetaData();
            assertThat(metaData.getColumnCount()).isEqualTo(2);
            assertThat(query.getMetaData().getColumnCount()).isEqualTo(2);
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(() -> rows.getObject(3)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> rows.getString("CPNI_K0")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> rows.findColumn("cpni_k0")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> metaData.getColumnLabel(3)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theHiddenKeyIsNotFoundByTheNameOfItsColumn() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            // H2 looks names up in one way for few columns and in another for many.
            for (String items : List.of("a.id", "a.id, a.nickname, 1 as one, 2 as two")) {
                ResultSet rows = statement.executeQuery("select " + items + " from account a");
                assertThat(rows.next()).isTrue();
                for (String name : List.of("customer_id", "CUSTOMER_ID", "account.customer_id", "a.customer_id")) {
                    assertThatThrownBy(() -> rows.findColumn(name)).isInstanceOf(SQLException.class);
                    assertThatThrownBy(() -> rows.getLong(name)).isInstanceOf(SQLException.class);
                    assertThatThrownBy(() -> rows.getObject(name, Long.class)).isInstanceOf(SQLException.class);
                    assertThatThrownBy(() -> rows.getDate(name, null)).isInstanceOf(SQLException.class);
                }
                assertThat(rows.getLong("ID")).isPositive();
            }
            ResultSet both = statement.executeQuery("select a.id, a.customer_id from account a where a.id = 10");
            assertThat(both.next()).isTrue();
            assertThat(both.getLong("customer_id")).isEqualTo(1);
        }
    }

    @Test
    void whatTheGateCannotSeeThroughIsNotOffered() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement query =
                        connection.prepareStatement("select c.id, c.note from call_record c where c.id = ?")) {
            assertThatThrownBy(() -> connection.prepareCall("select 1"))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> connection.prepareStatement(
                            CALLS, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() ->
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> connection.setSchema("information_schema")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connection.setCatalog("x")).isInstanceOf(SQLException.class);
            assertThatThrownBy(query::getParameterMetaData).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> query.executeQuery("select callee from call_record"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.addBatch("delete from call_record"))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> statement.setCursorName("c")).isInstanceOf(SQLException.class);
            assertThat((Object) connection.getWarnings()).isNull();
            assertThat((Object) query.getWarnings()).isNull();
            query.setLong(1, 100);
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThatThrownBy(() -> rows.updateString(2, "x")).isInstanceOf(SQLException.class);
                assertThatThrownBy(rows::deleteRow).isInstanceOf(SQLException.class);
                assertThat((Object) rows.getWarnings()).isNull();
            }
        }
    }

    @Test
    void aNumberIsNoLargeObject() throws SQLException {
        assumeTrue(carrier.vendor() == DatabaseVendor.POSTGRESQL);
        try (Connection connection = carrier.guarded().getConnection();
                ResultSet rows = connection.createStatement().executeQuery("select 16405 as x")) {
            rows.next();
            assertThatThrownBy(() -> rows.getBlob(1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> rows.getClob("x")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> rows.getObject(1, Blob.class)).isInstanceOf(SQLException.class);
            assertThat(carrier.audit().entries()).hasSize(3).allMatch(entry -> entry.kind() == AuditKind.DENIAL);
        }
    }

    /** So the mask of a large object is read. */
    @Test
    void nothingIsNoLargeObjectOfAnybodys() throws SQLException {
        assumeTrue(carrier.vendor() == DatabaseVendor.POSTGRESQL);
        try (Connection connection = carrier.guarded().getConnection();
                ResultSet rows = connection.createStatement().executeQuery("select cast(null as bigint) as x")) {
            rows.next();
            assertThat(rows.getBlob(1)).isNull();
            assertThat(rows.getClob("x")).isNull();
        }
    }

    /** As Hibernate binds them on MariaDB. */
    @Test
    void aTextIsComparedWithUuidsOnMariaDbIfItSpellsOne() throws SQLException {
        String uuid = new UUID(7, 400).toString();
        if (carrier.vendor() == DatabaseVendor.MARIADB) {
            assertThat(callsReferredToBy(uuid)).containsExactly(400L);
        } else {
            assertThatThrownBy(() -> callsReferredToBy(uuid)).isInstanceOf(CpniStatementRefusedException.class);
        }
        for (String text : List.of(uuid + " ", uuid.replace("-", ""), "hid2")) {
            assertThatThrownBy(() -> callsReferredToBy(text)).isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    private List<Long> callsReferredToBy(String text) throws SQLException {
        return AccessScope.<List<Long>, SQLException>within(Staff.billing(), () -> {
            List<Long> ids = new ArrayList<>();
            try (Connection connection = carrier.guarded().getConnection();
                    PreparedStatement query =
                            connection.prepareStatement("select c.id from call_record c where c.ref = ?")) {
                query.setString(1, text);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                }
            }
            return ids;
        });
    }

    @Test
    void withoutAContextLabelledTablesAreDeniedAndOthersPass() {
        assertThat(Outcome.of(carrier.guarded(), null, CALLS).isDenied()).isTrue();
        assertThat(Outcome.of(carrier.guarded(), null, "delete from call_record")
                        .isDenied())
                .isTrue();
        assertThat(Outcome.of(carrier.guarded(), null, "select t.name from tariff t")
                        .rows())
                .hasSize(2);
    }

    @Test
    void aContextDoesNotFollowTheConnectionToAnotherThread() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement(CALLS)) {
            CompletableFuture<ResultSet> elsewhere = CompletableFuture.supplyAsync(() -> {
                try {
                    return query.executeQuery();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(elsewhere::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CpniAccessDeniedException.class);
        }
    }

    @Test
    void aStatementSeesWhatItsExecutorMaySee() throws SQLException {
        try (Connection connection = carrier.guarded().getConnection()) {
            PreparedStatement query;
            try (AccessScope scope = AccessScope.open(Staff.customer(Carrier.DEE))) {
                query = connection.prepareStatement(CALLS);
                assertThat(ids(query)).containsExactly("400", "401", "402");
            }
            try (AccessScope scope = AccessScope.open(Staff.customer(Carrier.ADA))) {
                assertThat(ids(query)).containsExactly("100", "101", "102");
            }
            try (AccessScope scope = AccessScope.open(Staff.billing())) {
                assertThatThrownBy(query::executeQuery)
                        .isInstanceOf(CpniStatementRefusedException.class)
                        .hasMessageContaining("prepare it anew");
            }
            assertThatThrownBy(query::executeQuery).isInstanceOf(CpniAccessDeniedException.class);
        }
    }

    private static List<String> ids(PreparedStatement query) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            Outcome.read(rows).forEach(row -> ids.add(row.get(0)));
        }
        return ids;
    }

    @Test
    @Regulation({"64.2009(a)", "R-2009-a"})
    void anOptOutHoldsFromTheNextExecution() throws SQLException {
        for (AccessContext context : List.of(Staff.marketing(), Staff.moreOfTheSame())) {
            Carrier.TurnableClock clock = carrier.clock();
            try (AccessScope scope = AccessScope.open(context);
                    Connection connection = carrier.guarded().getConnection();
                    PreparedStatement query = connection.prepareStatement(CALLS);
                    PreparedStatement update =
                            connection.prepareStatement("update call_record set note = ? where id = ?")) {
                connection.setAutoCommit(false);
                int customer = context.equals(Staff.marketing()) ? 3 : 1;
                String call = customer + "00";
                assertThat(ids(query)).contains(call);
                update.setString(1, "called");
                update.setLong(2, Long.parseLong(call));
                update.addBatch();

                carrier.approvals()
                        .append(
                                Carrier.id(customer),
                                OptOut.of(
                                        clock.instant().plusSeconds(1),
                                        ContactChannel.PHONE,
                                        ApprovalScope.everything()));
                clock.turnTo(clock.instant().plusSeconds(2));

                assertThat(ids(query)).doesNotContain(call);
                assertThat(update.executeBatch()).containsExactly(0);
                connection.rollback();
            }
        }
    }

    @Test
    void aScopeThatThisNodeHasNotHeardOfHidesTheCustomer() {
        JdbcApprovalStore otherNode = new JdbcApprovalStore(carrier.raw(), CustomerKeyType.BIGINT);
        JdbcApprovalStore thisNode = new JdbcApprovalStore(carrier.raw(), CustomerKeyType.BIGINT);
        GuardedDataSource guarded = carrier.guarded(thisNode);
        assertThat(Outcome.of(guarded, Staff.moreOfTheSame(), CALLS).rows()).contains(List.of("200"));
        assertThat(Outcome.of(guarded, Staff.marketing(), CALLS).rows()).contains(List.of("400"));

        carrier.clock().turnTo(Carrier.NOW.plusSeconds(20));
        for (long customer : List.of(Carrier.BEN, Carrier.DEE)) {
            otherNode.append(
                    Carrier.id(customer),
                    OptOut.of(
                            Carrier.NOW.plusSeconds(10),
                            ContactChannel.PHONE,
                            new ApprovalScope(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(Set.of(Purpose.MARKET)),
                                    Optional.empty())));
        }

        assertThat(Outcome.of(guarded, Staff.moreOfTheSame(), CALLS).rows()).doesNotContain(List.of("200"));
        assertThat(Outcome.of(guarded, Staff.marketing(), CALLS).rows()).doesNotContain(List.of("400"));
    }

    @Test
    void trainingThatEndsEndsAccess() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement(CALLS)) {
            assertThat(ids(query)).isNotEmpty();
            carrier.clock().turnTo(Instant.parse("2027-02-01T00:00:00Z"));
            assertThatThrownBy(query::executeQuery).isInstanceOf(CpniAccessDeniedException.class);
        }
    }

    @Test
    void aBatchIsExecutedByWhoFilledIt() throws SQLException {
        try (Connection connection = carrier.guarded().getConnection()) {
            PreparedStatement update;
            try (AccessScope scope = AccessScope.open(Staff.clerk())) {
                update = connection.prepareStatement("update call_record set note = 'x' where id = ?");
                update.setLong(1, 100);
                update.addBatch();
            }
            AccessContext colleague = AccessContext.of(
                            Accessor.staff("lee", Set.of("clerk"), Instant.parse("2027-01-01T00:00:00Z")),
                            Purpose.PROVIDE_SERVICE)
                    .build();
            try (AccessScope scope = AccessScope.open(colleague)) {
                assertThatThrownBy(update::executeBatch).isInstanceOf(CpniStatementRefusedException.class);
            }
        }
    }

    @Test
    void aRefusedStatementLeavesTheConnectionUsable() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute("select * from shadow_note"))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThat(Outcome.read(statement.executeQuery("select t.name from tariff t")))
                    .hasSize(2);
        }
    }

    @Test
    void aSchemaToolPassesWithDdlOnly() throws SQLException {
        try (Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table tool_table (id int)"))
                    .isInstanceOf(CpniStatementRefusedException.class);
            try (MaintenanceScope scope = MaintenanceScope.open("tool")) {
                statement.execute(
                        carrier.isMariaDb()
                                ? "create table tool_table (id bigint not null auto_increment, `call` varchar(3) check"
                                        + " (`call` in ('a')), at timestamp(6) null, primary key (id)) engine=InnoDB"
                                : "create table tool_table (id bigint generated by default as identity, call varchar(3)"
                                        + " check (call in ('a')), at timestamp(6) with time zone, primary key (id))");
                statement.execute("alter table tool_table add column n int");
                statement.execute("create unique index tool_ix on tool_table (n)");
                statement.execute("create sequence tool_seq start with 1 increment by 50");
                statement.execute(
                        carrier.isMariaDb()
                                ? "alter table tool_table comment = 'a table'"
                                : "comment on table tool_table is 'a table'");
                statement.execute("select table_name from information_schema.tables where table_name = 'x'");
                try (PreparedStatement prepared = connection.prepareStatement(
                        "select table_name from information_schema.tables where table_name = ?")) {
                    assertThat(prepared.getConnection()).isSameAs(connection);
                    prepared.setString(1, "x");
                    assertThat(prepared.executeQuery().next()).isFalse();
                }
                for (String sql : List.of(
                        "create table copy as table call_record",
                        "create table copy as (table call_record)",
                        "create table copy as select * from call_record",
                        "create table copy as with x as (select 1) select * from x",
                        "create view copy as table call_record",
                        "create alias f for \"java.lang.System.getProperty\"",
                        "create trigger t before insert on tariff for each row call \"x\"",
                        "create function f() returns text language sql as 'select callee from call_record'",
                        "create rule r as on insert to tariff do nothing",
                        "alter role postgres set standard_conforming_strings = off",
                        "alter system set x = 1",
                        "create user u",
                        "set search_path = x",
                        "select callee from call_record",
                        "select 1 from information_schema.tables union all table call_record",
                        "select 1 from information_schema.tables, call_record",
                        "select (select max(callee) from call_record) from information_schema.tables")) {
                    assertThatThrownBy(() -> statement.execute(sql))
                            .as(sql)
                            .isInstanceOfAny(CpniStatementRefusedException.class, CpniAccessDeniedException.class);
                }
                statement.execute("drop table tool_table");
                statement.execute("drop sequence tool_seq");
            }
        }
    }
}
