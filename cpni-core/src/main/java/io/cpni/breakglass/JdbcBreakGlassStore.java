package io.cpni.breakglass;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.SqlInstants;
import io.cpni.jdbc.StoreConnections;
import io.cpni.purpose.Purpose;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Keeps openings in the table {@code cpni_break_glass} of the carrier's database, where statements can join them.
 *
 * <p>Safe for many threads. The schema is {@link io.cpni.jdbc.FactSchema}'s.
 */
public final class JdbcBreakGlassStore implements BreakGlassStore {

    private static final String COLUMNS = "break_glass_id, accessor_id, customer_id, purpose, reason, valid_from,"
            + " valid_until, reviewed_by, reviewed_at, review_note";
    private static final String ADD = "INSERT INTO cpni_break_glass"
            + " (break_glass_id, accessor_id, customer_id, purpose, reason, valid_from, valid_until)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String END = "UPDATE cpni_break_glass"
            + " SET valid_until = CASE WHEN valid_from < ? THEN ? ELSE valid_from END"
            + " WHERE break_glass_id = ? AND valid_until > ? AND valid_until > valid_from";
    private static final String REVIEW = "UPDATE cpni_break_glass SET reviewed_by = ?, reviewed_at = ?, review_note = ?"
            + " WHERE break_glass_id = ? AND reviewed_by IS NULL";
    private static final String FIND = "SELECT " + COLUMNS + " FROM cpni_break_glass WHERE break_glass_id = ?";
    private static final String UNREVIEWED = "SELECT " + COLUMNS
            + " FROM cpni_break_glass WHERE reviewed_by IS NULL ORDER BY valid_from, break_glass_id";
    private static final String OPEN = "SELECT 1 FROM cpni_break_glass WHERE customer_id = ? AND accessor_id = ?"
            + " AND purpose = ? AND valid_from <= ? AND valid_until > ?";

    private final StoreConnections connections;
    private final CustomerKeyType keyType;

    /**
     * Creates the store; nothing is read yet.
     *
     * @param raw the unguarded DataSource of the database that holds the data
     * @param keyType the type of customer ids in it
     */
    public JdbcBreakGlassStore(DataSource raw, CustomerKeyType keyType) {
        this.connections = new StoreConnections(raw, "break-glass store");
        this.keyType = Objects.requireNonNull(keyType, "keyType");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the customer's id cannot be a key of this store
     */
    @Override
    public void add(BreakGlassGrant grant) {
        Object key = keyType.toDatabaseValue(grant.customer());
        connections.inTransaction("add an opening", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ADD)) {
                statement.setString(1, grant.id().toString());
                statement.setString(2, grant.accessor());
                statement.setObject(3, key);
                statement.setString(4, grant.purpose().name());
                statement.setString(5, grant.reason());
                SqlInstants.set(statement, 6, grant.from());
                SqlInstants.set(statement, 7, grant.until());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public Optional<BreakGlassGrant> find(BreakGlassId id) {
        return connections.read("find an opening", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                statement.setString(1, id.toString());
                return rows(statement).stream().findFirst();
            }
        });
    }

    @Override
    public boolean end(BreakGlassId id, Instant at) {
        return connections.inTransaction("end an opening", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(END)) {
                SqlInstants.set(statement, 1, at);
                SqlInstants.set(statement, 2, at);
                statement.setString(3, id.toString());
                SqlInstants.set(statement, 4, at);
                return statement.executeUpdate() > 0;
            }
        });
    }

    @Override
    public boolean review(BreakGlassId id, BreakGlassReview review) {
        return connections.inTransaction("record a review", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(REVIEW)) {
                statement.setString(1, review.reviewer());
                SqlInstants.set(statement, 2, review.at());
                statement.setString(3, review.note());
                statement.setString(4, id.toString());
                return statement.executeUpdate() > 0;
            }
        });
    }

    @Override
    public List<BreakGlassGrant> unreviewed() {
        return connections.read("list openings to be reviewed", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(UNREVIEWED)) {
                return rows(statement);
            }
        });
    }

    @Override
    public boolean isOpen(String accessorId, CustomerId customer, Purpose purpose, Instant at) {
        Object key = keyType.toDatabaseValue(customer);
        return connections.read("tell whether the glass is broken", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
                statement.setObject(1, key);
                statement.setString(2, accessorId);
                statement.setString(3, purpose.name());
                SqlInstants.set(statement, 4, at);
                SqlInstants.set(statement, 5, at);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    private static List<BreakGlassGrant> rows(PreparedStatement statement) throws SQLException {
        List<BreakGlassGrant> grants = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                grants.add(new BreakGlassGrant(
                        new BreakGlassId(UUID.fromString(rows.getString("break_glass_id"))),
                        rows.getString("accessor_id"),
                        CustomerId.ofDatabaseValue(rows.getObject("customer_id")),
                        Purpose.valueOf(rows.getString("purpose")),
                        rows.getString("reason"),
                        SqlInstants.get(rows, "valid_from"),
                        SqlInstants.get(rows, "valid_until"),
                        review(rows)));
            }
        }
        return List.copyOf(grants);
    }

    private static Optional<BreakGlassReview> review(ResultSet row) throws SQLException {
        String reviewer = row.getString("reviewed_by");
        return reviewer == null
                ? Optional.empty()
                : Optional.of(new BreakGlassReview(
                        reviewer, row.getString("review_note"), SqlInstants.get(row, "reviewed_at")));
    }
}
