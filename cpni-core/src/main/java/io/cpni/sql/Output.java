package io.cpni.sql;

import io.cpni.label.ValueFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns that a relation without labels of its own shows.
 *
 * @param columns the known columns, in order
 * @param complete whether no other column can exist
 * @param guarded whether its rows come from labelled tables
 */
record Output(List<Column> columns, boolean complete, boolean guarded) {

    /**
     * A column.
     *
     * @param name its name as the statement gives it; empty where the database names it
     * @param folded its name for comparing without regard to case
     * @param family the family of its values
     * @param sources the labelled tables whose values it shows
     */
    record Column(Optional<Token> name, String folded, ValueFamily family, Set<GuardedTable> sources) {

        static Column named(Token name, ValueFamily family, Set<GuardedTable> sources) {
            return new Column(Optional.of(name), name.folded(), family, sources);
        }
    }

    /** Returns what stands for a column that is not known. */
    NameScope.OtherColumn unknownColumn() {
        return new NameScope.OtherColumn(ValueFamily.OTHER, guarded, sources());
    }

    Set<GuardedTable> sources() {
        Set<GuardedTable> sources = new HashSet<>();
        columns.forEach(column -> sources.addAll(column.sources()));
        return sources;
    }

    ValueFamily family(int index) {
        return complete && index < columns.size() ? columns.get(index).family() : ValueFamily.OTHER;
    }

    /** Returns this output under the given column names, if there are any. */
    Output renamed(List<Token> names) {
        if (names.isEmpty()) {
            return this;
        }
        boolean inOrder = complete && columns.size() == names.size();
        List<Column> renamed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            renamed.add(Column.named(
                    names.get(i),
                    inOrder ? columns.get(i).family() : ValueFamily.OTHER,
                    inOrder ? columns.get(i).sources() : sources()));
        }
        return new Output(renamed, true, guarded);
    }

    /** Returns what UNION and its like show: the first query's names, and a family only where both agree on it. */
    Output combined(Output other) {
        List<Column> combined = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Set<GuardedTable> sources = new HashSet<>(column.sources());
            sources.addAll(
                    other.complete && i < other.columns.size()
                            ? other.columns.get(i).sources()
                            : other.sources());
            ValueFamily family = family(i) == other.family(i) ? family(i) : ValueFamily.OTHER;
            combined.add(new Column(column.name(), column.folded(), family, sources));
        }
        return new Output(combined, complete, guarded || other.guarded);
    }
}
