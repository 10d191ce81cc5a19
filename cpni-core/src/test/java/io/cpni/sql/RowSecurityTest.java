package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second wall, asked over connections that no gate stands before. */
class RowSecurityTest {

    private static final byte[] KEY =
            "a key for tickets, of forty bytes, at least".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final String SUFFIX = UUID.randomUUID().toString().substring(0, 8);
    private static final String READER = "reader_" + SUFFIX;
    private static final String WRITER = "writer_" + SUFFIX;
    private static final String VIEWER = "viewer_" + SUFFIX;
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
            statement.execute("create role " + READER + " login");
            statement.execute("create role " + WRITER + " login");
            statement.execute("grant usage on schema " + schema + " to " + WRITER);
            statement.execute("grant all on all tables in schema " + schema + " to " + WRITER);
        }
        wall = wall(uses());
        run(wall.script());
        // Again, as after a change of grants.
        run(wall.script());
    }

    private static RowSecurity wall(Map<String, AccessContext> uses) {
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
        return builder.build();
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
                + WRITER + ", " + VIEWER + " cascade; drop role " + READER + ", " + WRITER + ", " + VIEWER);
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
    void aTicketEndsInTimeAndHoldsInItsProcessOnly() throws SQLException {
        String ticket;
        try (Connection reader = as(READER)) {
            wall.admit(reader, Staff.billing(), Instant.now().minusSeconds(600));
            assertThat(ask(reader, "select count(*) from call_record")).containsExactly(List.of("0"));
            wall.admit(reader, Staff.billing(), Instant.now());
            assertThat(ask(reader, "select count(*) from call_record")).isNotEqualTo(List.of(List.of("0")));
            ticket = ask(reader, "show cpni.ticket").get(0).get(0);
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
                    ticket.replaceFirst("v1:\\d+:\\d+", "v1:1:9999999999"),
                    ticket.substring(0, ticket.indexOf('.')),
                    ticket.substring(0, ticket.indexOf('.') + 1),
                    "v1:1:9999999999:billing:::." + "0".repeat(64),
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
            assertThatThrownBy(() -> wall.admit(reader, Staff.marketing(), Instant.now()))
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

    @Test
    void keysAndNamesAreChecked() {
        assertThatThrownBy(() -> RowSecurityKey.of(new byte[16])).hasMessageContaining("32");
        assertThat(RowSecurityKey.of(KEY)).hasToString("RowSecurityKey");
        assertThatThrownBy(() -> new RowSecurityUse("a'; drop", Staff.billing()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowSecurity.builder().reader("a; drop table x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
