package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalScopes;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Obligation;
import io.cpni.decision.Reason;
import io.cpni.label.RelationName;
import io.cpni.label.TableLabels;
import io.cpni.purpose.Purpose;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The second wall, on PostgreSQL 15 and later: the rows and columns that the gate would show, enforced by the database itself,
 * for those who must admit SQL that the gate does not speak.
 *
 * <p>The {@linkplain #script() script} puts policies on the labelled tables and makes views of them that mask. It knows
 * uses by name ({@link RowSecurityUse}); a transaction shows by a signed ticket ({@link #admit}) which of them it is for,
 * and by whom. Without a ticket there are no rows.
 *
 * <ul>
 *   <li><b>Readers</b> are database roles for SQL of any kind. They see the views and nothing else, and change nothing.
 *   <li><b>Writers</b> are database roles that reach the tables through the gate, which masks. Policies hold for them
 *       too, for each operation: what gets past the gate meets the same conditions.
 * </ul>
 *
 * <p>The owner of the tables and superusers are held by nothing; the application must be neither. Conditions name the
 * scopes of approval and the grants that are known when the wall is built: build it again and run its script when they
 * change. Until then {@link #admit} denies whoever would now be shown anything else. Nothing is recorded by the database;
 * {@code admit} is where an access begins, and whoever calls it without the gate records it ({@link RowSecurityDataSource}
 * does).
 *
 * <p>Immutable and safe for many threads.
 */
public final class RowSecurity implements SecondWall {

    /** What conditions, masks and the customer's own ledger see to. A record of a disclosure is not among it. */
    private static final Set<Obligation.Kind> FULFILLED = Set.of(
            Obligation.Kind.MASK,
            Obligation.Kind.DNC_CHECK,
            Obligation.Kind.RECORD_CONSENT,
            Obligation.Kind.END_WITH_CALL);

    /** How long a ticket counts. */
    static final Duration LONGEST_TICKET = Duration.ofMinutes(5);

    private final DecisionEngine engine;
    private final RowSecurityKey key;
    private final RowSecurityNames names;
    private final List<TableLabels> tables;
    private final List<RowSecurityUse> uses;

    /** What the script was written from: for each use, table by table. */
    private final Map<String, List<Map<Operation, AccessPlan>>> planned;

    private final Map<String, RowSecurityRecord> records;
    private final RowSecurityScript.Written written;

    private RowSecurity(Builder builder) {
        this.engine = Objects.requireNonNull(builder.engine, "engine");
        this.tables = Objects.requireNonNull(builder.catalog, "catalog").labelledTables();
        ApprovalScopes scopes = Objects.requireNonNull(builder.scopes, "scopes");
        this.key = Objects.requireNonNull(builder.key, "key");
        Instant asOf = Objects.requireNonNull(builder.asOf, "asOf");
        this.names = new RowSecurityNames(
                builder.dataSchema,
                builder.viewSchema,
                builder.wallSchema,
                builder.viewOwner,
                List.copyOf(builder.readers),
                List.copyOf(builder.writers));
        // Readers' uses come first, so that a context for which one is planned alike is never taken for a writer's.
        this.uses = builder.uses.values().stream()
                .sorted(Comparator.comparing(RowSecurityUse::behindGate))
                .toList();
        this.planned = new LinkedHashMap<>();
        this.records = new LinkedHashMap<>();
        for (RowSecurityUse use : uses) {
            List<Map<Operation, AccessPlan>> plans = plans(use.context(), asOf);
            if (!use.behindGate()) {
                requireFulfilled(use, plans);
            }
            planned.put(use.name(), plans);
            records.put(use.name(), RowSecurityRecord.of(names.views(), use, plans));
        }
        this.written = new RowSecurityScript(names, builder.facts, scopes, builder.keyType, key)
                .of(plannedByTable(use -> !use.behindGate()), plannedByTable(use -> true));
    }

    /** Starts to describe a wall. */
    public static Builder builder() {
        return new Builder();
    }

    /** Refuses uses that owe more than a database does, and those of groups only. */
    private static void requireFulfilled(RowSecurityUse use, List<Map<Operation, AccessPlan>> planned) {
        if (use.context().purpose() == Purpose.AGGREGATE) {
            throw new IllegalArgumentException(
                    "use '" + use.name()
                            + "' is of the purpose AGGREGATE, and no policy knows of groups; declare it as one behind the gate");
        }
        for (Map<Operation, AccessPlan> plans : planned) {
            for (AccessPlan plan : plans.values()) {
                Set<Obligation.Kind> owed = EnumSet.noneOf(Obligation.Kind.class);
                owed.addAll(plan.duties());
                owed.removeAll(FULFILLED);
                if (use.context().isLimited()) {
                    owed.remove(Obligation.Kind.LIMIT_SCOPE);
                }
                if (!owed.isEmpty()) {
                    throw new IllegalArgumentException("use '" + use.name() + "' of '"
                            + plan.table().table()
                            + "' carries the obligation " + owed.iterator().next()
                            + ", which a database does not fulfil; declare it as one behind the gate");
                }
            }
        }
    }

    private List<Map<Operation, AccessPlan>> plans(AccessContext context, Instant at) {
        return tables.stream().map(table -> plans(context, table, at)).toList();
    }

    /** Returns what is planned for each operation that is permitted at all. */
    private Map<Operation, AccessPlan> plans(AccessContext context, TableLabels table, Instant at) {
        Map<Operation, AccessPlan> plans = new EnumMap<>(Operation.class);
        for (Operation operation : RowSecurityScript.OPERATIONS) {
            AccessPlan plan = operation == Operation.READ && SqlGate.seesGroupsOnly(context, table)
                    ? engine.planAggregate(context, table, at)
                    : engine.plan(context, operation, table, at);
            if (plan.denial().isEmpty()) {
                plans.put(operation, plan);
            }
        }
        return plans;
    }

    /**
     * Returns the script. The owner of the tables runs it, in one transaction and again whenever grants, labels or scopes
     * of approval change; the roles must be there. It holds what tickets are checked with: guard it like the key.
     */
    public String script() {
        return written.text();
    }

    /**
     * Returns what names the script, in the database too: another for other labels, uses, grants, scopes of approval, names
     * or another key. It tells nothing of the key.
     */
    public String fingerprint() {
        return written.fingerprint();
    }

    /** Returns the schema of the views, which a reader looks in. */
    public String viewSchema() {
        return names.views();
    }

    private Map<TableLabels, Map<String, Map<Operation, AccessPlan>>> plannedByTable(Predicate<RowSecurityUse> of) {
        Map<TableLabels, Map<String, Map<Operation, AccessPlan>>> byTable = new LinkedHashMap<>();
        for (int i = 0; i < tables.size(); i++) {
            Map<String, Map<Operation, AccessPlan>> byUse = new TreeMap<>();
            for (RowSecurityUse use : uses) {
                if (of.test(use)) {
                    byUse.put(
                            use.name(),
                            Objects.requireNonNull(planned.get(use.name())).get(i));
                }
            }
            byTable.put(tables.get(i), byUse);
        }
        return byTable;
    }

    /**
     * Looks whether the database is as the script left it, and whether a connection's role is held by it.
     *
     * @param connection a connection as the application uses it
     * @param standing what the role is meant to be
     * @return what is not right and what to do about it, each a sentence; empty if all is right
     * @throws SQLException if the database does not answer
     */
    public List<String> findings(Connection connection, Standing standing) throws SQLException {
        return new RowSecurityCheck(names, tables, written.fingerprint()).findings(connection, standing);
    }

    /** What a role of the database may be held by the wall as. */
    public enum Standing {
        /** It says SQL of any kind and sees the views. */
        READER,
        /** It reaches the tables, behind the gate. */
        WRITER
    }

    /**
     * Lets the transaction of a connection see what a context may see, until it ends.
     *
     * @param connection a connection of a reader's or writer's, with auto-commit off
     * @param context who asks, and why
     * @param at the instant
     * @throws CpniAccessDeniedException if the context is of no use that the script knows, or the script in the database is
     *     another
     * @throws SQLException if auto-commit is on, or the database fails
     */
    @Override
    public Admission admit(Connection connection, AccessContext context, Instant at) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new SQLException("a ticket is for one transaction; turn auto-commit off first");
        }
        RowSecurityUse use = useOf(context, at)
                .orElseThrow(() -> denied("declare the use for row-level security and run its script, or send the"
                        + " statement through the gate"));
        ServerTransaction transaction = transaction(connection);
        try (PreparedStatement set =
                connection.prepareStatement("select pg_catalog.set_config('cpni.ticket', ?, true)")) {
            set.setString(1, key.ticket(use, context, transaction, at.plus(LONGEST_TICKET)));
            set.executeQuery().close();
        }
        return new Admission(Objects.requireNonNull(records.get(use.name())), transaction.process(), use.behindGate());
    }

    /**
     * Names the transaction that a ticket is for, if the policies that it will meet are those of this wall. All names have a schema: whose session it is
     * says where others are looked up, and would have a ticket made for a process of its own.
     */
    private ServerTransaction transaction(Connection connection) throws SQLException {
        try (PreparedStatement begun = connection.prepareStatement("select pg_catalog.pg_backend_pid(), " + names.wall()
                        + ".transaction_begun(), " + names.wall() + ".fingerprint()");
                ResultSet row = begun.executeQuery()) {
            row.next();
            if (!fingerprint().equals(row.getString(3))) {
                throw denied(
                        "the script of row-level security in the database is not that of the present labels, grants"
                                + " and scopes of approval; have the owner of the tables run the present one");
            }
            return new ServerTransaction(row.getLong(1), row.getLong(2));
        }
    }

    private static CpniAccessDeniedException denied(String remedy) {
        return new CpniAccessDeniedException(
                new Decision.Deny(new Reason("R-GEN-3", "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)", remedy)));
    }

    /** Finds the use for which all was planned as it is now for a context. */
    public Optional<RowSecurityUse> useOf(AccessContext context, Instant at) {
        List<Map<Operation, AccessPlan>> wanted = plans(context, at);
        return uses.stream()
                .filter(use -> wanted.equals(planned.get(use.name())))
                .findFirst();
    }

    /** Describes a wall; not safe for use by several threads. */
    public static final class Builder {

        private @Nullable DecisionEngine engine;
        private @Nullable RelationCatalog catalog;
        private @Nullable ApprovalScopes scopes;
        private @Nullable RowSecurityKey key;
        private @Nullable Instant asOf;
        private FactRelations facts = FactRelations.standard();
        private CustomerKeyType keyType = CustomerKeyType.BIGINT;
        private String dataSchema = "public";
        private String viewSchema = "cpni_seen";
        private String wallSchema = "cpni_wall";
        private String viewOwner = "cpni_viewer";
        private final List<String> readers = new ArrayList<>();
        private final List<String> writers = new ArrayList<>();
        private final Map<String, RowSecurityUse> uses = new TreeMap<>();

        private Builder() {}

        /** Gives what decides. */
        public Builder engine(DecisionEngine value) {
            this.engine = value;
            return this;
        }

        /** Gives the labelled tables; all get policies. */
        public Builder catalog(RelationCatalog value) {
            this.catalog = value;
            return this;
        }

        /** Gives the approval scopes that are known. */
        public Builder scopes(ApprovalScopes value) {
            this.scopes = value;
            return this;
        }

        /** Gives the key for tickets. */
        public Builder key(RowSecurityKey value) {
            this.key = value;
            return this;
        }

        /** Gives the instant as of which uses are planned; their accessors must be trained then. */
        public Builder asOf(Instant value) {
            this.asOf = value;
            return this;
        }

        /** Names the relations of facts; the library's own if not called. */
        public Builder facts(FactRelations value) {
            this.facts = value;
            return this;
        }

        /** Gives the type of customer ids; BIGINT if not called. */
        public Builder keyType(CustomerKeyType value) {
            this.keyType = value;
            return this;
        }

        /** Names the schema of the tables; {@code public} if not called. */
        public Builder dataSchema(String value) {
            this.dataSchema = plain("dataSchema", value);
            return this;
        }

        /** Names the schema that readers get, made by the script; {@code cpni_seen} if not called. */
        public Builder viewSchema(String value) {
            this.viewSchema = plain("viewSchema", value);
            return this;
        }

        /** Names the schema of the wall's own functions, made by the script; {@code cpni_wall} if not called. */
        public Builder wallSchema(String value) {
            this.wallSchema = plain("wallSchema", value);
            return this;
        }

        /** Names the role, without login, that owns the views; {@code cpni_viewer} if not called. */
        public Builder viewOwner(String value) {
            this.viewOwner = plain("viewOwner", value);
            return this;
        }

        /** Adds a role for SQL of any kind. */
        public Builder reader(String role) {
            readers.add(plain("reader", role));
            return this;
        }

        /** Adds a role that reaches the tables through the gate. */
        public Builder writer(String role) {
            writers.add(plain("writer", role));
            return this;
        }

        /** Adds a use. */
        public Builder use(RowSecurityUse use) {
            if (uses.put(use.name(), use) != null) {
                throw new IllegalArgumentException("use '" + use.name() + "' is declared twice");
            }
            return this;
        }

        private static String plain(String what, String name) {
            RelationName.requirePlain(what, name);
            if (name.contains(".")) {
                throw new IllegalArgumentException(what + " has no schema");
            }
            return name;
        }

        /**
         * Returns the wall.
         *
         * @throws IllegalArgumentException if a use owes what a database does not do, or is of the purpose AGGREGATE
         * @throws NullPointerException if the engine, catalog, scopes, key or instant is missing
         */
        public RowSecurity build() {
            return new RowSecurity(this);
        }
    }
}
