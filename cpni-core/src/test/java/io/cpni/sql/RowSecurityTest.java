package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Grants;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.TraceIds;
import io.cpni.audit.TraceSource;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.DecisionEngine;
import io.cpni.jdbc.SingleConnection;
import io.cpni.jdbc.TestDatabase;
import io.cpni.rule.FccRules;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The second wall, asked over connections that no gate stands before. */
class RowSecurityTest {

    private static final byte[] KEY =
            "a key for tickets, of forty bytes, at least".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final String SUFFIX = UUID.randomUUID().toString().substring(0, 8);
    private static final String READER = "reader_" + SUFFIX;
    private static final String WRITER = "writer_" + SUFFIX;
    private static final String VIEWER = "viewer_" + SUFFIX;
    private static final String OWNER = "owner_" + SUFFIX;
    private static final String SEEN = "seen_" + SUFFIX;
    private static final String WALL = "wall_" + SUFFIX;

    private static Carrier carrier;
    private static RowSecurity wall;
    private static String schema;
    private static String url;

    private static Map<String, AccessContext> uses() {
        Map<String, AccessContext> uses = new LinkedHashMap<>();
        uses.put("billing", Staff.billing());
        uses.put("help_desk", Staff.helpDesk());
        uses.put("clerk", Staff.clerk());
        uses.put("intake", Staff.intake());
        uses.put("engineer", Staff.engineer());
        uses.put("agent", Staff.regionalAgent());
        uses.put("on_call", Staff.onCall());
        uses.put("tracer", Staff.tracer());
        uses.put("own_records", Staff.customer(Carrier.ADA));
        return uses;
    }

    @BeforeAll
    static void buildTheWall() throws SQLException {
        carrier = Carrier.open(TestDatabase.postgres(CustomerKeyType.BIGINT));
        carrier.clock().turnTo(Instant.now());
        // The database goes by its own clock, so what ended in the records' time goes on.
        for (String relation : List.of("cpni_assignment", "works_in_region", "cpni_break_glass")) {
            carrier.execute(
                    "update " + relation + " set valid_until = timestamp with time zone '2100-01-01 00:00:00+00'");
        }
        try (Connection connection = carrier.raw().getConnection();
                Statement statement = connection.createStatement()) {
            schema = connection.getSchema();
            url = connection.getMetaData().getURL().replaceAll("\\?.*", "");
            statement.execute("create role " + VIEWER);
            statement.execute("create role " + OWNER + " in role " + VIEWER);
            statement.execute("create role " + READER + " login");
            statement.execute("create role " + WRITER + " login");
            statement.execute("grant usage on schema " + schema + " to " + WRITER);
            statement.execute("grant all on all tables in schema " + schema + " to " + WRITER);
        }
        wall = builder(uses())
                .use(RowSecurityUse.behindGate("campaigns", Staff.marketing()))
                .use(RowSecurityUse.behindGate("groups", Staff.analyst()))
                .build();
        run(wall.script());
        // Again, as after a change of grants.
        run(wall.script());
    }

    @BeforeEach
    void turnTheClock() {
        carrier.clock().turnTo(Instant.now());
    }

    private static RowSecurity wall(Map<String, AccessContext> uses) {
        return builder(uses).build();
    }

    private static RowSecurity.Builder builder(Map<String, AccessContext> uses) {
        RowSecurity.Builder builder = carrier.rowSecurity()
                .key(RowSecurityKey.of(KEY))
                .asOf(Instant.now())
                .dataSchema(schema)
                .viewSchema(SEEN)
                .wallSchema(WALL)
                .viewOwner(VIEWER)
                .reader(READER)
                .writer(WRITER);
        uses.forEach((name, context) -> builder.use(new RowSecurityUse(name, context)));
        return builder;
    }

    private static void run(String script) throws SQLException {
        try (Connection connection = carrier.raw().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    @AfterAll
    static void tearDown() throws SQLException {
        run("drop schema " + SEEN + " cascade; drop schema " + WALL + " cascade; drop owned by " + READER + ", "
                + WRITER + ", " + VIEWER + ", " + OWNER + " cascade; drop role " + READER + ", " + WRITER + ", "
                + VIEWER
                + ", " + OWNER);
        carrier.close();
    }

    private static Connection as(String role) throws SQLException {
        Connection connection =
                DriverManager.getConnection(url + "?currentSchema=" + (role.equals(READER) ? SEEN : schema), role, "");
        connection.setAutoCommit(false);
        return connection;
    }

    private static List<List<String>> ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return Outcome.read(rows);
        }
    }

