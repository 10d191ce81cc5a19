package io.cpni.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the table of legal holds, which anybody who owns it can change, with the records of holds, which nobody can without
 * being found: a purge must not rest on a hold that somebody removed from the table.
 */
final class HoldCheck {

    private HoldCheck() {}

    /**
     * Compares them.
     *
     * @param rows the table
     * @param records what the leaves say
     * @return where the records of releases stand that are still needed: as long as that of the placing is there, it is what
     *     tells that the hold has ended
     * @throws IllegalStateException if they differ; nothing must be purged then
     */
    static Set<HoldTable.Place> run(List<HoldTable.Row> rows, List<HoldRecords.Hold> records) {
        Map<HoldTable.Place, HoldRecords.Hold> byPlace = new HashMap<>();
        Set<String> placed = new HashSet<>();
        for (HoldRecords.Hold record : records) {
            byPlace.put(record.place(), record);
            if (record.isPlacing()) {
                placed.add(record.id());
            }
        }
        Set<String> known = new HashSet<>();
        Set<HoldTable.Place> needed = new HashSet<>();
        for (HoldTable.Row row : rows) {
            known.add(row.id());
            HoldTable.Place end = row.released();
            if (end == null) {
                if (!isPlacedBy(row, byPlace.get(row.placed()))) {
                    throw differs(row.id());
                }
            } else if (placed.contains(row.id())) {
                HoldRecords.Hold release = byPlace.get(end);
                if (release == null || release.isPlacing() || !release.id().equals(row.id())) {
                    throw differs(row.id());
                }
                needed.add(end);
            }
        }
        for (String id : placed) {
            if (!known.contains(id)) {
                throw differs(id);
            }
        }
        return needed;
    }

    private static boolean isPlacedBy(HoldTable.Row row, HoldRecords.@Nullable Hold record) {
        return record != null
                && record.isPlacing()
                && record.id().equals(row.id())
                && record.leaf().body().evidence().equals(LegalHolds.period(row.from(), row.to()))
                && isOnNoFewer(row.persons(), record.persons());
    }

    private static boolean isOnNoFewer(@Nullable Set<Integer> held, Set<Integer> recorded) {
        return recorded.isEmpty() == (held == null) && (held == null || held.containsAll(recorded));
    }

    private static IllegalStateException differs(String id) {
        return new IllegalStateException(
                "the records of the legal hold '" + id + "' and the table of holds differ, so nothing is"
                        + " purged: if placing or releasing it failed, do that again; otherwise the table was changed, and the hold counts"
                        + " as its record says");
    }
}
