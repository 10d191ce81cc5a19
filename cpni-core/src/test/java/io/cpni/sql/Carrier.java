package io.cpni.sql;

import io.cpni.accessor.Assignment;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomScope;
import io.cpni.accessor.JdbcAssignmentStore;
import io.cpni.accessor.JdbcCustomScope;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.JdbcApprovalStore;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditReceipt;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.audit.ServerTextKeys;
import io.cpni.audit.TraceSource;
import io.cpni.breakglass.BreakGlassGrant;
import io.cpni.breakglass.BreakGlassId;
import io.cpni.breakglass.BreakGlassStore;
import io.cpni.breakglass.JdbcBreakGlassStore;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.ObligationHandlers;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.jdbc.TestDatabase;
import io.cpni.mask.TokenKey;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import io.cpni.rule.FccRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A small VoIP carrier behind the gate. Ada was never asked for her approval, Ben is still within his thirty days, Cy
 * let them pass, Dee agreed, Eve opted out, Fay's approval lapsed. Kim of the help desk works on tickets of Ada and
 * Dee.
 */
final class Carrier implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-02T15:00:00Z");
    static final long ADA = 1;
    static final long BEN = 2;
    static final long CY = 3;
    static final long DEE = 4;
    static final long EVE = 5;
    static final long FAY = 6;

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final TestDatabase database;
    private final JdbcApprovalStore approvals;
    private final JdbcAssignmentStore assignments;
    private final CustomScope region;
    private final BreakGlassStore breakGlass;
    private final DecisionEngine engine;
    private final TurnableClock clock = new TurnableClock();
    private InMemoryAuditLog audit = new InMemoryAuditLog();
    private TraceSource trace = TraceSource.none();
    private AuditLog log = entry -> audit.append(entry);

    /** A clock that stands until it is turned. */
    static final class TurnableClock extends Clock {

        private Instant instant = NOW;
        private boolean fails;

        void turnTo(Instant to) {
            instant = to;
            fails = false;
        }

        /** Is known to be wrong from now on, until it is turned. */
        void fail() {
            fails = true;
        }

        @Override
        public Instant instant() {
            if (fails) {
                throw new StoreUnavailableException("the clock is wrong", new IllegalStateException("skew"));
            }
            return instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Carrier(TestDatabase database) {
        this.database = database;
        this.approvals = new JdbcApprovalStore(database.dataSource(), CustomerKeyType.BIGINT);
        this.assignments = new JdbcAssignmentStore(database.dataSource(), CustomerKeyType.BIGINT);
        this.breakGlass = new JdbcBreakGlassStore(database.dataSource(), CustomerKeyType.BIGINT);
        this.region =
                new JdbcCustomScope(Staff.REGION, "works_in_region", database.dataSource(), CustomerKeyType.BIGINT);
        this.engine = new DecisionEngine(FccRules.current(), Staff.grants(), CarrierSettings.voip());
    }

    /** Opens the carrier with all its records. */
    static Carrier open(TestDatabase database) {
        Carrier carrier = new Carrier(database);
        Records.TABLES.forEach(database::execute);
        carrier.tellHistories();
        carrier.load(Records.all());
        return carrier;
    }

    private void tellHistories() {
        approvals.append(id(BEN), notice("2026-10-20T10:00:00Z"));
        approvals.append(id(CY), notice("2026-08-01T10:00:00Z"));
        approvals.append(
                id(DEE),
                Notice.askingToOptIn(
                                new NoticeId("in"),
                                Instant.parse("2026-09-01T10:00:00Z"),
                                ContactChannel.ONLINE,
                                NEW_YORK)
                        .build());
        approvals.append(
                id(DEE),
                OptIn.inWriting(Instant.parse("2026-09-02T10:00:00Z"), ContactChannel.ONLINE, new NoticeId("in")));
        approvals.append(id(EVE), notice("2026-08-01T10:00:00Z"));
        approvals.append(id(EVE), OptOut.ofEverything(Instant.parse("2026-09-05T10:00:00Z"), ContactChannel.PHONE));
        approvals.append(id(FAY), notice("2024-02-01T10:00:00Z"));
        for (long customer : List.of(ADA, DEE)) {
            assignments.assign(new Assignment(
                    Staff.KIM, id(customer), "T-" + customer, NOW.minusSeconds(3600), NOW.plusSeconds(36_000)));
        }
        assignments.assign(new Assignment(Staff.KIM, id(FAY), "T-old", NOW.minusSeconds(7200), NOW.minusSeconds(3600)));
        assignments.assign(new Assignment("kit", id(BEN), "T-of-kit", NOW.minusSeconds(3600), NOW.plusSeconds(36_000)));
        for (long customer : List.of(BEN, DEE)) {
            workInRegion(Staff.RAY, customer, NOW.minusSeconds(3600), NOW.plusSeconds(36_000));
        }
        breakGlass(Staff.ED, CY, NOW.minusSeconds(600), NOW.plusSeconds(600));
        breakGlass(Staff.ED, ADA, NOW.minusSeconds(7200), NOW.minusSeconds(3600));
        breakGlass("edna", BEN, NOW.minusSeconds(600), NOW.plusSeconds(600));
        workInRegion(Staff.RAY, EVE, NOW.minusSeconds(7200), NOW.minusSeconds(3600));
        workInRegion("roy", ADA, NOW.minusSeconds(3600), NOW.plusSeconds(36_000));
        for (long customer : List.of(ADA, BEN, CY, EVE)) {
            database.execute("INSERT INTO cpni_subscription (customer_id, service_category, valid_from) VALUES ("
                    + customer + ", 'VOIP', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00')");
        }
    }

    /** Stores an opening to provide service. */
    void breakGlass(String accessor, long customer, Instant from, Instant until) {
        breakGlass.add(new BreakGlassGrant(
                new BreakGlassId(UUID.randomUUID()),
                accessor,
                id(customer),
                Purpose.PROVIDE_SERVICE,
                "no ticket yet, line is down",
                from,
                until,
                Optional.empty()));
    }

    /** Puts a customer into the region of a member of staff. */
    void workInRegion(String accessor, long customer, Instant from, Instant until) {
        database.execute("INSERT INTO works_in_region (customer_id, accessor_id, valid_from, valid_until) VALUES ("
                + customer + ", '" + accessor + "', TIMESTAMP WITH TIME ZONE '" + at(from)
                + "', TIMESTAMP WITH TIME ZONE '" + at(until) + "')");
    }

    private static String at(Instant instant) {
        return instant.toString().replace('T', ' ').replace("Z", "+00");
    }

    private static Notice notice(String at) {
        return Notice.askingToOptOut(new NoticeId("n" + at), Instant.parse(at), ContactChannel.EMAIL, NEW_YORK)
                .build();
    }

    static CustomerId id(long customer) {
        return CustomerId.of(customer);
    }

    /** Replaces all records by the given ones. */
    void load(Map<String, List<List<Object>>> records) {
        audit = new InMemoryAuditLog();
        clock.turnTo(NOW);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : List.of("call_record", "subscription", "account", "customer", "tariff")) {
                statement.executeUpdate("DELETE FROM " + table);
            }
            for (Map.Entry<String, List<List<Object>>> table : records.entrySet()) {
                for (List<Object> row : table.getValue()) {
                    insert(connection, table.getKey(), row);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("the carrier's records were not stored", e);
        }
    }

    private static void insert(Connection connection, String table, List<Object> row) throws SQLException {
        String marks = row.stream().map(value -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (int i = 0; i < row.size(); i++) {
                insert.setObject(i + 1, row.get(i));
            }
            insert.executeUpdate();
        }
    }

    /** Returns the gate's data source. */
    GuardedDataSource guarded() {
        return guarded(approvals);
    }

    /** Returns the gate's data source on a node with approvals of its own. */
    GuardedDataSource guarded(ApprovalStore ofNode) {
        return guarded(ofNode, Optional.of(Records.catalog()));
    }

    /** Returns the gate's data source over other relations. */
    GuardedDataSource guarded(RelationCatalog catalog) {
        return guarded(approvals, Optional.of(catalog));
    }

    /** Returns the gate's data source before the model has been read. */
    GuardedDataSource guardedBeforeTheModel() {
        return guarded(approvals, Optional.empty());
    }

    /** Returns a gate over another way to the same database. */
    GuardedDataSource guardedOver(DataSource driver) {
        return guarded(driver, approvals, Optional.of(Records.catalog()));
    }

    /** Returns a gate over another way to the same database, and other relations. */
    GuardedDataSource guardedOver(DataSource driver, RelationCatalog catalog) {
        return guarded(driver, approvals, Optional.of(catalog));
    }

    /** Returns the gate's data source over other relations, with a key for tokens. */
    GuardedDataSource guarded(RelationCatalog catalog, TokenKey key) {
        return guarded(raw(), catalog, key);
    }

    /** Returns a gate over another way to the same database, other relations, and with a key for tokens. */
    GuardedDataSource guarded(DataSource driver, RelationCatalog catalog, TokenKey key) {
        return new GuardedDataSource(
                driver, gate(approvals, Optional.of(catalog)).tokenKey(key).build());
    }

    /** Returns the gate's data source, which keeps so many texts of the server a minute. */
    GuardedDataSource guarded(ServerTextKeys keys, int perMinute) {
        return new GuardedDataSource(
                raw(),
                gate(approvals, Optional.of(Records.catalog()))
                        .serverTextKeys(keys)
                        .serverTextsPerMinute(perMinute)
                        .build());
    }

    private GuardedDataSource guarded(ApprovalStore ofNode, Optional<RelationCatalog> catalog) {
        return guarded(raw(), ofNode, catalog);
    }

    private GuardedDataSource guarded(DataSource driver, ApprovalStore ofNode, Optional<RelationCatalog> catalog) {
        return new GuardedDataSource(driver, gate(ofNode, catalog).build());
    }

    private SqlGate.Builder gate(ApprovalStore ofNode, Optional<RelationCatalog> catalog) {
        return SqlGate.builder()
                .engine(engine)
                .catalog(() -> catalog)
                .facts(FactRelations.standard().withScopes(Map.of(region.scope(), region.relation())))
                .scopes(ofNode::scopes)
                .auditLog(new CurrentLog())
                .trace(() -> trace.current())
                .evidence((connection, customer, ask, at) -> Optional.of(
                        approvals.approvalAsOf(connection, customer, ask, at).references()))
                .obligations(() -> ObligationHandlers.of(List.of(new CampaignsCounted())))
                .clock(clock);
    }

    /** Describes the second wall for the same grants, tables and facts. */
    RowSecurity.Builder rowSecurity() {
        return RowSecurity.builder()
                .engine(engine)
                .catalog(Records.catalog())
                .facts(FactRelations.standard().withScopes(Map.of(region.scope(), region.relation())))
                .scopes(approvals.scopes());
    }

    /** Returns a gate over a writer's way to the same database, which has the second wall in a schema. */
    GuardedDataSource guardedBeside(DataSource writer, SecondWall wall, String wallSchema) {
        return new GuardedDataSource(
                writer,
                gate(approvals, Optional.of(Records.catalog()))
                        .wallSchema(wallSchema)
                        .build(),
                wall);
    }

    /** Returns a reader's way to the same database, which the second wall stands before instead of a gate. */
    RowSecurityDataSource walled(DataSource reader, SecondWall wall, String viewSchema) {
        return new RowSecurityDataSource(
                reader, gate(approvals, Optional.of(Records.catalog())).build(), wall, viewSchema);
    }

    /** Hands everything to the log that is the carrier's at that moment. */
    private final class CurrentLog implements AuditLog {

        @Override
        public AuditPosition append(AuditEntry entry) {
            return log.append(entry);
        }

        @Override
        public AuditReceipt submit(AuditEntry entry) {
            return log.submit(entry);
        }

        @Override
        public void amend(AuditEntry outcome) {
            log.amend(outcome);
        }
    }

    /** Lets the next records go somewhere else. */
    void recordIn(AuditLog other) {
        log = other;
    }

    /** Lets tracing know the next calls by what this tells. */
    void traceBy(TraceSource source) {
        trace = source;
    }

    void recordInMemory() {
        log = entry -> audit.append(entry);
    }

    DatabaseVendor vendor() {
        return database.vendor();
    }

    boolean isMariaDb() {
        return vendor() == DatabaseVendor.MARIADB;
    }

    DataSource raw() {
        return database.dataSource();
    }

    void execute(String sql) {
        database.execute(sql);
    }

    ApprovalStore approvals() {
        return approvals;
    }

    JdbcAssignmentStore assignments() {
        return assignments;
    }

    BreakGlassStore breakGlass() {
        return breakGlass;
    }

    CustomScope region() {
        return region;
    }

    DecisionEngine engine() {
        return engine;
    }

    TurnableClock clock() {
        return clock;
    }

    InMemoryAuditLog audit() {
        return audit;
    }

    /** Returns what is known of a customer, as the rules ask for it. */
    PersonFacts facts(long customer) {
        Map<Long, Set<ServiceCategory>> subscriptions = new HashMap<>();
        for (long subscriber : List.of(ADA, BEN, CY, EVE)) {
            subscriptions.put(subscriber, Set.of(ServiceCategory.VOIP));
        }
        return new PersonFacts(
                id(customer),
                approvals,
                assignments,
                subscriptions.getOrDefault(customer, Set.of()),
                List.of(region),
                breakGlass,
                clock.instant());
    }

    @Override
    public void close() {
        database.close();
    }
}
