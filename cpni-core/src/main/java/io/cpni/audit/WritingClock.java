package io.cpni.audit;

import io.cpni.jdbc.DatabaseVendor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the writer of a stream when a record is written. Times never go back along a stream, so one record stamped far ahead
 * would have all later ones carry its time, and no report of today would find them: a clock that is ahead of the store's is
 * not believed. One that is behind does no such harm.
 *
 * <p>For one thread at a time.
 */
final class WritingClock {

    private static final Logger LOG = LoggerFactory.getLogger(WritingClock.class);

    private final Clock clock;

    /** Null where nobody asked for a comparison. */
    private final @Nullable Duration aheadAtMost;

    private @Nullable Reading store;

    /** What the store's clock said, and the clock that only goes on. */
    private record Reading(Instant instant, long nanos) {

        static Reading now(Instant instant) {
            return new Reading(instant, System.nanoTime());
        }

        Instant goneOn() {
            return instant.plusNanos(System.nanoTime() - nanos);
        }
    }

    WritingClock(Clock clock, @Nullable Duration aheadAtMost) {
        this.clock = clock;
        this.aheadAtMost = aheadAtMost;
    }

    /**
     * Returns when what may be denied is written. Rolls back, if it has to ask the store.
     *
     * @throws AuditUnavailableException if the clock is ahead of the store's
     * @throws RuntimeException if the clock fails
     */
    Instant instant(Connection connection) throws SQLException {
        Instant now = clock.instant();
        Duration most = aheadAtMost;
        if (most == null) {
            return now;
        }
        Reading last = store;
        if (last == null || now.isAfter(last.goneOn().plus(most))) {
            Instant there = ofStore(connection);
            store = Reading.now(there);
            if (now.isAfter(there.plus(most))) {
                throw new AuditUnavailableException("this machine's clock is " + Duration.between(there, now)
                        + " ahead of the audit database's, and records written by it would be found in no report of"
                        + " today; set the clock right, and nothing more is denied");
            }
            if (last != null) {
                LOG.warn(
                        "The clock went {} ahead of the time that has passed, as after a sleep of the machine; the audit"
                                + " database's says the same, so it is believed",
                        Duration.between(last.goneOn(), now));
            }
        }
        return now;
    }

    /**
     * Returns when what has happened already is written: by this clock if it can be believed, else by the store's. Rolls back,
     * if it has to ask the store.
     */
    Instant always(Connection connection) throws SQLException {
        try {
            return instant(connection);
        } catch (RuntimeException wrong) {
            LOG.debug("The store tells the time of writing, as the clock of this machine cannot", wrong);
            return ofStore(connection);
        }
    }

    private static Instant ofStore(Connection connection) throws SQLException {
        // Some tell the time at which the transaction began.
        connection.rollback();
        DatabaseVendor vendor = DatabaseVendor.of(connection);
        String question = switch (vendor) {
            case POSTGRESQL -> "SELECT clock_timestamp()";
            case MARIADB -> "SELECT UTC_TIMESTAMP(6)";
            case H2 -> "SELECT CURRENT_TIMESTAMP(6)";
        };
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            result.next();
            return vendor == DatabaseVendor.MARIADB
                    ? result.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                    : result.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
