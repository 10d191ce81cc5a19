package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cpni.accessor.AccessContext;
import io.cpni.audit.AuditEntry;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.jdbc.SingleConnection;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A name with a schema means the relation in that schema, and a name without one never means that of another schema. In
 * the schema where the connection looks, there are tables of the same names, whose rows say that all is Ada's; the records
 * are in a schema of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateSchemas {

    private final Carrier carrier;
    private final String app = "app" + UUID.randomUUID().toString().replace("-", "");
    private final String copies = "copies" + UUID.randomUUID().toString().replace("-", "");
    private final TableLabels accounts = in(app, Records.ACCOUNT, Records.ACCOUNT.customerKey());
    private final TableLabels calls = in(
            app,
            Records.CALL_RECORD,
            new CustomerKeyPath("account_id", List.of(new CustomerKeyPath.Hop(app + ".account", "id", "customer_id"))));

    GateSchemas(Carrier carrier) {
        this.carrier = carrier;
        for (String schema : List.of(app, copies)) {
            carrier.execute("CREATE SCHEMA " + schema);
            Records.TABLES
                    .subList(1, 3)
                    .forEach(table -> carrier.execute(table.replace("CREATE TABLE ", "CREATE TABLE " + schema + ".")));
        }
    }

    private static TableLabels in(String schema, TableLabels labels, CustomerKeyPath key) {
        return new TableLabels(schema + "." + labels.table(), labels.categories(), labels.columns(), key);
    }

    @BeforeEach
    void load() {
        carrier.load(Records.withSecrets());
        for (String table : List.of("account", "call_record")) {
            for (String schema : List.of(app, copies)) {
                carrier.execute("DELETE FROM " + schema + "." + table);
                carrier.execute("INSERT INTO " + schema + "." + table + " SELECT * FROM " + table);
            }
        }
        carrier.execute("UPDATE " + copies + ".call_record SET note = 'copy'");
        carrier.execute("UPDATE account SET customer_id = " + Carrier.ADA);
        carrier.execute("UPDATE call_record SET callee = 'decoy'");
    }

    @AfterAll
    void close() {
        for (String schema : List.of(app, copies)) {
            carrier.execute("DROP TABLE " + schema + ".account");
            carrier.execute("DROP TABLE " + schema + ".call_record");
            carrier.execute("DROP SCHEMA " + schema);
        }
        carrier.close();
    }

    private RelationCatalog.Builder catalog() {
        return RelationCatalog.builder().labelled(accounts).labelled(calls);
    }

    private Outcome as(AccessContext context, String sql, Object... parameters) {
        return Outcome.of(carrier.guarded(catalog().build()), context, sql.replace("app.", app + "."), parameters);
    }

    private Outcome lookingIn(String schema, RelationCatalog catalog, AccessContext context, String sql) {
        try (Connection connection = carrier.raw().getConnection()) {
            String before = carrier.isMariaDb() ? connection.getCatalog() : connection.getSchema();
            lookIn(connection, schema);
            try {
                return Outcome.of(
                        carrier.guardedOver(new SingleConnection(connection), catalog),
                        context,
                        sql.replace("app.", app + "."));
            } finally {
                lookIn(connection, before);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the connection does not look elsewhere", e);
        }
    }

    private void lookIn(Connection connection, String schemas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    switch (carrier.vendor()) {
                        case H2 -> "SET SCHEMA " + schemas;
                        case POSTGRESQL -> "SET search_path TO " + schemas;
                        case MARIADB -> "USE " + schemas;
                    });
        }
    }

    // The relation that is meant

    @Test
    void rowsAreThoseOfTheSchemaAndFilteredByItsOwnWayToTheCustomer() {
        assertThat(as(Staff.clerk(), "select c.id, c.callee, c.note from app.call_record c where c.id in (100, 500)"))
                .isEqualTo(new Outcome(List.of(List.of("100", "7", "7")), -1, ""));
        assertThat(as(Staff.clerk(), "select count(*) from app.call_record").rows())
                .containsExactly(List.of("6"));
        assertThat(as(Staff.helpDesk(), "select callee from app.call_record where id = 100")
                        .rows())
                .containsExactly(List.of("xxxxxxx"));
        assertThat(as(
                                Staff.clerk(),
                                "select call_record.id from app.account join app.call_record on call_record.account_id ="
                                        + " account.id where account.nickname = '7' and cast(call_record.note as int) = 7"
                                        + " order by call_record.id")
                        .rows())
                .hasSize(6);
        assertThat(carrier.audit().entries().stream().map(AuditEntry::relation).flatMap(Optional::stream))
                .isNotEmpty()
                .allSatisfy(relation -> assertThat(relation).startsWith(app + "."));
    }

    @Test
    void columnsMayBeNamedWithTheSchemaToo() {
        assertThat(as(
                                Staff.helpDesk(),
                                "select app.call_record.id, app.call_record.callee from app.call_record where"
                                        + " app.call_record.note = '7' and app.call_record.id < 200 order by"
                                        + " app.call_record.id")
                        .rows())
                .containsExactly(List.of("100", "xxxxxxx"), List.of("101", "xxxxxxx"), List.of("102", "xxxxxxx"));
        for (String other : List.of(
                "select other.call_record.id from app.call_record",
                "select app.call_record.id from app.call_record c",
                "select app.call_record.imsi from app.call_record",
                "select app.c.id from app.call_record c",
                "select app.call_record.id from app.call_record join app.account using (id)",
                "select x.app.call_record.id from app.call_record")) {
            assertThat(as(Staff.billing(), other).isRefused()).as(other).isTrue();
        }
    }

    @Test
    void aBarrierAndACommonTableStandBetweenThemAsWell() {
        assertThat(as(Staff.clerk(), "select c.note, a.nickname from app.call_record c join app.account a using (id)")
                        .isRefused())
                .isFalse();
        assertThat(as(
                                Staff.clerk(),
                                "select max(c.account_id), count(*) from app.call_record c join app.call_record d using (id)")
                        .rows())
                .containsExactly(List.of("40", "6"));
        assertThat(as(Staff.clerk(), "with x as (select c.id from app.call_record c) select count(*) from x")
                        .rows())
                .containsExactly(List.of("6"));
        assertThat(as(Staff.clerk(), "with account as (select 1 as id) select id from account")
                        .failure())
                .contains("has the name of a table");
    }

    @Test
    void changesAreMadeInTheSchema() {
        assertThat(as(Staff.clerk(), "update app.call_record set note = 'x' where note is not null")
                        .changed())
                .isEqualTo(6);
        assertThat(as(Staff.clerk(), "delete from app.call_record where id in (101, 501)")
                        .changed())
                .isEqualTo(1);
        String insert = "insert into app.call_record (id, account_id) values (?, ?)";
        assertThat(as(Staff.clerk(), insert, 3000L, 10L).changed()).isEqualTo(1);
        assertThat(as(Staff.clerk(), insert, 3001L, 50L).isDenied()).isTrue();
        assertThat(as(Staff.clerk(), "update app.call_record set account_id = ? where id = 100", 50L)
                        .isDenied())
                .isTrue();
        assertThat(as(
                                Staff.clerk(),
                                "insert into app.call_record (id, account_id, note) select c.id + 10000, c.account_id,"
                                        + " 'copied' from app.call_record c")
                        .changed())
                .isEqualTo(6);
        assertThat(Outcome.of(carrier.raw(), null, "select count(*) from call_record where note = 'x' or id >= 3000")
                        .rows())
                .containsExactly(List.of("0"));
        assertThat(Outcome.of(carrier.raw(), null, "select note from " + app + ".call_record where account_id = 50")
                        .rows())
                .contains(List.of("secret"))
                .doesNotContain(List.of("x"));
    }

    // What else could be meant

    @Test
    void aNameWithoutSchemaIsNotThatOfAnotherSchema() {
        for (String sql : List.of(
                "select id from call_record",
                "select c.id from app.call_record c where exists (select 1 from account a where a.id = c.account_id)",
                "update call_record set note = 'x'",
                "delete from call_record",
                "insert into call_record (id) values (1)")) {
            assertThat(as(Staff.billing(), sql).failure()).as(sql).contains("not the connection's default");
        }
    }

    @Test
    void aSchemaThatNobodyDeclaredIsRefusedByName() {
        for (String sql : List.of(
                "select table_name from information_schema.tables",
                "select id from other.call_record",
                "select id from app.customer",
                "select id from app.shadow_note",
                "insert into other.call_record (id) values (1)",
                "update other.account set nickname = 'x'",
                "delete from other.account",
                "select c.id from app.call_record c join other.account a on a.id = c.account_id")) {
            assertThat(as(Staff.billing(), sql).failure())
                    .as(sql)
                    .containsPattern("in the schema '(information_schema|other|" + app + ")'");
        }
        for (String sql : List.of("select id from x.app.call_record", "delete from x.app.call_record")) {
            assertThat(as(Staff.billing(), sql).failure()).as(sql).contains("catalogs are not in the gate's language");
        }
    }

    @Test
    void aSchemaIsSpelledAsItIsDeclared() {
        for (String schema : List.of("\"" + app + "\"", "\"" + app.toUpperCase(Locale.ROOT) + "\"")) {
            String sql = "select count(*) from " + schema + ".call_record";
            boolean sameOnMariaDb = carrier.isMariaDb() && schema.contains(app);
            assertThat(as(Staff.clerk(), sql).isRefused()).as(sql).isEqualTo(!sameOnMariaDb);
        }
    }

    @Test
    void whereTheConnectionLooksANameAloneWillDo() {
        RelationCatalog catalog = catalog().build();
        for (String from : List.of("call_record", "app.call_record")) {
            assertThat(lookingIn(app, catalog, Staff.auditor(), "select callee from " + from + " where id = 500")
                            .rows())
                    .as(from)
                    .containsExactly(List.of("xxxxxxx"));
            assertThat(lookingIn(app, catalog, Staff.billing(), "select callee from " + from + " where id = 500")
                            .rows())
                    .as(from)
                    .containsExactly(List.of("secret"));
        }
        assertThat(lookingIn(copies, catalog, Staff.billing(), "select callee from call_record")
                        .failure())
                .contains("not the connection's default");
    }

    /** What was worked out for one connection does not serve another one that looks elsewhere. */
    @Test
    void theSameTextMeansAnotherRelationOnAnotherConnection() throws SQLException {
        RelationCatalog catalog =
                catalog().plain(copies + ".call_record", Map.of()).build();
        try (Connection connection = carrier.raw().getConnection()) {
            String before = carrier.isMariaDb() ? connection.getCatalog() : connection.getSchema();
            GuardedDataSource guarded = carrier.guardedOver(new SingleConnection(connection), catalog);
            for (String schema : List.of(app, copies, app)) {
                lookIn(connection, schema);
                assertThat(Outcome.of(guarded, Staff.auditor(), "select callee from call_record where id = 500")
                                .rows())
                        .containsExactly(List.of(schema.equals(app) ? "xxxxxxx" : "secret"));
            }
            lookIn(connection, before);
        }
    }

    @Test
    void whatIsDeclaredWithoutSchemaIsInTheOneWhereTheConnectionLooks() {
        RelationCatalog catalog = RelationCatalog.builder()
                .labelled(Records.CALL_RECORD)
                .plain(copies + ".account", Map.of())
                .build();
        String sql = "select callee from %scall_record where id = 500";
        assertThat(lookingIn(app, catalog, Staff.auditor(), String.format(sql, "app."))
                        .rows())
                .containsExactly(List.of("xxxxxxx"));
        assertThat(lookingIn(copies, catalog, Staff.auditor(), String.format(sql, "app."))
                        .failure())
                .contains("in the schema '" + app + "'");
        assertThat(lookingIn(copies, catalog, Staff.billing(), "select count(*) from account")
                        .rows())
                .hasSize(1);
        assertThat(lookingIn(app, catalog, Staff.billing(), "select count(*) from account")
                        .failure())
                .contains("not the connection's default");
    }

    @Test
    void aSearchPathOfSeveralSchemasTellsNothing() {
        assumeTrue(carrier.vendor() == DatabaseVendor.POSTGRESQL);
        RelationCatalog catalog = catalog().build();
        String path = app + ", " + copies;
        assertThat(lookingIn(path, catalog, Staff.billing(), "select id from call_record")
                        .failure())
                .contains("in no schema or in several");
        assertThat(lookingIn("nowhere", catalog, Staff.billing(), "select id from call_record")
                        .failure())
                .contains("in no schema or in several");
        assertThat(lookingIn(path, catalog, Staff.auditor(), "select callee from app.call_record where id = 500")
                        .rows())
                .containsExactly(List.of("xxxxxxx"));
    }

    /** The copies are declared to hold no customer data: whose they are depends on nothing but the schema. */
    @Test
    void tablesOfOneNameInTwoSchemasAreToldApart() {
        RelationCatalog catalog = catalog()
                .plain(copies + ".call_record", Map.of("id", ValueFamily.NUMBER))
                .build();
        assertThat(lookingIn(app, catalog, Staff.auditor(), "select callee from call_record where id = 500")
                        .rows())
                .containsExactly(List.of("xxxxxxx"));
        assertThat(lookingIn(copies, catalog, Staff.auditor(), "select callee from call_record where id = 500")
                        .rows())
                .containsExactly(List.of("secret"));
        assertThat(lookingIn(copies, catalog, Staff.auditor(), "select callee from app.call_record where id = 500")
                        .rows())
                .containsExactly(List.of("xxxxxxx"));
        assertThat(Outcome.of(carrier.guarded(catalog), Staff.auditor(), "select callee from call_record")
                        .failure())
                .contains("not the connection's default");
        assertThat(lookingIn(
                                copies,
                                catalog,
                                Staff.billing(),
                                "insert into call_record (id, note) select c.id, c.note" + " from app.call_record c")
                        .failure())
                .contains("copies data");
    }

    @Test
    void oneTableUnderTwoNamesIsRefusedUnderBoth() {
        RelationCatalog catalog = catalog().plain("call_record", Map.of()).build();
        for (String from : List.of("call_record", "app.call_record")) {
            assertThat(lookingIn(app, catalog, Staff.auditor(), "select callee from " + from)
                            .failure())
                    .as(from)
                    .contains("declared twice");
        }
        assertThat(lookingIn(copies, catalog, Staff.auditor(), "select callee from app.call_record where id = 500")
                        .rows())
                .containsExactly(List.of("xxxxxxx"));
    }
}
