package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalScopes;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.ColumnAccess;
import io.cpni.label.ColumnLabel;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DeclaredRelation;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the script of the wall, in this order: the functions that read a ticket, the relations that conditions look at,
 * the policies of each table, the views.
 */
final class RowSecurityScript {

    static final List<Operation> OPERATIONS =
            List.of(Operation.READ, Operation.INSERT, Operation.UPDATE, Operation.DELETE);

    private static final SqlDialect DIALECT = SqlDialect.POSTGRESQL;
    private static final String PATH = "cpni_path_";

    private final RowSecurityNames names;
    private final FactRelations facts;
    private final CustomerKeyType keyType;
    private final RowSecurityKey key;
    private final ConditionWriter conditions;
    private final StringBuilder script = new StringBuilder();

    /** A script and what names it: the same labels, uses, grants and scopes give the same name, under one key. */
    record Written(String text, String fingerprint) {}

    RowSecurityScript(
            RowSecurityNames names,
            FactRelations facts,
            ApprovalScopes scopes,
            CustomerKeyType keyType,
            RowSecurityKey key) {
        this.names = names;
        this.facts = facts;
        this.keyType = keyType;
        this.key = key;
        this.conditions = new ConditionWriter(facts, scopes, DIALECT, keyType);
    }

    /**
     * Returns the script for tables with what is planned for each use and operation; what is not there is denied.
     *
     * @param seen the uses that readers have
     * @param planned these and the uses of writers alone
     */
    Written of(
            Map<TableLabels, Map<String, Map<Operation, AccessPlan>>> seen,
            Map<TableLabels, Map<String, Map<Operation, AccessPlan>>> planned) {
        line(
                "-- Row-level security from labels and rules. It holds what tickets are checked with: guard it like their key.");
        line("begin;");
        line("drop schema if exists " + names.views() + " cascade;");
        line("drop schema if exists " + names.wall() + " cascade;");
        line("create schema " + names.wall() + ";");
        line("create schema " + names.views() + ";");
        // A view goes to a role that may make it itself.
        line("grant create on schema " + names.views() + " to " + names.viewOwner() + ";");
        int keys = script.length();
        tickets();
        factsMark();
        // Names in policies and views are resolved now, by this path; what is asked later cannot change them.
        line("set local search_path = " + names.wall() + ", " + names.data() + ", pg_catalog;");
        paths(planned.keySet());
        factsForThoseHeld();
        planned.forEach((table, byUse) -> {
            Map<String, Map<Operation, AccessPlan>> ofReaders = seen.getOrDefault(table, Map.of());
            policies(table, byUse, ofReaders);
            view(table, ofReaders);
        });
        line("revoke create on schema " + names.views() + " from " + names.viewOwner() + ";");
        line("grant usage on schema " + names.views() + " to " + roles(names.readers(), names.viewOwner()) + ";");
        names.readers().forEach(reader -> {
            line("revoke all on all tables in schema " + names.data() + " from " + reader + ";");
            line("grant select on all tables in schema " + names.views() + " to " + reader + ";");
        });
        line("commit;");
        // Named is all but the key itself; that is in the name because the name is made with it.
        String fingerprint = key.fingerprint(script.toString());
        return new Written(script.insert(keys, keyed(fingerprint)).toString(), fingerprint);
    }

    private void line(String text) {
        script.append(text).append('\n');
    }

    private static String roles(List<String> some, String other) {
        List<String> all = new ArrayList<>(some);
        all.add(other);
        return String.join(", ", all);
    }

    private String held() {
        return roles(names.writers(), names.viewOwner());
    }

    // Tickets

    /** Writes what depends on the key: what tickets are checked with, and the name of this script. */
    private String keyed(String fingerprint) {
        String wall = names.wall();
        return """
                create table %1$s.secret (inner_pad bytea not null, outer_pad bytea not null);
                insert into %1$s.secret values ('\\x%2$s', '\\x%3$s');
                revoke all on %1$s.secret from public;
                create function %1$s.fingerprint() returns text language sql immutable
                set search_path = pg_catalog, pg_temp as $$ select '%4$s' $$;
                """.formatted(wall, key.innerPad(), key.outerPad(), fingerprint);
    }

