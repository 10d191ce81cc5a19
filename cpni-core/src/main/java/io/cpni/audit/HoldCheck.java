package io.cpni.audit;

import io.cpni.accessor.Operation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares the table of legal holds, which anybody who owns it can change, with the records of holds, which nobody can without
 * being found: a purge must not rest on a hold that somebody removed from the table.
 */
final class HoldCheck {

    private static final String SELECT_HOLDS =
            "SELECT seq FROM cpni_audit_record WHERE stream_no = ? AND kind = 'HOLD' ORDER BY seq";

    private final Connection connection;
    private final Map<HoldTable.Place, Leaf> placed = new HashMap<>();
    private final Map<HoldTable.Place, Set<Integer>> persons = new HashMap<>();
    private final Map<HoldTable.Place, Leaf> released = new HashMap<>();

    private HoldCheck(Connection connection) {
        this.connection = connection;
    }

    /**
     * Compares them.
     *
     * @param gaps where records were purged, and cannot tell anymore
     * @throws IllegalStateException if they differ; nothing must be purged then
     */
    static void run(Connection connection, List<PurgeTable.Gap> gaps) throws SQLException {
        new HoldCheck(connection).compare(HoldTable.all(connection), gaps);
    }

    private void compare(List<HoldTable.Row> rows, List<PurgeTable.Gap> gaps) throws SQLException {
        for (int streamNo : RecordStreams.numbers(connection)) {
            read(streamNo);
        }
        Set<String> known = new HashSet<>();
        for (HoldTable.Row row : rows) {
            known.add(row.id());
            HoldTable.Place end = row.released();
            if (end == null) {
                Leaf record = placed.get(row.placed());
                if (record == null
                        || !isOf(record, row.id())
                        || !record.body().evidence().equals(LegalHolds.period(row.from(), row.to()))
                        || !isOnNoFewer(row)) {
                    throw differs(row.id());
                }
            } else if (!isPurged(end, gaps) && !(released.containsKey(end) && isOf(released.get(end), row.id()))) {
                throw differs(row.id());
            }
        }
        for (Leaf record : placed.values()) {
            String id = record.body().correlation().orElse("");
            if (!known.contains(id)) {
                throw differs(id);
            }
        }
    }

    private boolean isOnNoFewer(HoldTable.Row row) {
        Set<Integer> recorded = persons.getOrDefault(row.placed(), Set.of());
        Set<Integer> held = row.persons();
        return recorded.isEmpty() == (held == null) && (held == null || held.containsAll(recorded));
    }

    private static boolean isOf(Leaf record, String id) {
        return Objects.equals(record.body().correlation().orElse(""), id);
    }

    private static boolean isPurged(HoldTable.Place place, List<PurgeTable.Gap> gaps) {
        return gaps.stream()
                .anyMatch(gap ->
                        gap.streamNo() == place.streamNo() && gap.from() <= place.seq() && place.seq() < gap.to());
    }

    private void read(int streamNo) throws SQLException {
        List<Long> places = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_HOLDS)) {
            statement.setInt(1, streamNo);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    places.add(result.getLong(1));
                }
            }
        }
        for (long seq : places) {
            RecordTable.Row row = RecordStreams.at(connection, streamNo, seq).orElseThrow();
            Leaf leaf = Leaf.decode(row.leaf());
            byte[] hash = leaf.body().shapeHash();
            if (leaf.body().kind() != AuditKind.HOLD || hash == null) {
                continue;
            }
            HoldTable.Place place = new HoldTable.Place(streamNo, seq);
            Shape shape = Shape.decode(RecordTable.shape(connection, streamNo, hash)
                    .orElseThrow(() -> new MalformedRecordException("the shape of a record is missing")));
            if (shape.operation().filter(Operation.INSERT::equals).isPresent()) {
                placed.put(place, leaf);
                Set<Integer> held = new HashSet<>();
                byte[] set = row.customers();
                if (set != null) {
                    CustomerSet.read(set, (number, rows) -> held.add(number));
                }
                persons.put(place, held);
            } else {
                released.put(place, leaf);
            }
        }
    }

    private static IllegalStateException differs(String id) {
        return new IllegalStateException(
                "the records of the legal hold '" + id + "' and the table of holds differ, so nothing is"
                        + " purged: if placing or releasing it failed, do that again; otherwise the table was changed, and the hold counts"
                        + " as its record says");
    }
}