    static Stream<Arguments> everyUseOfEveryTable() {
        List<AccessContext> contexts = new ArrayList<>(uses().values());
        contexts.add(Staff.customer(Carrier.DEE));
        return tablesFor(contexts);
    }

    static Stream<Arguments> everyUseBehindTheGate() {
        return Stream.concat(everyUseOfEveryTable(), tablesFor(List.of(Staff.marketing())));
    }

    private static Stream<Arguments> tablesFor(List<AccessContext> contexts) {
        return contexts.stream()
                .flatMap(context -> Records.LABELLED.stream().map(table -> Arguments.of(context, table.table())));
    }

    @ParameterizedTest
    @MethodSource("everyUseOfEveryTable")
    void readersSeeWhatTheGateShows(AccessContext context, String table) throws SQLException {
        String sql = "select * from " + table + " t order by id";
        Outcome gate = Outcome.of(carrier.guarded(), context, sql);
        try (Connection reader = as(READER)) {
            wall.admit(reader, context, Instant.now());
            assertThat(ask(reader, sql)).isEqualTo(gate.isDenied() ? List.of() : gate.rows());
        }
    }

    @Test
    void usesDifferInWhatTheyShow() throws SQLException {
        Map<String, List<List<String>>> calls = new LinkedHashMap<>();
        for (Map.Entry<String, AccessContext> use : uses().entrySet()) {
            try (Connection reader = as(READER)) {
                wall.admit(reader, use.getValue(), Instant.now());
                calls.put(use.getKey(), ask(reader, "select callee, cell from call_record order by id"));
            }
        }
        assertThat(calls.get("billing")).hasSizeGreaterThan(calls.get("clerk").size());
        assertThat(calls.get("help_desk")).hasSameSizeAs(calls.get("clerk")).isNotEqualTo(calls.get("clerk"));
        assertThat(calls.get("engineer")).hasSameSizeAs(calls.get("billing")).isNotEqualTo(calls.get("billing"));
        assertThat(calls.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());
    }

