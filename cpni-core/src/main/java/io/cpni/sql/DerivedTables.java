package io.cpni.sql;

import io.cpni.label.DeclaredName;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The labelled tables of one FROM clause that are read through queries of the gate's own. What such a query shows is
 * filtered and masked, so that expressions on it need no guard.
 */
final class DerivedTables {

    private final Findings findings;
    private final IdentityHashMap<NameScope.Binding, GuardedTable> tables = new IdentityHashMap<>();

    DerivedTables(Findings findings) {
        this.findings = findings;
    }

    /** Returns what stands in the place of a labelled table. */
    NameScope.OutputBinding replace(NameScope.TableBinding binding, FromItem.Named named) {
        GuardedTable table = binding.table();
        Span name = named.span();
        findings.derivedTables.add(new AnalyzedStatement.DerivedTable(
                table,
                name.to(new Span(named.reference().start(), named.reference().end())),
                name));
        List<Output.Column> columns = table.labels().columns().stream()
                .map(label -> new Output.Column(
                        Optional.empty(), DeclaredName.of(label.name()).folded(), label.family(), Set.of(table)))
                .toList();
        NameScope.OutputBinding shown = new NameScope.OutputBinding(binding.name(), new Output(columns, true, false));
        tables.put(shown, table);
        return shown;
    }

    /** Returns the table that a relation of the FROM clause stands for. */
    Optional<GuardedTable> behind(NameScope.Binding binding) {
        return Optional.ofNullable(tables.get(binding));
    }
}
