package io.cpni.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalScopes;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.RecordedObligation;
import io.cpni.audit.RecordedStatement;
import io.cpni.audit.ServerTextKeys;
import io.cpni.audit.TraceSource;
import io.cpni.customer.CustomerKeyType;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Enforcement;
import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandlers;
import io.cpni.decision.Reason;
import io.cpni.label.DataCategory;
import io.cpni.label.RelationName;
import io.cpni.label.TableLabels;
import io.cpni.mask.TokenKey;
import io.cpni.purpose.Purpose;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of each statement: what the guarded data sources of an application have in common.
 *
 * <p>Safe for many threads. Analysed and rewritten statements are cached, bounded by the length of their texts.
 */
public final class SqlGate {

    private static final Logger LOG = LoggerFactory.getLogger(SqlGate.class);

    private static final long CACHED_CHARACTERS = 16_000_000;

    private final DecisionEngine engine;
    private final Supplier<Optional<RelationCatalog>> catalog;
    private final Supplier<ApprovalScopes> scopes;
    private final Supplier<ObligationHandlers> obligations;
    private final FactRelations facts;
    private final CustomerKeyType keyType;
    private final Optional<TokenKey> tokenKey;
    private final Optional<String> pathSchema;
    private final AuditLog auditLog;
    private final String node;
    private final ObservedPlans observed;
    private final DecisionListener listener;
    private final OutcomeClock clock;
    private final Optional<FailureLog> failures;
    private final TraceSource trace;
    private final Optional<ApprovalEvidence> evidence;
    private final Cache<StatementKey, AnalyzedStatement> analyzed = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((StatementKey key, AnalyzedStatement value) ->
                    200 + key.sql().length())
            .recordStats()
            .build();
    private final Cache<RewriteKey, PreparedAccess> prepared = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((RewriteKey key, PreparedAccess value) ->
                    200 + value.rewritten().text().length())
            .recordStats()
            .build();

    private record StatementKey(
            String sql, SqlDialect dialect, RelationCatalog catalog, Optional<String> defaultSchema) {}

    /** Tells where a connection looks for relations that are named without schema; empty if not in one single schema. */
    interface DefaultSchema {
        Optional<String> ask() throws SQLException;
    }

    /**
     * A statement under given plans; plans are compared by identity, as the engine returns the same one while it holds.
     */
    private static final class RewriteKey {

        private final AnalyzedStatement statement;
        private final List<AccessPlan> plans;
        private final long scopesVersion;

        RewriteKey(AnalyzedStatement statement, List<AccessPlan> plans, long scopesVersion) {
            this.statement = statement;
            this.plans = plans;
            this.scopesVersion = scopesVersion;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // identity is what makes the comparison cheap, and it is enough
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof RewriteKey that)
                    || statement != that.statement
                    || scopesVersion != that.scopesVersion
                    || plans.size() != that.plans.size()) {
                return false;
            }
            for (int i = 0; i < plans.size(); i++) {
                if (plans.get(i) != that.plans.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = System.identityHashCode(statement) * 31 + Long.hashCode(scopesVersion);
            for (AccessPlan plan : plans) {
                hash = hash * 31 + System.identityHashCode(plan);
            }
            return hash;
        }
    }

    private SqlGate(Builder builder) {
        this.engine = Objects.requireNonNull(builder.engine, "engine");
        this.catalog = Objects.requireNonNull(builder.catalog, "catalog");
        this.scopes = Objects.requireNonNull(builder.scopes, "scopes");
        this.auditLog = Objects.requireNonNull(builder.auditLog, "auditLog");
        this.obligations = builder.obligations;
        this.facts = builder.facts;
        this.keyType = builder.keyType;
        this.tokenKey = builder.tokenKey;
        this.pathSchema = builder.pathSchema;
        this.node = builder.node;
        this.observed = new ObservedPlans(builder.enforcement);
        this.listener = builder.listener;
        this.clock = new OutcomeClock(Objects.requireNonNull(builder.clock, "clock"));
        this.trace = builder.trace;
        this.evidence = builder.evidence;
        this.failures = builder.serverTextKeys.map(
                keys -> new FailureLog(keys, auditLog, clock, node, trace, builder.serverTextsPerMinute));
    }

