package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads candidates, joins accesses with their outcomes, and keeps those that meet a query: the index only says where to look.
 * For one connection and one stream.
 */
final class MatchReader {

    private static final Logger LOG = LoggerFactory.getLogger(MatchReader.class);

    private final Connection connection;
    private final int streamNo;
    private final Criteria criteria;
    private final RecordOpener opener;
    private final SortedSet<Long> unreadable = new TreeSet<>();

    /** A row with what its leaf says. */
    private record Parsed(RecordTable.Row row, Leaf leaf) {

        static Parsed of(RecordTable.Row row) {
            return new Parsed(row, Leaf.decode(row.leaf()));
        }

        boolean isScope() {
            return leaf.tail().concern() == Leaf.Concern.SCOPE;
        }

        boolean closes(Parsed access) {
            return leaf.closes(access.leaf());
        }
    }

    /** A candidate that meets the conditions on customers; the others are asked once it is opened. */
    private record Found(
            Parsed access, @Nullable Parsed outcome, Parsed place, boolean isPossible, OptionalLong customersRows) {

        Parsed closing() {
            return outcome == null ? access : outcome;
        }
    }

    MatchReader(Connection connection, int streamNo, Criteria criteria, DataKeys keys) {
        this.connection = connection;
        this.streamNo = streamNo;
        this.criteria = criteria;
        this.opener = new RecordOpener(connection, keys, streamNo);
    }

    /** Returns the places of records that may be what is asked for, but could not be read, or are outcomes of other accesses. */
    SortedSet<Long> unreadable() {
        return unreadable;
    }

    /** Returns what there is at some places, in their order. */
    List<AuditMatch> read(List<Long> places) throws SQLException {
        Map<Long, Parsed> rows = new HashMap<>();
        parse(StreamReads.at(connection, streamNo, places), rows);
        readAccesses(rows);
        Map<Long, Parsed> outcomes = new HashMap<>();
        parse(
                StreamReads.outcomesOf(
                        connection,
                        streamNo,
                        places.stream()
                                .filter(place -> rows.containsKey(place)
                                        && rows.get(place).leaf().body().kind().releases())
                                .toList()),
                outcomes);
        List<Found> found = new ArrayList<>();
        for (Long place : places) {
            Parsed row = rows.get(place);
            if (row != null) {
                find(row, rows, outcomes).ifPresent(found::add);
            }
        }
        return openEach(found);
    }

    private void parse(Map<Long, RecordTable.Row> rows, Map<Long, Parsed> parsed) {
        rows.forEach((key, row) -> {
            try {
                parsed.put(key, Parsed.of(row));
            } catch (MalformedRecordException e) {
                leaveOut(row.seq(), e);
            }
        });
    }

    private void leaveOut(long seq, RuntimeException why) {
        if (unreadable.add(seq)) {
            LOG.debug("A record at place {} cannot be read", seq, why);
        }
    }

    /** Reads the accesses of those rows that are outcomes. */
    private void readAccesses(Map<Long, Parsed> rows) throws SQLException {
        List<Long> missing = rows.values().stream()
                .flatMap(row -> row.leaf().body().intent().stream())
                .map(intent -> intent.position().seq())
                .filter(seq -> !rows.containsKey(seq))
                .distinct()
                .toList();
        parse(StreamReads.at(connection, streamNo, missing), rows);
    }

    private Optional<Found> find(Parsed place, Map<Long, Parsed> rows, Map<Long, Parsed> outcomes) {
        try {
            return findReadable(place, rows, outcomes);
        } catch (MalformedRecordException e) {
            leaveOut(place.row().seq(), e);
            return Optional.empty();
        }
    }

    private Optional<Found> findReadable(Parsed place, Map<Long, Parsed> rows, Map<Long, Parsed> outcomes) {
        boolean isOutcome = place.leaf().body().kind() == AuditKind.OUTCOME;
        if (criteria.query().customer().isEmpty()) {
            return isOutcome ? Optional.empty() : Optional.of(plain(place, outcomeOf(place, outcomes)));
        }
        if (!isOutcome) {
            return atAccess(place, outcomeOf(place, outcomes));
        }
        Parsed access =
                rows.get(place.leaf().body().intent().orElseThrow().position().seq());
        // The access may have been purged: its time to be kept ends before that of its outcome.
        if (access == null) {
            return Optional.empty();
        }
        if (!place.closes(access)) {
            unreadable.add(place.row().seq());
            return Optional.empty();
        }
        return atOutcome(place, access);
    }

