package io.cpni.accessor;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.SqlInstants;
import io.cpni.jdbc.StoreConnections;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Keeps assignments in the table {@code cpni_assignment} of the carrier's database, where statements can join them.
 * Ended assignments stay in it.
 *
 * <p>Safe for many threads. The schema is {@link io.cpni.jdbc.FactSchema}'s.
 */
public final class JdbcAssignmentStore implements AssignmentStore {

    private static final int LONGEST_ACCESSOR = 200;
    private static final int LONGEST_TICKET = 500;

    private static final String ADD = "INSERT INTO cpni_assignment"
            + " (accessor_id, customer_id, ticket, valid_from, valid_until) VALUES (?, ?, ?, ?, ?)";
    private static final String END = "UPDATE cpni_assignment"
            + " SET valid_until = CASE WHEN valid_from < ? THEN ? ELSE valid_from END"
            + " WHERE customer_id = ? AND accessor_id = ? AND valid_until > ? AND valid_until > valid_from";
    private static final String IN_FORCE = "SELECT customer_id, ticket, valid_from, valid_until FROM cpni_assignment"
            + " WHERE accessor_id = ? AND valid_until > ? AND valid_from <= ? ORDER BY valid_from, assignment_id";

    private final StoreConnections connections;
    private final CustomerKeyType keyType;

    /**
     * Creates the store; nothing is read yet.
     *
     * @param raw the unguarded DataSource of the database that holds the data
     * @param keyType the type of customer ids in it
     */
    public JdbcAssignmentStore(DataSource raw, CustomerKeyType keyType) {
        this.connections = new StoreConnections(raw, "assignment store");
        this.keyType = Objects.requireNonNull(keyType, "keyType");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the accessor's id is longer than 200 characters, the ticket longer than 500,
     *     or the customer's id cannot be a key of this store
     */
    @Override
    public void assign(Assignment assignment) {
        checkLength("accessor", assignment.accessor(), LONGEST_ACCESSOR);
        checkLength("ticket", assignment.ticket(), LONGEST_TICKET);
        Object key = keyType.toDatabaseValue(assignment.customer());
        connections.inTransaction("add an assignment", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ADD)) {
                statement.setString(1, assignment.accessor());
                statement.setObject(2, key);
                statement.setString(3, assignment.ticket());
                SqlInstants.set(statement, 4, assignment.from());
                SqlInstants.set(statement, 5, assignment.until());
                return statement.executeUpdate();
            }
        });
    }

    /**
     * {@inheritDoc} Assignments that were to begin later never do, and count as ended.
     */
    @Override
    public int end(String accessorId, CustomerId customer, Instant at) {
        Object key = keyType.toDatabaseValue(customer);
        return connections.inTransaction("end assignments", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(END)) {
                SqlInstants.set(statement, 1, at);
                SqlInstants.set(statement, 2, at);
                statement.setObject(3, key);
                statement.setString(4, accessorId);
                SqlInstants.set(statement, 5, at);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public List<Assignment> inForce(String accessorId, Instant at) {
        return connections.read("read assignments", connection -> {
            List<Assignment> assignments = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(IN_FORCE)) {
                statement.setString(1, accessorId);
                SqlInstants.set(statement, 2, at);
                SqlInstants.set(statement, 3, at);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        assignments.add(new Assignment(
                                accessorId,
                                CustomerId.ofDatabaseValue(rows.getObject("customer_id")),
                                rows.getString("ticket"),
                                SqlInstants.get(rows, "valid_from"),
                                SqlInstants.get(rows, "valid_until")));
                    }
                }
            }
            return List.copyOf(assignments);
        });
    }

    private static void checkLength(String component, String value, int longest) {
        if (value.length() > longest) {
            throw new IllegalArgumentException(
                    component + " of an assignment has more than " + longest + " characters");
        }
    }
}