    /** Starts building a gate. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Lets grants be read now if it is time for that: reading them takes a connection, and who waits for one while holding
     * another may wait for itself.
     */
    void beforeConnection() {
        if (AccessScope.current().isEmpty()) {
            return;
        }
        try {
            engine.refreshGrants();
        } catch (StoreUnavailableException unavailable) {
            LOG.debug("The grants cannot be told; statements on labelled tables will be denied", unavailable);
        }
    }

    /**
     * Prepares a statement under the context bound to the current thread.
     *
     * @throws CpniStatementRefusedException if the statement is not in the gate's language
     * @throws CpniAccessDeniedException if the context may not use any row that the statement asks for
     * @throws SQLException if the default schema matters and cannot be told
     */
    PreparedAccess prepare(String sql, SqlDialect dialect, DefaultSchema defaultSchema) throws SQLException {
        RelationCatalog known = catalog.get()
                .orElseThrow(() ->
                        refuse("the gate does not know the model yet; statements pass once the labels are read", sql));
        Optional<String> schema = known.hasSchemas() ? defaultSchema.ask() : Optional.empty();
        AnalyzedStatement statement;
        try {
            statement = analyze(new StatementKey(sql, dialect, known, schema));
        } catch (CpniStatementRefusedException refused) {
            return unread(refused, sql, dialect);
        }
        if (statement.touchesLabelledTables()) {
            return guard(statement);
        }
        return statement.renamings().isEmpty()
                ? PreparedAccess.unguarded(statement, RewrittenStatement.unchanged(statement))
                : kept(statement, List.of(), List::of);
    }

    /** Returns how the caches of statements do, in a fixed order; for meters. */
    public List<CacheStatistics> cacheStatistics() {
        return List.of(statistics("analyzed", analyzed), statistics("rewritten", prepared));
    }

    private static CacheStatistics statistics(String name, Cache<?, ?> cache) {
        CacheStats stats = cache.stats();
        OptionalLong weight =
                cache.policy().eviction().map(Policy.Eviction::weightedSize).orElseGet(OptionalLong::empty);
        return new CacheStatistics(
                name,
                stats.hitCount(),
                stats.missCount(),
                stats.evictionCount(),
                cache.estimatedSize(),
                weight.orElse(0),
                CACHED_CHARACTERS);
    }

    private AnalyzedStatement analyze(StatementKey key) {
        AnalyzedStatement cached = analyzed.getIfPresent(key);
        if (cached != null) {
            return cached;
        }
        AnalyzedStatement statement =
                StatementAnalyzer.analyze(key.sql(), new Relations(key.catalog(), key.dialect(), key.defaultSchema()));
        analyzed.put(key, statement);
        return statement;
    }

    private PreparedAccess guard(AnalyzedStatement statement) {
        Instant start = clock.instant();
        if (AccessScope.current().isEmpty() && observed.isWithoutContext(statement)) {
            return observeWithoutContext(statement, start);
        }
        AccessContext context = AccessScope.current()
                .orElseThrow(() -> deny(
                        Optional.empty(),
                        statement,
                        statement.tables().get(0),
                        new Decision.Deny(Reason.noContext()),
                        start));
        List<AccessPlan> plans = plan(statement, context, start);
        try {
            return kept(statement, plans, () -> byTable(statement, context, plans));
        } catch (CpniStatementRefusedException refused) {
            if (!observed.isEverything()) {
                throw recorded(refused, statement);
            }
            recordObserved(statement.text(), statement.tables().stream().findFirst());
            return PreparedAccess.unguarded(statement, RewrittenStatement.unchanged(statement));
        }
    }

    /** Refuses a statement that is not in the gate's language; where everything is only observed, lets it pass as it is. */
    private PreparedAccess unread(CpniStatementRefusedException refused, String sql, SqlDialect dialect) {
        if (!observed.isEverything()) {
            throw recorded(refused, sql);
        }
        SqlLexer.Lexed lexed;
        try {
            lexed = SqlLexer.lex(sql, dialect);
        } catch (CpniStatementRefusedException unreadable) {
            throw recorded(unreadable, sql);
        }
        recordObserved(lexed.text(), Optional.empty());
        LOG.warn(
                "A statement passes unread because denials are only observed; once they are enforced it is refused: {}",
                refused.getMessage());
        return PreparedAccess.unread(lexed, dialect);
    }

