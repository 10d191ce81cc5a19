package io.cpni.autoconfigure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Every way out on H2. */
public class H2ReadWaysTest extends ReadWaysContract {

    @Override
    WaysCarrier start() {
        return new WaysCarrier(CarrierContext.freshDatabase(), "sa");
    }

    @Override
    String function() {
        return "create alias callee_of for \"" + H2ReadWaysTest.class.getName() + ".calleeOf\"";
    }

    /** What the alias runs. */
    public static @Nullable String calleeOf(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select callee from voice_call where id = ?")) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
