package io.cpni.approval;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.SqlInstants;
import io.cpni.jdbc.StoreConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Keeps approvals in the tables {@code cpni_approval_*} of the carrier's database, where statements can join them.
 *
 * <p>An append (1) locks the customer by counting up the last sequence number in {@code cpni_approval_customer}, (2)
 * reads the ledger, (3) adds the new events to it, (4) derives the intervals of all its scope cells, (5) gives new cells
 * an id, (6) replaces the customer's intervals, and commits.
 *
 * <p>Safe for many threads. The schema is {@link io.cpni.jdbc.FactSchema}'s.
 */
public final class JdbcApprovalStore implements ApprovalStore {

    private static final String COUNT_UP =
            "UPDATE cpni_approval_customer SET last_seq = last_seq + ? WHERE customer_id = ?";
    private static final String ADD_CUSTOMER =
            "INSERT INTO cpni_approval_customer (customer_id, last_seq) VALUES (?, ?)";
    private static final String LAST_SEQ = "SELECT last_seq FROM cpni_approval_customer WHERE customer_id = ?";
    private static final String CLEAR_INTERVALS = "DELETE FROM cpni_approval_interval WHERE customer_id = ?";
    private static final String ADD_INTERVAL = "INSERT INTO cpni_approval_interval"
            + " (customer_id, scope_id, valid_from, valid_to, state) VALUES (?, ?, ?, ?, ?)";
    private static final String IN_FORCE = "SELECT scope_id, state FROM cpni_approval_interval"
            + " WHERE customer_id = ? AND valid_from <= ? AND valid_to > ?";

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
            List<ApprovalEvent> ledger = ledger(connection, key);
            ledger.addAll(added);
            Map<ScopeCell, List<ApprovalInterval>> cells =
                    ApprovalTimeline.of(ledger).cells();
            addEvents(connection, key, lastSeq - added.size(), added);
            Map<ScopeCell, Integer> ids = dictionary.ids(connection, cells.keySet());
            replaceIntervals(connection, key, cells, ids);
            return ids;
        }));
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
                connections.read("read a state", connection -> inForce(connection, key, at));
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

    @Override
    public ApprovalState stateAt(CustomerId customer, ApprovalAsk ask, Instant at, Instant knownAt) {
        return ApprovalTimeline.of(events(customer)).stateAt(ask, at, knownAt);
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
        try (PreparedStatement statement = connection.prepareStatement(ApprovalEventRow.SELECT)) {
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
            return ApprovalEventRow.read(row).toEvent();
        } catch (RuntimeException e) {
            throw new StoreUnavailableException(
                    "approval store has an event in its ledger that this version cannot read: update this node", e);
        }
    }

    private static void addEvents(Connection connection, Object key, int lastSeq, List<ApprovalEvent> events)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ApprovalEventRow.INSERT)) {
            int seq = lastSeq;
            for (ApprovalEvent event : events) {
                seq++;
                ApprovalEventRow.of(event).bind(statement, key, seq);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void replaceIntervals(
            Connection connection,
            Object key,
            Map<ScopeCell, List<ApprovalInterval>> cells,
            Map<ScopeCell, Integer> ids)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLEAR_INTERVALS)) {
            statement.setObject(1, key);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD_INTERVAL)) {
            for (Map.Entry<ScopeCell, List<ApprovalInterval>> cell : cells.entrySet()) {
                for (ApprovalInterval interval : cell.getValue()) {
                    statement.setObject(1, key);
                    statement.setObject(2, ids.get(cell.getKey()));
                    SqlInstants.set(statement, 3, interval.from());
                    SqlInstants.set(statement, 4, interval.to());
                    statement.setString(5, interval.state().name());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static Map<Integer, ApprovalState> inForce(Connection connection, Object key, Instant at)
            throws SQLException {
        Map<Integer, ApprovalState> states = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(IN_FORCE)) {
            statement.setObject(1, key);
            SqlInstants.set(statement, 2, at);
            SqlInstants.set(statement, 3, at);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    states.put(rows.getInt("scope_id"), ApprovalState.valueOf(rows.getString("state")));
                }
            }
        }
        return states;
    }
}