    private @Nullable Parsed outcomeOf(Parsed access, Map<Long, Parsed> outcomes) {
        Parsed outcome = outcomes.get(access.row().seq());
        if (outcome != null && !outcome.closes(access)) {
            unreadable.add(outcome.row().seq());
            return null;
        }
        return outcome;
    }

    private static Found plain(Parsed access, @Nullable Parsed outcome) {
        Parsed closing = outcome == null ? access : outcome;
        return new Found(access, outcome, access, closing.isScope(), OptionalLong.empty());
    }

    /** The access stands for the customer where it names them and the outcome does not, or where nothing rules them out. */
    private Optional<Found> atAccess(Parsed access, @Nullable Parsed outcome) {
        OptionalLong rows = rowsOf(access);
        if (rows.isPresent()) {
            return outcome != null && rowsOf(outcome).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Found(access, outcome, access, false, rows));
        }
        boolean isPossible = access.leaf().body().kind().releases() && outcome == null && access.isScope();
        return isPossible && !criteria.query().namedOnly()
                ? Optional.of(new Found(access, null, access, true, OptionalLong.empty()))
                : Optional.empty();
    }

    private Optional<Found> atOutcome(Parsed outcome, Parsed access) {
        OptionalLong rows = rowsOf(outcome);
        if (rows.isPresent()) {
            return Optional.of(new Found(access, outcome, outcome, false, rows));
        }
        boolean isPossible = outcome.isScope() && rowsOf(access).isEmpty();
        return isPossible && !criteria.query().namedOnly()
                ? Optional.of(new Found(access, outcome, outcome, true, OptionalLong.empty()))
                : Optional.empty();
    }

    /** Returns how many rows of the customer asked for a record names; empty if it does not name the customer. */
    private OptionalLong rowsOf(Parsed record) {
        byte[] customers = record.row().customers();
        if (customers == null || criteria.persons().isEmpty()) {
            return OptionalLong.empty();
        }
        long[] sum = new long[1];
        boolean[] isNamed = new boolean[1];
        CustomerSet.read(customers, (person, rows) -> {
            if (criteria.persons().contains(person)) {
                isNamed[0] = true;
                sum[0] += rows;
            }
        });
        return isNamed[0] ? OptionalLong.of(sum[0]) : OptionalLong.empty();
    }

    /** Opens all at once, or one by one where something among them cannot be opened. */
    private List<AuditMatch> openEach(List<Found> found) throws SQLException {
        try {
            return open(found);
        } catch (StoreUnavailableException e) {
            LOG.debug("Records are read one by one", e);
        }
        List<AuditMatch> matches = new ArrayList<>();
        for (Found each : found) {
            try {
                matches.addAll(open(List.of(each)));
            } catch (StoreUnavailableException e) {
                leaveOut(each.place().row().seq(), e);
            }
        }
        return matches;
    }

    private List<AuditMatch> open(List<Found> found) throws SQLException {
        List<RecordTable.Row> rows = new ArrayList<>();
        for (Found each : found) {
            rows.add(each.access().row());
            if (each.outcome() != null) {
                rows.add(each.outcome().row());
            }
        }
        List<AuditRecord> records = criteria.query().customer().isPresent()
                ? opener.open(rows, criteria.persons()::contains)
                : opener.open(rows);
        List<AuditMatch> matches = new ArrayList<>();
        int next = 0;
        for (Found each : found) {
            AuditRecord access = records.get(next);
            next++;
            Optional<AuditRecord> outcome = Optional.empty();
            if (each.outcome() != null) {
                outcome = Optional.of(records.get(next));
                next++;
            }
            if (criteria.isMetBy(access.entry())) {
                matches.add(match(each, access, outcome));
            }
        }
        return matches;
    }

    private static AuditMatch match(Found found, AuditRecord access, Optional<AuditRecord> outcome) {
        Leaf.Tail closing = found.closing().leaf().tail();
        Leaf place = found.place().leaf();
        return new AuditMatch(
                access,
                outcome,
                found.isPossible(),
                closing.named(),
                found.customersRows().orElse(closing.rows()),
                new AuditWindow.Mark(Micros.instant(place.loggedMicros()), place.position()));
    }
}
