package io.cpni.sql;

import io.cpni.label.ColumnLabel;
import io.cpni.label.ValueFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The relations that names can refer to in one query, with those of the queries around it.
 *
 * <p>Wherever a database could find something else under a name than is found here, the name is refused: names that
 * differ only in case or quoting, unqualified names that an unmapped column could take, names of whole rows.
 */
final class NameScope {

    private final @Nullable NameScope outer;
    private final List<Binding> bindings = new ArrayList<>();
    private final Map<String, CommonTable> commonTables = new HashMap<>();
    private final List<MergedColumn> merged = new ArrayList<>();
    private final IdentityHashMap<Binding, Token> schemas = new IdentityHashMap<>();
    private Optional<Binding> onlyQualified = Optional.empty();

    /** A relation under the name by which columns refer to it. */
    sealed interface Binding {
        Token name();
    }

    /** A labelled table. */
    record TableBinding(GuardedTable table, Token name) implements Binding {}

    /** Anything else: a declared relation, a query in FROM or a common table. */
    record OutputBinding(Token name, Output output) implements Binding {}

    /** A common table: its name in the statement, the name the server gets to see, and what it shows. */
    record CommonTable(Token name, String written, Output output) {}

    /**
     * A column that a join shows as one.
     *
     * @param name its name
     * @param column what it holds
     * @param owners the relations that have it
     * @param unqualified whether the name alone means it; H2 asks for a qualifier
     */
    record MergedColumn(Token name, OtherColumn column, Set<Binding> owners, boolean unqualified) {}

    /** What a column name refers to. */
    sealed interface Target {}

    /** A column of a labelled table. */
    record LabelledColumn(GuardedTable table, ColumnLabel label) implements Target {}

    /** A row identifier of a labelled table, such as {@code _rowid_}. */
    record RowIdentifier(GuardedTable table) implements Target {}

    /** A column of another relation, and the labelled tables whose values it shows. */
    record OtherColumn(ValueFamily family, boolean guarded, Set<GuardedTable> sources) implements Target {}

    NameScope(@Nullable NameScope outer) {
        this.outer = outer;
    }

    /** Returns a scope that sees common tables and outer queries but none of this query's relations. */
    NameScope withoutBindings() {
        NameScope scope = new NameScope(outer);
        scope.commonTables.putAll(commonTables);
        return scope;
    }

    void bind(Binding binding) {
        if (bindings.stream().anyMatch(existing -> isNamedAlike(existing, binding.name()))) {
            throw twoOf(binding.name());
        }
        bindings.add(binding);
    }

    /** Adds a relation whose columns are never meant by their names alone. */
    void bindOnlyQualified(Binding binding) {
        onlyQualified = Optional.of(binding);
    }

    /** Takes note that a relation is named with its schema and has no alias, so that columns may name both. */
    void isIn(Binding binding, Token schema) {
        schemas.put(binding, schema);
    }

    private static boolean isNamedAlike(Binding binding, Token name) {
        return binding.name().folded().equals(name.folded());
    }

    private static CpniStatementRefusedException twoOf(Token name) {
        return new CpniStatementRefusedException(
                "two relations of a query go by the name '" + name.text() + "'; give them aliases");
    }

    List<Binding> bindings() {
        return bindings;
    }

    /** Takes note of a column that a join shows as one. A later join may merge it with another one. */
    void merge(MergedColumn column) {
        merged.removeIf(earlier -> earlier.name().folded().equals(column.name().folded())
                && column.owners().containsAll(earlier.owners()));
        merged.add(column);
    }

    /** Returns the columns that joins of this query show as one. */
    List<MergedColumn> mergedColumns() {
        return merged;
    }

    /** Returns what an unqualified name could refer to in this query, as far as columns are known. */
    private List<Target> found(Token name) {
        List<Binding> left = new ArrayList<>(bindings);
        List<Target> found = new ArrayList<>();
        for (MergedColumn column : merged) {
            if (column.unqualified() && column.name().folded().equals(name.folded())) {
                refuseUnlessSame(column.name(), name);
                found.add(column.column());
                left.removeAll(column.owners());
            }
        }
        left.forEach(binding -> in(binding, name).ifPresent(found::add));
        return found;
    }

    void addCommonTable(CommonTable table) {
        commonTables.put(table.name().folded(), table);
    }

