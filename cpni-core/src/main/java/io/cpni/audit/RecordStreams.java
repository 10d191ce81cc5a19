package io.cpni.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks over all streams of a database. */
final class RecordStreams {

    private RecordStreams() {}

    /** Returns the numbers of all streams. */
    static List<Integer> numbers(Connection connection) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT stream_no FROM cpni_audit_stream ORDER BY stream_no");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                numbers.add(result.getInt(1));
            }
        }
        return numbers;
    }

    /** Returns the record at a place, if it is there. */
    static Optional<RecordTable.Row> at(Connection connection, int streamNo, long seq) throws SQLException {
        return RecordTable.records(connection, streamNo, seq, 1).stream()
                .filter(row -> row.seq() == seq)
                .findFirst();
    }
}
