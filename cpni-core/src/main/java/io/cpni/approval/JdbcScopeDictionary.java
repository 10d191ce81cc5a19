package io.cpni.approval;

import io.cpni.jdbc.StoreConnections;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dictionary of scope cells in the table {@code cpni_approval_scope}, to which rows are only added. */
final class JdbcScopeDictionary {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcScopeDictionary.class);

    private static final String COUNT = "SELECT COUNT(*) FROM cpni_approval_scope";
    private static final String ALL = "SELECT scope_id, definition FROM cpni_approval_scope";
    private static final String FIND = "SELECT scope_id FROM cpni_approval_scope WHERE digest = ?";
    private static final String ADD = "INSERT INTO cpni_approval_scope (digest, definition) VALUES (?, ?)";

    private final StoreConnections connections;

    /** Held while rows are read, so that what is published meanwhile comes on top. */
    private final Object loading = new Object();

    private volatile @Nullable ApprovalScopes known;

    JdbcScopeDictionary(StoreConnections connections) {
        this.connections = connections;
    }

    ApprovalScopes known() {
        ApprovalScopes scopes = known;
        return scopes == null ? refresh() : scopes;
    }

    ApprovalScopes refresh() {
        synchronized (loading) {
            ApprovalScopes before = known;
            ApprovalScopes now = connections.read("read the scope cells", connection -> {
                try (Statement statement = connection.createStatement()) {
                    return before != null && count(statement) == before.version() ? before : load(statement);
                }
            });
            known = now;
            return now;
        }
    }

    /**
     * Returns the ids of the cells, after adding those without one in the transaction at hand.
     *
     * @return ids that are good once that transaction is committed
     */
    Map<ScopeCell, Integer> ids(Connection connection, Set<ScopeCell> cells) throws SQLException {
        ApprovalScopes scopes = Optional.ofNullable(known).orElse(ApprovalScopes.none());
        Map<ScopeCell, Integer> ids = new HashMap<>();
        List<ScopeCell> sorted = cells.stream()
                .sorted(Comparator.comparing(ScopeCell::canonical))
                .toList();
        for (ScopeCell cell : sorted) {
            Optional<Integer> id = scopes.id(cell);
            ids.put(cell, id.isPresent() ? id.get() : findOrAdd(connection, cell.canonical()));
        }
        return ids;
    }

    /** Makes known what a committed transaction has found or added. */
    void publish(Map<ScopeCell, Integer> ids) {
        synchronized (loading) {
            ApprovalScopes scopes = known;
            if (scopes != null) {
                known = scopes.with(ids);
            }
        }
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(COUNT)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static ApprovalScopes load(Statement statement) throws SQLException {
        Map<Integer, ScopeCell> cells = new HashMap<>();
        long version = 0;
        try (ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                version++;
                int id = rows.getInt("scope_id");
                try {
                    cells.put(id, ScopeCell.parse(rows.getString("definition")));
                } catch (IllegalArgumentException e) {
                    // Left unknown, so that uses it might cover are denied; likely the work of a newer version.
                    LOG.warn("scope cell {} cannot be read by this version; what it covers is denied", id, e);
                }
            }
        }
        return ApprovalScopes.of(version, cells);
    }

    private static int findOrAdd(Connection connection, String definition) throws SQLException {
        String digest = digest(definition);
        Optional<Integer> id = find(connection, digest);
        if (id.isPresent()) {
            return id.get();
        }
        StoreConnections.insertedFirst(connection, c -> {
            try (PreparedStatement statement = c.prepareStatement(ADD)) {
                statement.setString(1, digest);
                statement.setString(2, definition);
                return statement.executeUpdate();
            }
        });
        return find(connection, digest)
                .orElseThrow(() -> new SQLException("the scope cell just added is not there", "02000"));
    }

    private static Optional<Integer> find(Connection connection, String digest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, digest);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
            }
        }
    }

    private static String digest(String definition) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