    /** Records that a statement would be refused. It may have touched anything; whose rows is not known. */
    private void recordObserved(String sql, Optional<GuardedTable> table) {
        AuditEntry.Builder entry = of(AuditEntry.observedDenial(clock.instant()), AccessScope.current(), sql)
                .rules(List.of(rule(notInTheLanguage())))
                // What will be bound to it is not known yet.
                .statements(List.of(new RecordedStatement(Fingerprint.of(sql), sql, List.of())));
        table.ifPresent(of -> entry.relation(of.labels().table()));
        record(entry.build());
    }

    /** Lets a statement pass as it is for which nobody has said who asks or why, and records what it is denied by. */
    private PreparedAccess observeWithoutContext(AnalyzedStatement statement, Instant start) {
        for (GuardedTable table : statement.tables()) {
            recordDenial(
                    AuditEntry.observedDenial(start)
                            .statements(List.of(new RecordedStatement(
                                    Fingerprint.of(statement.text()), statement.text(), List.of()))),
                    Optional.empty(),
                    statement,
                    table,
                    Reason.noContext(),
                    start);
        }
        return PreparedAccess.unguarded(statement, RewrittenStatement.unchanged(statement));
    }

    /** Records that a statement is refused which the gate has read, and returns the refusal. */
    CpniStatementRefusedException refuse(String message, AnalyzedStatement statement) {
        return recorded(new CpniStatementRefusedException(message), statement);
    }

    /** Records that a statement is refused which the gate has not read, and returns the refusal. */
    CpniStatementRefusedException refuse(String message, String sql) {
        return recorded(new CpniStatementRefusedException(message), sql);
    }

    private CpniStatementRefusedException recorded(CpniStatementRefusedException refused, AnalyzedStatement statement) {
        recordRefusal(statement);
        return refused;
    }

    CpniStatementRefusedException recorded(CpniStatementRefusedException refused, String sql) {
        recordRefusal(sql);
        return refused;
    }

    /** Records that something is refused which the gate cannot see through; the text is empty where there is none. */
    void recordRefusal(String sql) {
        record(refusal(sql).build());
    }

    /** Records that what was asked of a statement's rows is refused. */
    void recordRefusal(AnalyzedStatement statement) {
        AuditEntry.Builder entry = refusal(statement.text());
        statement.tables().stream()
                .findFirst()
                .ifPresent(table -> entry.relation(table.labels().table()));
        record(entry.build());
    }

    /** Starts the record of a refusal. It could have touched labelled data, and of the statement holds no literal. */
    private AuditEntry.Builder refusal(String sql) {
        return of(AuditEntry.denial(clock.instant()), AccessScope.current(), sql)
                .rules(List.of(rule(notInTheLanguage())));
    }

    /**
     * Plans again for an execution, at the instant of that execution.
     *
     * @throws CpniStatementRefusedException if the context would now get another shape of statement
     * @throws CpniAccessDeniedException if the context may no longer use any row
     */
    AccessContext confirm(PreparedAccess access, Instant instant) {
        AnalyzedStatement statement = access.statement();
        AccessContext context = AccessScope.current()
                .orElseThrow(() -> deny(
                        Optional.empty(),
                        statement,
                        statement.tables().get(0),
                        new Decision.Deny(Reason.noContext()),
                        instant));
        if (!access.isUnder(plan(statement, context, instant))) {
            throw refuse(
                    "a statement prepared under one purpose, role, grant or training is executed under another; prepare"
                            + " it anew within the scope in which it is executed",
                    statement);
        }
        return context;
    }

    /**
     * Requires that a row of an open result is asked for by whom, and for what, the statement was executed.
     *
     * @throws CpniAccessDeniedException if not
     */
    void requireSameAccess(AccessContext executed, AnalyzedStatement statement) {
        Optional<AccessContext> now = AccessScope.current();
        if ((now.isPresent() && executed.isSameAccess(now.get())) || observed.isEverything()) {
            return;
        }
        throw deny(now, statement, statement.tables().get(0), new Decision.Deny(openedByAnother()), clock.instant());
    }

