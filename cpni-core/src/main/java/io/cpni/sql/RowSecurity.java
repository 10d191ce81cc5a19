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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
 * scopes of approval and the grants that are known when the script is made: make it again when they change. Nothing is
 * recorded by the database; {@link #admit} is where an access begins, and whoever calls it without the gate records it.
 *
 * <p>Immutable and safe for many threads.
 */
public final class RowSecurity {

    /** What conditions, masks and the customer's own ledger see to. A record of a disclosure is not among it. */
    private static final Set<Obligation.Kind> FULFILLED = Set.of(
            Obligation.Kind.MASK,
            Obligation.Kind.DNC_CHECK,
            Obligation.Kind.RECORD_CONSENT,
            Obligation.Kind.END_WITH_CALL);

    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(5);

    private final DecisionEngine engine;
    private final RelationCatalog catalog;
    private final ApprovalScopes scopes;
    private final FactRelations facts;
    private final CustomerKeyType keyType;
    private final RowSecurityKey key;
    private final RowSecurityNames names;
    private final List<RowSecurityUse> uses;
    private final Instant asOf;

    private RowSecurity(Builder builder) {
        this.engine = Objects.requireNonNull(builder.engine, "engine");
        this.catalog = Objects.requireNonNull(builder.catalog, "catalog");
        this.scopes = Objects.requireNonNull(builder.scopes, "scopes");
        this.key = Objects.requireNonNull(builder.key, "key");
        this.asOf = Objects.requireNonNull(builder.asOf, "asOf");
        this.facts = builder.facts;
        this.keyType = builder.keyType;
        this.names = new RowSecurityNames(
                builder.dataSchema,
                builder.viewSchema,
                builder.wallSchema,
                builder.viewOwner,
                List.copyOf(builder.readers),
                List.copyOf(builder.writers));
        this.uses = List.copyOf(builder.uses.values());
        uses.forEach(this::requireFulfilled);
    }

    /** Starts to describe a wall. */
    public static Builder builder() {
        return new Builder();
    }

    /** Refuses uses that owe more than a database does, and those of groups only. */
    private void requireFulfilled(RowSecurityUse use) {
        if (use.context().purpose() == Purpose.AGGREGATE) {
            throw new IllegalArgumentException("use '" + use.name()
                    + "' is of the purpose AGGREGATE, and no policy knows of groups; send it through the gate");
        }
        for (TableLabels table : catalog.labelledTables()) {
            for (AccessPlan plan : plans(use.context(), table, asOf).values()) {
                Set<Obligation.Kind> owed = EnumSet.noneOf(Obligation.Kind.class);
                owed.addAll(plan.duties());
                owed.removeAll(FULFILLED);
                if (use.context().isLimited()) {
                    owed.remove(Obligation.Kind.LIMIT_SCOPE);
                }
                if (!owed.isEmpty()) {
                    throw new IllegalArgumentException("use '" + use.name() + "' of '" + table.table()
                            + "' carries the obligation " + owed.iterator().next()
                            + ", which a database does not fulfil; send it through the gate");
                }
            }
        }
    }

    /** Returns what is planned for each operation that is permitted at all. */
    private Map<Operation, AccessPlan> plans(AccessContext context, TableLabels table, Instant at) {
        Map<Operation, AccessPlan> plans = new EnumMap<>(Operation.class);
        for (Operation operation : RowSecurityScript.OPERATIONS) {
            AccessPlan plan = engine.plan(context, operation, table, at);
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
        Map<TableLabels, Map<String, Map<Operation, AccessPlan>>> planned = new LinkedHashMap<>();
        for (TableLabels table : catalog.labelledTables()) {
            Map<String, Map<Operation, AccessPlan>> byUse = new TreeMap<>();
            uses.forEach(use -> byUse.put(use.name(), plans(use.context(), table, asOf)));
            planned.put(table, byUse);
        }
        return new RowSecurityScript(names, facts, scopes, keyType, key).of(planned);
    }

    /**
     * Lets the transaction of a connection see what a context may see, until it ends.
     *
     * @param connection a connection of a reader's or writer's, with auto-commit off
     * @param context who asks, and why
     * @param at the instant
     * @throws CpniAccessDeniedException if the context is of no use that the script knows
     * @throws SQLException if auto-commit is on, or the database fails
     */
    public void admit(Connection connection, AccessContext context, Instant at) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new SQLException("a ticket is for one transaction; turn auto-commit off first");
        }
        RowSecurityUse use = useOf(context, at)
                .orElseThrow(() -> new CpniAccessDeniedException(new Decision.Deny(new Reason(
                        "R-GEN-3",
                        "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                        "declare the use for row-level security and run its script, or send the statement through the"
                                + " gate"))));
        try (PreparedStatement process = connection.prepareStatement("select pg_backend_pid()");
                ResultSet row = process.executeQuery()) {
            row.next();
            String ticket = key.ticket(use, context, row.getLong(1), at.plus(LONGEST_TRANSACTION));
            try (PreparedStatement set = connection.prepareStatement("select set_config('cpni.ticket', ?, true)")) {
                set.setString(1, ticket);
                set.executeQuery().close();
            }
        }
    }

    /** Finds the use for which everything is planned as it is for a context. */
    Optional<RowSecurityUse> useOf(AccessContext context, Instant at) {
        return uses.stream()
                .filter(use -> catalog.labelledTables().stream()
                        .allMatch(table -> plans(context, table, at).equals(plans(use.context(), table, asOf))))
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
