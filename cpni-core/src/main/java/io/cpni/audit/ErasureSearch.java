package io.cpni.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what an erasure is about: which encrypted parts of records it destroys beside the persons' own rows, and which legal
 * hold speaks against it. For one moment of the log and one use.
 */
final class ErasureSearch {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureSearch.class);

    /** What the record of an erasure says that was made although there were holds. */
    static final String DESPITE_HOLDS = "despite legal holds";

    /** The key of a record's encrypted part. */
    record Secret(int streamNo, long seq) implements Comparable<Secret> {

        @Override
        public int compareTo(Secret other) {
            int order = Integer.compare(streamNo, other.streamNo);
            return order != 0 ? order : Long.compare(seq, other.seq);
        }
    }

    /** The record of an erasure, when it was written, and whether holds do not stop it. */
    record Recorded(AuditPosition position, long loggedMicros, boolean despiteHolds) {

        static Recorded of(Leaf erasure) {
            return new Recorded(
                    erasure.position(),
                    erasure.loggedMicros(),
                    erasure.body().evidence().contains(DESPITE_HOLDS));
        }
    }

    /**
     * What was found.
     *
     * @param holds the holds in force at that moment
     * @param heldBy the ids of those that keep a record which mentions one of the persons
     * @param secrets by person, what is to be destroyed beside the row; nothing of what is held
     * @param recorded by person, an erasure of theirs that is on record
     * @param unreadable records that cannot be read, and may be about the persons
     */
    record Found(
            List<HoldTable.Row> holds,
            Set<String> heldBy,
            Map<Integer, Set<Secret>> secrets,
            Map<Integer, Recorded> recorded,
            List<AuditPosition> unreadable) {

        Set<Secret> secretsOf(Collection<Integer> persons) {
            Set<Secret> all = new TreeSet<>();
            persons.forEach(person -> all.addAll(secrets.getOrDefault(person, Set.of())));
            return all;
        }
    }

    private final Connection connection;
    private final AuditKeys keys;
    private final int sharedLimit;
    private final Set<Integer> despiteHolds;
    private final Set<String> heldBy = new TreeSet<>();
    private final Map<Integer, Set<Secret>> secrets = new HashMap<>();
    private final Map<Integer, Recorded> recorded = new HashMap<>();
    private final List<AuditPosition> unreadable = new ArrayList<>();

    /**
     * Prepares a search.
     *
     * @param connection in a transaction that sees one moment of the log
     * @param sharedLimit of how many customers at most a record loses its encrypted part
     * @param despiteHolds the persons whom holds do not keep
     */
    ErasureSearch(Connection connection, AuditKeys keys, int sharedLimit, Set<Integer> despiteHolds) {
        this.connection = connection;
        this.keys = keys;
        this.sharedLimit = sharedLimit;
        this.despiteHolds = Set.copyOf(despiteHolds);
    }

    /**
     * Searches all streams.
     *
     * @param persons whom to erase
     * @param fromMicros looks at what was written then or later
     */
    Found run(Set<Integer> persons, long fromMicros) throws SQLException {
        List<HoldTable.Row> holds = HoldTable.inForceWhoeverWasChanged(connection, keys);
        for (HoldTable.Row hold : holds) {
            Set<Integer> held = hold.persons();
            if (held != null && persons.stream().anyMatch(person -> keeps(hold, held, person))) {
                heldBy.add(hold.id());
            }
        }
        List<HoldTable.Row> ofPeriods =
                holds.stream().filter(hold -> hold.persons() == null).toList();
        for (Map.Entry<Integer, String> stream : AuditIndex.streams(connection).entrySet()) {
            int streamNo = stream.getKey();
            long from =
                    fromMicros == Long.MIN_VALUE ? 0 : RecordTable.firstLoggedFrom(connection, streamNo, fromMicros);
            List<Long> damaged = new RecordSearch(
                            connection,
                            streamNo,
                            Mentioned.terms(persons),
                            (row, leaf) -> Mentioned.by(row, leaf).stream().anyMatch(persons::contains))
                    .visit(from, (row, leaf) -> add(streamNo, row, leaf, persons, ofPeriods));
            damaged.forEach(seq -> unreadable.add(new AuditPosition(stream.getValue(), seq)));
        }
        return new Found(holds, heldBy, secrets, recorded, List.copyOf(unreadable));
    }

    private boolean keeps(HoldTable.Row hold, Set<Integer> held, int person) {
        return held.contains(person) && !despiteHolds.contains(person) && hold.isInForce();
    }

    private void add(int streamNo, RecordTable.Row row, Leaf leaf, Set<Integer> persons, List<HoldTable.Row> ofPeriods)
            throws SQLException {
        Set<Integer> mentioned = Mentioned.by(row, leaf);
        mentioned.retainAll(persons);
        if (leaf.body().kind() == AuditKind.ERASURE && isOwn(connection, DataKeys.read(connection, keys), row, leaf)) {
            Recorded erasure = Recorded.of(leaf);
            Mentioned.named(row).stream().filter(persons::contains).forEach(person -> recorded.put(person, erasure));
        }
        List<Part> parts = parts(streamNo, row, leaf);
        for (int person : mentioned) {
            if (leaf.body().kind() == AuditKind.ERASURE && !Part.is(leaf.tail().accessorPerson(), person)) {
                // Tells of the person only that the person is erased, and why.
                continue;
            }
            for (Part part : parts) {
                Optional<String> hold = despiteHolds.contains(person)
                        ? Optional.empty()
                        : ofPeriods.stream()
                                .filter(each -> PurgeRules.isOfPeriod(part.leaf(), each))
                                .map(HoldTable.Row::id)
                                .findFirst();
                if (hold.isPresent()) {
                    heldBy.add(hold.get());
                } else if (part.isAbout(person, leaf, sharedLimit)) {
                    secrets.computeIfAbsent(person, key -> new HashSet<>())
                            .add(new Secret(streamNo, part.leaf().position().seq()));
                }
            }
        }
    }

    /** A record, or the one that it belongs to as an access to its outcome. */
    private record Part(Leaf leaf, boolean isItself) {

        /** Tells whether its encrypted part is about a person whom the record mentions, and about few others. */
        boolean isAbout(int person, Leaf mentioning, int limit) {
            boolean isAccessor = is(mentioning.tail().accessorPerson(), person);
            if (mentioning.body().kind() == AuditKind.HOLD) {
                // Says why somebody was held, which is to be read when that one is erased.
                return isAccessor;
            }
            boolean isTheirs = isAccessor || is(mentioning.tail().subject(), person);
            return (isTheirs || mentioning.tail().named() <= limit)
                    && (isItself
                            || leaf.body().kind() != AuditKind.OUTCOME
                            || leaf.tail().named() <= limit);
        }

        private static boolean is(OptionalInt number, int person) {
            return number.isPresent() && number.getAsInt() == person;
        }
    }

    /** Returns the record with its access or outcome. */
    private List<Part> parts(int streamNo, RecordTable.Row row, Leaf leaf) throws SQLException {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(leaf, true));
        Optional<RecordTable.Row> other = Optional.empty();
        if (leaf.body().intent().isPresent()) {
            other = RecordStreams.at(
                    connection, streamNo, leaf.body().intent().get().position().seq());
        } else if (leaf.body().kind().releases()) {
            other = RecordTable.outcomeOf(connection, streamNo, row.seq());
        }
        if (other.isPresent()) {
            try {
                parts.add(new Part(Leaf.decode(other.get().leaf()), false));
            } catch (MalformedRecordException damaged) {
                unreadable.add(
                        new AuditPosition(leaf.position().stream(), other.get().seq()));
            }
        }
        return parts;
    }

    /**
     * Returns what erasures are on record, with whom they name.
     *
     * @param fromMicros those that were written then or later
     */
    static Map<Recorded, Set<Integer>> recorded(Connection connection, DataKeys keys, long fromMicros)
            throws SQLException {
        Map<Recorded, Set<Integer>> erasures = new LinkedHashMap<>();
        for (int streamNo : RecordStreams.numbers(connection)) {
            long from =
                    fromMicros == Long.MIN_VALUE ? 0 : RecordTable.firstLoggedFrom(connection, streamNo, fromMicros);
            // What cannot be read is told where it may be about somebody who is erased.
            List<Long> unused = new RecordSearch(
                            connection,
                            streamNo,
                            List.of(Term.of(IndexField.Mark.KEEPING)),
                            (row, leaf) -> leaf.body().kind() == AuditKind.ERASURE)
                    .visit(from, (row, leaf) -> {
                        if (isOwn(connection, keys, row, leaf)) {
                            erasures.put(Recorded.of(leaf), Mentioned.named(row));
                        }
                    });
        }
        return erasures;
    }

    /** Tells whether the log itself wrote the record of an erasure, on which keys are destroyed. */
    private static boolean isOwn(Connection connection, DataKeys keys, RecordTable.Row row, Leaf leaf)
            throws SQLException {
        boolean isOwn = leaf.position().seq() == row.seq()
                && keys.isOwn(row.leaf(), leaf.seal())
                && Mentioned.isIntact(connection, row, leaf);
        if (!isOwn) {
            LOG.error(
                    "The record of an erasure at {} is not as the log wrote it, and erases nobody; let an AuditVerifier look"
                            + " at the stream",
                    new AuditPosition(leaf.position().stream(), row.seq()));
        }
        return isOwn;
    }
}
