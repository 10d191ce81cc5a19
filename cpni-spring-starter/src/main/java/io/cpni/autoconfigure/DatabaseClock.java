package io.cpni.autoconfigure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Tells how far the clock of a database is from this machine's. */
final class DatabaseClock {

    private static final String MARIADB = "MariaDB";

    private DatabaseClock() {}

    /**
     * Measures by how much the clocks are apart at least: what may have passed on the way to the database and back is not
     * held against them.
     */
    static Duration skew(DataSource raw, InstantSource clock) throws SQLException {
        try (Connection connection = raw.getConnection();
                Statement statement = connection.createStatement()) {
            boolean mariaDb = connection.getMetaData().getDatabaseProductName().equalsIgnoreCase(MARIADB);
            Instant before = clock.instant();
            Instant there;
            try (ResultSet row =
                    statement.executeQuery(mariaDb ? "select utc_timestamp(6)" : "select current_timestamp")) {
                row.next();
                there = mariaDb
                        ? row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                        : row.getObject(1, OffsetDateTime.class).toInstant();
            }
            Instant after = clock.instant();
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            if (there.isBefore(before)) {
                return Duration.between(there, before);
            }
            return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        }
    }
}
