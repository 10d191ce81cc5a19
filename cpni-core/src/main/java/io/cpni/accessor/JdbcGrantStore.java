package io.cpni.accessor;

import io.cpni.jdbc.SqlInstants;
import io.cpni.jdbc.StoreConnections;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps grants in the table {@code cpni_grant}: a row for each purpose, category and operation. Ended grants stay in it.
 *
 * <p>A row that names something this version does not know grants nothing.
 *
 * <p>Safe for many threads. The schema is {@link io.cpni.jdbc.FactSchema}'s.
 */
public final class JdbcGrantStore implements GrantStore {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcGrantStore.class);
    private static final int LONGEST_ROLE = 200;

    private static final String ADD = "INSERT INTO cpni_grant"
            + " (role, purpose, category, operation, scope, masks, valid_from, valid_to)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String END = "UPDATE cpni_grant"
            + " SET valid_to = CASE WHEN valid_from < ? THEN ? ELSE valid_from END"
            + " WHERE role = ? AND purpose = ? AND category = ? AND operation = ? AND scope = ? AND masks = ?"
            + " AND valid_to > ? AND valid_to > valid_from";
    private static final String IN_FORCE = "SELECT role, purpose, category, operation, scope, masks, valid_from,"
            + " valid_to FROM cpni_grant WHERE valid_to > ? AND valid_from <= ? ORDER BY grant_id";

    private final StoreConnections connections;

    /**
     * Creates the store; nothing is read yet.
     *
     * @param raw the unguarded DataSource of the database that holds the fact tables
     */
    public JdbcGrantStore(DataSource raw) {
        this.connections = new StoreConnections(raw, "grant store");
    }

    /** One cell of a grant, as the table holds it. */
    private record Row(String role, String purpose, String category, String operation, String scope, String masks) {

        static List<Row> of(Grant grant) {
            String masks = grant.masks().stream().map(MaskStyle::name).sorted().collect(Collectors.joining(","));
            List<Row> rows = new ArrayList<>();
            for (Purpose purpose : EnumSet.copyOf(grant.purposes())) {
                for (DataCategory category : EnumSet.copyOf(grant.categories())) {
                    for (Operation operation : EnumSet.copyOf(grant.operations())) {
                        rows.add(new Row(
                                grant.role(),
                                purpose.name(),
                                category.name(),
                                operation.name(),
                                grant.scope().name(),
                                masks));
                    }
                }
            }
            return rows;
        }

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("role"),
                    row.getString("purpose"),
                    row.getString("category"),
                    row.getString("operation"),
                    row.getString("scope"),
                    row.getString("masks"));
        }

        void bind(PreparedStatement statement, int first) throws SQLException {
            statement.setString(first, role);
            statement.setString(first + 1, purpose);
            statement.setString(first + 2, category);
            statement.setString(first + 3, operation);
            statement.setString(first + 4, scope);
            statement.setString(first + 5, masks);
        }

        Optional<Grant> toGrant() {
            try {
                return Optional.of(new Grant(
                        role,
                        Set.of(Purpose.valueOf(purpose)),
                        Set.of(DataCategory.valueOf(category)),
                        Set.of(Operation.valueOf(operation)),
                        GrantScope.of(scope),
                        Arrays.stream(masks.split(","))
                                .filter(name -> !name.isEmpty())
                                .map(MaskStyle::valueOf)
                                .collect(Collectors.toSet())));
            } catch (IllegalArgumentException unknown) {
                return Optional.empty();
            }
        }
    }

    /**
     * {@inheritDoc} The role has at most 200 characters.
     */
    @Override
    public void append(Grant grant, Instant from, Instant until) {
        StoredGrant stored = new StoredGrant(grant, from, until);
        if (grant.role().length() > LONGEST_ROLE) {
            throw new IllegalArgumentException("role of a grant has more than " + LONGEST_ROLE + " characters");
        }
        connections.inTransaction("add a grant", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ADD)) {
                for (Row row : Row.of(grant)) {
                    row.bind(statement, 1);
                    SqlInstants.set(statement, 7, stored.from());
                    SqlInstants.set(statement, 8, stored.until());
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        });
    }

    @Override
    public int end(Grant grant, Instant at) {
        return connections.inTransaction("end a grant", connection -> {
            int ended = 0;
            try (PreparedStatement statement = connection.prepareStatement(END)) {
                for (Row row : Row.of(grant)) {
                    SqlInstants.set(statement, 1, at);
                    SqlInstants.set(statement, 2, at);
                    row.bind(statement, 3);
                    SqlInstants.set(statement, 9, at);
                    ended += statement.executeUpdate();
                }
            }
            return ended;
        });
    }

    /** {@inheritDoc} Each entry is for one purpose, category and operation. */
    @Override
    public List<StoredGrant> inForce(Instant at) {
        return connections.read("read the grants", connection -> {
            List<StoredGrant> grants = new ArrayList<>();
            int unknown = 0;
            try (PreparedStatement statement = connection.prepareStatement(IN_FORCE)) {
                SqlInstants.set(statement, 1, at);
                SqlInstants.set(statement, 2, at);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Optional<Grant> grant = Row.of(rows).toGrant();
                        if (grant.isPresent()) {
                            grants.add(new StoredGrant(
                                    grant.get(),
                                    SqlInstants.get(rows, "valid_from"),
                                    SqlInstants.get(rows, "valid_to")));
                        } else {
                            unknown++;
                        }
                    }
                }
            }
            if (unknown > 0) {
                LOG.warn(
                        "{} rows of cpni_grant grant nothing: they name a role, purpose, category, operation, scope or"
                                + " mask that this version does not know",
                        unknown);
            }
            return List.copyOf(grants);
        });
    }
}
