package io.cpni.audit;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.TileSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Removes audit records whose time to be kept has ended, so that what is left can still be verified.
 *
 * <p>Goes by tiles of the tree, 256 records one behind the other: a tile goes when the time of all its records has ended, no
 * legal hold keeps one, no access in it has an outcome that stays (nor the other way round), and all are as they were written.
 * The hashes of tiles stay in the tree above, so that every proof about the records that are left works as before.
 *
 * <p>{@link #plan} says what would go, and changes nothing. {@link #run} does what a plan says:
 *
 * <ol>
 *   <li>It plans again, and refuses if the plan no longer is right.
 *   <li>It appends a record of kind {@link AuditKind#PURGE} for each range, which names all that is gone of that stretch by
 *       then, earlier purges included, and the hash of its tiles.
 *   <li>It calls {@link #afterRecording}: sign and publish a checkpoint there, so that the record stands before anything is gone.
 *   <li>It deletes, 64 tiles in a transaction, and says in the table {@code cpni_audit_purge} what is gone. Then it deletes
 *       the hashes of the leaves that are gone, where the tree above has those of their tiles, and what the index says of them.
 * </ol>
 *
 * <p>A run that was interrupted is continued by planning and running again: what is left is planned as if nothing had been.
 * Records of other nodes, dead ones too, are purged likewise; the log that is given only says so.
 *
 * <p>Whoever may call this destroys evidence: the caller guards that. Two purges at once are harmless. Safe for many threads if
 * the data source is.
 */
public final class AuditPurge {

    private static final String RELATION = "audit-log";
    private static final AppliedRule RULE = new AppliedRule("R-AUD-1", "engineering rule; 47 CFR 64.2009(c)");
    private static final int WIDTH = RecordTable.TILE_WIDTH;
    private static final int TILES_AT_ONCE = 64;
    private static final int MOST_NAMED = 10;

    private final DataSource dataSource;
    private final AuditKeys keys;
    private final AuditLog log;
    private final AuditRetention retention;
    private final Clock clock;
    private final Runnable checkpoint;
    private final HoldRecords holdRecords;
    private final Set<AuditPosition> known;

    /** A range, and how it is recorded: with what is gone before and behind it. */
    private record Recorded(PurgePlan.Range range, int streamNo, long from, long to, HoldTable.Place purge) {}

    /** A plan as it is now, and on what it rests. */
    private record Now(PurgePlan plan, List<HoldTable.Row> holds, Map<String, NavigableMap<Long, NodeHash>> roots) {}

    private AuditPurge(
            DataSource dataSource,
            AuditKeys keys,
            AuditLog log,
            AuditRetention retention,
            Clock clock,
            Runnable checkpoint,
            HoldRecords holdRecords,
            Set<AuditPosition> known) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.log = Objects.requireNonNull(log, "log");
        this.retention = Objects.requireNonNull(retention, "retention");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.checkpoint = Objects.requireNonNull(checkpoint, "checkpoint");
        this.holdRecords = holdRecords;
        this.known = Set.copyOf(known);
    }

    /**
     * Returns the purge of a database.
     *
     * @param dataSource the audit database, by a user who may delete from it
     * @param keys what opens the keys of the log
     * @param log a log that writes to that database
     * @param retention how long records are kept
     * @param clock tells whether a record's time has ended: if it is wrong, records go too early
     */
    public static AuditPurge over(
            DataSource dataSource, AuditKeys keys, AuditLog log, AuditRetention retention, Clock clock) {
        return new AuditPurge(dataSource, keys, log, retention, clock, () -> {}, new HoldRecords(keys), Set.of());
    }

    /** Returns the same that calls this when a purge is recorded and nothing deleted yet; if it throws, nothing is. */
    public AuditPurge afterRecording(Runnable value) {
        return new AuditPurge(dataSource, keys, log, retention, clock, value, holdRecords, known);
    }

    /**
     * Returns the same that purges although some records are not as they were written, or not there: without this none does,
     * because one of them may be that of a legal hold. They stay, and the records of the purge say that it was run so.
     *
     * @param tiles the places named by the refusal, of whose 256 records it is known that none is that of a hold in force
     */
    public AuditPurge despiteDamage(Set<AuditPosition> tiles) {
        return new AuditPurge(dataSource, keys, log, retention, clock, checkpoint, holdRecords, tiles);
    }

    /**
     * Says what a purge would remove, and changes nothing. Reads every record whose time has ended; and, the first time, every
     * leaf of the log, later those that are new, because legal holds are believed from leaves only.
     *
     * @throws IllegalStateException if the records of legal holds and the table of holds differ, or a record is not as it was
     *     written and may be that of a hold
     * @throws StoreUnavailableException if the database fails
     */
    public PurgePlan plan() {
        return now().plan();
    }

    private Now now() {
        Instant now = clock.instant();
        return RecordTable.read(dataSource, "planning a purge", connection -> {
            List<PurgeTable.Gap> gaps = PurgeTable.gaps(connection);
            HoldRecords.Read records = holdRecords.read(connection, gaps);
            requireKnown(records.damaged());
            Set<HoldTable.Place> releases = HoldCheck.run(HoldTable.all(connection), records.holds());
            List<HoldTable.Row> holds = HoldTable.inForce(connection, keys);
            List<PurgePlan.Range> ranges = new ArrayList<>();
            List<PurgePlan.Kept> kept = new ArrayList<>();
            Map<String, NavigableMap<Long, NodeHash>> roots = new HashMap<>();
            for (int streamNo : RecordStreams.numbers(connection)) {
                String stream = RecordTable.streamName(connection, streamNo).orElseThrow();
                PurgePlanner.Result result =
                        new PurgePlanner(connection, stream, streamNo, holds, releases, gaps).plan(retention, now);
                ranges.addAll(result.ranges());
                kept.addAll(result.kept());
                roots.put(stream, result.roots());
            }
            return new Now(new PurgePlan(now, ranges, kept), holds, roots);
        });
    }

    private void requireKnown(List<AuditPosition> damaged) {
        List<AuditPosition> unknown =
                damaged.stream().filter(tile -> !known.contains(tile)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "of the " + WIDTH + " records from each of these places on, one is not as it was"
                            + " written, or not there, and may be that of a legal hold, so nothing is purged: "
                            + unknown.stream()
                                    .limit(MOST_NAMED)
                                    .map(tile -> tile.stream() + " " + tile.seq())
                                    .collect(Collectors.joining(", "))
                            + (unknown.size() > MOST_NAMED ? ", …" : "")
                            + ". Let an AuditVerifier look, and restore them; if that cannot be and none of them was that of a hold"
                            + " in force, say so (despiteDamage)");
        }
    }

    /**
     * Does what a plan says.
     *
     * @param plan what {@link #plan} gave, looked at
     * @param context who purges, and why
     * @return how many records were removed
     * @throws StalePurgePlanException if the plan is not right anymore: a hold was placed, another purge was first, records
     *     were changed. What went before that was noticed is gone, as planned; plan again
     * @throws IllegalStateException if the records of legal holds and the table of holds differ, if a record is damaged, or if
     *     the log writes to another database; nothing is removed then
     * @throws AuditUnavailableException if it cannot be recorded; nothing is removed then
     * @throws StoreUnavailableException if the database fails; plan and run again then
     */
    public long run(PurgePlan plan, AccessContext context) {
        Now now = now();
        for (PurgePlan.Range range : plan.ranges()) {
            requireStillPlanned(range, now.roots().getOrDefault(range.stream(), new TreeMap<>()));
        }
        List<Recorded> recorded = new ArrayList<>();
        for (PurgePlan.Range range : plan.ranges()) {
            recorded.add(record(range, context));
        }
        if (!recorded.isEmpty()) {
            checkpoint.run();
        }
        long removed = 0;
        for (Recorded each : recorded) {
            for (long from = each.range().from(); from < each.range().to(); from += (long) TILES_AT_ONCE * WIDTH) {
                long first = from;
                long end = Math.min(
                        from + (long) TILES_AT_ONCE * WIDTH, each.range().to());
                removed += AuditChanges.purging(
                        dataSource,
                        "purging audit records",
                        connection -> delete(connection, each, first, end, now.holds()));
            }
        }
        AuditChanges.purging(dataSource, "purging what described audit records", connection -> {
            List<PurgeTable.Gap> gaps = PurgeTable.gaps(connection);
            for (PurgeTable.Gap gap : gaps) {
                PurgeTable.deleteTiles(connection, gap.streamNo(), gap.from(), gap.to());
                PurgeTable.deletePostings(connection, gap.streamNo(), gap.from(), gap.to());
            }
            return gaps;
        });
        return removed;
    }

    private static void requireStillPlanned(PurgePlan.Range range, NavigableMap<Long, NodeHash> roots) {
        List<NodeHash> tiles = new ArrayList<>();
        for (long tile = range.from() / WIDTH; tile < range.to() / WIDTH; tile++) {
            Optional.ofNullable(roots.get(tile)).ifPresent(tiles::add);
        }
        if (tiles.size() != range.records() / WIDTH || !PurgedTiles.hash(tiles).equals(range.tiles())) {
            throw stale(range);
        }
    }

    private static StalePurgePlanException stale(PurgePlan.Range range) {
        return new StalePurgePlanException("the plan would purge " + range.stream() + " " + range.from() + ".."
                + (range.to() - 1)
                + ", but not all of that may go anymore: a legal hold was placed or changed, another purge was"
                + " first, the retention is longer, or records were changed; plan again and look at the plan");
    }

    /** Records the purge of a range together with the gaps that it will be one with. */
    private Recorded record(PurgePlan.Range range, AccessContext context) {
        record Stretch(int streamNo, long from, long to, AuditHash tiles) {}
        Stretch stretch = RecordTable.read(dataSource, "reading what was purged before", connection -> {
            int streamNo = RecordTable.streamNo(connection, range.stream()).orElseThrow();
            long from = range.from();
            long to = range.to();
            for (PurgeTable.Gap gap : PurgeTable.gaps(connection, streamNo)) {
                from = gap.to() == range.from() ? gap.from() : from;
                to = gap.from() == range.to() ? gap.to() : to;
            }
            TileSource tiles = RecordTable.tiles(connection, streamNo);
            List<NodeHash> roots = new ArrayList<>();
            for (long tile = from / WIDTH; tile < to / WIDTH; tile++) {
                roots.add(PurgeTable.storedRoot(tiles, tile));
            }
            return new Stretch(streamNo, from, to, PurgedTiles.hash(roots));
        });
        AuditPosition position = log.append(AuditEntry.purge(
                        clock.instant(),
                        new PurgedRecords(range.stream(), stretch.from(), stretch.to(), stretch.tiles()))
                .context(context)
                .operation(Operation.DELETE)
                .relation(RELATION)
                .rules(List.of(RULE))
                .evidence(known.isEmpty() ? List.of() : List.of("despite damage"))
                .build());
        HoldTable.Place purge = RecordTable.read(dataSource, "reading the record of a purge", connection -> {
            HoldTable.appended(connection, position, AuditKind.PURGE);
            OptionalInt streamNo = RecordTable.streamNo(connection, position.stream());
            return new HoldTable.Place(streamNo.orElseThrow(), position.seq());
        });
        return new Recorded(range, stretch.streamNo(), stretch.from(), stretch.to(), purge);
    }

    private long delete(Connection connection, Recorded recorded, long from, long to, List<HoldTable.Row> holds)
            throws SQLException {
        int streamNo = recorded.streamNo();
        AuditChanges.lock(connection, streamNo);
        if (!HoldTable.inForce(connection, keys).equals(holds)) {
            throw stale(recorded.range());
        }
        long gapFrom = from;
        long gapTo = to;
        for (PurgeTable.Gap gap : PurgeTable.gaps(connection, streamNo)) {
            if (gap.from() < to && from < gap.to()) {
                throw stale(recorded.range());
            }
            gapFrom = gap.to() == from ? gap.from() : gapFrom;
            gapTo = gap.from() == to ? gap.to() : gapTo;
        }
        if (gapFrom < recorded.from() || gapTo > recorded.to()) {
            throw stale(recorded.range());
        }
        long deleted = PurgeTable.delete(connection, streamNo, from, to);
        if (deleted != to - from) {
            throw stale(recorded.range());
        }
        PurgeTable.put(connection, new PurgeTable.Gap(streamNo, gapFrom, gapTo, recorded.purge()));
        return deleted;
    }
}