    @Test
    void callsAloneAreSeenWithoutAccounts() {
        assertThat(Outcome.of(carrier.guarded(), Staff.tracer(), "select a.id from account a")
                        .isDenied())
                .isTrue();
        assertThat(Outcome.of(
                                carrier.guardedBeside(pool(WRITER, schema), wall, WALL),
                                Staff.tracer(),
                                "select c.id from call_record c")
                        .rows())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyUseBehindTheGate")
    void behindTheGateTheWallChangesNothing(AccessContext context, String table) throws SQLException {
        String sql = "select t.* from " + table + " t order by id";
        Outcome alone = Outcome.of(carrier.guarded(), context, sql);
        Outcome beside = Outcome.of(carrier.guardedBeside(pool(WRITER, schema), wall, WALL), context, sql);
        assertThat(beside.isDenied()).isEqualTo(alone.isDenied());
        if (!alone.isDenied()) {
            assertThat(beside.rows()).isEqualTo(alone.rows());
        }
    }

    @Test
    void groupsBehindTheGateAreThoseOfTheGate() {
        String sql = "select c.cell, count(c.id) from call_record c group by c.cell order by c.cell";
        assertThat(Outcome.of(carrier.guardedBeside(pool(WRITER, schema), wall, WALL), Staff.analyst(), sql))
                .isEqualTo(Outcome.of(carrier.guarded(), Staff.analyst(), sql));
    }

    /** What the gate has to see to is not released where there is none. */
    @Test
    void readersHaveNoneOfTheUsesBehindTheGate() throws SQLException {
        try (Connection reader = as(READER)) {
            wall.admit(reader, Staff.marketing(), Instant.now());
            assertThat(ask(reader, "select count(*) from call_record")).containsExactly(List.of("0"));
        }
        try (Connection writer = as(WRITER)) {
            wall.admit(writer, Staff.marketing(), Instant.now());
            assertThat(ask(writer, "select count(*) from call_record")).isNotEqualTo(List.of(List.of("0")));
        }
        DataSource walled = carrier.walled(pool(READER, SEEN), wall, SEEN);
        assertThat(Outcome.of(walled, Staff.billing(), "select 1").rows()).hasSize(1);
        assertThat(Outcome.of(walled, Staff.marketing(), "select 1").isDenied()).isTrue();
    }

    @Test
    void withoutATicketThereAreNoRows() throws SQLException {
        try (Connection reader = as(READER)) {
            assertThat(ask(reader, "select count(*) from call_record")).containsExactly(List.of("0"));
        }
        try (Connection writer = as(WRITER)) {
            assertThat(ask(writer, "select count(*) from call_record")).containsExactly(List.of("0"));
        }
    }

    @Test
    void aTicketEndsWithItsTransaction() throws SQLException {
        try (Connection reader = as(READER)) {
            wall.admit(reader, Staff.billing(), Instant.now());
            assertThat(ask(reader, "select count(*) from call_record")).isNotEqualTo(List.of(List.of("0")));
            reader.commit();
            assertThat(ask(reader, "select count(*) from call_record")).containsExactly(List.of("0"));
        }
    }

    @Test
    void aTicketEndsInTimeAndHoldsInItsTransactionOnly() throws SQLException {
        String ticket;
        try (Connection reader = as(READER)) {
            wall.admit(reader, Staff.billing(), Instant.now().minusSeconds(600));
            assertThat(ask(reader, "select count(*) from call_record")).containsExactly(List.of("0"));
            wall.admit(reader, Staff.billing(), Instant.now());
            assertThat(ask(reader, "select count(*) from call_record")).isNotEqualTo(List.of(List.of("0")));
            ticket = ask(reader, "show cpni.ticket").get(0).get(0);
            reader.commit();
            ask(reader, "select set_config('cpni.ticket', '" + ticket + "', true)");
            assertThat(ask(reader, "select count(*) from call_record")).containsExactly(List.of("0"));
        }
        try (Connection other = as(READER)) {
            assertThat(ask(other, "select set_config('cpni.ticket', '" + ticket + "', true)"))
                    .hasSize(1);
            assertThat(ask(other, "select count(*) from call_record")).containsExactly(List.of("0"));
        }
    }

    @Test
    void aTicketIsNotChangedByWhoeverHasOne() throws SQLException {
        try (Connection reader = as(READER)) {
            wall.admit(reader, Staff.clerk(), Instant.now());
            String ticket = ask(reader, "show cpni.ticket").get(0).get(0);
            long seen = Long.parseLong(
                    ask(reader, "select count(*) from call_record").get(0).get(0));
            assertThat(seen).isPositive();
            for (String forged : List.of(
                    ticket.replace(":clerk:", ":billing:"),
                    ticket.replaceFirst("v2:\\d+:\\d+:\\d+", "v2:1:1:9999999999"),
                    ticket.substring(0, ticket.indexOf('.')),
                    ticket.substring(0, ticket.indexOf('.') + 1),
                    "v2:1:1:9999999999:billing:::." + "0".repeat(64),
                    ticket + "0",
                    "." + ticket)) {
                ask(reader, "select set_config('cpni.ticket', '" + forged + "', true)");
                assertThat(ask(reader, "select count(*) from call_record"))
                        .as(forged)
                        .containsExactly(List.of("0"));
            }
        }
    }

    /** Whatever a reader says, it gets no row and no value that the use does not show. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select callee from data.call_record",
                "table data.call_record",
                "copy data.call_record to stdout",
                "select * from wall.secret",
                "select * from wall.cpni_path_account",
                "select * from data.cpni_approval_interval",
                "set role viewer",
                "set session authorization viewer",
                "alter view seen.call_record set (security_barrier = false)",
                "create or replace view seen.call_record as select 1",
                "alter table data.call_record disable row level security",
                "set row_security = off; select * from seen.call_record",
                "create table seen.copy as select 1",
                "create function seen.leak() returns int language sql as 'select 1'",
                "drop policy cpni_read on data.call_record",
                "insert into seen.call_record (id) values (-1)",
                "update seen.call_record set note = 'x'",
                "delete from seen.call_record",
                "select lo_import('/etc/passwd')",
                "select pg_read_file('/etc/passwd')",
                "do $$ begin perform 1 from data.call_record; end $$",
            })
    void hostileStatementsFail(String sql) throws SQLException {
        try (Connection reader = as(READER);
                Statement statement = reader.createStatement()) {
            wall.admit(reader, Staff.clerk(), Instant.now());
            String written = sql.replace("data.", schema + ".")
                    .replace("wall.", WALL + ".")
                    .replace("seen.", SEEN + ".")
                    .replace("viewer", VIEWER);
            assertThatThrownBy(() -> statement.execute(written)).isInstanceOf(SQLException.class);
        }
    }

    /** A function of the reader's own, which costs nothing, is not run on hidden rows to tell about them. */
    @Test
    void functionsOfTheReadersOwnMeetShownValuesOnly() throws SQLException {
        try (Connection reader = as(READER);
                Statement statement = reader.createStatement()) {
            statement.execute("create function pg_temp.told(text) returns boolean language plpgsql cost 0.0000001 as"
                    + " $$ begin raise notice 'saw %', $1; return true; end $$");
            wall.admit(reader, Staff.helpDesk(), Instant.now());
            List<List<String>> shown = ask(reader, "select callee from call_record where callee is not null");
            statement.execute("select count(*) from call_record where pg_temp.told(callee)");
            List<String> told = new ArrayList<>();
            for (var warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                told.add(warning.getMessage());
            }
            assertThat(told)
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(shown)
                            .anySatisfy(row -> assertThat(text).endsWith("saw " + row.get(0)))
                            .isNotEmpty());
        }
    }

