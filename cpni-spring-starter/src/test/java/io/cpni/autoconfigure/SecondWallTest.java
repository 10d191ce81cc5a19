package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.WalledCarrier.AGENT;
import static io.cpni.autoconfigure.WalledCarrier.BILLING;
import static io.cpni.autoconfigure.WalledCarrier.MARKETING;
import static io.cpni.autoconfigure.WalledCarrier.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.GrantStore;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.autoconfigure.reserved.Diversion;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.label.DataCategory;
import io.cpni.observation.Inventory;
import io.cpni.purpose.Purpose;
import io.cpni.sql.GuardedDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The starter before a database that has the second wall: behind the gate, and instead of it. */
class SecondWallTest {

    private static final String ALL = "select o.id, o.\"to\" from \"order\" o order by o.id";

    @TempDir
    private static Path directory;

    private static WalledCarrier carrier;
    private static RunningContext walled;
    private static RunningContext gateAlone;
    private static Throwable withoutScript;

    @BeforeAll
    static void start() throws Exception {
        carrier = WalledCarrier.open();
        Path script = directory.resolve("wall.sql");
        carrier.walled(script).run(context -> withoutScript = context.getStartupFailure());
        carrier.owner().execute(Files.readString(script));
        assertThat(Files.getPosixFilePermissions(script)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        walled = RunningContext.of(carrier.walled(directory.resolve("unused.sql")));
        gateAlone = RunningContext.of(carrier.gateAlone("carrier_owner"));
        // Written behind gate and wall.
        ServerStarterContract.storeDiversions(walled.context());
        walled.context()
                .getBean(AssignmentStore.class)
                .assign(new Assignment(
                        "dora",
                        CustomerId.of(1),
                        "T-7",
                        Instant.parse("2020-01-01T00:00:00Z"),
                        Instant.parse("2199-01-01T00:00:00Z")));
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {walled, gateAlone, carrier}) {
            if (each != null) {
                each.close();
            }
        }
    }

    // Start

    @Test
    void aDatabaseWithoutTheScriptStopsTheStartAndTheScriptIsWritten() {
        FailureAnalysis analysis = new SecondWallFailureAnalyzer().analyze(withoutScript);
        assertThat(analysis.getDescription()).contains("has not been run", "application");
        assertThat(analysis.getAction()).contains("wall.sql", "psql -f");
        assertThat(directory.resolve("unused.sql")).doesNotExist();
    }

