package io.cpni.sql;

import io.cpni.label.DeclaredName;
import java.util.List;
import java.util.Optional;

/** Finds the customer keys that a statement gives to new or changed rows. */
final class NewKeys {

    /** The name of the row that an INSERT would have added, in ON CONFLICT. */
    static final String EXCLUDED = "excluded";

    /** The same row on MariaDB, where VALUES(column) names its columns and no statement can name the row itself. */
    static final Token NEW_ROW = new Token(Token.Kind.WORD, " new row", 0, 0);

    private final Findings findings;
    private final SqlDialect dialect;

    NewKeys(Findings findings, SqlDialect dialect) {
        this.findings = findings;
        this.dialect = dialect;
    }

    /** Takes note of the key in a row of values that is inserted; one that gives none cannot be checked. */
    void inserted(GuardedTable table, List<Token> names, List<Expression> row, NameScope scope) {
        add(table, at(table, names, row).map(value -> key(value, scope)).orElse(new NewKey.Unknown()));
    }

    /**
     * Takes note of the key that a query gives to each of its rows. Its select list has to be evaluated once for each row
     * that is inserted and for no other, so that a check in it is about these.
     */
    void inserted(GuardedTable table, List<Token> names, Query source, NameScope scope) {
        Optional<Expression> value = Optional.empty();
        if (source.body() instanceof Query.Block block
                && !block.distinct()
                && !QueryAnalyzer.isGrouped(block)
                && source.limits().isEmpty()
                && block.items().stream().allMatch(Query.Value.class::isInstance)) {
            value = at(
                    table,
                    names,
                    block.items().stream()
                            .map(item -> ((Query.Value) item).expression())
                            .toList());
        }
        add(table, value.map(found -> key(found, scope)).orElse(new NewKey.Unknown()));
    }

    /** Takes note of a new value for the start of the customer key: the changed row must meet the condition too. */
    void assigned(SqlStatement.Assignment assignment, NameScope ofTarget, NameScope scope) {
        if (ofTarget.resolve(assignment.column()) instanceof NameScope.LabelledColumn labelled
                && isKey(
                        labelled.table(),
                        DeclaredName.of(labelled.label().name()).folded())
                && !isOfExcludedRow(labelled.table(), assignment.value())) {
            add(labelled.table(), key(assignment.value(), scope));
        }
    }

    /** Tells whether the value is the key of the row that was to be inserted, which is checked as such. */
    private boolean isOfExcludedRow(GuardedTable table, Expression value) {
        return value instanceof Expression.Column column
                && column.qualifier().filter(this::isNewRow).isPresent()
                && isKey(table, column.name().folded());
    }

    private boolean isNewRow(Token qualifier) {
        return qualifier.isSameName(newRow(dialect));
    }

    /** Returns the name of the row that was to be inserted. */
    static Token newRow(SqlDialect dialect) {
        return dialect == SqlDialect.MARIADB ? NEW_ROW : new Token(Token.Kind.WORD, EXCLUDED, 0, 0);
    }

    private static Optional<Expression> at(GuardedTable table, List<Token> names, List<Expression> row) {
        for (int i = 0; i < names.size() && i < row.size(); i++) {
            if (isKey(table, names.get(i).folded())) {
                return Optional.of(row.get(i));
            }
        }
        return Optional.empty();
    }

    static boolean isKey(GuardedTable table, String folded) {
        return DeclaredName.of(table.labels().customerKey().column()).folded().equals(folded);
    }

    private NewKey key(Expression value, NameScope scope) {
        if (value instanceof Expression.Parameter parameter) {
            return new NewKey.OfParameter(parameter.index());
        }
        if (value instanceof Expression.Column column
                && column.qualifier().filter(NEW_ROW::isSameName).isEmpty()) {
            String name = column.name().written(dialect);
            if (column.qualifier().isPresent()) {
                return new NewKey.OfColumn(
                        column.span(), column.qualifier().get().written(dialect) + "." + name);
            }
            if (scope.resolve(column) instanceof NameScope.LabelledColumn labelled) {
                return new NewKey.OfColumn(column.span(), labelled.table().reference() + "." + name);
            }
        }
        return new NewKey.Unknown();
    }

    private void add(GuardedTable table, NewKey key) {
        findings.newKey(table, key);
    }
}