    /** Casts that fail on hidden rows fail for nobody. */
    @Test
    void hiddenRowsMakeNoStatementFail() throws SQLException {
        try (Connection reader = as(READER)) {
            wall.admit(reader, Staff.clerk(), Instant.now());
            assertThat(
                            ask(
                                    reader,
                                    "select count(*) from call_record where 1 / (case when account_id / 10 = 5 then 0 else 1 end) = 1"))
                    .hasSize(1);
        }
    }

    @Test
    void writersMeetTheSameConditionsBehindTheGate() throws SQLException {
        try (Connection writer = as(WRITER);
                Statement statement = writer.createStatement()) {
            wall.admit(writer, Staff.clerk(), Instant.now());
            int all = Integer.parseInt(
                    ask(writer, "select count(*) from call_record").get(0).get(0));
            Outcome gate = Outcome.of(carrier.guarded(), Staff.clerk(), "select count(c.id) from call_record c");
            assertThat(gate.rows()).containsExactly(List.of(String.valueOf(all)));
            assertThat(statement.executeUpdate("update call_record set note = 'y'"))
                    .isEqualTo(all);
            assertThatThrownBy(() -> statement.executeUpdate("update call_record set account_id = 50"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("row-level security");
            writer.rollback();
            wall.admit(writer, Staff.engineer(), Instant.now());
            assertThat(statement.executeUpdate("delete from call_record")).isZero();
            assertThatThrownBy(
                            () -> statement.executeUpdate("insert into call_record (id, account_id) values (-1, 10)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void anUndeclaredUseGetsNoTicket() throws SQLException {
        try (Connection reader = as(READER)) {
            assertThatThrownBy(() -> wall(uses()).admit(reader, Staff.marketing(), Instant.now()))
                    .isInstanceOf(CpniAccessDeniedException.class);
            reader.setAutoCommit(true);
            assertThatThrownBy(() -> wall.admit(reader, Staff.billing(), Instant.now()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("auto-commit");
        }
    }

    @Test
    void usesThatOweMoreThanADatabaseDoesAreRefused() {
        assertThatThrownBy(() -> wall(Map.of("campaigns", Staff.marketing())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RECORD_CAMPAIGN");
        assertThatThrownBy(() -> wall(Map.of("groups", Staff.analyst())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AGGREGATE");
    }

    /** At another isolation an opt-out would not be seen before the transaction's end. */
    @Test
    void aTransactionThatKeepsItsSnapshotSeesNothing() throws SQLException {
        try (Connection reader = as(READER)) {
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            wall.admit(reader, Staff.billing(), Instant.now());
            assertThat(ask(reader, "select count(*) from call_record")).containsExactly(List.of("0"));
        }
    }

    /** What the policies were written from is what counts, not what the same roles may do by now. */
    @Test
    void whoMayNowSeeSomethingElseGetsNoTicket() throws SQLException {
        AtomicReference<Grants> grants = new AtomicReference<>(Staff.grants());
        RowSecurity before = builder(Map.of("billing", Staff.billing()))
                .engine(new DecisionEngine(FccRules.current(), grants::get, CarrierSettings.voip()))
                .build();
        assertThat(before.useOf(Staff.billing(), Instant.now())).isPresent();
        grants.set(Grants.of(List.of()));
        assertThat(before.useOf(Staff.billing(), Instant.now())).isEmpty();
    }

    @Test
    void aScriptOfAnotherKeyOrOtherUsesIsAnother() throws SQLException {
        RowSecurity otherKey =
                builder(uses()).key(RowSecurityKey.of(new byte[32])).build();
        RowSecurity fewer = wall(Map.of("billing", Staff.billing()));
        assertThat(wall(uses()).fingerprint()).isEqualTo(wall(uses()).fingerprint());
        assertThat(List.of(otherKey.fingerprint(), fewer.fingerprint(), wall.fingerprint()))
                .doesNotHaveDuplicates();
        try (Connection reader = as(READER)) {
            assertThatThrownBy(() -> fewer.admit(reader, Staff.billing(), Instant.now()))
                    .isInstanceOfSatisfying(
                            CpniAccessDeniedException.class,
                            denied -> assertThat(denied.decision().reason().remedy())
                                    .contains("run the present one"));
        }
    }

    // What is not as it should be

    @Test
    void whatIsNotAsTheScriptLeftItIsFound() throws SQLException {
        assertThat(findings(READER, RowSecurity.Standing.READER)).isEmpty();
        assertThat(findings(WRITER, RowSecurity.Standing.WRITER)).isEmpty();
        assertThat(findings(READER, RowSecurity.Standing.WRITER))
                .singleElement()
                .asString()
                .contains("not declared");

        run("alter table call_record disable row level security");
        assertThat(findings(WRITER, RowSecurity.Standing.WRITER))
                .singleElement()
                .asString()
                .contains("call_record has no row-level security");
        run("alter table call_record enable row level security");

        run("alter role " + WRITER + " bypassrls");
        assertThat(findings(WRITER, RowSecurity.Standing.WRITER))
                .singleElement()
                .asString()
                .contains("BYPASSRLS");
        run("alter role " + WRITER + " nobypassrls");

        try (Connection reader = as(READER)) {
            assertThat(wall(Map.of("billing", Staff.billing())).findings(reader, RowSecurity.Standing.READER))
                    .singleElement()
                    .asString()
                    .contains("is not that of the present key, labels, uses, grants");
            assertThat(builder(uses()).wallSchema("no_wall").build().findings(reader, RowSecurity.Standing.READER))
                    .singleElement()
                    .asString()
                    .contains("has not been run");
        }
    }

    @Test
    void aRoleThatMayPassThePoliciesIsFound() throws SQLException {
        run("grant " + WRITER + " to " + READER);
        assertThat(findings(READER, RowSecurity.Standing.READER))
                .singleElement()
                .asString()
                .contains("may act as");
        run("revoke " + WRITER + " from " + READER + "; grant pg_read_all_data to " + READER);
        assertThat(findings(READER, RowSecurity.Standing.READER))
                .singleElement()
                .asString()
                .contains("pg_read_all_data");
        run("revoke pg_read_all_data from " + READER + "; grant select on tariff to " + READER);
        assertThat(findings(READER, RowSecurity.Standing.READER))
                .singleElement()
                .asString()
                .contains("may read tariff");
        run("revoke select on tariff from " + READER + "; alter table account owner to " + OWNER + "; grant " + OWNER
                + " to " + WRITER);
        assertThat(findings(WRITER, RowSecurity.Standing.WRITER))
                .singleElement()
                .asString()
                .contains("owns the table account");
        run("revoke " + OWNER + " from " + WRITER + "; alter table account owner to current_user");
    }

    private static List<String> findings(String role, RowSecurity.Standing standing) throws SQLException {
        try (Connection connection = as(role)) {
            return wall.findings(connection, standing);
        }
    }

    // Behind the gate

    @Test
    void outsideOfATransactionAStatementHasOneOfItsOwn() throws SQLException {
        try (Connection raw = kept(WRITER, schema)) {
            raw.setAutoCommit(true);
            try (Connection guarded = beside(raw).getConnection();
                    Statement statement = guarded.createStatement()) {
                statement.setFetchSize(1);
                AccessScope.<Boolean, SQLException>within(Staff.billing(), () -> {
                    assertThat(Outcome.read(statement.executeQuery("select c.id from call_record c order by id")))
                            .hasSizeGreaterThan(1);
                    assertThat(statement.executeUpdate("update call_record set note = 'z' where id = 101"))
                            .isEqualTo(1);
                    assertThatThrownBy(() -> statement.executeUpdate("update call_record set id = 102 where id = 101"))
                            .isInstanceOf(SQLException.class);
                    return true;
                });
            }
            assertThat(raw.getAutoCommit()).isTrue();
            assertThat(ask(raw, "select coalesce(current_setting('cpni.ticket', true), '')"))
                    .containsExactly(List.of(""));
        }
        assertThat(Outcome.of(carrier.raw(), null, "select note from call_record where id = 101")
                        .rows())
                .containsExactly(List.of("z"));
    }

    @Test
    void aTicketThatASavepointTookAwayIsShownAgain() throws SQLException {
        try (Connection guarded = beside(kept(WRITER, schema)).getConnection();
                Statement statement = guarded.createStatement()) {
            AccessScope.<Boolean, SQLException>within(Staff.billing(), () -> {
                Savepoint before = guarded.setSavepoint();
                List<List<String>> rows = Outcome.read(statement.executeQuery("select c.id from call_record c"));
                guarded.rollback(before);
                assertThat(rows).isNotEmpty();
                assertThat(Outcome.read(statement.executeQuery("select c.id from call_record c")))
                        .isEqualTo(rows);
                return true;
            });
        }
    }

    /** Some pools hand on what is open. */
    @Test
    void aConnectionGoesBackWithoutItsTicket() throws SQLException {
        try (Connection raw = kept(WRITER, schema)) {
            try (Connection guarded = beside(raw).getConnection();
                    Statement statement = guarded.createStatement()) {
                AccessScope.<Boolean, SQLException>within(
                        Staff.billing(),
                        () -> statement
                                .executeQuery("select c.id from call_record c")
                                .next());
            }
            assertThat(ask(raw, "select coalesce(current_setting('cpni.ticket', true), '')"))
                    .containsExactly(List.of(""));
        }
    }

    @Test
    void whoeverComesNextInATransactionShowsATicketOfTheirOwn() throws SQLException {
        try (Connection guarded = beside(kept(WRITER, schema)).getConnection();
                Statement statement = guarded.createStatement()) {
            for (AccessContext context : List.of(Staff.clerk(), Staff.billing(), Staff.clerk())) {
                String sql = "select c.id from call_record c order by id";
                assertThat(AccessScope.<List<List<String>>, SQLException>within(
                                context, () -> Outcome.read(statement.executeQuery(sql))))
                        .isEqualTo(Outcome.of(carrier.guarded(), context, sql).rows());
            }
        }
    }

    @Test
    void aUseThatTheWallDoesNotKnowIsDeniedAndOnRecord() throws SQLException {
        try (Connection guarded = carrier.guardedBeside(
                                pool(WRITER, schema), wall(Map.of("clerk", Staff.clerk())), WALL)
                        .getConnection();
                Statement statement = guarded.createStatement()) {
            int before = carrier.audit().entries().size();
            carrier.traceBy(TRACE);
            assertThatThrownBy(() -> AccessScope.within(
                            Staff.billing(), () -> statement.executeQuery("select c.id from call_record c")))
                    .isInstanceOf(CpniAccessDeniedException.class);
            assertThat(carrier.audit()
                            .entries()
                            .subList(before, carrier.audit().entries().size()))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.kind()).isEqualTo(AuditKind.DENIAL))
                    .satisfies(entry -> assertThat(entry.traceId()).contains("4bf92f35"));
        }
    }

    // Instead of the gate

    private static final TraceSource TRACE = () -> Optional.of(new TraceIds("4bf92f35", Optional.empty()));

    @Test
    void whatIsSeenAndWhatIsDeniedInsteadOfTheGateIsTraced() throws SQLException {
        carrier.traceBy(TRACE);
        int before = carrier.audit().entries().size();
        try (Connection walled = carrier.walled(new SingleConnection(kept(READER, SEEN)), wall, SEEN)
                        .getConnection();
                Statement statement = walled.createStatement()) {
            AccessScope.<List<List<String>>, SQLException>within(
                    Staff.billing(), () -> Outcome.read(statement.executeQuery("select id from call_record")));
            assertThatThrownBy(() -> statement.executeQuery("select id from call_record"))
                    .isInstanceOf(CpniAccessDeniedException.class);
        }
        assertThat(carrier.audit()
                        .entries()
                        .subList(before, carrier.audit().entries().size()))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.traceId()).contains("4bf92f35"));
    }

    /** A record that failed lets nothing through, neither now nor with the next statement. */
    @Test
    void withoutARecordNoStatementIsRun() throws SQLException {
        try (Connection walled = carrier.walled(new SingleConnection(kept(READER, SEEN)), wall, SEEN)
                        .getConnection();
                Statement statement = walled.createStatement()) {
            carrier.recordIn(entry -> {
                throw new AuditUnavailableException("no disk");
            });
            try {
                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThatThrownBy(() -> AccessScope.within(
                                    Staff.billing(), () -> statement.executeQuery("select * from call_record")))
                            .isInstanceOf(AuditUnavailableException.class);
                }
            } finally {
                carrier.recordInMemory();
            }
            int before = carrier.audit().entries().size();
            assertThat(AccessScope.<List<List<String>>, SQLException>within(
                            Staff.billing(), () -> Outcome.read(statement.executeQuery("select id from call_record"))))
                    .isNotEmpty();
            assertThat(carrier.audit().entries()).hasSize(before + 1);
        }
    }

    @Test
    void aReadersConnectionGoesBackWithoutItsTicket() throws SQLException {
        try (Connection raw = kept(READER, SEEN)) {
            try (Connection walled = carrier.walled(new SingleConnection(raw), wall, SEEN)
                            .getConnection();
                    Statement statement = walled.createStatement()) {
                AccessScope.<Boolean, SQLException>within(
                        Staff.billing(),
                        () -> statement
                                .executeQuery("select id from call_record")
                                .next());
            }
            assertThat(ask(raw, "select coalesce(current_setting('cpni.ticket', true), '')"))
                    .containsExactly(List.of(""));
        }
    }

    /** Such a pooler gives a connection a session when a transaction begins, and the session to others then. */
    @Test
    void behindAPoolerOfTransactionsNoStatementIsRun() throws SQLException {
        try (Connection cleared = kept(READER, SEEN);
                Connection given = kept(READER, SEEN)) {
            cleared.setAutoCommit(true);
            given.setAutoCommit(true);
            refusesToRun(pooled(cleared, given));
        }
    }

    private static void refusesToRun(Connection pooled) throws SQLException {
        try (Connection walled =
                        carrier.walled(new SingleConnection(pooled), wall, SEEN).getConnection();
                PreparedStatement statement = walled.prepareStatement("select id from call_record")) {
            assertThatThrownBy(() -> AccessScope.within(Staff.billing(), statement::executeQuery))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("pooler");
        }
    }

    private static Connection pooled(Connection cleared, Connection given) {
        return (Connection) Proxy.newProxyInstance(
                RowSecurityTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.invoke(method.getName().equals("createStatement") ? cleared : given, arguments));
    }

    private static GuardedDataSource beside(Connection raw) {
        return carrier.guardedBeside(new SingleConnection(raw), wall, WALL);
    }

    /** Returns a connection with auto-commit off that stays open when it is given back. */
    private static Connection kept(String role, String path) throws SQLException {
        Connection connection = DriverManager.getConnection(url + "?currentSchema=" + path, role, "");
        connection.setAutoCommit(false);
        return connection;
    }

    private static DataSource pool(String role, String path) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url + "?currentSchema=" + path);
        source.setUser(role);
        return source;
    }

    @Test
    void keysAndNamesAreChecked() {
        assertThatThrownBy(() -> RowSecurityKey.of(new byte[16])).hasMessageContaining("32");
        assertThat(RowSecurityKey.of(KEY)).hasToString("RowSecurityKey");
        assertThatThrownBy(() -> new RowSecurityUse("a'; drop", Staff.billing()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowSecurity.builder().reader("a; drop table x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A role may say for itself where its names are looked up, which no {@code DISCARD ALL} undoes. */
    @Test
    void aReadersOwnFunctionsAreNotAskedForItsTicket() throws SQLException {
        String own = "own_" + SUFFIX;
        run("create schema " + own + " authorization " + READER);
        try (Connection reader = as(READER);
                Statement statement = reader.createStatement()) {
            statement.execute("create function " + own + ".pg_backend_pid() returns int language sql as 'select 42'");
            statement.execute("create function " + own + ".transaction_timestamp() returns timestamptz language sql as"
                    + " 'select now() - interval ''1 day'''");
            statement.execute("create function " + own + ".set_config(text, text, boolean) returns text language sql as"
                    + " 'select null::text'");
            statement.execute("set search_path = " + own + ", " + SEEN + ", pg_catalog");
            reader.commit();
            wall.admit(reader, Staff.billing(), Instant.now());
            assertThat(ask(reader, "select callee from call_record")).isNotEmpty();
        } finally {
            run("drop schema " + own + " cascade");
        }
    }

    @Test
    void whatEndsWhileABlockRunsEndsForTheRestOfTheBlock() throws SQLException {
        try (Connection reader = as(READER);
                Statement statement = reader.createStatement()) {
            wall.admit(reader, Staff.clerk(), Instant.now());
            statement.execute("create temp table got (n int)");
            run("update " + schema + ".cpni_assignment set valid_until = clock_timestamp() + interval '2 seconds'");
            statement.execute("do $$ begin insert into got select count(*) from call_record;"
                    + " perform pg_sleep_until(clock_timestamp() + interval '2.2 seconds');"
                    + " insert into got select count(*) from call_record; end $$");
            List<List<String>> seen = ask(reader, "select n from got");
            assertThat(seen.get(0)).isNotEqualTo(List.of("0"));
            assertThat(seen.get(1)).isEqualTo(List.of("0"));
        } finally {
            run("update " + schema + ".cpni_assignment set valid_until = timestamp with time zone"
                    + " '2100-01-01 00:00:00+00'");
        }
    }

    @Test
    void partsOfATableAndItsTriggersAreClosedToWriters() throws SQLException {
        run("create table " + schema + ".call_old () inherits (" + schema + ".call_record); insert into " + schema
                + ".call_old select * from " + schema + ".call_record; grant all on " + schema + ".call_old to "
                + WRITER);
        try {
            run(wall.script());
            try (Connection writer = as(WRITER)) {
                assertThat(ask(writer, "select count(*) from call_old")).isEqualTo(List.of(List.of("0")));
                wall.admit(writer, Staff.billing(), Instant.now());
                assertThat(ask(writer, "select count(*) from call_old")).isEqualTo(List.of(List.of("0")));
                for (String sql : List.of(
                        "truncate call_record",
                        "create trigger t before insert on call_record for each row execute function"
                                + " suppress_redundant_updates_trigger()")) {
                    assertThatThrownBy(() -> ask(writer, sql))
                            .as(sql)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("permission denied");
                    writer.rollback();
                }
            }
        } finally {
            run("drop table " + schema + ".call_old");
        }
    }

    @Test
    void aViewOfTheOwnersThatTheRoleMayReadIsFound() throws SQLException {
        run("create view " + schema + ".old_report as select callee from " + schema + ".call_record; grant select on "
                + schema + ".old_report to " + WRITER);
        try (Connection writer = as(WRITER)) {
            assertThat(wall.findings(writer, RowSecurity.Standing.WRITER))
                    .anySatisfy(finding -> assertThat(finding).contains("old_report", "call_record"));
            run("alter view " + schema + ".old_report set (security_invoker = true)");
            assertThat(wall.findings(writer, RowSecurity.Standing.WRITER))
                    .noneSatisfy(finding -> assertThat(finding).contains("old_report"));
        } finally {
            run("drop view " + schema + ".old_report");
        }
    }
}