    @Test
    void aScriptOfAnotherKeyStopsTheStart() {
        carrier.walled(directory.resolve("other.sql"))
                .withPropertyValues("cpni.second-wall.key=YW5vdGhlciBrZXkgb2YgbW9yZSB0aGFuIHRoaXJ0eS10d28gYnl0ZXM=")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(SecondWallException.class)
                        .hasMessageContaining("is not that of the present key"));
    }

    @Test
    void aNameThatIsNoDataSourceStopsTheStart() {
        carrier.walled(directory.resolve("unused.sql"))
                .withPropertyValues("cpni.second-wall.instead.report=a slip of the pen")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("[report]"));
    }

    @Test
    void aReaderWhoseFactsAreElsewhereStopsTheStart() {
        carrier.createDatabase("elsewhere");
        carrier.owner("elsewhere")
                .execute(walled.context().getBean(ApplicationWall.class).script());
        carrier.walled(directory.resolve("unused.sql"))
                .withPropertyValues("test.reports=" + carrier.url("analyst").replace("/carrier?", "/elsewhere?"))
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("FactsElsewhereException"));
    }

    @Test
    void entitiesBeforeTheWallAloneStopTheStart() {
        carrier.walled(directory.resolve("unused.sql"))
                .withPropertyValues("cpni.second-wall.instead.application=everything by hand")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("entities need the gate"));
    }

    @Test
    void whatIsOnlyObservedIsNotHiddenBehindTheGate() {
        onH2().withPropertyValues("cpni.modes.purposes.BILL_COLLECT=OBSERVE")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("denials are only observed"));
    }

    @Test
    void anotherDatabaseThanPostgresStopsTheStart() {
        onH2().run(context -> {
            assertThat(context).getFailure().isInstanceOf(SecondWallException.class);
            assertThat(new SecondWallFailureAnalyzer()
                            .analyze(context.getStartupFailure())
                            .getDescription())
                    .contains("H2", "PostgreSQL 15 and later", "the gate does without");
        });
    }

    private static ApplicationContextRunner onH2() {
        return CarrierContext.runner()
                .withConfiguration(AutoConfigurations.of(CpniSecondWallAutoConfiguration.class))
                .withUserConfiguration(CarrierContext.BrendaIsSignedIn.class)
                .withPropertyValues(
                        "cpni.second-wall.key=c2l4dHktZm91ciBieXRlcyBhcmUgdGhlIG1vc3Q7IHRoaXMga2V5IGhhcyBmZXdlcg==",
                        "cpni.second-wall.writers=sa",
                        "cpni.second-wall.uses.billing.roles=billing",
                        "cpni.second-wall.uses.billing.purpose=BILL_COLLECT");
    }

    // Beside the gate

    @Test
    void hibernateSeesThroughGateAndWallWhatItSeesThroughTheGate() {
        for (AccessContext who : List.of(BILLING, SUPPORT, AGENT)) {
            assertThat(diversions(walled, who)).isEqualTo(diversions(gateAlone, who));
            assertThat(counted(walled, who)).isEqualTo(counted(gateAlone, who));
            assertThat(plain(walled, who)).isEqualTo(plain(gateAlone, who));
        }
        assertThat(diversions(walled, BILLING)).hasSize(3);
        assertThat(diversions(walled, AGENT)).hasSize(2);
    }

    private static List<String> diversions(RunningContext application, AccessContext who) {
        return inTransaction(
                application,
                who,
                em -> em.createQuery("from Diversion d order by d.id", Diversion.class).getResultList().stream()
                        .map(each -> each.getId() + " " + each.getTarget() + " " + each.getRank())
                        .toList());
    }

    private static Long counted(RunningContext application, AccessContext who) {
        return inTransaction(
                application,
                who,
                em -> em.createQuery("select count(d) from Diversion d where d.rank > 0", Long.class)
                        .getSingleResult());
    }

    /** Outside of a transaction. */
    private static List<Map<String, Object>> plain(RunningContext application, AccessContext who) {
        return AccessScope.within(
                who, () -> application.context().getBean(JdbcTemplate.class).queryForList(ALL));
    }

    private static <T> T inTransaction(RunningContext application, AccessContext who, Function<EntityManager, T> work) {
        return AccessScope.within(
                who,
                () -> application.context().getBean(EntityManagerFactory.class).callInTransaction(work::apply));
    }

    @Test
    void changesBehindGateAndWallAreThoseBehindTheGate() {
        for (AccessContext who : List.of(BILLING, AGENT)) {
            String change = "update Diversion d set d.active = true where d.rank >= 0";
            Integer beside =
                    inTransaction(walled, who, em -> em.createQuery(change).executeUpdate());
            Integer alone =
                    inTransaction(gateAlone, who, em -> em.createQuery(change).executeUpdate());
            assertThat(beside).isEqualTo(alone).isPositive();
        }
    }

    @Test
    void withoutAContextNothingPassesTheGate() {
        assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(() -> walled.context().getBean(JdbcTemplate.class).queryForList(ALL));
    }

    /** The same role without the gate: what gets past it meets the wall. */
    @Test
    void whatGetsPastTheGateMeetsTheWall() {
        JdbcTemplate pastTheGate = new JdbcTemplate(new DriverManagerDataSource(carrier.url("billing_app")));
        assertThat(pastTheGate.queryForList(ALL)).isEmpty();
        assertThat(pastTheGate.update("delete from \"order\"")).isZero();
    }

    // Instead of the gate

    private static JdbcTemplate reports() {
        return new JdbcTemplate(walled.context().getBean("reports", DataSource.class));
    }

    private static List<Map<String, Object>> reported(AccessContext who, String sql) {
        return AccessScope.within(who, () -> reports().queryForList(sql));
    }

    @Test
    void sqlOfAnyKindSeesWhatTheGateShows() {
        for (AccessContext who : List.of(BILLING, SUPPORT, AGENT)) {
            assertThat(reported(who, ALL)).isEqualTo(plain(gateAlone, who));
        }
        String strange = "with recursive r as (select 1 i union all select i + 1 from r where i < 2)"
                + " select json_agg(x.\"to\" order by x.id)::text as seen from r, lateral (select * from \"order\") x";
        assertThat(reported(SUPPORT, strange).toString())
                .contains("+1212xxxxxxx")
                .doesNotContain("5550101");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from public.\"order\"",
                "select * from cpni_wall.secret",
                "select * from public.cpni_assignment",
                "copy (select * from public.\"order\") to stdout",
                "set role billing_app",
                "set session authorization carrier_owner",
                "alter table public.\"order\" disable row level security",
                "delete from \"order\"",
                "do $$ begin perform 1 from public.\"order\"; end $$",
            })
    void hostileStatementsFail(String sql) {
        assertThatThrownBy(() -> AccessScope.within(AGENT, () -> {
                    reports().execute(sql);
                    return true;
                }))
                .isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit; select * from \"order\"",
                "select set_config('cpni.ticket', '', true); select * from \"order\"",
                "rollback; begin; select set_config('cpni.ticket', 'v2:1:1:9:billing:::.00', true); select * from \"order\"",
                "set local row_security = on; select * from \"order\" where id = 21",
            })
    void whatIsSaidBesideTheTicketShowsNothing(String sql) throws SQLException {
        int rows = AccessScope.<Integer, SQLException>within(AGENT, () -> {
            try (Connection connection = walled.context()
                            .getBean("reports", DataSource.class)
                            .getConnection();
                    Statement statement = connection.createStatement()) {
                int seen = 0;
                boolean result = statement.execute(sql);
                while (result || statement.getUpdateCount() != -1) {
                    ResultSet last = result ? statement.getResultSet() : null;
                    if (last != null && last.getMetaData().getColumnCount() > 1) {
                        while (last.next()) {
                            seen++;
                        }
                    }
                    result = statement.getMoreResults();
                }
                return seen;
            }
        });
        assertThat(rows).isZero();
    }

    @Test
    void withoutAContextNothingIsRunAndThatIsOnRecord() {
        int before = audited().size();
        assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(() -> reports().queryForList("select 1"));
        assertThat(audited().subList(before, audited().size()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo(AuditKind.DENIAL));
    }

    @Test
    void aUseThatNobodyDeclaredIsDenied() {
        assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(() -> reported(MARKETING, ALL));
    }

    @Test
    void eachTransactionIsOnRecordBeforeAndItsCustomersAreUnnamed() {
        int before = audited().size();
        TransactionTemplate transaction = new TransactionTemplate(
                new DataSourceTransactionManager(reports().getDataSource()));
        AccessScope.within(
                SUPPORT,
                () -> transaction.execute(status -> {
                    reports().queryForList(ALL);
                    assertThat(audited()).hasSize(before + 1);
                    return reports().queryForList(ALL);
                }));
        List<AuditEntry> entries = audited().subList(before, audited().size());
        assertThat(entries).extracting(AuditEntry::kind).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
        AuditEntry access = entries.get(0);
        assertThat(access.accessor()).contains("carl");
        assertThat(access.purpose()).contains(Purpose.PROVIDE_SERVICE);
        assertThat(access.relation()).contains("cpni_seen as support");
        assertThat(access.maskedColumns()).contains("order.to");
        assertThat(access.rules()).isNotEmpty();
        assertThat(access.correlation()).isPresent();
        assertThat(entries.get(1).correlation()).isEqualTo(access.correlation());
        assertThat(entries.get(1).customers()).isEqualTo(CustomersConcerned.unnamed(0));
    }

    private static List<AuditEntry> audited() {
        return walled.context().getBean(InMemoryAuditLog.class).entries();
    }

    @Test
    void aTransactionThatOutlivesItsScopeSeesNothingMore() throws SQLException {
        try (Connection connection =
                        walled.context().getBean("reports", DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(AccessScope.<Integer, SQLException>within(BILLING, () -> rows(statement)))
                    .isEqualTo(3);
            assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(() -> rows(statement));
            assertThat(AccessScope.<Integer, SQLException>within(AGENT, () -> rows(statement)))
                    .isEqualTo(2);
        }
    }

    private static int rows(Statement statement) throws SQLException {
        int rows = 0;
        try (ResultSet all = statement.executeQuery(ALL)) {
            while (all.next()) {
                rows++;
            }
        }
        return rows;
    }

    /** The pool has one connection, so that whoever comes next has the same process of the server. */
    @Test
    void aTicketThatWasKeptShowsNothingToTheNext() {
        String ticket = (String) reported(BILLING, "select current_setting('cpni.ticket') as t")
                .get(0)
                .get("t");
        TransactionTemplate transaction = new TransactionTemplate(
                new DataSourceTransactionManager(reports().getDataSource()));
        List<Map<String, Object>> seen = AccessScope.within(
                AGENT,
                () -> transaction.execute(status -> {
                    reports().queryForList("select set_config('cpni.ticket', ?, true)", ticket);
                    return reports().queryForList(ALL);
                }));
        assertThat(ticket).contains(":billing:");
        assertThat(seen).isEmpty();
    }

    @Test
    void nothingOfASessionIsLeftForTheNext() {
        AccessScope.within(BILLING, () -> {
            reports().execute("create temp table kept as select * from \"order\"");
            reports().execute("create temp view \"order\" as select 1 as id, 'a trap'::text as \"to\"");
            reports().execute("declare held cursor with hold for select * from cpni_seen.\"order\"");
            reports().execute("select set_config('cpni.ticket', current_setting('cpni.ticket'), false)");
            reports().execute("set search_path = pg_temp");
            return true;
        });
        assertThat(reported(AGENT, ALL)).isEqualTo(plain(gateAlone, AGENT));
        for (String left : List.of("select * from kept", "fetch all from held")) {
            assertThatThrownBy(() -> reported(AGENT, left)).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void aConnectionInThePoolHoldsNoTicket() throws SQLException {
        assertThat(reported(BILLING, ALL)).hasSize(3);
        DataSource raw = walled.context()
                .getBean(DataSourceGuards.class)
                .raw(walled.context().getBean("reports", DataSource.class));
        try (Connection connection = raw.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(rows(statement)).isZero();
            try (ResultSet row = statement.executeQuery("select coalesce(current_setting('cpni.ticket', true), '')")) {
                row.next();
                assertThat(row.getString(1)).isEmpty();
            }
        }
    }

    @Test
    void nothingLeadsAround() throws SQLException {
        DataSource reports = walled.context().getBean("reports", DataSource.class);
        assertThatThrownBy(() -> reports.unwrap(com.zaxxer.hikari.HikariDataSource.class))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> reports.getConnection("billing_app", "")).isInstanceOf(SQLException.class);
        AccessScope.<Boolean, SQLException>within(BILLING, () -> {
            try (Connection connection = reports.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select array[1, 2]")) {
                row.next();
                Array array = row.getArray(1);
                assertThat(List.of(
                                statement.getConnection(),
                                row.getStatement().getConnection(),
                                ((Array) row.getObject(1))
                                        .getResultSet()
                                        .getStatement()
                                        .getConnection(),
                                array.getResultSet().getStatement().getConnection(),
                                connection.getMetaData().getConnection(),
                                connection
                                        .getMetaData()
                                        .getTables(null, null, "x", null)
                                        .getStatement()
                                        .getConnection()))
                        .allSatisfy(back -> assertThat(back).isSameAs(connection));
                assertThat(row.getStatement()).isSameAs(statement);
                assertThatThrownBy(() -> connection.unwrap(org.postgresql.PGConnection.class))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                        .isInstanceOf(SQLException.class);
            }
            return true;
        });
    }

    // What changes while the application runs

    @Test
    void whoseGrantsChangeIsDeniedUntilTheScriptIsRunAgain() {
        GrantStore grants = walled.context().getBean(GrantStore.class);
        Grant unmasked = new Grant(
                "csr",
                Set.of(Purpose.PROVIDE_SERVICE),
                Set.of(DataCategory.CALL_DETAIL),
                Set.of(Operation.READ),
                GrantScope.ALL,
                Set.of());
        assertThat(reported(SUPPORT, ALL).toString()).contains("+1212xxxxxxx");
        grants.append(unmasked, Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2199-01-01T00:00:00Z"));
        try {
            assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(() -> reported(SUPPORT, ALL));
            assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(() -> plain(walled, SUPPORT));
            assertThat(reported(AGENT, ALL)).hasSize(2);

            runScript();
            assertThat(reported(SUPPORT, ALL).toString()).contains("+12125550101");
            assertThat(plain(walled, SUPPORT)).isEqualTo(reported(SUPPORT, ALL));
        } finally {
            grants.end(unmasked, Instant.now());
            runScript();
        }
        assertThat(reported(SUPPORT, ALL).toString()).contains("+1212xxxxxxx");
    }

    private static void runScript() {
        carrier.owner().execute(walled.context().getBean(ApplicationWall.class).script());
    }

    @Test
    void operatorsSeeWhatStandsWhere() {
        Inventory inventory = walled.context().getBean(InventoryReader.class).get();
        assertThat(inventory.dataSources()).containsExactly("application");
        assertThat(inventory.exceptions())
                .contains(new Inventory.Declared(
                        "data source reports, row-level security instead of the gate",
                        "analysts write SQL that nobody can foresee"));
        assertThat(walled.context().getBean("application")).isInstanceOf(GuardedDataSource.class);
    }
}
