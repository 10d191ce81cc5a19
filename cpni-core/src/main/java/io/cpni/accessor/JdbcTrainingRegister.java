package io.cpni.accessor;

import io.cpni.jdbc.SqlInstants;
import io.cpni.jdbc.StoreConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps the end of each accessor's CPNI training in the table {@code cpni_training}.
 *
 * <p>Safe for many threads. The schema is {@link io.cpni.jdbc.FactSchema}'s. Where the register cannot be read it throws
 * {@link io.cpni.customer.StoreUnavailableException}; access is then denied.
 */
public final class JdbcTrainingRegister implements TrainingRegister {

    private static final int LONGEST_ACCESSOR = 200;

    private static final String FIND = "SELECT trained_until FROM cpni_training WHERE accessor_id = ?";
    private static final String CHANGE = "UPDATE cpni_training SET trained_until = ? WHERE accessor_id = ?";
    private static final String ADD = "INSERT INTO cpni_training (trained_until, accessor_id) VALUES (?, ?)";

    private final StoreConnections connections;

    /**
     * Creates the register; nothing is read yet.
     *
     * @param raw the unguarded DataSource of the database that holds the fact tables
     */
    public JdbcTrainingRegister(DataSource raw) {
        this.connections = new StoreConnections(raw, "training register");
    }

    @Override
    public Optional<Instant> trainedUntil(String accessorId) {
        return connections.read("read the end of a training", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                statement.setString(1, accessorId);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(SqlInstants.get(rows, "trained_until")) : Optional.empty();
                }
            }
        });
    }

    /**
     * Records until when an accessor's training is current, in place of what was recorded before. Committed on return.
     *
     * @throws IllegalArgumentException if the id is blank or has more than 200 characters
     * @throws io.cpni.customer.StoreUnavailableException if the register fails; nothing is then recorded
     */
    public void record(String accessorId, Instant until) {
        if (accessorId.isBlank() || accessorId.length() > LONGEST_ACCESSOR) {
            throw new IllegalArgumentException("accessorId must have 1 to " + LONGEST_ACCESSOR + " characters");
        }
        connections.inTransaction("record a training", connection -> {
            if (write(connection, CHANGE, accessorId, until) == 0
                    && !StoreConnections.insertedFirst(connection, c -> write(c, ADD, accessorId, until))
                    && write(connection, CHANGE, accessorId, until) == 0) {
                throw new SQLException("the accessor's row comes and goes", "40001");
            }
            return 1;
        });
    }

    private static int write(Connection connection, String sql, String accessorId, Instant until) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            SqlInstants.set(statement, 1, until);
            statement.setString(2, accessorId);
            return statement.executeUpdate();
        }
    }
}
