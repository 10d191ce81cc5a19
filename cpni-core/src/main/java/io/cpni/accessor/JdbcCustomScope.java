package io.cpni.accessor;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.jdbc.SqlInstants;
import io.cpni.jdbc.StoreConnections;
import io.cpni.label.RelationName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * A carrier's own scope that is told by its relation alone: the one that the gate joins.
 *
 * <p>Safe for many threads.
 */
public final class JdbcCustomScope implements CustomScope {

    private final GrantScope scope;
    private final String relation;
    private final StoreConnections connections;
    private final CustomerKeyType keyType;

    /**
     * Creates the scope; nothing is read yet.
     *
     * @param scope its name
     * @param relation the name of the relation that holds whom it reaches, with a schema or without
     * @param raw the unguarded DataSource of the database that holds the data
     * @param keyType the type of customer ids in it
     * @throws IllegalArgumentException if the scope is a built-in one, or the relation no plain name
     */
    public JdbcCustomScope(GrantScope scope, String relation, DataSource raw, CustomerKeyType keyType) {
        if (scope.isBuiltIn()) {
            throw new IllegalArgumentException("scope " + scope + " is the library's own; give yours another name");
        }
        RelationName.requirePlain("relation of scope " + scope, relation);
        this.scope = scope;
        this.relation = relation;
        this.connections = new StoreConnections(raw, "scope " + scope + " (" + relation + ")");
        this.keyType = Objects.requireNonNull(keyType, "keyType");
    }

    @Override
    public GrantScope scope() {
        return scope;
    }

    @Override
    public String relation() {
        return relation;
    }

    @Override
    public boolean reaches(String accessorId, CustomerId customer, Instant at) {
        Object key = keyType.toDatabaseValue(customer);
        return connections.read("tell whom it reaches", connection -> {
            DatabaseVendor vendor = DatabaseVendor.of(connection);
            try (PreparedStatement statement = connection.prepareStatement("select 1 from " + relation
                    + " where customer_id = " + vendor.keyParameter(keyType) + " and accessor_id = "
                    + vendor.exactText()
                    + " and valid_from <= ? and valid_until > ?")) {
                statement.setObject(1, key);
                statement.setString(2, accessorId);
                SqlInstants.set(statement, 3, at);
                SqlInstants.set(statement, 4, at);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }
}
