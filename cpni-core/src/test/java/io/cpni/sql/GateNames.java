package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the gate writes names the columns that the labels mean: reserved words, mixed case, and never the column beside
 * them whose name differs in case only, which here says that every row is Ada's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateNames {

    private static final TableLabels USER = new TableLabels(
            "\"User\"",
            Set.of(DataCategory.IDENTITY),
            List.of(structural("\"order\""), structural("\"userId\""), text("\"Group\"")),
            CustomerKeyPath.direct("\"userId\""));

    private static final TableLabels TRACE = new TableLabels(
            "trace",
            Set.of(DataCategory.CALL_DETAIL),
            List.of(structural("id"), structural("\"Group\""), text("\"userId\""), text("\"select\""), text("value")),
            new CustomerKeyPath("\"Group\"", List.of(new CustomerKeyPath.Hop("\"User\"", "order", "\"userId\""))));

    private final Carrier carrier;

    GateNames(Carrier carrier) {
        this.carrier = carrier;
        carrier.execute("CREATE TABLE \"User\" (\"order\" BIGINT PRIMARY KEY, \"userId\" BIGINT, "
                + decoy("BIGINT DEFAULT 1") + "\"Group\" VARCHAR(40))");
        carrier.execute("CREATE TABLE trace (id BIGINT PRIMARY KEY, \"Group\" BIGINT, \"userId\" VARCHAR(40), "
                + decoy("VARCHAR(40) DEFAULT 'decoy'") + "\"select\" VARCHAR(40), " + valueColumn() + " VARCHAR(40))");
    }

    /** Writes a column whose name differs from a labelled one's in case only; on MariaDB that is the same name. */
    private String decoy(String type) {
        return carrier.isMariaDb() ? "" : "userid " + type + ", ";
    }

    /** The name that a column labelled {@code value} was created with: a reserved word on one database alone. */
    abstract String valueColumn();

    @BeforeEach
    void load() {
        carrier.execute("DELETE FROM trace");
        carrier.execute("DELETE FROM \"User\"");
        for (long customer : List.of(Carrier.ADA, Carrier.DEE, Carrier.EVE)) {
            carrier.execute("INSERT INTO \"User\" (\"order\", \"userId\", \"Group\") VALUES (" + (customer * 10) + ", "
                    + customer + ", 'g" + customer + "')");
            carrier.execute("INSERT INTO trace (id, \"Group\", \"userId\", \"select\", " + valueColumn() + ") VALUES ("
                    + customer + ", " + (customer * 10) + ", 'u" + customer + "', 's', 'v')");
        }
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    private static ColumnLabel structural(String name) {
        return new ColumnLabel(name, Set.of(), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.NUMBER, true);
    }

    private static ColumnLabel text(String name) {
        return new ColumnLabel(
                name,
                Set.of(DataCategory.CALL_DETAIL),
                MaskStyle.TELEPHONE_NUMBER,
                ColumnRole.NONE,
                ValueFamily.TEXT,
                false);
    }

    private Outcome outcome(AccessContext context, String sql, Object... parameters) {
        RelationCatalog catalog =
                RelationCatalog.builder().labelled(USER).labelled(TRACE).build();
        return Outcome.of(carrier.guarded(catalog), context, sql, parameters);
    }

    @Test
    void aConditionIsOnTheCustomerKeyItself() {
        assertThat(outcome(Staff.customer(Carrier.DEE), "select u.\"order\", u.\"Group\" from \"User\" u"))
                .isEqualTo(new Outcome(List.of(List.of("40", "g4")), -1, ""));
        assertThat(outcome(Staff.clerk(), "select u.\"Group\" from \"User\" u order by u.\"order\""))
                .isEqualTo(new Outcome(List.of(List.of("g1"), List.of("g4")), -1, ""));
    }

    @Test
    void aConditionOverAnotherTableIsToo() {
        assertThat(outcome(Staff.customer(Carrier.DEE), "select t.id, t.\"userId\" from trace t"))
                .isEqualTo(new Outcome(List.of(List.of("4", "u4")), -1, ""));
        assertThat(carrier.audit().entries().toString()).contains("Known[1 customers, 1 rows]");
    }

    @Test
    void aStarStandsForTheColumnsThatAreMeant() {
        assertThat(outcome(Staff.billing(), "select * from trace t where t.id = 4"))
                .isEqualTo(new Outcome(List.of(List.of("4", "40", "u4", "s", "v")), -1, ""));
        assertThat(outcome(Staff.helpDesk(), "select * from trace t where t.id = 4"))
                .isEqualTo(new Outcome(List.of(List.of("4", "40", "xxxxxxx", "xxxxxxx", "xxxxxxx")), -1, ""));
    }

    @Test
    void newRowsAreCheckedByTheKey() {
        String insert = "insert into trace (id, \"Group\", \"select\") values (?, ?, ?)";
        assertThat(outcome(Staff.clerk(), insert, 50L, 50L, "x").isDenied()).isTrue();
        assertThat(outcome(Staff.clerk(), insert, 51L, 40L, "x")).isEqualTo(new Outcome(List.of(), 1, ""));
        String move = "update \"User\" set \"userId\" = ? where \"order\" = ?";
        assertThat(outcome(Staff.clerk(), move, Carrier.EVE, 40L).isDenied()).isTrue();
        assertThat(outcome(Staff.clerk(), move, Carrier.ADA, 40L)).isEqualTo(new Outcome(List.of(), 1, ""));
    }
}