    private static Reason openedByAnother() {
        return new Reason(
                "R-GEN-3",
                "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                "read the rows of a result, a stream or a cursor within the scope in which the statement was executed; to use"
                        + " them later collect them into a list first");
    }

    /** Plans each thing that a statement does with each labelled table, in their order. */
    private List<AccessPlan> plan(AnalyzedStatement statement, AccessContext context, Instant instant) {
        List<AccessPlan> plans = new ArrayList<>();
        for (GuardedTable table : statement.tables()) {
            boolean inGroups = isForGroupsOnly(context, statement, table);
            for (Operation operation : table.operations()) {
                AccessPlan plan = plan(statement, context, table, operation, inGroups, instant);
                if (observed.isObserved(context, table)) {
                    plans.add(observed.opened(
                            plan,
                            obligations.get().unhandled(plan.duties(), context).isPresent()));
                    continue;
                }
                if (plan.denial().isPresent()) {
                    throw deny(
                            Optional.of(context),
                            statement,
                            table,
                            plan.denial().get(),
                            instant);
                }
                if (!plan.duties().isEmpty()) {
                    requireHandlers(statement, context, table, plan, instant);
                }
                plans.add(plan);
            }
        }
        return plans;
    }

    private void requireHandlers(
            AnalyzedStatement statement, AccessContext context, GuardedTable table, AccessPlan plan, Instant instant) {
        Optional<Obligation.Kind> unhandled = obligations.get().unhandled(plan.duties(), context);
        if (unhandled.isPresent()) {
            recordDenial(
                    AuditEntry.denial(instant)
                            .recordedObligations(List.of(
                                    RecordedObligation.failed(unhandled.get().name()))),
                    Optional.of(context),
                    statement,
                    table,
                    unhandled(unhandled.get()),
                    instant);
            throw new CpniAccessDeniedException(new Decision.Deny(unhandled(unhandled.get())));
        }
    }

    /** Puts plans together by the tables they are for. */
    private List<TablePlan> byTable(AnalyzedStatement statement, AccessContext context, List<AccessPlan> plans) {
        List<TablePlan> byTable = new ArrayList<>();
        Iterator<AccessPlan> next = plans.iterator();
        for (GuardedTable table : statement.tables()) {
            Map<Operation, AccessPlan> ofTable = new EnumMap<>(Operation.class);
            table.operations().forEach(operation -> ofTable.put(operation, next.next()));
            byTable.add(new TablePlan(
                    table,
                    ofTable,
                    isForGroupsOnly(context, statement, table)
                            ? OptionalInt.of(engine.minimumAggregateGroup())
                            : OptionalInt.empty()));
        }
        return byTable;
    }

    /**
     * Tells whether a table's rows are to be seen in groups only: under the purpose AGGREGATE, unless each of them is one
     * already.
     *
     * @throws CpniStatementRefusedException if they are, and the statement tells more than of groups
     */
    private boolean isForGroupsOnly(AccessContext context, AnalyzedStatement statement, GuardedTable table) {
        if (!seesGroupsOnly(context, table.labels()) || observed.isObserved(context, table)) {
            return false;
        }
        Optional<String> tellsMore = statement.grouping().isPresent()
                ? statement.grouping().get().tellsMore()
                : Optional.of("rows are changed");
        if (tellsMore.isPresent()) {
            throw refuse(
                    "the purpose AGGREGATE admits groups of customers only, but " + tellsMore.get()
                            + "; write SELECT groups, counts, sums, averages FROM labelled tables joined by equal columns"
                            + " GROUP BY groups, or declare the purpose that needs single records",
                    statement);
        }
        return true;
    }

    static boolean seesGroupsOnly(AccessContext context, TableLabels labels) {
        return context.purpose() == Purpose.AGGREGATE && !labels.categories().equals(Set.of(DataCategory.AGGREGATE));
    }

