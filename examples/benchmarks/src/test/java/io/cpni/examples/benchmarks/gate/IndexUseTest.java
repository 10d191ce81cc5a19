package io.cpni.examples.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessScope;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the gate makes of a statement still finds its rows by index. The text is taken down below the gate and explained
 * outside of it, as the gate refuses {@code EXPLAIN}.
 */
class IndexUseTest {

    /** Enough for the servers to prefer indexes where they would with a million. */
    private static final long CALLS = 100_000;

    private static final String BY_CALLEE = "select c.id from call_record c where c.callee = ?";

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

    static Stream<Arguments> everyFormInEveryWayThroughTheGate() {
        return Stream.of(Database.values())
                .flatMap(database -> Stream.of(Form.values())
                        .flatMap(form -> Stream.of(Way.UNGUARDED, Way.MASKED_GUARDED, Way.AGREED_GUARDED)
                                .map(way -> Arguments.of(database, form, way))));
    }

    @ParameterizedTest
    @MethodSource("everyFormInEveryWayThroughTheGate")
    void theStatementUsesTheIndexItWasMadeFor(Database database, Form form, Way way) throws SQLException {
        Carrier carrier = CARRIERS.get(database);
        Recorder recorder = new Recorder(carrier.raw());
        Statements statements = new Statements(
                way.isGuarded() ? carrier.guarded(recorder.dataSource(), new NoAuditLog()) : recorder.dataSource(),
                carrier,
                way,
                form,
                CALLS);
        statements.run(1, value -> {});
        assertThat(recorder.text())
                .as("the gate did its part")
                .matches(text -> text.contains("cpni_approval_interval") == (way == Way.AGREED_GUARDED))
                .matches(text -> text.contains("xxxxxxx") == (way == Way.MASKED_GUARDED && form != Form.MONTH_SUM));
        assertThat(plan(recorder)).contains(index(database, form));
    }

    /** The budget says so: who may not see the number may not find by it either, so its index is of no use. */
    @ParameterizedTest
    @EnumSource(Database.class)
    void aConditionOnAMaskedColumnLosesItsIndex(Database database) throws SQLException {
        Carrier carrier = CARRIERS.get(database);
        assertThat(planOfCallee(carrier, Reader.MARKETING)).contains("call_record_callee_ix");
        assertThat(planOfCallee(carrier, Reader.HELP_DESK)).doesNotContain("call_record_callee_ix");
    }

    private static String planOfCallee(Carrier carrier, Reader reader) throws SQLException {
        Recorder recorder = new Recorder(carrier.raw());
        AccessScope.within(reader.context(), () -> {
            try (Connection connection = carrier.guarded(recorder.dataSource(), new NoAuditLog())
                            .getConnection();
                    PreparedStatement statement = connection.prepareStatement(BY_CALLEE)) {
                statement.setString(1, "+12125550100");
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
        return plan(recorder);
    }

    private static String plan(Recorder recorder) throws SQLException {
        return recorder.plan().toLowerCase(Locale.ROOT);
    }

    /**
     * H2 and MariaDB have their own names for primary keys; H2 says how they are asked, MariaDB that there is one row. A
     * twelfth of all calls MariaDB finds by reading every one, without the gate as with it: what an index finds it would have
     * to look up one by one.
     */
    private static String index(Database database, Form form) {
        return switch (form) {
            case PAGE, JOIN -> "call_record_account_ix";
            case TOP_N -> "call_record_started_ix";
            case MONTH_SUM -> database == Database.MARIADB ? "c all using null" : "call_record_started_ix";
            case PRIMARY_KEY, LOOP ->
                switch (database) {
                    case H2 -> "/* public.primary_key";
                    case POSTGRESQL -> "using call_record_pk";
                    case MARIADB -> "c const using primary";
                };
        };
    }
}
