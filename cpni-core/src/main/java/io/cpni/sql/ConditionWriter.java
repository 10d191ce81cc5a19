package io.cpni.sql;

import io.cpni.approval.ApprovalScopes;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.Atom;
import io.cpni.decision.Condition;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.TableLabels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes a condition over facts as SQL, correlated to a row by its customer key.
 *
 * <p>Each fact becomes an EXISTS over its relation, never an IN. Where a fact is negated the key must be known, because
 * a row without a customer must not pass for one whose customer did not object.
 */
final class ConditionWriter {

    private static final String ROW = "cpni_h";

    private final FactRelations facts;
    private final ApprovalScopes scopes;
    private final SqlDialect dialect;
    private final KeyWriter keys;
    private final Optional<String> pathSchema;

    ConditionWriter(FactRelations facts, ApprovalScopes scopes, SqlDialect dialect, CustomerKeyType keyType) {
        this.facts = facts;
        this.scopes = scopes;
        this.dialect = dialect;
        this.keys = new KeyWriter(dialect, keyType);
        this.pathSchema = Optional.empty();
    }

    private ConditionWriter(ConditionWriter other, String pathSchema) {
        this.facts = other.facts;
        this.scopes = other.scopes;
        this.dialect = other.dialect;
        this.keys = other.keys;
        this.pathSchema = Optional.of(pathSchema);
    }

    /** Leads paths over the second wall's views: the tables themselves are held by policies for those behind the gate too. */
    ConditionWriter overPathsIn(String schema) {
        return new ConditionWriter(this, schema);
    }

    /** Writes the name of a table or column as the labels give it. */
    String name(String declared) {
        return SqlName.written(declared, dialect);
    }

    /** Writes the condition for a row of a table that the statement knows by the given reference. */
    SqlText forRow(Condition condition, TableLabels table, String reference) {
        SqlText start = SqlText.of(reference + "." + name(table.customerKey().column()));
        return write(condition, table, reference, start);
    }

    /** Writes the condition for a row that is yet to be written, whose key column will have the given value. */
    SqlText forNewKey(Condition condition, TableLabels table, SqlText key) {
        return write(condition, table, "", key);
    }

    /** Writes the expression that gives the customer's id for a row. */
    SqlText key(TableLabels table, String reference) {
        CustomerKeyPath path = table.customerKey();
        SqlText start = SqlText.of(reference + "." + name(path.column()));
        if (path.hops().isEmpty()) {
            return start;
        }
        SqlText last = SqlText.of(ROW + path.hops().size() + "."
                + name(path.hops().get(path.hops().size() - 1).next()));
        return SqlText.of("(select ")
                .add(last)
                .add(" from ")
                .add(hops(path, start))
                .add(")");
    }

    /**
     * Writes a join that gives the customer's id for a row as {@code alias.cpni_k}. Its columns have names of the gate's own,
     * so that no name of the statement becomes ambiguous.
     */
    SqlText keyJoin(TableLabels table, String reference, String alias) {
        CustomerKeyPath path = table.customerKey();
        int last = path.hops().size();
        return SqlText.of(" left join (select " + ROW + "1."
                        + name(path.hops().get(0).match()) + " as cpni_m, " + ROW + last + "."
                        + name(path.hops().get(last - 1).next()) + " as cpni_k from ")
                .add(tables(path))
                .add(between(path, " where "))
                .add(") " + alias + " on ")
                .add(keys.joined(alias + ".cpni_m", SqlText.of(reference + "." + name(path.column()))));
    }

    private SqlText write(Condition condition, TableLabels table, String reference, SqlText start) {
        if (condition instanceof Condition.Always) {
            return SqlText.of("1 = 1");
        }
        if (condition instanceof Condition.Never) {
            return SqlText.of("1 = 0");
        }
        CustomerKeyPath path = table.customerKey();
        if (needsKey(condition)) {
            keys.refuseTextForNumber(table);
        }
        if (path.hops().isEmpty() || !needsKey(condition)) {
            return predicate(condition, table, reference, start);
        }
        SqlText key = SqlText.of(ROW + path.hops().size() + "."
                + name(path.hops().get(path.hops().size() - 1).next()));
        return SqlText.of("exists (select 1 from ")
                .add(hops(path, start))
                .add(" and ")
                .add(predicate(condition, table, reference, key))
                .add(")");
    }

    private SqlText hops(CustomerKeyPath path, SqlText start) {
        CustomerKeyPath.Hop first = path.hops().get(0);
        return tables(path)
                .add(" where ")
                .add(keys.joined(ROW + "1." + name(first.match()), start))
                .add(between(path, " and "));
    }