    Optional<CommonTable> commonTable(Token name) {
        for (NameScope scope = this; scope != null; scope = scope.outer) {
            CommonTable table = scope.commonTables.get(name.folded());
            if (table != null) {
                refuseUnlessSame(table.name(), name);
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    /** Returns the relation that goes by the name, the innermost if there are several. */
    Binding binding(Token name) {
        for (NameScope scope = this; scope != null; scope = scope.outer) {
            for (Binding binding : scope.bindings) {
                if (isNamedAlike(binding, name)) {
                    refuseUnlessSame(binding.name(), name);
                    return binding;
                }
            }
            if (scope.onlyQualified
                    .filter(binding -> binding.name().equals(name))
                    .isPresent()) {
                return scope.onlyQualified.get();
            }
        }
        throw new CpniStatementRefusedException("no relation of the statement goes by the name '" + name.text() + "'");
    }

    private static void refuseUnlessSame(Token known, Token name) {
        if (!known.isSameName(name)) {
            throw new CpniStatementRefusedException("the name '" + name.text()
                    + "' is written in two ways, which some databases tell apart; use the same case and quotes");
        }
    }

    Target resolve(Expression.Column column) {
        if (column.qualifier().isEmpty()) {
            return unqualified(column.name());
        }
        Binding binding = binding(column.qualifier().get());
        column.schema().ifPresent(schema -> refuseUnlessIn(schema, binding));
        Optional<Target> found = in(binding, column.name());
        if (found.isEmpty()
                && binding instanceof OutputBinding other
                && !other.output().complete()) {
            return other.output().unknownColumn();
        }
        return found.orElseThrow(
                () -> unknown(column.name(), "'" + binding.name().text() + "'"));
    }

    private void refuseUnlessIn(Token schema, Binding binding) {
        Token known = null;
        for (NameScope scope = this; scope != null && known == null; scope = scope.outer) {
            known = scope.schemas.get(binding);
        }
        if (known == null || !known.isSameName(schema)) {
            throw new CpniStatementRefusedException("the relation '"
                    + binding.name().text() + "' of the query is not named with the schema '" + schema.text()
                    + "'; name the column by the relation's alias");
        }
    }

    /**
     * Finds the relation an unqualified name belongs to, innermost query first. A relation on the way whose columns are
     * not all known could take the name, so that only relations without labels are then left as its owner.
     */
    private Target unqualified(Token name) {
        Optional<Target> possible = Optional.empty();
        boolean taken = false;
        for (NameScope scope = this; scope != null; scope = scope.outer) {
            List<Target> found = scope.found(name);
            if (found.size() > 1 || (found.size() == 1 && (taken || isOddlyQuoted(name)))) {
                throw qualify(name);
            }
            if (found.size() == 1) {
                refuseShadowed(found.get(0), scope);
                return found.get(0);
            }
            for (Binding binding : scope.bindings) {
                if (isNamedAlike(binding, name)) {
                    throw new CpniStatementRefusedException("'" + name.text()
                            + "' would stand for a whole row, which is not in the gate's language; name the columns");
                }
                if (binding instanceof TableBinding) {
                    taken = true;
                } else if (binding instanceof OutputBinding other
                        && !other.output().complete()) {
                    taken = true;
                    possible = possible.or(() -> Optional.of(other.output().unknownColumn()));
                }
            }
        }
        if (possible.isPresent() && hasTables()) {
            throw qualify(name);
        }
        return possible.orElseThrow(() -> unknown(name, "the relations of the query"));
    }

    /**
     * Refuses an unqualified name of a table whose own name means something else here, because the gate qualifies what
     * it writes in the name's place.
     */
    private void refuseShadowed(Target found, NameScope owner) {
        if (!(found instanceof LabelledColumn column)) {
            return;
        }
        for (Binding table : owner.bindings) {
            if (table instanceof TableBinding named && named.table().equals(column.table())) {
                for (NameScope scope = this; scope != null && scope != owner; scope = scope.outer) {
                    if (scope.bindings.stream().anyMatch(inner -> isNamedAlike(inner, table.name()))) {
                        throw twoOf(table.name());
                    }
                }
            }
        }
    }

    /** Tells whether a name is quoted although a database might find it further out, where it is spelled exactly so. */
    private boolean isOddlyQuoted(Token name) {
        return name.kind() == Token.Kind.QUOTED && outer != null && outer.hasBindings();
    }

    private boolean hasBindings() {
        return !bindings.isEmpty() || (outer != null && outer.hasBindings());
    }

    /** Tells whether a labelled table is in sight, here or in a query around. */
    private boolean hasTables() {
        return bindings.stream().anyMatch(TableBinding.class::isInstance) || (outer != null && outer.hasTables());
    }

    /** Finds a column of a relation, among those that are known. */
    static Optional<Target> in(Binding binding, Token name) {
        if (binding instanceof TableBinding table) {
            if (name.folded().equals("_rowid_") || name.folded().equals("ctid")) {
                return Optional.of(new RowIdentifier(table.table()));
            }
            return table.table().labels().column(name.text()).map(label -> new LabelledColumn(table.table(), label));
        }
        Output output = ((OutputBinding) binding).output();
        List<Output.Column> found = output.columns().stream()
                .filter(column -> column.folded().equals(name.folded()))
                .toList();
        if (found.size() > 1) {
            throw new CpniStatementRefusedException("two columns of '"
                    + binding.name().text() + "' go by the name '" + name.text() + "'; give them aliases");
        }
        return found.stream().findFirst().map(column -> {
            column.name().ifPresent(known -> refuseUnlessSame(known, name));
            return new OtherColumn(column.family(), output.guarded(), column.sources());
        });
    }

    private static CpniStatementRefusedException qualify(Token name) {
        return new CpniStatementRefusedException(
                "the column '" + name.text() + "' could belong to several relations; qualify it");
    }

    private static CpniStatementRefusedException unknown(Token name, String where) {
        return new CpniStatementRefusedException("the gate knows no column '" + name.text() + "' of " + where
                + "; a column that is not mapped counts as call detail and is not shown");
    }
}
