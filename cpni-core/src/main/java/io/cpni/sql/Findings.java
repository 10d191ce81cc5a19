package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what is found in one statement while its names are resolved. */
final class Findings {

    private final List<GuardedTable> tables = new ArrayList<>();
    private final Set<GuardedTable> nullSupplied = new HashSet<>();
    private final IdentityHashMap<Query, Output> outputs = new IdentityHashMap<>();
    private final Set<Query> fallible = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean fallibleHere;
    private Optional<CpniStatementRefusedException> refusal = Optional.empty();

    final List<AnalyzedStatement.Site> sites = new ArrayList<>();
    final List<AnalyzedStatement.ColumnUse> columns = new ArrayList<>();
    final List<AnalyzedStatement.StarUse> stars = new ArrayList<>();
    final List<AnalyzedStatement.ItemGuard> itemGuards = new ArrayList<>();
    final List<AnalyzedStatement.DerivedTable> derivedTables = new ArrayList<>();
    final List<AnalyzedStatement.Renaming> renamings = new ArrayList<>();
    final Map<Integer, ValueFamily> families = new HashMap<>();
    Optional<AnalyzedStatement.KeySite> keySite = Optional.empty();
    Optional<AnalyzedStatement.InsertedRows> insert = Optional.empty();
    Optional<Span> returning = Optional.empty();
    boolean sortsByWhatCanFail;
    Optional<AnalyzedStatement.RowInTheWay> rowInTheWay = Optional.empty();

    /** Takes note of a mention of a labelled table. */
    GuardedTable table(TableLabels labels, String reference, Set<Operation> operations) {
        GuardedTable table = new GuardedTable(tables.size(), labels, reference, operations);
        tables.add(table);
        return table;
    }

    /** Takes note of a customer key that the statement gives to a new or changed row; there is one such table. */
    void newKey(GuardedTable table, NewKey key) {
        List<NewKey> keys =
                new ArrayList<>(insert.map(AnalyzedStatement.InsertedRows::keys).orElse(List.of()));
        keys.add(key);
        insert = Optional.of(new AnalyzedStatement.InsertedRows(table, List.copyOf(keys)));
    }

    List<GuardedTable> tables() {
        return tables;
    }

    /** Takes note that from here on, rows of the table may stand for none, at the null-supplied side of a join. */
    void nowNullSupplied(GuardedTable table) {
        nullSupplied.add(table);
    }

    Set<GuardedTable> nullSupplied() {
        return Set.copyOf(nullSupplied);
    }

    /** Returns how a condition of the table guards an expression at the place that is being read. */
    AnalyzedStatement.Guard guardBy(GuardedTable table) {
        return new AnalyzedStatement.Guard(table, nullSupplied.contains(table));
    }

    /** Begins an inner query and returns what has to be given back at its end. */
    boolean beginQuery() {
        boolean before = fallibleHere;
        fallibleHere = false;
        return before;
    }

    void endQuery(Query query, Output output, boolean before) {
        outputs.put(query, output);
        if (fallibleHere) {
            fallible.add(query);
        }
        fallibleHere |= before;
    }

    /** Takes note that the query being read could fail on some stored value. */
    void queryCanFail() {
        fallibleHere = true;
    }

    boolean canFail(Query query) {
        return fallible.contains(query);
    }

    Output output(Query query) {
        return outputs.getOrDefault(query, new Output(List.of(), false, true));
    }

    /** Refuses the statement if, once it is read whole, it turns out to touch a labelled table at all. */
    void refuseIfLabelled(String message) {
        refusal = refusal.or(() -> Optional.of(new CpniStatementRefusedException(message)));
    }

    void throwRefusal() {
        if (!tables.isEmpty() && refusal.isPresent()) {
            throw refusal.get();
        }
    }
}