    private SqlText tables(CustomerKeyPath path) {
        SqlText text = new SqlText();
        for (int i = 1; i <= path.hops().size(); i++) {
            text.add((i == 1 ? "" : ", ") + passed(path.hops().get(i - 1).table()) + " " + ROW + i);
        }
        return text;
    }

    private String passed(String table) {
        return pathSchema
                .map(schema -> schema + "." + RowSecurityScript.path(table))
                .orElseGet(() -> Relations.written(table, dialect));
    }

    /** Writes how each hop but the first follows the one before. */
    private SqlText between(CustomerKeyPath path, String before) {
        SqlText text = new SqlText();
        for (int i = 2; i <= path.hops().size(); i++) {
            SqlText last =
                    SqlText.of(ROW + (i - 1) + "." + name(path.hops().get(i - 2).next()));
            text.add(i == 2 ? before : " and ")
                    .add(keys.joined(ROW + i + "." + name(path.hops().get(i - 1).match()), last));
        }
        return text;
    }

    private static boolean needsKey(Condition condition) {
        if (condition instanceof Condition.Is is) {
            return !RowFacts.isOfRow(is.atom());
        }
        Set<Condition> parts = condition instanceof Condition.All all
                ? all.parts()
                : condition instanceof Condition.Any any ? any.parts() : Set.of();
        return parts.stream().anyMatch(ConditionWriter::needsKey);
    }

    private SqlText predicate(Condition condition, TableLabels table, String reference, SqlText key) {
        if (condition instanceof Condition.All all) {
            return join(all.parts(), " and ", table, reference, key);
        }
        if (condition instanceof Condition.Any any) {
            return join(any.parts(), " or ", table, reference, key);
        }
        if (condition instanceof Condition.Is is) {
            return fact(is, table, reference, key);
        }
        return SqlText.of(condition instanceof Condition.Always ? "1 = 1" : "1 = 0");
    }

    private SqlText join(Set<Condition> parts, String word, TableLabels table, String reference, SqlText key) {
        SqlText text = SqlText.of("(");
        String separator = "";
        for (Condition part : parts) {
            text.add(separator).add(predicate(part, table, reference, key));
            separator = word;
        }
        return text.add(")");
    }

    private SqlText fact(Condition.Is is, TableLabels table, String reference, SqlText key) {
        Atom atom = is.atom();
        if (atom instanceof Atom.Approval approval) {
            return approval(approval, is.values(), key);
        }
        if (RowFacts.isOfRow(atom)) {
            return new RowFacts(table, reference, dialect).holds(atom, is.values());
        }
        SqlText holds = new CustomerFactWriter(facts, keys).holds(atom, key);
        return is.values().contains(true)
                ? holds
                : SqlText.of("(")
                        .add(key)
                        .add(" is not null and not (")
                        .add(holds)
                        .add("))");
    }

    /**
     * Writes a condition on the state of approval. A scope that this node has not heard of yet counts as covering where
     * it could hold an opt-out, and as not covering where it could hold an approval.
     */
    private SqlText approval(Atom.Approval approval, Set<?> values, SqlText key) {
        Set<ApprovalState> states = new TreeSet<>();
        values.forEach(value -> states.add((ApprovalState) value));
        String interval = "exists (select 1 from " + facts.approvalIntervals() + " cpni_i where cpni_i.customer_id = ";
        if (states.contains(ApprovalState.NONE)) {
            Set<ApprovalState> others = new TreeSet<>(List.of(ApprovalState.values()));
            others.removeAll(states);
            SqlText text = SqlText.of("(")
                    .add(key)
                    .add(" is not null and not " + interval)
                    .add(keys.exact(key));
            List<Integer> notCovering = scopes.notCovering(approval.ask());
            if (!notCovering.isEmpty()) {
                text.add(" and cpni_i.scope_id not in (" + ids(notCovering) + ")");
            }
            return inForce(text, others).add("))");
        }
        List<Integer> covering = scopes.covering(approval.ask());
        if (covering.isEmpty()) {
            return SqlText.of("1 = 0");
        }
        SqlText text = SqlText.of(interval).add(keys.exact(key)).add(" and cpni_i.scope_id in (" + ids(covering) + ")");
        return inForce(text, states).add(")");
    }

    private static SqlText inForce(SqlText text, Set<ApprovalState> states) {
        return text.add(" and cpni_i.state in ("
                        + states.stream().map(state -> "'" + state.name() + "'").collect(Collectors.joining(", "))
                        + ") and cpni_i.valid_from <= ")
                .bind(new BoundValue.Now())
                .add(" and cpni_i.valid_to > ")
                .bind(new BoundValue.Now());
    }

    private static String ids(List<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
