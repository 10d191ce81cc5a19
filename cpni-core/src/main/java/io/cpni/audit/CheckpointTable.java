package io.cpni.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the statements on checkpoints, in the SQL that H2, PostgreSQL and MariaDB share. */
final class CheckpointTable {

    /** A checkpoint as it is stored: the size is what the column says, and not to be believed before the note is. */
    record Stored(long size, String note) {}

    // Sorted by stream although there is only one: otherwise H2 does not see that the primary key has the order.
    private static final String SELECT_LAST = "SELECT size, note FROM cpni_audit_checkpoint WHERE stream_no = ?"
            + " AND size <= ? ORDER BY stream_no DESC, size DESC LIMIT 1";
    private static final String SELECT_PAGE = "SELECT size, note FROM cpni_audit_checkpoint WHERE stream_no = ?"
            + " AND size > ? ORDER BY stream_no, size LIMIT ?";
    private static final String INSERT =
            "INSERT INTO cpni_audit_checkpoint (stream_no, size, logged_us, note) VALUES (?, ?, ?, ?)";

    private static final String SELECT_END = "SELECT seq, logged_us FROM cpni_audit_record WHERE stream_no = ?"
            + " ORDER BY stream_no DESC, seq DESC LIMIT 1";

    /** Where a stream ends, and when its last record was written. */
    record End(long size, long loggedMicros) {}

    private CheckpointTable() {}

    /** Returns the checkpoint of the largest size that is no larger than one. */
    static Optional<Stored> last(Connection connection, int streamNo, long upTo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_LAST)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, upTo);
            return rows(statement).stream().findFirst();
        }
    }

    /** Returns checkpoints that are larger than a size, the shortest first. */
    static List<Stored> page(Connection connection, int streamNo, long after, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_PAGE)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, after);
            statement.setInt(3, limit);
            return rows(statement);
        }
    }

    private static List<Stored> rows(PreparedStatement statement) throws SQLException {
        List<Stored> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(new Stored(result.getLong(1), String.valueOf(result.getString(2))));
            }
        }
        return rows;
    }

    static void insert(Connection connection, int streamNo, long size, long micros, String note) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, size);
            statement.setLong(3, micros);
            statement.setString(4, note);
            statement.executeUpdate();
        }
    }

    /** Returns where a stream ends, if it has records. */
    static Optional<End> end(Connection connection, int streamNo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_END)) {
            statement.setInt(1, streamNo);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new End(result.getLong(1) + 1, result.getLong(2)))
                        : Optional.empty();
            }
        }
    }
}
