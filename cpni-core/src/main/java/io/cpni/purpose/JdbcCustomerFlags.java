package io.cpni.purpose;

import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerFlags;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
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
 * Keeps flags of customers in the table {@code cpni_customer_flag} of the carrier's database, where statements can join
 * it. What customers refuse, and what they say in calls, is no matter of this table but of their ledger of approvals.
 *
 * <p>Each change is a transaction of its own. Safe for many threads and nodes.
 */
public final class JdbcCustomerFlags implements CustomerFlags {

    /** Stands for every detail. */
    private static final String ANY = "*";

    private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final String IS_UP = "SELECT 1 FROM cpni_customer_flag"
            + " WHERE customer_id = ? AND flag = ? AND valid_from <= ? AND valid_to > ?";
    private static final String IS_UP_FOR = IS_UP + " AND detail IN (?, '" + ANY + "')";
    private static final String PUT_UP = "INSERT INTO cpni_customer_flag"
            + " (customer_id, flag, detail, valid_from, valid_to) VALUES (?, ?, ?, ?, ?)";
    private static final String END = "UPDATE cpni_customer_flag SET valid_to = ?"
            + " WHERE customer_id = ? AND flag = ? AND detail = ? AND valid_from < ? AND valid_to > ?";
    private static final String LEAVE_OUT =
            "DELETE FROM cpni_customer_flag" + " WHERE customer_id = ? AND flag = ? AND detail = ? AND valid_from >= ?";

    private final StoreConnections connections;
    private final CustomerKeyType keyType;

    /**
     * Creates a store.
     *
     * @param raw the data source that holds the table, not a guarded one
     * @param keyType the SQL type of customer ids
     */
    public JdbcCustomerFlags(DataSource raw, CustomerKeyType keyType) {
        this.connections = new StoreConnections(raw, "customer flags (cpni_customer_flag)");
        this.keyType = keyType;
    }

    @Override
    public boolean isUp(CustomerId customer, CustomerFlag flag, Optional<String> detail, Instant at) {
        return connections.read("read customer flags", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(detail.isPresent() ? IS_UP_FOR : IS_UP)) {
                statement.setObject(1, keyType.toDatabaseValue(customer));
                statement.setString(2, flag.name());
                SqlInstants.set(statement, 3, at);
                SqlInstants.set(statement, 4, at);
                if (detail.isPresent()) {
                    statement.setString(5, detail.get());
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /**
     * Puts a flag up from an instant on, until it is taken down. One that is up already stays up.
     *
     * @param detail the name, or the id of the address or number, that it is about; empty if it holds for every one
     * @throws IllegalArgumentException if the flag follows from the ledger of approvals, or the detail is blank or
     *     {@code *}
     * @throws io.cpni.customer.StoreUnavailableException if the store fails; nothing has then changed
     */
    public void putUp(CustomerId customer, CustomerFlag flag, Optional<String> detail, Instant from) {
        String kept = kept(flag, detail);
        connections.inTransaction("put up a customer flag", connection -> {
            end(connection, customer, flag, kept, from);
            return StoreConnections.insertedFirst(connection, same -> {
                try (PreparedStatement statement = same.prepareStatement(PUT_UP)) {
                    statement.setObject(1, keyType.toDatabaseValue(customer));
                    statement.setString(2, flag.name());
                    statement.setString(3, kept);
                    SqlInstants.set(statement, 4, from);
                    SqlInstants.set(statement, 5, FOREVER);
                    return statement.executeUpdate();
                }
            });
        });
    }

    /**
     * Takes a flag down from an instant on: it is up no longer, and does not come up later where that was planned.
     *
     * @param detail what it was put up with
     * @throws IllegalArgumentException if the flag follows from the ledger of approvals, or the detail is blank or
     *     {@code *}
     * @throws io.cpni.customer.StoreUnavailableException if the store fails; nothing has then changed
     */
    public void takeDown(CustomerId customer, CustomerFlag flag, Optional<String> detail, Instant at) {
        String kept = kept(flag, detail);
        connections.inTransaction("take down a customer flag", connection -> end(connection, customer, flag, kept, at));
    }

    /** Ends what is up at an instant or was to come up later, and returns how many periods that were. */
    private int end(Connection connection, CustomerId customer, CustomerFlag flag, String detail, Instant at)
            throws SQLException {
        int ended;
        try (PreparedStatement statement = connection.prepareStatement(LEAVE_OUT)) {
            statement.setObject(1, keyType.toDatabaseValue(customer));
            statement.setString(2, flag.name());
            statement.setString(3, detail);
            SqlInstants.set(statement, 4, at);
            ended = statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            SqlInstants.set(statement, 1, at);
            statement.setObject(2, keyType.toDatabaseValue(customer));
            statement.setString(3, flag.name());
            statement.setString(4, detail);
            SqlInstants.set(statement, 5, at);
            SqlInstants.set(statement, 6, at);
            return ended + statement.executeUpdate();
        }
    }

    /** Returns what stands for the detail in the table, where the flag is one that is kept there. */
    private static String kept(CustomerFlag flag, Optional<String> detail) {
        switch (flag) {
            case SERVED_BY_AFFILIATE, BUSINESS_EXEMPT, UNLISTED, ADDRESS_OF_RECORD, NUMBER_OF_RECORD -> {}
            case DO_NOT_CALL,
                    NO_MARKETING_CONTACT,
                    NO_PARTNER_SHARING,
                    APPROVED_IN_OWN_CALL,
                    APPROVED_AFTER_ORAL_NOTICE,
                    ORAL_APPROVAL_SPENT ->
                throw new IllegalArgumentException("flag " + flag
                        + " follows from what the customer said: append that to the approval store instead");
        }
        detail.ifPresent(value -> {
            if (value.isBlank() || value.equals(ANY)) {
                throw new IllegalArgumentException(
                        "detail of flag " + flag + " is blank or *; leave it empty where the flag holds for every one");
            }
        });
        return detail.orElse(ANY);
    }
}
