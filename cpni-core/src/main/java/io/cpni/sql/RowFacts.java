package io.cpni.sql;

import io.cpni.decision.Atom;
import io.cpni.label.ColumnRole;
import io.cpni.label.TableLabels;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes facts of a row as SQL, by the columns whose labels give them the role. Where no column has it, or more than one,
 * the fact is not known and the stricter answer counts.
 */
final class RowFacts {

    private final TableLabels table;
    private final String reference;
    private final SqlDialect dialect;

    RowFacts(TableLabels table, String reference, SqlDialect dialect) {
        this.table = table;
        this.reference = reference;
        this.dialect = dialect;
    }

    /** Tells whether an atom is a fact of the row and not of its customer. */
    static boolean isOfRow(Atom atom) {
        return atom instanceof Atom.LargeGroup
                || atom instanceof Atom.Source
                || atom instanceof Atom.FromOtherCarrier
                || atom instanceof Atom.Recited
                || atom instanceof Atom.Within;
    }

    /** Writes the condition that the fact has one of the values. */
    SqlText holds(Atom atom, Set<?> values) {
        if (atom instanceof Atom.LargeGroup group) {
            return largeGroup(group.minimum(), values.contains(true));
        }
        if (atom instanceof Atom.Source) {
            return source(values);
        }
        if (atom instanceof Atom.FromOtherCarrier) {
            return fromOtherCarrier(values.contains(true));
        }
        if (atom instanceof Atom.Within within) {
            return within(within, values.contains(true));
        }
        // No column tells which calls a caller recited.
        return constant(values.contains(false));
    }

    private SqlText largeGroup(int minimum, boolean wanted) {
        Optional<String> size = column(ColumnRole.GROUP_SIZE);
        if (size.isEmpty()) {
            return constant(!wanted);
        }
        return SqlText.of(
                wanted
                        ? size.get() + " >= " + minimum
                        : "(" + size.get() + " is null or " + size.get() + " < " + minimum + ")");
    }

    private SqlText source(Set<?> values) {
        Optional<String> source = column(ColumnRole.SOURCE_SERVICE).map(this::exact);
        boolean unknown = values.contains(Optional.empty());
        if (source.isEmpty()) {
            return constant(unknown);
        }
        Set<String> named = new TreeSet<>();
        for (ServiceCategory category : ServiceCategory.values()) {
            if (values.contains(Optional.of(category))) {
                named.add(category.name());
            }
        }
        SqlText text = SqlText.of("(");
        if (!named.isEmpty()) {
            text.add(source.get() + " in (" + quoted(named) + ")");
        }
        if (unknown) {
            Set<String> all = Arrays.stream(ServiceCategory.values())
                    .map(Enum::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            text.add((named.isEmpty() ? "" : " or ") + source.get() + " is null or " + source.get() + " not in ("
                    + quoted(all) + ")");
        }
        return text.add(")");
    }

    /** A table without such a column holds no such records; in one that has it, what is not known counts as such. */
    private SqlText fromOtherCarrier(boolean wanted) {
        if (!table.hasRole(ColumnRole.FROM_OTHER_CARRIER)) {
            return constant(!wanted);
        }
        Optional<String> given = column(ColumnRole.FROM_OTHER_CARRIER);
        if (given.isEmpty()) {
            return constant(wanted);
        }
        return SqlText.of(
                wanted ? "(" + given.get() + " is null or " + given.get() + " = true)" : given.get() + " = false");
    }

    private SqlText within(Atom.Within within, boolean wanted) {
        Optional<String> occurred = column(ColumnRole.OCCURRED_AT);
        if (occurred.isEmpty()) {
            return constant(!wanted);
        }
        SqlText text = SqlText.of("(" + occurred.get() + " is not null");
        within.from()
                .ifPresent(from ->
                        text.add(" and " + moment(occurred.get()) + " >= ").add(moment(from)));
        within.until()
                .ifPresent(until ->
                        text.add(" and " + moment(occurred.get()) + " < ").add(moment(until)));
        text.add(")");
        return wanted
                ? text
                : SqlText.of("(" + occurred.get() + " is null or not ")
                        .add(text)
                        .add(")");
    }

    /** Writes a text so that it equals only what is spelled the same; MariaDB's collations mostly do not care for case. */
    private String exact(String column) {
        return dialect == SqlDialect.MARIADB
                ? "convert(" + column + " using utf8mb4) collate utf8mb4_nopad_bin"
                : column;
    }

    /**
     * Writes when something happened. MariaDB shows a TIMESTAMP in the session's zone, where an hour of autumn comes
     * twice, so there moments are compared as microseconds since 1970.
     */
    private String moment(String column) {
        return dialect == SqlDialect.MARIADB ? "unix_timestamp(" + column + ") * 1000000" : column;
    }

    private SqlText moment(Instant instant) {
        SqlText bound = new SqlText().bind(new BoundValue.At(instant));
        return dialect == SqlDialect.MARIADB
                ? SqlText.of("timestampdiff(microsecond, '1970-01-01', cast(")
                        .add(bound)
                        .add(" as datetime(6)))")
                : bound;
    }

    private static SqlText constant(boolean holds) {
        return SqlText.of(holds ? "1 = 1" : "1 = 0");
    }

    /**
     * Finds the column with a role. There is none of a row that is yet to be written, which has no reference; and one of
     * another kind of value than the role has cannot be read.
     */
    private Optional<String> column(ColumnRole role) {
        return reference.isEmpty()
                ? Optional.empty()
                : table.columnWith(role).map(column -> reference + "." + SqlName.written(column.name(), dialect));
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
