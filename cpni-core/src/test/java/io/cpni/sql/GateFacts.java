package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandler;
import io.cpni.jdbc.TestDatabase;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.label.TableLabels;
import io.cpni.mask.Masker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever fact a rule asks for, a statement reaches the very rows for which the decision, one by one, is a permit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateFacts {

    private final FactCarrier carrier;

    GateFacts(TestDatabase database) {
        this.carrier = FactCarrier.open(database);
        carrier.handle(new AllDone());
    }

    /** Fulfils every obligation by doing nothing. */
    static final class AllDone implements ObligationHandler {

        @Override
        public Set<Obligation.Kind> kinds() {
            return EnumSet.complementOf(EnumSet.of(Obligation.Kind.MASK));
        }

        @Override
        public void fulfil(Occasion occasion) {}
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    @Test
    void queriesSeeTheRowsThatAreDecidedForOneByOne() {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, AccessContext> context : FactContexts.all().entrySet()) {
            for (TableLabels table : FactRecords.LABELLED) {
                FactsByHand byHand = new FactsByHand(carrier, context.getValue(), table);
                List<List<String>> expected = byHand.visible().stream()
                        .map(row -> shown(row, table, byHand))
                        .toList();
                compare(
                        differences,
                        context,
                        expected,
                        columns(table) + " from " + table.table() + " t order by t.note");
                compare(
                        differences,
                        context,
                        expected.isEmpty() ? List.of() : List.of(List.of(String.valueOf(expected.size()))),
                        "select count(*) from " + table.table());
            }
        }
        assertThat(differences).isEmpty();
    }

    private void compare(
            List<String> differences,
            Map.Entry<String, AccessContext> context,
            List<List<String>> expected,
            String sql) {
        Outcome outcome = Outcome.of(carrier.guarded(), context.getValue(), sql);
        List<List<String>> rows = outcome.rows().equals(List.of(List.of("0")))
                ? List.of()
                : outcome.sorted().rows();
        boolean failed = !outcome.failure().isEmpty() && !outcome.isDenied();
        if (failed
                || !rows.equals(expected.stream()
                        .sorted((a, b) -> a.toString().compareTo(b.toString()))
                        .toList())) {
            differences.add(context.getKey() + ": " + sql + "\n  guarded " + outcome + "\n  by hand " + expected);
        }
    }

    private static String columns(TableLabels table) {
        return table == FactRecords.EVENT_RECORD ? "select t.note, t.cell" : "select t.note";
    }

    private static List<String> shown(FactRecords.Row row, TableLabels table, FactsByHand byHand) {
        List<String> shown = new ArrayList<>(List.of(row.note()));
        if (table == FactRecords.EVENT_RECORD) {
            shown.add(
                    byHand.permits(row, Set.of(DataCategory.LOCATION))
                            ? row.cell()
                            : String.valueOf(Masker.mask(
                                    FactRecords.EVENT_RECORD
                                            .column("cell")
                                            .orElseThrow()
                                            .mask(),
                                    row.cell())));
        }
        return shown;
    }

    /** So that rows are not the same for the wrong reason: whose records are seen. */
    @Test
    void eachFactMakesTheDifferenceThatItShould() {
        Set<Long> takers = without(FactCarrier.CUSTOMERS, FactCarrier.TAKES_NOTHING, FactCarrier.OPTED_OUT);
        Set<Long> toCall = without(
                takers,
                FactCarrier.NO_CALLS,
                FactCarrier.NO_CALLS_TO_FIRST,
                FactCarrier.CALLS_TO_FIRST_ONLY,
                FactCarrier.NO_CONTACT);
        assertThat(seen("call", "letter")).isEqualTo(toCall);
        assertThat(seen("call of the first number", "letter")).isEqualTo(with(toCall, FactCarrier.CALLS_TO_FIRST_ONLY));
        assertThat(seen("call of the second number", "letter")).isEqualTo(with(toCall, FactCarrier.NO_CALLS_TO_FIRST));
        assertThat(seen("letter", "letter")).isEqualTo(without(takers, FactCarrier.NO_CONTACT));
        assertThat(seen("call by the customer", "letter")).isEqualTo(takers);
        assertThat(seen("affiliate", "letter"))
                .containsExactlyInAnyOrder(
                        FactCarrier.SERVED, FactCarrier.SERVED_BY_ALL, FactCarrier.AGREED, FactCarrier.DEEMED);
        assertThat(seen("affiliate without a name", "letter"))
                .containsExactlyInAnyOrder(FactCarrier.AGREED, FactCarrier.DEEMED);
        assertThat(seen("partner", "letter")).containsExactly(FactCarrier.AGREED);
        assertThat(seen("own call", "letter")).containsExactly(FactCarrier.SAID_YES_IN_OWN_CALL);
        assertThat(seen("one time", "letter")).containsExactly(FactCarrier.SAID_YES_AFTER_NOTICE);
        assertThat(seen("phone, by a code", "letter")).containsExactly(FactCarrier.AGREED);
        assertThat(seen("phone, by a code", "event_record")).isEmpty();
        assertThat(seen("phone, by password", "event_record")).containsExactly(FactCarrier.AGREED);
        assertThat(seen("online, by password", "event_record")).containsExactly(FactCarrier.AGREED);
        assertThat(seen("phone, by a voice", "letter")).isEmpty();
        assertThat(seen("sent to the first address of 29", "event_record")).containsExactly(FactCarrier.LONG_AT_FIRST);
        assertThat(seen("sent to the first address of 30", "event_record")).isEmpty();
        assertThat(seen("called back at the first number of 31", "event_record"))
                .containsExactly(FactCarrier.OWNS_FIRST);
        assertThat(seen("called back at the first number of 29", "event_record"))
                .isEmpty();
        assertThat(seen("contract of 25", "event_record")).containsExactly(FactCarrier.EXEMPT);
        assertThat(seen("contract of 26", "event_record")).isEmpty();
        assertThat(seen("emergency", "place_record")).containsExactly(FactCarrier.PLAIN);
        assertThat(seen("emergency of nobody", "place_record")).isEmpty();
        assertThat(seen("directory", "listing")).isEqualTo(without(FactCarrier.CUSTOMERS, FactCarrier.UNLISTED));
    }

    /** The same for facts of the row: the numbers of the records of the customer who said nothing. */
    @Test
    void eachFactOfARowMakesTheDifferenceThatItShould() {
        assertThat(rowsOfPlain("call", "event_record")).containsExactly(0, 1, 2, 3, 4, 7, 8, 9);
        assertThat(rowsOfPlain("process", "event_record")).containsExactly(0, 2, 5, 6, 7);
        assertThat(rowsOfPlain("process from then on", "event_record")).containsExactly(0, 2, 3, 5, 6, 7);
        assertThat(rowsOfPlain("process until then", "event_record")).containsExactly(0, 1, 2, 5, 6, 7);
        assertThat(rowsOfPlain("process for all time", "event_record")).hasSize(10);
        assertThat(rowsOfPlain("process", "letter")).isEmpty();
        assertThat(rowsOfPlain("process for all time", "letter")).hasSize(1);
        assertThat(rowsOfPlain("emergency", "place_record")).containsExactly(0, 1);
        assertThat(rowsOfPlain("equipment", "event_record")).containsExactly(1, 2, 3);
        assertThat(rowsOfPlain("internet access", "event_record")).containsExactly(1);
        assertThat(rowsOfPlain("equipment", "letter")).isEmpty();
    }

    /** Nor is one of two columns of a role; in either case the stricter answer counts, and no server error does. */
    @Test
    void aColumnOfAnotherKindOfValueThanItsRoleHasIsNotRead() {
        for (TableLabels unclear : List.of(
                FactRecords.eventRecord(
                        ColumnRole.OCCURRED_AT,
                        ColumnRole.SOURCE_SERVICE,
                        ColumnRole.FROM_OTHER_CARRIER,
                        ColumnRole.NONE),
                FactRecords.eventRecord(
                        ColumnRole.SOURCE_SERVICE,
                        ColumnRole.FROM_OTHER_CARRIER,
                        ColumnRole.FROM_OTHER_CARRIER,
                        ColumnRole.SOURCE_SERVICE))) {
            for (String context : List.of("process", "equipment", "call", "call by the customer")) {
                Outcome outcome = Outcome.of(
                        carrier.guarded(
                                RelationCatalog.builder().labelled(unclear).build()),
                        FactContexts.all().get(context),
                        "select t.note from event_record t");
                assertThat(outcome.rows()).as(context).isEmpty();
                assertThat(outcome.failure().isEmpty() || outcome.isDenied())
                        .as(outcome.failure())
                        .isTrue();
            }
        }
    }

    @Test
    void changesReachTheRowsThatAreDecidedForOneByOne() throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, AccessContext> context : FactContexts.all().entrySet()) {
            for (TableLabels table : FactRecords.LABELLED) {
                long visible = new FactsByHand(carrier, context.getValue(), table)
                        .visible()
                        .size();
                for (String sql :
                        List.of("update " + table.table() + " set note = 'new'", "delete from " + table.table())) {
                    Outcome outcome = undone(context.getValue(), Outcome.Form.of(sql));
                    boolean equal = outcome.isDenied() ? visible == 0 : outcome.changed() == visible;
                    if (!equal) {
                        differences.add(
                                context.getKey() + ": " + sql + "\n  guarded " + outcome + "\n  by hand " + visible);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void rowsAreAddedForTheCustomersThatAreDecidedForOneByOne() throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, AccessContext> context : FactContexts.all().entrySet()) {
            for (TableLabels table : FactRecords.LABELLED) {
                FactsByHand byHand = new FactsByHand(carrier, context.getValue(), table);
                for (long customer : FactCarrier.CUSTOMERS) {
                    String sql = "insert into " + table.table() + " (id, "
                            + table.customerKey().column() + ", note) values (?, ?, ?)";
                    Outcome outcome = undone(
                            context.getValue(),
                            Outcome.Form.of(sql, 77_777L, FactRecords.keyOf(table.table(), customer), "new"));
                    boolean permitted = byHand.permitsToAdd(customer);
                    if (permitted ? outcome.changed() != 1 : !outcome.isDenied()) {
                        differences.add(context.getKey() + ": " + sql + " for " + customer + "\n  guarded " + outcome);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aRowIsHandedOverToCustomersOnlyForWhomItCouldBeAdded() throws SQLException {
        AccessContext call = FactContexts.all().get("call");
        String move = "update letter set holder_id = ? where id = ?";
        long ofPlain = FactCarrier.PLAIN * 100;
        assertThat(undone(call, Outcome.Form.of(move, FactRecords.keyOf("letter", FactCarrier.NO_CALLS), ofPlain))
                        .isDenied())
                .isTrue();
        assertThat(undone(call, Outcome.Form.of(move, FactRecords.keyOf("letter", FactCarrier.AGREED), ofPlain))
                        .changed())
                .isEqualTo(1);
    }

    private Outcome undone(AccessContext context, Outcome.Form form) throws SQLException {
        try (AccessScope scope = AccessScope.open(context);
                Connection connection = carrier.guarded().getConnection()) {
            connection.setAutoCommit(false);
            Outcome outcome = Outcome.of(connection, form);
            connection.rollback();
            return outcome;
        }
    }

    private Set<Long> seen(String context, String table) {
        return numbers(context, table).stream().map(note -> note / 100).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Integer> rowsOfPlain(String context, String table) {
        return numbers(context, table).stream()
                .filter(note -> note / 100 == FactCarrier.PLAIN)
                .map(note -> (int) (note % 100))
                .sorted()
                .toList();
    }

    private List<Long> numbers(String context, String table) {
        AccessContext bound = FactContexts.all().get(context);
        Outcome outcome = Outcome.of(carrier.guarded(), bound, "select note from " + table);
        assertThat(outcome.failure().isEmpty() || outcome.isDenied())
                .as(outcome.failure())
                .isTrue();
        return outcome.rows().stream()
                .map(row -> Long.valueOf(row.get(0).replace("note ", "")))
                .toList();
    }

    private static Set<Long> with(Set<Long> customers, Long... more) {
        Set<Long> all = new TreeSet<>(customers);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<Long> without(Iterable<Long> customers, Long... fewer) {
        Set<Long> all = new TreeSet<>();
        customers.forEach(all::add);
        all.removeAll(List.of(fewer));
        return all;
    }
}
