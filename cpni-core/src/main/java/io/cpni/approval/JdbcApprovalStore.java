package io.cpni.approval;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.StoreConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Keeps approvals in the tables {@code cpni_approval_*} of the carrier's database, where statements can join them.
 *
 * <p>An append (1) locks the customer by counting up the last sequence number in {@code cpni_approval_customer}, (2)
 * reads the ledger, (3) adds the new events to it, (4) derives the intervals that these may have changed: of one-time
 * approvals, of preferences and of the states in all scope cells, (5) gives new cells an id, (6) replaces the customer's
 * intervals, and commits. Each question about a state, a one-time approval or preferences is one indexed query.
 *
 * <p>Safe for many threads. The schema is {@link io.cpni.jdbc.FactSchema}'s.
 */
public final class JdbcApprovalStore implements ApprovalStore {

    private static final String COUNT_UP =
            "UPDATE cpni_approval_customer SET last_seq = last_seq + ? WHERE customer_id = ?";
    private static final String ADD_CUSTOMER =
            "INSERT INTO cpni_approval_customer (customer_id, last_seq) VALUES (?, ?)";
    private static final String LAST_SEQ = "SELECT last_seq FROM cpni_approval_customer WHERE customer_id = ?";

    private final StoreConnections connections;
    private final CustomerKeyType keyType;
    private final JdbcScopeDictionary dictionary;

    /**
     * Creates the store; nothing is read yet.
     *
     * @param raw the unguarded DataSource of the database that holds the data
     * @param keyType the type of customer ids in it
     */
    public JdbcApprovalStore(DataSource raw, CustomerKeyType keyType) {
        this.connections = new StoreConnections(raw, "approval store");
        this.keyType = Objects.requireNonNull(keyType, "keyType");
        this.dictionary = new JdbcScopeDictionary(connections);
    }

    @Override
    public void appendAll(CustomerId customer, List<? extends ApprovalEvent> events) {
        List<ApprovalEvent> added = List.copyOf(events);
        if (added.isEmpty()) {
            return;
        }
        Object key = keyType.toDatabaseValue(customer);
        dictionary.publish(connections.inTransaction("append to the ledger", connection -> {
            int lastSeq = lock(connection, key, added.size());
            CustomerLedger ledger = CustomerLedger.of(ledger(connection, key), added);
            addEvents(connection, key, lastSeq - added.size(), added);
            return derive(connection, key, ledger);
        }));
    }

    /** Replaces the intervals that may have changed, and returns the ids of the scope cells they are about. */
    private Map<ScopeCell, Integer> derive(Connection connection, Object key, CustomerLedger ledger)
            throws SQLException {
        if (ledger.changesOneTime()) {
            JdbcDerivedIntervals.replaceOneTime(
                    connection, key, OneTimeTimeline.of(ledger.events()).intervals());
        }
        if (ledger.changesPreferences()) {
            JdbcDerivedIntervals.replaceFlags(
                    connection, key, PreferenceTimeline.of(ledger.events()).intervals());
        }
        if (!ledger.changesApproval()) {
            return Map.of();
        }
        Map<ScopeCell, List<ApprovalInterval>> cells =
                ApprovalTimeline.of(ledger.events()).cells();
        Map<ScopeCell, Integer> ids = dictionary.ids(connection, cells.keySet());
        JdbcDerivedIntervals.replaceStates(connection, key, cells, ids);
        return ids;
    }

    @Override
    public List<ApprovalEvent> events(CustomerId customer) {
        Object key = keyType.toDatabaseValue(customer);
        return List.copyOf(connections.read("read a ledger", connection -> ledger(connection, key)));
    }