    /** Where the grants cannot be told nothing is permitted; the caller hears which store it is, the log that it was tried. */
    private AccessPlan plan(
            AnalyzedStatement statement,
            AccessContext context,
            GuardedTable table,
            Operation operation,
            boolean inGroups,
            Instant instant) {
        try {
            return inGroups
                    ? engine.planAggregate(context, table.labels(), instant)
                    : engine.plan(context, operation, table.labels(), instant);
        } catch (StoreUnavailableException unavailable) {
            unavailable.addSuppressed(
                    deny(Optional.of(context), statement, table, new Decision.Deny(unknown()), instant));
            throw unavailable;
        }
    }

    /** Finds what a statement is under given plans, or makes and keeps it. */
    private PreparedAccess kept(
            AnalyzedStatement statement, List<AccessPlan> plans, Supplier<List<TablePlan>> byTable) {
        ApprovalScopes known = scopes.get();
        return prepared.get(new RewriteKey(statement, plans, known.version()), key -> {
            List<TablePlan> tables = byTable.get();
            RewrittenStatement rewritten = StatementRewriter.rewrite(
                    statement, tables, conditions(known, statement.dialect()), tokenKey.isPresent());
            String fingerprint = Fingerprint.of(statement.text());
            return new PreparedAccess(
                    statement,
                    List.copyOf(plans),
                    tables.stream()
                            .map(table ->
                                    TableAccess.of(table, rewritten, known, fingerprint, observed.isOpened(table)))
                            .toList(),
                    rewritten);
        });
    }

    private ConditionWriter conditions(ApprovalScopes known, SqlDialect dialect) {
        ConditionWriter writer = new ConditionWriter(facts, known, dialect, keyType);
        return pathSchema.map(writer::overPathsIn).orElse(writer);
    }

    /**
     * Has obligations of an access to one table fulfilled.
     *
     * @param before what became of others before
     * @return the one that was not, where denials are only observed
     */
    Optional<ObligationHandlers.Unfulfilled> fulfil(
            PreparedAccess access,
            GuardedTable table,
            Set<Obligation.Kind> owed,
            List<RecordedObligation> before,
            AccessContext context,
            Instant instant) {
        Optional<ObligationHandlers.Unfulfilled> unfulfilled = obligations
                .get()
                .fulfil(owed, context, table.labels().table(), table.labels().categories(), instant);
        if (unfulfilled.isPresent()) {
            Obligation.Kind kind = unfulfilled.get().kind();
            boolean only = observed.isObserved(context, table);
            LOG.warn(
                    "The obligation {} was not fulfilled, so the access is {}",
                    kind,
                    only ? "recorded as one that would be denied" : "denied",
                    unfulfilled.get().why());
            List<RecordedObligation> states = new ArrayList<>(before);
            unfulfilled.get().done().forEach(done -> states.add(RecordedObligation.done(done.name())));
            states.add(RecordedObligation.failed(kind.name()));
            recordDenial(
                    (only ? AuditEntry.observedDenial(instant) : AuditEntry.denial(instant))
                            .recordedObligations(states),
                    Optional.of(context),
                    access.statement(),
                    table,
                    unfulfilled(kind),
                    instant);
            if (!only) {
                throw new CpniAccessDeniedException(new Decision.Deny(unfulfilled(kind)));
            }
        }
        return unfulfilled;
    }

    /** Returns an obligation that nobody fulfils, of an access that passes because denials are only observed. */
    Optional<Obligation.Kind> unhandledWhereObserved(TableAccess table, AccessContext context) {
        Set<Obligation.Kind> duties = EnumSet.noneOf(Obligation.Kind.class);
        table.plan().plans().values().forEach(plan -> duties.addAll(observed.dutiesBefore(plan)));
        return duties.isEmpty() ? Optional.empty() : obligations.get().unhandled(duties, context);
    }

    /** Denies an access of which it cannot be told what it relies on. */
    CpniAccessDeniedException denyUnknown(PreparedAccess access, AccessContext context, Instant instant) {
        AnalyzedStatement statement = access.statement();
        return deny(Optional.of(context), statement, statement.tables().get(0), new Decision.Deny(unknown()), instant);
    }