    private void tickets() {
        String wall = names.wall();
        line("""
                create function %1$s.transaction_begun() returns bigint language sql stable parallel restricted
                set search_path = pg_catalog, pg_temp as
                $$ select (extract(epoch from transaction_timestamp()) * 1000000)::bigint $$;""".formatted(wall));
        line("""
                create function %1$s.claims() returns text[] language plpgsql stable parallel restricted security definer
                set search_path = pg_catalog, pg_temp as $$
                declare
                  ticket text := current_setting('cpni.ticket', true);
                  payload text := split_part(ticket, '.', 1);
                  expected text;
                  claim text[];
                begin
                  if ticket is null or ticket = '' then
                    return null;
                  end if;
                  select encode(sha256(s.outer_pad || sha256(s.inner_pad || convert_to(payload, 'UTF8'))), 'hex')
                    into strict expected from %1$s.secret s;
                  -- Hashes are compared, so that how long it takes tells nothing of how much was right.
                  if sha256(convert_to(expected, 'UTF8')) <> sha256(convert_to(split_part(ticket, '.', 2), 'UTF8')) then
                    return null;
                  end if;
                  claim := string_to_array(payload, ':');
                  if claim[1] <> 'v2' or claim[2]::integer <> pg_backend_pid()
                     or claim[3]::bigint <> %1$s.transaction_begun()
                     or claim[4]::bigint <= extract(epoch from clock_timestamp())
                     -- At any other isolation an opt-out would not be seen before the next transaction.
                     or current_setting('transaction_isolation') <> 'read committed' then
                    return null;
                  end if;
                  return claim;
                end $$;""".formatted(wall));
        claim("use_of_data", "(" + wall + ".claims())[5]");
        claim("accessor", text(6));
        claim("customer", "nullif(" + text(7) + ", '')");
        claim("subject", "nullif(" + text(8) + ", '')");
        line("grant usage on schema " + wall + " to " + roles(allRoles(), names.viewOwner()) + ";");
    }

    private List<String> allRoles() {
        List<String> all = new ArrayList<>(names.readers());
        all.addAll(names.writers());
        return all;
    }

    private String text(int place) {
        return "convert_from(decode((" + names.wall() + ".claims())[" + place + "], 'hex'), 'UTF8')";
    }

    private void claim(String name, String expression) {
        line("create function " + names.wall() + "." + name + "() returns text language sql stable parallel restricted"
                + " security definer set search_path = pg_catalog, pg_temp as $$ select " + expression + " $$;");
    }

    /** Asked once for a statement and not for each row. */
    private String asked(String claim) {
        return "(select " + names.wall() + "." + claim + "())";
    }

    /** Shows readers the mark by which an application finds its facts again; not the facts. */
    private void factsMark() {
        if (names.readers().isEmpty()) {
            return;
        }
        String view = names.wall() + ".facts_mark";
        line("create view " + view + " as select node, mark from " + names.data() + ".cpni_facts_mark;");
        line("grant select on " + view + " to " + String.join(", ", names.readers()) + ";");
    }

    // What conditions look at

    /**
     * Makes views of the tables that paths to customers lead over. Read by a policy, a table itself would be held by its own
     * policies, and a call's customer would not be found where accounts may not be seen.
     */
    private void paths(Set<TableLabels> tables) {
        Map<String, Set<String>> columnsOf = new TreeMap<>();
        for (TableLabels table : tables) {
            for (CustomerKeyPath.Hop hop : table.customerKey().hops()) {
                columnsOf
                        .computeIfAbsent(hop.table(), k -> new TreeSet<>())
                        .addAll(List.of(name(hop.match()), name(hop.next())));
            }
        }
        columnsOf.forEach((table, columns) -> {
            String view = names.wall() + "." + path(table);
            line("create view " + view + " as select " + String.join(", ", columns) + " from "
                    + stored(DeclaredRelation.of(table)) + ";");
            line("grant select on " + view + " to " + held() + ";");
        });
    }

    /** Names the view of a table that paths lead over, in the schema of the wall. */
    static String path(String table) {
        return DIALECT.quoted(PATH + DeclaredRelation.of(table).folded());
    }

