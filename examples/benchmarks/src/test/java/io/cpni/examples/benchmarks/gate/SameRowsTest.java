package io.cpni.examples.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.benchmarks.gate.repository.Call;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Without this the times would compare different work. */
class SameRowsTest {

    private static final long CALLS = 2_000;
    private static final int TURNS = 5;

    private static Servers servers;
    private static final Map<Database, Carrier> CARRIERS = new EnumMap<>(Database.class);

    @BeforeAll
    static void makeTheDataSet() {
        servers = Servers.start(EnumSet.allOf(Database.class), CALLS, Path.of("target"));
        for (Database database : Database.values()) {
            CARRIERS.put(database, Carrier.open(database));
        }
    }

    @AfterAll
    static void clearAway() {
        CARRIERS.values().forEach(Carrier::close);
        servers.close();
    }

    static Stream<Arguments> everyForm() {
        return Stream.of(Database.values())
                .flatMap(database -> Stream.of(Form.values()).map(form -> Arguments.of(database, form)));
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void whatIsMaskedByHandIsWhatTheGateMasks(Database database, Form form) throws SQLException {
        for (int turn = 0; turn < TURNS; turn++) {
            List<Object> byHand = rows(database, Way.MASKED_BY_HAND, form, turn);
            assertThat(byHand).isNotEmpty();
            assertThat(rows(database, Way.MASKED_GUARDED, form, turn)).isEqualTo(byHand);
            assertThat(rows(database, Way.MASKED_AUDITED, form, turn)).isEqualTo(byHand);
            if (form != Form.MONTH_SUM) {
                assertThat(rows(database, Way.UNGUARDED, form, turn))
                        .hasSameSizeAs(byHand)
                        .isNotEqualTo(byHand);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void whoAgreedByHandIsWhoAgreedByTheGate(Database database, Form form) throws SQLException {
        boolean someHidden = false;
        for (int turn = 0; turn < TURNS; turn++) {
            List<Object> byHand = rows(database, Way.AGREED_BY_EXISTS, form, turn);
            assertThat(rows(database, Way.AGREED_BY_JOIN, form, turn)).isEqualTo(byHand);
            assertThat(rows(database, Way.AGREED_GUARDED, form, turn)).isEqualTo(byHand);
            assertThat(rows(database, Way.AGREED_AUDITED, form, turn)).isEqualTo(byHand);
            someHidden |= !rows(database, Way.UNGUARDED, form, turn).equals(byHand);
        }
        assertThat(someHidden)
                .as("the condition hides something of %s", form)
                .isEqualTo(EnumSet.of(Form.TOP_N, Form.JOIN, Form.MONTH_SUM).contains(form));
    }

    static Stream<Arguments> everyWayWithTheKey() {
        return Stream.of(Database.values())
                .flatMap(database -> Stream.of(Form.values())
                        .filter(Form::namesCustomers)
                        .flatMap(form -> Stream.of(
                                Arguments.of(database, form, Way.MASKED_BY_HAND, Way.MASKED_BY_HAND_WITH_KEY),
                                Arguments.of(database, form, Way.AGREED_BY_EXISTS, Way.AGREED_BY_EXISTS_WITH_KEY),
                                Arguments.of(database, form, Way.AGREED_BY_JOIN, Way.AGREED_BY_JOIN_WITH_KEY))));
    }

    /** What it costs to name the customers is the only difference. */
    @ParameterizedTest
    @MethodSource("everyWayWithTheKey")
    void withTheKeyEachRowAlsoSaysWhoseItIs(Database database, Form form, Way byHand, Way withKey) throws SQLException {
        int columns = form == Form.JOIN ? 6 : 7;
        int account = form == Form.JOIN ? 0 : 1;
        for (int turn = 0; turn < TURNS; turn++) {
            List<Object> rows = new ArrayList<>();
            List<Object> values = rows(database, withKey, form, turn);
            for (int row = 0; row < values.size(); row += columns + 1) {
                rows.addAll(values.subList(row, row + columns));
                assertThat(values.get(row + columns))
                        .isEqualTo(DataSet.customerOf((Long) values.get(row + account), CALLS));
            }
            assertThat(rows).isNotEmpty().isEqualTo(rows(database, byHand, form, turn));
        }
    }

    /** Else the databases would be asked different questions. */
    @Test
    void everyDatabaseHoldsTheSameCalls() throws SQLException {
        Set<List<Object>> calls = new HashSet<>();
        for (Carrier carrier : CARRIERS.values()) {
            calls.add(calls(carrier));
        }
        assertThat(calls).hasSize(1).allSatisfy(all -> assertThat(all).hasSize((int) CALLS * 7));
    }

    private static List<Object> calls(Carrier carrier) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (Connection connection = carrier.raw().getConnection();
                PreparedStatement statement = connection.prepareStatement("select id, account_id, callee, caller,"
                        + " duration_s, cost, started_at from call_record order by id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                for (int column = 1; column <= 6; column++) {
                    values.add(rows.getObject(column));
                }
                values.add(rows.getObject(7, OffsetDateTime.class).toInstant());
            }
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aPageHasAHundredRowsInEveryWay(Database database) throws SQLException {
        for (Way way : Way.values()) {
            for (int turn = 0; turn < (way.isAudited() ? TURNS : Form.TURNS); turn++) {
                assertThat(statements(database, way, Form.PAGE).run(turn, value -> {}))
                        .as("%s, turn %s", way, turn)
                        .isEqualTo(100);
                assertThat(statements(database, way, Form.PRIMARY_KEY).run(turn, value -> {}))
                        .isOne();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void everyGuardOfHibernateGivesTheSamePagesAndHidesWhoDidNotAgree(Database database) {
        long optedOut = 7;
        assertThat(DataSet.hasAgreed(DataSet.customerOf(optedOut, CALLS))).isFalse();
        Set<List<Object>> pages = new HashSet<>();
        for (Guard guard : Guard.values()) {
            try (Orm orm = new Orm(CARRIERS.get(database), guard, CALLS)) {
                List<Object> read = new ArrayList<>();
                for (int turn = 0; turn < TURNS; turn++) {
                    orm.page(Form.agreedAccount(turn, CALLS)).forEach(call -> read.add(((CallRecord) call).values()));
                }
                pages.add(read);
                assertThat(orm.page(optedOut)).as("%s", guard).hasSize(guard == Guard.NOTHING ? 100 : 0);
            }
        }
        assertThat(pages).hasSize(1).allSatisfy(page -> assertThat(page).hasSize(100 * TURNS));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void everyApplicationGivesTheSameObjects(Database database) {
        Map<Protection, List<Object>> masked = new EnumMap<>(Protection.class);
        Map<Protection, List<Object>> agreed = new EnumMap<>(Protection.class);
        for (Protection protection : Protection.values()) {
            try (Application application = Application.start(database, protection)) {
                masked.put(protection, objects(application, Reader.HELP_DESK));
                agreed.put(protection, objects(application, Reader.MARKETING));
                assertThat(application.page(Reader.MARKETING, 7))
                        .as("%s, of one who did not agree", protection)
                        .hasSize(protection == Protection.NOTHING ? 100 : 0);
            }
        }
        assertThat(Set.copyOf(agreed.values())).as("%s", database).hasSize(1);
        List<Object> inTheClear = masked.remove(Protection.NOTHING);
        assertThat(Set.copyOf(masked.values())).as("%s", database).hasSize(1).doesNotContain(inTheClear);
    }

    private static List<Object> objects(Application application, Reader reader) {
        List<Long> accounts = RepositoryBenchmark.agreedAccounts(1, CALLS);
        List<Call> all = application.all(reader, accounts);
        assertThat(all).hasSize(100 * accounts.size());
        List<Call> page = application.page(reader, Form.agreedAccount(1, CALLS));
        assertThat(page).hasSize(100);
        return Stream.concat(all.stream().sorted(Comparator.comparing(Call::id)), page.stream())
                .map(call -> (Object) call.values())
                .toList();
    }

    /** What a loop of a hundred statements costs with a durable log is one wait; the outcome is not waited for. */
    @ParameterizedTest
    @EnumSource(Database.class)
    void aLoopIsRecordedOnce(Database database) throws SQLException {
        NoAuditLog log = new NoAuditLog();
        Carrier carrier = CARRIERS.get(database);
        Way way = Way.MASKED_GUARDED;
        new Statements(carrier.guarded(carrier.raw(), log), carrier, way, Form.LOOP, CALLS).run(0, value -> {});
        assertThat(log.appended()).as("an intent and an outcome").isEqualTo(2);
        new Statements(carrier.guarded(carrier.raw(), log), carrier, way, Form.PRIMARY_KEY, CALLS).run(0, value -> {});
        assertThat(log.appended()).as("the same for a single statement").isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void everyImportStoresTheSame(Database database) throws SQLException {
        Carrier carrier = CARRIERS.get(database);
        Set<List<Object>> stored = new HashSet<>();
        for (Through through : Through.values()) {
            Imports.clear(carrier.raw());
            assertThat(new Imports(through.source(carrier), DataSet.accounts(CALLS)).run(2_500))
                    .isEqualTo(2_500);
            stored.add(query(carrier, "select * from import_record order by id"));
        }
        assertThat(stored).hasSize(1).allSatisfy(rows -> assertThat(rows).hasSize(2_500 * 7));
    }

    /** An embedded server is made for tests, and would not wait for the disk unless told to. */
    @Test
    void whatPostgresCommitsIsOnDisk() throws SQLException {
        Carrier carrier = CARRIERS.get(Database.POSTGRESQL);
        assertThat(query(carrier, "show fsync")).containsExactly("on");
        assertThat(query(carrier, "show synchronous_commit")).containsExactly("on");
    }

    @Test
    void whatMariaDbCommitsIsOnDisk() throws SQLException {
        Carrier carrier = CARRIERS.get(Database.MARIADB);
        assertThat(query(carrier, "select @@global.innodb_flush_log_at_trx_commit, @@global.innodb_doublewrite"))
                .extracting(String::valueOf)
                .containsExactly("1", "ON");
        assertThat(query(carrier, "select engine from information_schema.tables where table_schema = database()"))
                .isNotEmpty()
                .containsOnly("InnoDB");
    }

    /** It runs as a carrier's would, but for the size of its memory. */
    @Test
    void mariaDbReadsAsItDoesByDefault() throws SQLException {
        assertThat(query(
                        CARRIERS.get(Database.MARIADB),
                        "select @@global.sql_mode, @@global.character_set_server, @@time_zone"))
                .containsExactly(
                        "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION",
                        "utf8mb4",
                        "+00:00");
    }

    /** With it H2 would answer the same question twice from memory, and nothing would be timed. */
    @Test
    void h2DoesNotReuseResults() throws SQLException {
        try (Connection connection = CARRIERS.get(Database.H2).raw().getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            assertThat(session.getDatabase().getOptimizeReuseResults()).isFalse();
        }
    }

    private static Statements statements(Database database, Way way, Form form) {
        return new Statements(CARRIERS.get(database), way, form, CALLS);
    }

    private static List<Object> rows(Database database, Way way, Form form, int turn) throws SQLException {
        List<Object> values = new ArrayList<>();
        statements(database, way, form).run(turn, values::add);
        return values;
    }

    private static List<Object> query(Carrier carrier, String sql) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (Connection connection = carrier.raw().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    values.add(rows.getObject(column));
                }
            }
        }
        return values;
    }
}