    @Override
    public ApprovalState stateAt(CustomerId customer, ApprovalAsk ask, Instant at) {
        Object key = keyType.toDatabaseValue(customer);
        Map<Integer, ApprovalState> inForce =
                connections.read("read a state", connection -> JdbcDerivedIntervals.states(connection, key, at));
        ApprovalScopes scopes = scopesWith(inForce.keySet());
        List<ApprovalState> states = new ArrayList<>();
        inForce.forEach((id, state) -> {
            if (scopes.cell(id).filter(cell -> cell.covers(ask)).isPresent()) {
                states.add(state);
            }
        });
        if (states.size() > 1) {
            throw new IllegalStateException("two stored intervals of one customer are in force for one use:"
                    + " cpni_approval_interval was changed by other means than this store");
        }
        return states.isEmpty() ? ApprovalState.NONE : states.get(0);
    }

    /**
     * Returns what {@link #approvalAsOf} does, over a connection of the caller's that is left open and as it is: for those
     * who hold one and must not wait for another.
     *
     * @throws SQLException if the database fails
     * @throws StoreUnavailableException if the ledger holds what this version cannot read
     */
    public ApprovalFinding approvalAsOf(Connection connection, CustomerId customer, ApprovalAsk ask, Instant at)
            throws SQLException {
        return ApprovalTimeline.of(ledger(connection, keyType.toDatabaseValue(customer)))
                .explain(ask, at, at);
    }

    @Override
    public Set<OneTimeBasis> oneTimeAt(CustomerId customer, Instant at) {
        Object key = keyType.toDatabaseValue(customer);
        return connections.read(
                "read one-time approvals", connection -> JdbcDerivedIntervals.oneTime(connection, key, at));
    }

    @Override
    public CustomerPreferences preferencesAt(CustomerId customer, Instant at) {
        Object key = keyType.toDatabaseValue(customer);
        return connections.read(
                "read preferences", connection -> JdbcDerivedIntervals.preferences(connection, key, at));
    }

    @Override
    public ApprovalScopes scopes() {
        return dictionary.known();
    }

    @Override
    public ApprovalScopes refreshScopes() {
        return dictionary.refresh();
    }

    private ApprovalScopes scopesWith(Set<Integer> ids) {
        ApprovalScopes scopes = dictionary.known();
        if (!scopes.cells().keySet().containsAll(ids)) {
            scopes = dictionary.refresh();
        }
        if (!scopes.cells().keySet().containsAll(ids)) {
            throw new StoreUnavailableException(
                    "approval store has a scope cell that this version cannot read: update this node",
                    new IllegalStateException("version " + scopes.version() + " of the scope cells lacks an id"));
        }
        return scopes;
    }

    /** Locks the customer until the transaction ends, and returns the last sequence number including the new ones. */
    private static int lock(Connection connection, Object key, int added) throws SQLException {
        if (!countUp(connection, key, added)
                && !StoreConnections.insertedFirst(connection, c -> addCustomer(c, key, added))
                && !countUp(connection, key, added)) {
            throw new SQLException("the row that locks a customer comes and goes", "40001");
        }
        try (PreparedStatement statement = connection.prepareStatement(LAST_SEQ)) {
            statement.setObject(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static boolean countUp(Connection connection, Object key, int added) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT_UP)) {
            statement.setInt(1, added);
            statement.setObject(2, key);
            return statement.executeUpdate() == 1;
        }
    }

    private static int addCustomer(Connection connection, Object key, int added) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_CUSTOMER)) {
            statement.setObject(1, key);
            statement.setInt(2, added);
            return statement.executeUpdate();
        }
    }

    private static List<ApprovalEvent> ledger(Connection connection, Object key) throws SQLException {
        List<ApprovalEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ApprovalEventColumn.SELECT)) {
            statement.setObject(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
        }
        return events;
    }

    private static ApprovalEvent event(ResultSet row) throws SQLException {
        try {
            return ApprovalEventReader.event(ApprovalEventRow.read(row));
        } catch (RuntimeException e) {
            throw new StoreUnavailableException(
                    "approval store has an event in its ledger that this version cannot read: update this node", e);
        }
    }

    private static void addEvents(Connection connection, Object key, int lastSeq, List<ApprovalEvent> events)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ApprovalEventColumn.INSERT)) {
            int seq = lastSeq;
            for (ApprovalEvent event : events) {
                seq++;
                ApprovalEventWriter.row(event).bind(statement, key, seq);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
