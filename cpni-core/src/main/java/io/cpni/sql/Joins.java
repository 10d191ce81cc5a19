package io.cpni.sql;

import io.cpni.accessor.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Collects the relations of one FROM clause and decides where their conditions go. */
final class Joins {

    private final QueryAnalyzer queries;
    private final Findings findings;
    private final NameScope scope;
    private final List<GuardedTable> conditionsInWhere = new ArrayList<>();
    private final List<NameScope.Binding> all = new ArrayList<>();
    private final DerivedTables derivedTables;
    private final MergedColumns mergedColumns;

    Joins(QueryAnalyzer queries, Findings findings, NameScope scope) {
        this.queries = queries;
        this.findings = findings;
        this.scope = scope;
        this.derivedTables = new DerivedTables(findings);
        this.mergedColumns = new MergedColumns(findings, scope, queries.judge().dialect());
    }

    /** Returns the labelled tables whose conditions go into WHERE. */
    List<GuardedTable> conditionsInWhere() {
        return List.copyOf(conditionsInWhere);
    }

    List<NameScope.Binding> all() {
        return all;
    }

    /** Returns the labelled tables, in whatever shape they are read. */
    List<GuardedTable> tables() {
        return labelledAmong(all);
    }

    private List<GuardedTable> labelledAmong(List<NameScope.Binding> bindings) {
        return bindings.stream()
                .flatMap(binding -> binding instanceof NameScope.TableBinding table
                        ? Stream.of(table.table())
                        : derivedTables.behind(binding).stream())
                .toList();
    }

    /** Returns the labelled tables that the statement itself reads, whose conditions stand in its clauses. */
    static List<GuardedTable> tablesOf(List<NameScope.Binding> bindings) {
        return bindings.stream()
                .filter(NameScope.TableBinding.class::isInstance)
                .map(binding -> ((NameScope.TableBinding) binding).table())
                .toList();
    }

    /** Tells whether any rows come from labelled tables. */
    boolean guarded() {
        return all.stream()
                .anyMatch(binding -> binding instanceof NameScope.TableBinding
                        || derivedTables.behind(binding).isPresent()
                        || ((NameScope.OutputBinding) binding).output().guarded());
    }

    void add(FromItem item) {
        walk(item, conditionsInWhere, false);
    }

    void add(NameScope.Binding binding) {
        bind(binding, conditionsInWhere);
    }

    private List<NameScope.Binding> walk(FromItem item, List<GuardedTable> conditionsGoTo, boolean derive) {
        if (item instanceof FromItem.Named named) {
            NameScope.Binding binding = queries.relation(named, Set.of(Operation.READ), scope);
            return List.of(bind(
                    derive && binding instanceof NameScope.TableBinding table
                            ? derivedTables.replace(table, named)
                            : binding,
                    conditionsGoTo));
        }
        if (item instanceof FromItem.Derived derived) {
            Output output = queries.query(derived.query(), derived.lateral() ? scope : scope.withoutBindings(), false);
            return List.of(bind(
                    new NameScope.OutputBinding(derived.alias(), output.renamed(derived.columns())), conditionsGoTo));
        }
        return walkJoin((FromItem.Join) item, conditionsGoTo, derive);
    }

    private List<NameScope.Binding> walkJoin(FromItem.Join join, List<GuardedTable> conditionsGoTo, boolean derive) {
        List<GuardedTable> inOn = new ArrayList<>();
        boolean full = join.kind() == FromItem.Join.Kind.FULL;
        boolean leftIsNullSupplied = full || join.kind() == FromItem.Join.Kind.RIGHT;
        boolean rightIsNullSupplied = full || join.kind() == FromItem.Join.Kind.LEFT;
        boolean deriveInside = derive || join.needsDerivedTables();
        List<NameScope.Binding> left = walk(join.left(), leftIsNullSupplied ? inOn : conditionsGoTo, deriveInside);
        List<NameScope.Binding> right = walk(join.right(), rightIsNullSupplied ? inOn : conditionsGoTo, deriveInside);
        List<NameScope.Binding> inside = new ArrayList<>(left);
        inside.addAll(right);
        join.merging().ifPresent(merging -> mergedColumns.merge(merging, left, right));
        join.on().ifPresent(on -> {
            queries.expression(on, scope);
            queries.guards().site(inOn, Optional.of(on), on.span().end(), scope, inside);
        });
        if (leftIsNullSupplied) {
            labelledAmong(left).forEach(findings::nowNullSupplied);
        }
        if (rightIsNullSupplied) {
            labelledAmong(right).forEach(findings::nowNullSupplied);
        }
        return inside;
    }

    private NameScope.Binding bind(NameScope.Binding binding, List<GuardedTable> conditionsGoTo) {
        scope.bind(binding);
        all.add(binding);
        if (binding instanceof NameScope.TableBinding table) {
            conditionsGoTo.add(table.table());
        }
        return binding;
    }
}