    /** Denies to write a row for a customer whose records the context may not write. */
    CpniAccessDeniedException denyNewRow(PreparedAccess access, AccessContext context, Instant instant) {
        AnalyzedStatement statement = access.statement();
        GuardedTable table = statement.insert().orElseThrow().table();
        return deny(Optional.of(context), statement, table, new Decision.Deny(notYours()), instant);
    }

    /** Denies what the second wall knows no use for, and puts it on record. */
    CpniAccessDeniedException denyByWall(
            PreparedAccess access, AccessContext context, CpniAccessDeniedException denied, Instant instant) {
        AnalyzedStatement statement = access.statement();
        return deny(Optional.of(context), statement, statement.tables().get(0), denied.decision(), instant);
    }

    private CpniAccessDeniedException deny(
            Optional<AccessContext> context,
            AnalyzedStatement statement,
            GuardedTable table,
            Decision.Deny deny,
            Instant instant) {
        recordDenial(AuditEntry.denial(instant), context, statement, table, deny.reason(), instant);
        return new CpniAccessDeniedException(deny);
    }

    private void recordDenial(
            AuditEntry.Builder entry,
            Optional<AccessContext> context,
            AnalyzedStatement statement,
            GuardedTable table,
            Reason reason,
            Instant instant) {
        TableLabels labels = table.labels();
        Operation operation = table.foremostOperation();
        record(of(entry, context, statement.text())
                .operation(operation)
                .relation(labels.table())
                .categories(labels.categories())
                .rules(List.of(rule(reason)))
                .build());
        listener.decided(
                context, operation, labels.table(), List.of(reason), false, Duration.between(instant, clock.instant()));
    }

    private AuditEntry.Builder of(AuditEntry.Builder entry, Optional<AccessContext> context, String sql) {
        entry.node(node).trace(trace);
        context.ifPresent(entry::context);
        if (!sql.isEmpty()) {
            entry.statementFingerprint(Fingerprint.of(sql));
        }
        return entry;
    }

    void record(AuditEntry entry) {
        auditLog.append(entry);
    }

    AuditLog auditLog() {
        return auditLog;
    }

    DecisionListener listener() {
        return listener;
    }

    OutcomeClock clock() {
        return clock;
    }

    /** Returns where texts of the server are kept; empty where there is no key to keep them under. */
    Optional<FailureLog> failures() {
        return failures;
    }

    String node() {
        return node;
    }

    /** Returns what tells the ids under which tracing knows the calling thread's work. */
    TraceSource trace() {
        return trace;
    }

    /** Returns the ledger that names the events behind an approval; empty where none was given. */
    Optional<ApprovalEvidence> evidence() {
        return evidence;
    }

    FactRelations facts() {
        return facts;
    }

    CustomerKeyType keyType() {
        return keyType;
    }

    /** Returns the key of tokens; no statement that shows any has passed where there is none. */
    TokenKey tokenKey() {
        return tokenKey.orElseThrow(() -> new IllegalStateException("no key for tokens"));
    }

    static AppliedRule rule(Reason reason) {
        return new AppliedRule(reason.rule(), reason.citation());
    }

    private static Reason notInTheLanguage() {
        return new Reason("R-GEN-3", "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)", "write the statement in the gate's SQL");
    }

