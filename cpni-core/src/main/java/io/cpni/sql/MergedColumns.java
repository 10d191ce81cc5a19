package io.cpni.sql;

import io.cpni.label.ValueFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the columns that a NATURAL or USING join compares and then shows as one. */
final class MergedColumns {

    private final Findings findings;
    private final NameScope scope;
    private final SqlDialect dialect;

    MergedColumns(Findings findings, NameScope scope, SqlDialect dialect) {
        this.findings = findings;
        this.scope = scope;
        this.dialect = dialect;
    }

    void merge(FromItem.Merging merging, List<NameScope.Binding> left, List<NameScope.Binding> right) {
        List<Token> names = merging.natural() ? shared(left, right) : merging.columns();
        List<NameScope.Binding> both = new ArrayList<>(left);
        both.addAll(right);
        for (Token name : names) {
            NameScope.OtherColumn column = merged(name, find(name, left), find(name, right));
            Set<NameScope.Binding> owners = new HashSet<>(both);
            owners.removeIf(binding ->
                    isComplete(binding) && NameScope.in(binding, name).isEmpty());
            scope.merge(new NameScope.MergedColumn(name, column, owners, dialect != SqlDialect.H2));
        }
    }

    /** Returns the names of the columns that both sides have. */
    private List<Token> shared(List<NameScope.Binding> left, List<NameScope.Binding> right) {
        Map<String, Token> ofLeft = names(left);
        Map<String, Token> ofRight = names(right);
        ofLeft.keySet().retainAll(ofRight.keySet());
        return List.copyOf(ofLeft.values());
    }

    private Map<String, Token> names(List<NameScope.Binding> side) {
        Map<String, Token> names = new LinkedHashMap<>();
        for (NameScope.Binding binding : side) {
            if (!isComplete(binding)) {
                findings.refuseIfLabelled("NATURAL joins '" + binding.name().text()
                        + "', whose columns are not all known; name the columns with USING, or join by ON");
            }
            output(binding)
                    .columns()
                    .forEach(column -> names.putIfAbsent(
                            column.folded(), column.name().orElse(new Token(Token.Kind.WORD, column.folded(), 0, 0))));
        }
        return names;
    }

    private static Output output(NameScope.Binding binding) {
        if (binding instanceof NameScope.OutputBinding other) {
            return other.output();
        }
        throw new IllegalStateException("a labelled table in a join that merges columns is read through a query");
    }

    private static boolean isComplete(NameScope.Binding binding) {
        return output(binding).complete();
    }

    private static NameScope.OtherColumn find(Token name, List<NameScope.Binding> side) {
        List<NameScope.OtherColumn> found = new ArrayList<>();
        Optional<NameScope.OtherColumn> possible = Optional.empty();
        for (NameScope.Binding binding : side) {
            NameScope.in(binding, name).ifPresent(target -> found.add((NameScope.OtherColumn) target));
            if (!isComplete(binding)) {
                possible = Optional.of(output(binding).unknownColumn());
            }
        }
        if (!found.isEmpty()) {
            // Of several, an earlier join has made one; otherwise the server does not know which is meant.
            return found.size() == 1 ? found.get(0) : merged(found);
        }
        return possible.orElseThrow(() -> new CpniStatementRefusedException("the gate knows no column '" + name.text()
                + "' on both sides of the join; a column that is not mapped counts as call detail"));
    }

    private static NameScope.OtherColumn merged(List<NameScope.OtherColumn> columns) {
        ValueFamily family = columns.get(0).family();
        boolean guarded = false;
        Set<GuardedTable> sources = new HashSet<>();
        for (NameScope.OtherColumn column : columns) {
            family = column.family() == family ? family : ValueFamily.OTHER;
            guarded |= column.guarded();
            sources.addAll(column.sources());
        }
        return new NameScope.OtherColumn(family, guarded, sources);
    }

    /** Returns the column that two become. Values of two families would be converted, which fails on some of them. */
    private NameScope.OtherColumn merged(Token name, NameScope.OtherColumn left, NameScope.OtherColumn right) {
        NameScope.OtherColumn column = merged(List.of(left, right));
        if (column.family() == ValueFamily.OTHER) {
            findings.queryCanFail();
            if (column.guarded()) {
                findings.refuseIfLabelled("the join compares columns '" + name.text()
                        + "' that may be of different types, one of them of an inner query on labelled rows; join by"
                        + " ON, and convert inside that query");
            }
        }
        return column;
    }
}
