package io.cpni.sql;

import io.cpni.accessor.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the relations of one FROM clause and decides where their conditions go. */
final class Joins {

    private final QueryAnalyzer queries;
    private final Findings findings;
    private final NameScope scope;
    private final List<GuardedTable> conditionsInWhere = new ArrayList<>();
    private final List<NameScope.Binding> all = new ArrayList<>();

    Joins(QueryAnalyzer queries, Findings findings, NameScope scope) {
        this.queries = queries;
        this.findings = findings;
        this.scope = scope;
    }

    /** Returns the labelled tables whose conditions go into WHERE. */
    List<GuardedTable> conditionsInWhere() {
        return List.copyOf(conditionsInWhere);
    }

    List<NameScope.Binding> all() {
        return all;
    }

    List<GuardedTable> tables() {
        return tablesOf(all);
    }

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
                        || ((NameScope.OutputBinding) binding).output().guarded());
    }

    void add(FromItem item) {
        walk(item, conditionsInWhere);
    }

    void add(NameScope.Binding binding) {
        bind(binding, conditionsInWhere);
    }

    private List<NameScope.Binding> walk(FromItem item, List<GuardedTable> conditionsGoTo) {
        if (item instanceof FromItem.Named named) {
            return List.of(bind(queries.relation(named, Set.of(Operation.READ), scope), conditionsGoTo));
        }
        if (item instanceof FromItem.Derived derived) {
            Output output = queries.query(derived.query(), derived.lateral() ? scope : scope.withoutBindings(), false);
            return List.of(bind(
                    new NameScope.OutputBinding(derived.alias(), output.renamed(derived.columns())), conditionsGoTo));
        }
        FromItem.Join join = (FromItem.Join) item;
        List<GuardedTable> inOn = new ArrayList<>();
        boolean leftIsNullSupplied = join.kind() == FromItem.Join.Kind.RIGHT;
        boolean rightIsNullSupplied = join.kind() == FromItem.Join.Kind.LEFT;
        List<NameScope.Binding> left = walk(join.left(), leftIsNullSupplied ? inOn : conditionsGoTo);
        List<NameScope.Binding> right = walk(join.right(), rightIsNullSupplied ? inOn : conditionsGoTo);
        List<NameScope.Binding> inside = new ArrayList<>(left);
        inside.addAll(right);
        join.on().ifPresent(on -> {
            queries.expression(on, scope);
            queries.guards().site(inOn, Optional.of(on), on.span().end(), scope, inside);
        });
        if (leftIsNullSupplied || rightIsNullSupplied) {
            tablesOf(leftIsNullSupplied ? left : right).forEach(findings::nowNullSupplied);
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