    /** Returns labels whose path leads over the views. */
    private static TableLabels overPaths(TableLabels table) {
        List<CustomerKeyPath.Hop> hops = table.customerKey().hops().stream()
                .map(hop -> new CustomerKeyPath.Hop(path(hop.table()), hop.match(), hop.next()))
                .toList();
        return new TableLabels(
                table.table(),
                table.categories(),
                table.columns(),
                new CustomerKeyPath(table.customerKey().column(), hops));
    }

    private void factsForThoseHeld() {
        Set<String> relations = new TreeSet<>(List.of(
                facts.approvalIntervals(),
                facts.oneTimeApprovals(),
                facts.preferences(),
                facts.subscriptions(),
                facts.flags(),
                facts.assignments(),
                facts.breakGlass()));
        relations.addAll(facts.scopes().values());
        relations.forEach(relation -> line("grant select on " + relation + " to " + names.viewOwner() + ";"));
        line("grant usage on schema " + names.data() + " to " + names.viewOwner() + ";");
    }

    // Policies

    private void policies(
            TableLabels table,
            Map<String, Map<Operation, AccessPlan>> byUse,
            Map<String, Map<Operation, AccessPlan>> ofReaders) {
        String named = stored(table.relation());
        line("alter table " + named + " enable row level security;");
        line("grant select on " + named + " to " + names.viewOwner() + ";");
        closeParts(named);
        names.writers()
                .forEach(writer -> line("revoke truncate, references, trigger on " + named + " from " + writer + ";"));
        for (Operation operation : OPERATIONS) {
            String policy = "cpni_" + operation.name().toLowerCase(java.util.Locale.ROOT);
            policy(policy, named, operation, String.join(", ", names.writers()), holds(table, byUse, operation));
        }
        policy("cpni_view", named, Operation.READ, names.viewOwner(), holds(table, ofReaders, Operation.READ));
    }

    private void policy(String name, String table, Operation operation, String to, String holds) {
        line("drop policy if exists " + name + " on " + table + ";");
        if (!holds.isEmpty() && !to.isEmpty()) {
            line("create policy " + name + " on " + table + " for " + command(operation) + " to " + to
                    + clauses(operation, holds) + ";");
        }
    }

    /**
     * Closes partitions and tables that inherit to those who ask them directly: through the table its policies hold, and they
     * have none of their own.
     */
    private void closeParts(String named) {
        line("""
                do $$
                declare
                  part regclass;
                begin
                  for part in
                    with recursive parts(id) as (
                      select inhrelid from pg_catalog.pg_inherits where inhparent = '%1$s'::regclass
                      union select i.inhrelid from pg_catalog.pg_inherits i join parts on i.inhparent = parts.id)
                    select id::regclass from parts
                  loop
                    execute format('alter table %%s enable row level security', part);
                  end loop;
                end $$;""".formatted(named.replace("'", "''")));
    }

    /** Writes for which use a row may be used; each alternative is looked at for its own use only. */
    private String holds(TableLabels table, Map<String, Map<Operation, AccessPlan>> byUse, Operation operation) {
        StringBuilder cases = new StringBuilder();
        byUse.forEach((use, plans) -> {
            AccessPlan plan = plans.get(operation);
            if (plan != null) {
                SqlText rows = conditions.forRow(plan.rows(), overPaths(table), name(table));
                cases.append(" when '").append(use).append("' then ").append(rendered(rows));
            }
        });
        return cases.isEmpty() ? "" : "case " + asked("use_of_data") + cases + " else false end";
    }

    private static String command(Operation operation) {
        return switch (operation) {
            case READ -> "select";
            case INSERT -> "insert";
            case UPDATE -> "update";
            case DELETE -> "delete";
        };
    }

    private static String clauses(Operation operation, String holds) {
        return switch (operation) {
            case INSERT -> " with check (" + holds + ")";
            case UPDATE -> " using (" + holds + ") with check (" + holds + ")";
            default -> " using (" + holds + ")";
        };
    }

    // Views

