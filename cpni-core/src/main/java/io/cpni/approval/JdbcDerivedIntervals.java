package io.cpni.approval;

import io.cpni.jdbc.SqlInstants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of intervals that are derived from the ledger: each is replaced for one customer at a time. */
final class JdbcDerivedIntervals {

    private static final String IN_FORCE = " WHERE customer_id = ? AND valid_from <= ? AND valid_to > ?";

    private static final String STATES = "SELECT scope_id, state FROM cpni_approval_interval" + IN_FORCE;
    private static final String CLEAR_STATES = "DELETE FROM cpni_approval_interval WHERE customer_id = ?";
    private static final String ADD_STATE = "INSERT INTO cpni_approval_interval"
            + " (customer_id, valid_from, valid_to, scope_id, state) VALUES (?, ?, ?, ?, ?)";

    private static final String ONE_TIME = "SELECT basis FROM cpni_approval_one_time" + IN_FORCE;
    private static final String CLEAR_ONE_TIME = "DELETE FROM cpni_approval_one_time WHERE customer_id = ?";
    private static final String ADD_ONE_TIME =
            "INSERT INTO cpni_approval_one_time" + " (customer_id, valid_from, valid_to, basis) VALUES (?, ?, ?, ?)";

    private static final String FLAGS =
            "SELECT flag, contact_id, refused, valid_from, valid_to FROM cpni_approval_flag" + IN_FORCE;
    private static final String CLEAR_FLAGS = "DELETE FROM cpni_approval_flag WHERE customer_id = ?";
    private static final String ADD_FLAG = "INSERT INTO cpni_approval_flag"
            + " (customer_id, valid_from, valid_to, flag, contact_id, refused) VALUES (?, ?, ?, ?, ?, ?)";

    private JdbcDerivedIntervals() {}

    static void replaceStates(
            Connection connection,
            Object key,
            Map<ScopeCell, List<ApprovalInterval>> cells,
            Map<ScopeCell, Integer> ids)
            throws SQLException {
        clear(connection, CLEAR_STATES, key);
        try (PreparedStatement statement = connection.prepareStatement(ADD_STATE)) {
            for (Map.Entry<ScopeCell, List<ApprovalInterval>> cell : cells.entrySet()) {
                for (ApprovalInterval interval : cell.getValue()) {
                    bind(statement, key, interval.from(), interval.to());
                    statement.setObject(4, ids.get(cell.getKey()));
                    statement.setString(5, interval.state().name());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    static void replaceOneTime(Connection connection, Object key, List<OneTimeInterval> intervals) throws SQLException {
        clear(connection, CLEAR_ONE_TIME, key);
        try (PreparedStatement statement = connection.prepareStatement(ADD_ONE_TIME)) {
            for (OneTimeInterval interval : intervals) {
                bind(statement, key, interval.from(), interval.to());
                statement.setString(4, interval.basis().name());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void replaceFlags(Connection connection, Object key, List<PreferenceInterval> intervals)
            throws SQLException {
        clear(connection, CLEAR_FLAGS, key);
        try (PreparedStatement statement = connection.prepareStatement(ADD_FLAG)) {
            for (PreferenceInterval interval : intervals) {
                bind(statement, key, interval.from(), interval.to());
                statement.setString(4, interval.flag().name());
                statement.setString(5, interval.contact().map(ContactId::value).orElse(PreferenceInterval.EVERY_OTHER));
                statement.setBoolean(6, interval.refused());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Returns the states in force by the ids of their scope cells. */
    static Map<Integer, ApprovalState> states(Connection connection, Object key, Instant at) throws SQLException {
        Map<Integer, ApprovalState> states = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(STATES)) {
            bind(statement, key, at, at);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    states.put(rows.getInt("scope_id"), ApprovalState.valueOf(rows.getString("state")));
                }
            }
        }
        return states;
    }

    static Set<OneTimeBasis> oneTime(Connection connection, Object key, Instant at) throws SQLException {
        Set<OneTimeBasis> bases = EnumSet.noneOf(OneTimeBasis.class);
        try (PreparedStatement statement = connection.prepareStatement(ONE_TIME)) {
            bind(statement, key, at, at);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    bases.add(OneTimeBasis.valueOf(rows.getString("basis")));
                }
            }
        }
        return bases;
    }

    static CustomerPreferences preferences(Connection connection, Object key, Instant at) throws SQLException {
        List<PreferenceInterval> inForce = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FLAGS)) {
            bind(statement, key, at, at);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    inForce.add(new PreferenceInterval(
                            PreferenceFlag.valueOf(rows.getString("flag")),
                            Optional.of(rows.getString("contact_id"))
                                    .filter(contact -> !contact.equals(PreferenceInterval.EVERY_OTHER))
                                    .map(ContactId::new),
                            rows.getBoolean("refused"),
                            SqlInstants.get(rows, "valid_from"),
                            SqlInstants.get(rows, "valid_to")));
                }
            }
        }
        return CustomerPreferences.of(inForce);
    }

    private static void clear(Connection connection, String delete, Object key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setObject(1, key);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object key, Instant from, Instant to) throws SQLException {
        statement.setObject(1, key);
        SqlInstants.set(statement, 2, from);
        SqlInstants.set(statement, 3, to);
    }
}
