package io.cpni.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Writes and reads instants as {@code TIMESTAMP(6) WITH TIME ZONE}: in UTC, to the microsecond. */
public final class SqlInstants {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private SqlInstants() {}

    /**
     * Binds an instant. What lies beyond the years 1 to 9999 is bound as their first or last instant; parts of a
     * microsecond are dropped.
     */
    public static void set(PreparedStatement statement, int index, Instant instant) throws SQLException {
        Instant kept = clamp(instant);
        statement.setObject(index, OffsetDateTime.ofInstant(kept.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC));
    }

    private static Instant clamp(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return instant.isAfter(LATEST) ? LATEST : instant;
    }

    /** Reads the instant of a column that is never null. */
    public static Instant get(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column)
                .toInstant();
    }
}