    /** A reader's view has the labelled columns, each as the use shows it; its rows are those of the policy. */
    private void view(TableLabels table, Map<String, Map<Operation, AccessPlan>> byUse) {
        List<String> columns = new ArrayList<>();
        for (ColumnLabel column : table.columns()) {
            columns.add(shown(table, column, byUse) + " as " + name(column.name()));
        }
        String view = names.views() + "." + name(table);
        line("create view " + view + " with (security_barrier = true) as select " + String.join(", ", columns)
                + " from " + stored(table.relation()) + " t;");
        line("alter view " + view + " owner to " + names.viewOwner() + ";");
    }

    private String shown(TableLabels table, ColumnLabel column, Map<String, Map<Operation, AccessPlan>> byUse) {
        String plain = "t." + name(column.name());
        StringBuilder cases = new StringBuilder();
        boolean always = true;
        for (Map.Entry<String, Map<Operation, AccessPlan>> use : byUse.entrySet()) {
            AccessPlan plan = use.getValue().get(Operation.READ);
            if (plan == null) {
                continue;
            }
            ColumnAccess access = plan.columns().getOrDefault(column.name(), new ColumnAccess.Masked(column.mask()));
            always &= access instanceof ColumnAccess.Show;
            cases.append(" when '").append(use.getKey()).append("' then ").append(shown(table, column, plain, access));
        }
        // Rows of no use are hidden by the policy.
        return always ? plain : "case " + asked("use_of_data") + cases + " end";
    }

    private String shown(TableLabels table, ColumnLabel column, String plain, ColumnAccess access) {
        if (access instanceof ColumnAccess.Masked masked) {
            return masked(column, masked.style(), plain);
        }
        if (access instanceof ColumnAccess.ShowWhere where) {
            return "case when " + rendered(conditions.forRow(where.condition(), overPaths(table), "t")) + " then "
                    + plain + " else " + masked(column, where.style(), plain) + " end";
        }
        return plain;
    }

    /** The key of tokens stays out of the database, so that here nothing stands in their place. */
    private static String masked(ColumnLabel column, MaskStyle style, String plain) {
        return style.effectiveFor(column.family()) == MaskStyle.TOKEN
                ? MaskWriter.masked(column, MaskStyle.ABSENT, plain, DIALECT)
                : MaskWriter.masked(column, style, plain, DIALECT);
    }

    /** Writes where a table is: in its schema, or in that of the tables if it has none. */
    private String stored(DeclaredRelation relation) {
        return relation.schema().map(schema -> SqlName.written(schema, DIALECT)).orElse(names.data()) + "."
                + SqlName.written(relation.name(), DIALECT);
    }

    private static String name(TableLabels table) {
        return SqlName.written(table.relation().name(), DIALECT);
    }

    private static String name(String declared) {
        return SqlName.written(declared, DIALECT);
    }

    /** Writes what the gate would bind. */
    private String rendered(SqlText text) {
        String[] parts = text.text().split("\\?", -1);
        List<BoundValue> values = text.parameters();
        if (parts.length != values.size() + 1) {
            throw new IllegalStateException("a name holds a question mark; rename it");
        }
        StringBuilder written = new StringBuilder("(").append(parts[0]);
        for (int i = 0; i < values.size(); i++) {
            written.append(written(values.get(i))).append(parts[i + 1]);
        }
        return written.append(')').toString();
    }

    private String written(BoundValue value) {
        if (value instanceof BoundValue.AccessorName) {
            return asked("accessor");
        }
        if (value instanceof BoundValue.AccessorCustomer) {
            return asked("customer") + "::" + keyType();
        }
        if (value instanceof BoundValue.SubjectCustomer) {
            return asked("subject") + "::" + keyType();
        }
        if (value instanceof BoundValue.Now) {
            // Asked once for a statement, also for each of those in a block, in which that of the block stands still.
            return "(select clock_timestamp())";
        }
        if (value instanceof BoundValue.At at) {
            return "timestamptz " + literal(at.value().toString());
        }
        if (value instanceof BoundValue.Text literal) {
            return literal(literal.value());
        }
        throw new IllegalStateException("a condition for stored rows binds " + value);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private String keyType() {
        return switch (keyType) {
            case BIGINT -> "bigint";
            case VARCHAR -> "varchar";
            case UUID -> "uuid";
        };
    }
}
