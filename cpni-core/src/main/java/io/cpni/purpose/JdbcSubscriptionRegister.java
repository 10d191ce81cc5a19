package io.cpni.purpose;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.jdbc.SqlInstants;
import io.cpni.jdbc.StoreConnections;
import io.cpni.label.RelationName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import javax.sql.DataSource;

/** Reads subscriptions from the relation that the SQL gate joins: the library's own table, or a view of the carrier's. */
public final class JdbcSubscriptionRegister implements SubscriptionRegister {

    private final StoreConnections connections;
    private final CustomerKeyType keyType;
    private final String relation;

    /**
     * Creates a register over a relation with the columns {@code customer_id}, {@code service_category},
     * {@code valid_from} and {@code valid_until}.
     *
     * @param raw the data source that holds it, not a guarded one
     * @param keyType the SQL type of customer ids
     * @param relation its name
     */
    public JdbcSubscriptionRegister(DataSource raw, CustomerKeyType keyType, String relation) {
        RelationName.requirePlain("relation", relation);
        this.connections = new StoreConnections(raw, "subscriptions (" + relation + ")");
        this.keyType = keyType;
        this.relation = relation;
    }

    @Override
    public Set<ServiceCategory> subscribed(CustomerId customer, Instant at) {
        return connections.read("read subscriptions", connection -> {
            Set<ServiceCategory> categories = EnumSet.noneOf(ServiceCategory.class);
            try (PreparedStatement statement =
                    connection.prepareStatement("select service_category from " + relation + " where customer_id = "
                            + DatabaseVendor.of(connection).keyParameter(keyType)
                            + " and valid_from <= ? and (valid_until is null or valid_until > ?)")) {
                statement.setObject(1, keyType.toDatabaseValue(customer));
                SqlInstants.set(statement, 2, at);
                SqlInstants.set(statement, 3, at);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        categories.add(ServiceCategory.valueOf(rows.getString(1)));
                    }
                }
            }
            return categories;
        });
    }
}
