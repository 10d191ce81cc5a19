package io.cpni.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes and reads instants in UTC, to the microsecond: as {@code TIMESTAMP(6) WITH TIME ZONE}, or on MariaDB, which has
 * no such type and whose {@code TIMESTAMP} ends in 2038, as {@code DATETIME(6)}. A {@code DATETIME} has no zone, so
 * neither the session's nor this machine's can shift it.
 */
public final class SqlInstants {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private SqlInstants() {}

    /**
     * Binds an instant. What lies beyond the years 1 to 9999 is bound as their first or last instant; parts of a
     * microsecond are dropped.
     */
    public static void set(PreparedStatement statement, int index, Instant instant) throws SQLException {
        if (DatabaseVendor.of(statement.getConnection()) == DatabaseVendor.MARIADB) {
            setWithoutZone(statement, index, instant);
        } else {
            setWithZone(statement, index, instant);
        }
    }

    /** Binds an instant as a {@code TIMESTAMP(6) WITH TIME ZONE}. */
    public static void setWithZone(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, utc(instant));
    }

    /** Binds an instant as a {@code DATETIME(6)} of MariaDB. */
    public static void setWithoutZone(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, utc(instant).toLocalDateTime());
    }

    private static OffsetDateTime utc(Instant instant) {
        return clamp(instant).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Instant clamp(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return instant.isAfter(LATEST) ? LATEST : instant;
    }

    /** Reads the instant of a column that is never null. */
    public static Instant get(ResultSet row, String column) throws SQLException {
        return find(row, row.findColumn(column)).orElseThrow(() -> new NullPointerException(column));
    }

    /** Reads the instant of a column that is never null, by its number. */
    public static Instant get(ResultSet row, int column) throws SQLException {
        return find(row, column).orElseThrow(() -> new NullPointerException("column " + column));
    }

    /** Reads the instant of a column; empty for null. */
    public static Optional<Instant> find(ResultSet row, int column) throws SQLException {
        if (DatabaseVendor.of(
                        Objects.requireNonNull(row.getStatement(), "statement").getConnection())
                == DatabaseVendor.MARIADB) {
            return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                    .map(utc -> utc.toInstant(ZoneOffset.UTC));
        }
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
