package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds records in the audit tables by what they tell.
 *
 * <p>Matches come newest first, in the order in which their records were written: by {@link AuditRecord#loggedAt()}, which
 * never goes back along a stream, then by stream and place. The period of a window is meant so too. In a query for a
 * customer the record that counts is the one by which it is found ({@link AuditMatch#place()}): an outcome may name the
 * customer long after the access was recorded. An access that is closed between two pages moves to where its outcome
 * stands, so read the first page anew if the newest must not be missed.
 *
 * <p>Answers do not depend on the index ({@link AuditIndex}); what it does not have yet is read record by record. Each
 * call sees the log as it was at one moment.
 *
 * <p>A record that cannot be read keeps nobody from reading the others; where it may be what was asked for, the page names
 * its place.
 *
 * <p>A customer who was erased is found by nobody. What cannot rule out anybody still cannot rule out that one.
 *
 * <p>Whoever may call it sees who asked for which customer: the caller guards that, and records it. Safe for many threads
 * if the data source is.
 */
public final class AuditFinder {

    private final DataSource dataSource;
    private final AuditKeys keys;

    private AuditFinder(DataSource dataSource, AuditKeys keys) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /** Returns a finder over the tables in a database, whose keys the given ones open; reading rights are enough. */
    public static AuditFinder over(DataSource dataSource, AuditKeys keys) {
        return new AuditFinder(dataSource, keys);
    }

    /**
     * Returns what a query finds in a window.
     *
     * @throws StoreUnavailableException if the database fails, or a record cannot be read
     * @throws AuditUnavailableException if the keys of the log cannot be opened
     */
    public AuditPage find(AuditQuery query, AuditWindow window) {
        return read("searching the audit log", connection -> {
            long from = micros(window.from());
            List<AuditIndex.End> streams = AuditIndex.ends(connection).stream()
                    .filter(end -> end.loggedMicros() >= from)
                    .toList();
            if (streams.isEmpty()) {
                return new AuditPage(List.of(), Optional.empty(), List.of());
            }
            DataKeys opened = DataKeys.read(connection, keys);
            Criteria criteria = Criteria.of(query, connection, opened);
            Map<String, StreamSearch> searches = new TreeMap<>();
            for (AuditIndex.End stream : streams) {
                int streamNo = stream.streamNo();
                searches.put(
                        stream.stream(),
                        new StreamSearch(
                                connection,
                                streamNo,
                                criteria,
                                opened,
                                place(connection, streamNo, from),
                                end(connection, streamNo, stream.stream(), window),
                                window.size() + 1));
            }
            return page(searches, window);
        });
    }

    /** Returns the place after the last one that belongs in a window. */
    private static long end(Connection connection, int streamNo, String stream, AuditWindow window)
            throws SQLException {
        long end = place(connection, streamNo, micros(window.to()));
        if (window.after().isEmpty()) {
            return end;
        }
        AuditWindow.Mark after = window.after().get();
        int order = stream.compareTo(after.position().stream());
        long micros = micros(after.loggedAt());
        if (order == 0) {
            return Math.min(end, after.position().seq());
        }
        // Of the same moment, what stands in streams of smaller names comes after.
        return Math.min(end, place(connection, streamNo, order < 0 ? micros + 1 : micros));
    }

    private static long place(Connection connection, int streamNo, long micros) throws SQLException {
        return micros == Long.MIN_VALUE ? 0 : RecordTable.firstLoggedFrom(connection, streamNo, micros);
    }

    /** Reads one match more than the window has, to know whether there is a next one. */
    private static AuditPage page(Map<String, StreamSearch> searches, AuditWindow window) throws SQLException {
        List<AuditMatch> matches = new ArrayList<>();
        while (matches.size() <= window.size()) {
            StreamSearch newest = null;
            for (StreamSearch search : searches.values()) {
                if (search.peek() != null && (newest == null || isNewer(search.peek(), newest.peek()))) {
                    newest = search;
                }
            }
            AuditMatch match = newest == null ? null : newest.peek();
            if (newest == null || match == null) {
                return new AuditPage(matches, Optional.empty(), unreadable(searches));
            }
            matches.add(match);
            newest.take();
        }
        List<AuditMatch> shown = matches.subList(0, window.size());
        return new AuditPage(
                shown, Optional.of(window.after(shown.get(shown.size() - 1).place())), unreadable(searches));
    }

    private static List<AuditPosition> unreadable(Map<String, StreamSearch> searches) {
        List<AuditPosition> unreadable = new ArrayList<>();
        searches.forEach((stream, search) ->
                search.unreadable().forEach(place -> unreadable.add(new AuditPosition(stream, place))));
        return unreadable;
    }

    private static boolean isNewer(@Nullable AuditMatch one, @Nullable AuditMatch other) {
        AuditWindow.Mark first = Objects.requireNonNull(one, "one").place();
        AuditWindow.Mark second = Objects.requireNonNull(other, "other").place();
        int order = first.loggedAt().compareTo(second.loggedAt());
        return order != 0 ? order > 0 : first.position().stream().compareTo(second.position().stream()) > 0;
    }

    /**
     * Returns the customers that are named for an access or a denial, by id: in its outcome, if there is one.
     *
     * @param position where the access or the denial stands
     * @param after the last customer read already; empty to begin with the first
     * @param limit how many at most
     * @throws StoreUnavailableException if the database fails, or a record cannot be read
     * @throws AuditUnavailableException if the keys of the log cannot be opened
     */
    public SortedMap<CustomerId, Long> customersOf(AuditPosition position, Optional<CustomerId> after, int limit) {
        return read("reading the customers of an audit record", connection -> {
            OptionalInt streamNo = RecordTable.streamNo(connection, position.stream());
            SortedMap<CustomerId, Long> customers = new TreeMap<>();
            if (streamNo.isEmpty()) {
                return customers;
            }
            Optional<RecordTable.Row> access =
                    RecordTable.records(connection, streamNo.getAsInt(), position.seq(), 1).stream()
                            .filter(each -> each.seq() == position.seq())
                            .findFirst();
            Optional<RecordTable.Row> row = RecordTable.outcomeOf(connection, streamNo.getAsInt(), position.seq())
                    .filter(outcome -> access.isEmpty()
                            || Leaf.decode(outcome.leaf())
                                    .closes(Leaf.decode(access.get().leaf())))
                    .or(() -> access);
            if (row.isPresent()) {
                AuditRecord record = new RecordOpener(connection, DataKeys.read(connection, keys), streamNo.getAsInt())
                        .open(List.of(row.get()))
                        .get(0);
                firstOf(record.entry().customers(), after, limit, customers);
            }
            return customers;
        });
    }

    private static void firstOf(
            CustomersConcerned concerned,
            Optional<CustomerId> after,
            int limit,
            SortedMap<CustomerId, Long> customers) {
        SortedMap<CustomerId, Long> named = concerned.<SortedMap<CustomerId, Long>>fold(
                Collections::emptySortedMap,
                CustomersConcerned.Known::rowsByCustomer,
                unnamed -> Collections.emptySortedMap());
        named.entrySet().stream()
                .filter(each -> after.isEmpty() || each.getKey().compareTo(after.get()) > 0)
                .limit(limit)
                .forEach(each -> customers.put(each.getKey(), each.getValue()));
    }

    /**
     * Returns the records of a failure, of which there should be one at most.
     *
     * @throws StoreUnavailableException if the database fails
     */
    List<AuditRecord> failures(FailureReference reference) {
        AuditWindow always = new AuditWindow(Instant.MIN, Instant.MAX, 2, Optional.empty());
        return find(AuditQuery.all().ofFailure(reference), always).matches().stream()
                .map(AuditMatch::record)
                .toList();
    }

    /** Returns the first microsecond that is not before an instant. */
    private static long micros(Instant instant) {
        try {
            Instant last = instant.plusNanos(999);
            return Micros.of(last);
        } catch (ArithmeticException | DateTimeException e) {
            // Beyond all records: nothing is written so early, or so late.
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Reads in one transaction that sees one moment of the log: an access with its outcome, a segment with its postings. */
    private <T> T read(String what, RecordTable.Work<T> work) {
        return RecordSearch.inSnapshot(dataSource, what, connection -> {
            try {
                return work.on(connection);
            } catch (IllegalArgumentException e) {
                throw new StoreUnavailableException(
                        "an audit record, or the index, holds what none can have: it was changed, or a later version of"
                                + " this library wrote it; let an AuditVerifier look at the log",
                        e);
            }
        });
    }
}