    private static Reason unknown() {
        return new Reason(
                "R-GEN-3",
                "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                "bring the store of grants back: what it holds could not be read");
    }

    private static Reason notYours() {
        return new Reason(
                "R-GEN-1",
                "47 U.S.C. 222(a), 47 CFR 64.2010(a)",
                "the row to be written belongs to no customer whose records the accessor may write");
    }

    private static Reason unhandled(Obligation.Kind duty) {
        return new Reason(
                "R-GEN-3",
                "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                "the permit carries the obligation " + duty + ", which nothing here fulfils; "
                        + ObligationHandlers.remedyFor(duty));
    }

    private static Reason unfulfilled(Obligation.Kind duty) {
        return new Reason(
                "R-GEN-3",
                "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                "the permit carries the obligation " + duty + ", which its handler could not fulfil; the log says why");
    }

    /** Builds a gate; not safe for use by several threads. */
    public static final class Builder {

        private @Nullable DecisionEngine engine;
        private @Nullable Supplier<Optional<RelationCatalog>> catalog;
        private @Nullable Supplier<ApprovalScopes> scopes;
        private @Nullable AuditLog auditLog;
        private Supplier<ObligationHandlers> obligations = ObligationHandlers::none;
        private FactRelations facts = FactRelations.standard();
        private CustomerKeyType keyType = CustomerKeyType.BIGINT;
        private Optional<TokenKey> tokenKey = Optional.empty();
        private Optional<String> pathSchema = Optional.empty();
        private Optional<ServerTextKeys> serverTextKeys = Optional.empty();
        private int serverTextsPerMinute = 60;
        private TraceSource trace = TraceSource.none();
        private Optional<ApprovalEvidence> evidence = Optional.empty();
        private Enforcement enforcement = Enforcement.ofAll();
        private String node = "local";
        private DecisionListener listener = (context, operation, relation, reasons, permitted, took) -> {};
        private @Nullable Clock clock;

        private Builder() {}

        /** Gives what decides. */
        public Builder engine(DecisionEngine value) {
            this.engine = value;
            return this;
        }

        /** Gives what is known of the model; empty until it has been read, and nothing passes before. */
        public Builder catalog(Supplier<Optional<RelationCatalog>> value) {
            this.catalog = value;
            return this;
        }

        /** Gives the approval scopes that are known now. */
        public Builder scopes(Supplier<ApprovalScopes> value) {
            this.scopes = value;
            return this;
        }

        /** Gives the log without which nothing is released. */
        public Builder auditLog(AuditLog value) {
            this.auditLog = value;
            return this;
        }

        /**
         * Sets who fulfils the obligations of permits; none but what the library does anyway if not called. Asked for
         * when a statement is prepared, so that handlers may use data sources that this gate guards.
         */
        public Builder obligations(Supplier<ObligationHandlers> value) {
            this.obligations = value;
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

        /**
         * Gives the key by which values are shown as tokens. Without one, a statement that would show a token is refused.
         */
        public Builder tokenKey(TokenKey value) {
            this.tokenKey = Optional.of(value);
            return this;
        }

        /**
         * Names the schema of the second wall, where data sources stand before it ({@link GuardedDataSource} with a
         * {@link SecondWall}): the way from a record to its customer then leads over the wall's own views, for the tables
         * on it may be hidden from whoever asks.
         */
        public Builder wallSchema(String value) {
            RelationName.requirePlain("wallSchema", value);
            this.pathSchema = Optional.of(value);
            return this;
        }

        /**
         * Gives the keys under which what the server says of a failure is kept in the audit log, for those who have the
         * right to read it. Without keys it is dropped.
         */
        public Builder serverTextKeys(ServerTextKeys value) {
            this.serverTextKeys = Optional.of(value);
            return this;
        }

        /**
         * Sets how many texts of the server are kept in a minute at most; 60 if not called.
         *
         * @throws IllegalArgumentException if that is less than one
         */
        public Builder serverTextsPerMinute(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("serverTextsPerMinute must be positive; give no keys to keep none");
            }
            this.serverTextsPerMinute = value;
            return this;
        }

        /** Gives what tells the ids under which tracing knows the calling thread's work; none if not called. */
        public Builder trace(TraceSource value) {
            this.trace = value;
            return this;
        }

        /**
         * Gives the ledger of approvals. With it the record of a statement whose context names a customer names the events
         * that this customer's approval rests on; without it, and for all others, the approval scopes.
         */
        public Builder evidence(ApprovalEvidence value) {
            this.evidence = Optional.of(value);
            return this;
        }

        /** Says where decisions are only observed; nowhere if not called. */
        public Builder enforcement(Enforcement value) {
            this.enforcement = value;
            return this;
        }

        /** Names this node for the audit log. */
        public Builder node(String value) {
            this.node = value;
            return this;
        }

        /** Gives what hears of decisions. */
        public Builder listener(DecisionListener value) {
            this.listener = value;
            return this;
        }

        /** Gives the clock whose instants decisions are made for. */
        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        /**
         * Returns the gate.
         *
         * @throws NullPointerException if the engine, catalog, scopes, audit log or clock is missing
         */
        public SqlGate build() {
            return new SqlGate(this);
        }
    }
}
