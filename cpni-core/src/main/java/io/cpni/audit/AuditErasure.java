package io.cpni.audit;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases customers from the audit log, by destroying the keys under which it keeps who they are and what was written about
 * them. Records stay, and verification passes as before: they hold a number, and nothing leads from it to the customer anymore.
 *
 * <p>Erased are the customer's id, the digest by which it is found, and the encrypted parts (justifications, ids of accessors
 * who are customers, statements with their values) of records about that customer alone. Those of a record that names a few
 * customers go too, with those of its access or outcome, up to a limit ({@link #sharedLimit}); those of records that name more
 * stay. {@code docs/audit-erasure.md} says what else stays, and what backups keep.
 *
 * <p>An erasure leaves a record of kind {@link AuditKind#ERASURE}, durable before anything is destroyed, which names the
 * number and why. It is made in the transaction that destroys, in which no legal hold is placed. If the process ends between
 * the two, {@link #finishInterrupted} or a second call finishes, without a second record.
 *
 * <p>The log given forgets the customer at once. Logs of other nodes may know the number for five minutes more: what they record
 * of the customer until then stands under the number that is erased, and so does, for seven days, what happened before the
 * erasure and is written later. {@link #finishInterrupted} destroys what such records hold encrypted.
 *
 * <p>A record that cannot be read stops no erasure; {@link Erasure#unreadable} names it.
 *
 * <p>Whoever may call this destroys evidence: the caller guards that. Safe for many threads if the data source is.
 */
public final class AuditErasure {

    private static final String RELATION = "audit-log";

    /** Stands for an accessor who is the erased customer, as it does wherever such a record is read. */
    private static final String ERASED_ACCESSOR = "erased customer";

    private static final int SHARED_LIMIT = 10;

    /** How long other logs may go on with the number of somebody who is erased, and more: clocks differ. */
    private static final Duration USED_ON = Duration.ofHours(1);

    /** How often an erasure begins anew because holds were placed, or numbers given, meanwhile. */
    private static final int MOST_ROUNDS = 8;

    private static final int STATEMENTS_PER_BATCH = 1_000;

    private static final String DELETE_SECRET = "DELETE FROM cpni_audit_secret WHERE stream_no = ? AND seq = ?";

    private static final Logger LOG = LoggerFactory.getLogger(AuditErasure.class);

    private final DataSource dataSource;
    private final AuditKeys keys;
    private final AuditLog log;
    private final Clock clock;
    private final int sharedLimit;

    private AuditErasure(DataSource dataSource, AuditKeys keys, AuditLog log, Clock clock, int sharedLimit) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.log = Objects.requireNonNull(log, "log");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sharedLimit = sharedLimit;
    }

    /**
     * Returns the erasure over a database.
     *
     * @param dataSource the audit database, by a user who may change persons and secrets
     * @param keys what opens the keys of the log
     * @param log a log that writes to that database
     * @param clock tells when a customer is erased
     */
    public static AuditErasure over(DataSource dataSource, AuditKeys keys, AuditLog log, Clock clock) {
        return new AuditErasure(dataSource, keys, log, clock, SHARED_LIMIT);
    }

    /**
     * Returns the same with another limit for what several customers share.
     *
     * @param customers of how many customers at most, the erased one among them, a record loses its justification and
     *     statements when one is erased; 10 if not called
     */
    public AuditErasure sharedLimit(int customers) {
        if (customers < 1) {
            throw new IllegalArgumentException("the shared limit is 1 customer or more");
        }
        return new AuditErasure(dataSource, keys, log, clock, customers);
    }

    /**
     * Erases a customer. A customer of whom the log knows nothing is erased already, and leaves no record.
     *
     * @param customer who asked for it, or whose time has come
     * @param reason why: a ticket or a paragraph, never data. It stays readable
     * @param context who erases; its justification is not used
     * @throws LegalHoldException if records about the customer are under a legal hold; nothing is recorded then
     * @throws AuditUnavailableException if it cannot be recorded, or the customer's digest leads to somebody else; nothing is
     *     erased then. A record that became durable after all is done by {@link #finishInterrupted}
     * @throws StoreUnavailableException if the database fails; call it again then, or {@link #finishInterrupted}
     */
    public Erasure erase(CustomerId customer, String reason, AccessContext context) {
        return erase(customer, reason, context, false);
    }

    /**
     * Erases a customer although a legal hold says that records about the customer are kept: for when the law that asks for the
     * erasure goes before. The records stay under the hold, but no longer tell whose they are.
     *
     * @throws AuditUnavailableException if it cannot be recorded, or the customer's digest leads to somebody else; nothing is
     *     erased then. A record that became durable after all is done by {@link #finishInterrupted}
     * @throws StoreUnavailableException if the database fails; call it again then, or {@link #finishInterrupted}
     */
    public Erasure eraseDespiteHolds(CustomerId customer, String reason, AccessContext context) {
        return erase(customer, reason, context, true);
    }

    private Erasure erase(CustomerId customer, String reason, AccessContext context, boolean despiteHolds) {
        Erasure done = new Erasure(List.of(), 0, 0, List.of());
        Set<Integer> left = numbers(customer);
        for (int round = 0; !left.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new AuditUnavailableException(
                        "a customer who is being erased is recorded anew, or held anew, all the" + " time; try again");
            }
            ErasureSearch.Found found = search(left, despiteHolds ? left : Set.of(), Long.MIN_VALUE);
            if (!despiteHolds && !found.heldBy().isEmpty()) {
                throw held(found.heldBy());
            }
            log.forget(customer);
            done = done.and(
                    recordAndDestroy(left, found, despiteHolds, () -> entry(customer, reason, context, despiteHolds)));
            log.forget(customer);
            left = numbers(customer);
        }
        if (!done.records().isEmpty()) {
            done = done.and(catchUp(done.records()));
            warnOfUnreadable(done.unreadable());
        }
        return done;
    }

    private static LegalHoldException held(Set<String> holds) {
        return new LegalHoldException(
                "records about this customer are under the legal hold '" + String.join("', '", holds)
                        + "', so the customer is not erased; release the hold first, or, if the law that asks for the erasure goes"
                        + " before, erase despite holds");
    }

    private static void warnOfUnreadable(List<AuditPosition> unreadable) {
        if (!unreadable.isEmpty()) {
            LOG.warn(
                    "Records of the audit log cannot be read, so whether they are about a customer who was erased cannot be"
                            + " told, and what they hold encrypted stays; let an AuditVerifier look at them: {}",
                    unreadable);
        }
    }

    /**
     * Records an erasure, unless one that was interrupted is on record, and does what the record says, in one transaction in
     * which no hold is placed and nobody else erases: what is recorded can be done.
     *
     * @return what was done: nothing if a hold or another erasure came first, and all is to be looked at again
     */
    private Erasure recordAndDestroy(
            Set<Integer> persons, ErasureSearch.Found found, boolean despiteHolds, Supplier<AuditEntry> entry) {
        AtomicReference<@Nullable AuditPosition> appended = new AtomicReference<>();
        return AuditChanges.inTransaction(dataSource, "erasing a customer from the audit log", connection -> {
            AuditChanges.lock(connection, 0);
            Set<Integer> there = PersonTable.notErased(connection, persons);
            if (there.isEmpty()
                    || !(despiteHolds
                            || HoldTable.inForceWhoeverWasChanged(connection, keys)
                                    .equals(found.holds()))) {
                return new Erasure(List.of(), 0, 0, List.of());
            }
            AuditPosition position = appended.get();
            if (position == null) {
                position = there.stream()
                        .map(found.recorded()::get)
                        .filter(each -> each != null && (each.despiteHolds() || !despiteHolds))
                        .map(ErasureSearch.Recorded::position)
                        .findFirst()
                        .orElseGet(() -> log.append(entry.get()));
                // What the database breaks off is done again, and recorded once.
                appended.set(position);
            }
            return destroy(connection, position, there, found);
        });
    }

    private AuditEntry entry(CustomerId customer, String reason, AccessContext context, boolean despiteHolds) {
        AuditEntry.Builder entry = AuditEntry.erasure(clock.instant());
        if (context.accessor().customer().filter(customer::equals).isPresent()) {
            // A customer who asks in person: the record must not keep the name of the account.
            entry.accessor(ERASED_ACCESSOR).purpose(context.purpose()).recipient(context.recipient());
        } else {
            entry.context(context);
        }
        return entry.justification(reason)
                .operation(Operation.DELETE)
                .relation(RELATION)
                .evidence(despiteHolds ? List.of(ErasureSearch.DESPITE_HOLDS) : List.of())
                .customers(CustomersConcerned.of(customer, 0))
                .build();
    }

    private Set<Integer> numbers(CustomerId customer) {
        return RecordTable.read(dataSource, "looking for a customer in the audit log", connection -> {
            Set<Integer> numbers = new TreeSet<>();
            if (DataKeys.areThere(connection)) {
                PersonTable.of(connection, DataKeys.read(connection, keys), customer)
                        .forEach(person -> numbers.add(person.number()));
            }
            return numbers;
        });
    }

    private ErasureSearch.Found search(Set<Integer> persons, Set<Integer> despiteHolds, long fromMicros) {
        return RecordSearch.inSnapshot(
                dataSource,
                "looking for what the audit log says of a customer",
                connection -> new ErasureSearch(connection, keys, sharedLimit, despiteHolds).run(persons, fromMicros));
    }

    /**
     * Finishes erasures that were recorded, but whose process ended before it had destroyed what it was to destroy; and of those
     * of the last seven days, destroys what was recorded of the customer since, by nodes that had not heard of it, or of before
     * it. What a legal hold keeps is left until that is released. For the start of an application, and for a job that runs every
     * half hour.
     *
     * @return how many persons were made unreadable
     * @throws StoreUnavailableException if the database fails; what is left then is found by the next call
     */
    public int finishInterrupted() {
        return finishInterrupted(Instant.EPOCH);
    }

    /**
     * Does the same for the erasures recorded at an instant or later.
     *
     * @param since such as a week ago, where this runs every day
     * @return how many persons were made unreadable
     * @throws StoreUnavailableException if the database fails; what is left then is found by the next call
     */
    public int finishInterrupted(Instant since) {
        Map<ErasureSearch.Recorded, Set<Integer>> recorded = RecordSearch.inSnapshot(
                dataSource,
                "looking for erasures",
                connection -> ErasureSearch.recorded(connection, DataKeys.read(connection, keys), Micros.of(since)));
        int erased = 0;
        for (Map.Entry<ErasureSearch.Recorded, Set<Integer>> each : recorded.entrySet()) {
            erased += finish(each.getKey(), each.getValue());
        }
        Instant from = clock.instant().minus(ErasedTable.LATE_AT_MOST);
        AuditChanges.inTransaction(
                dataSource,
                "forgetting who was erased long ago",
                connection -> ErasedTable.deleteBefore(connection, Micros.of(from)));
        List<AuditPosition> recent = recorded.keySet().stream()
                .filter(each -> Micros.instant(each.loggedMicros()).isAfter(from))
                .map(ErasureSearch.Recorded::position)
                .toList();
        if (!recent.isEmpty()) {
            warnOfUnreadable(catchUp(recent).unreadable());
        }
        return erased;
    }

    private int finish(ErasureSearch.Recorded erasure, Set<Integer> named) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Set<Integer> left = RecordTable.read(
                    dataSource,
                    "reading the persons of an erasure",
                    connection -> PersonTable.notErased(connection, named));
            if (left.isEmpty()) {
                return 0;
            }
            ErasureSearch.Found found = search(left, erasure.despiteHolds() ? left : Set.of(), Long.MIN_VALUE);
            if (!erasure.despiteHolds() && !found.heldBy().isEmpty()) {
                LOG.warn(
                        "The erasure recorded at {} was interrupted, and is not finished as long as the legal holds {} are in"
                                + " force",
                        erasure.position(),
                        found.heldBy());
                return 0;
            }
            // Not every record that names a person is looked at first: this one is what is to be finished.
            left.forEach(person -> found.recorded().put(person, erasure));
            Erasure done = recordAndDestroy(left, found, erasure.despiteHolds(), () -> {
                throw new IllegalStateException("an erasure that is finished is on record");
            });
            if (done.persons() > 0) {
                warnOfUnreadable(found.unreadable());
                return done.persons();
            }
        }
        LOG.warn(
                "The erasure recorded at {} is left for the next time: holds are placed all the time",
                erasure.position());
        return 0;
    }

    /** Destroys what the record of an erasure says of some persons. */
    private Erasure destroy(
            Connection connection, AuditPosition position, Set<Integer> expected, ErasureSearch.Found found)
            throws SQLException {
        RecordTable.Row record = HoldTable.appended(connection, position, AuditKind.ERASURE);
        Set<Integer> named = Mentioned.named(record);
        named.retainAll(expected);
        if (named.isEmpty()) {
            throw new AuditUnavailableException(
                    "the audit log recorded the erasure of a customer under a number of old; nothing"
                            + " was erased. A log that hands on to another must hand on forget(CustomerId) too");
        }
        int recordedIn = RecordTable.streamNo(connection, position.stream()).orElseThrow();
        DataKeys opened = DataKeys.read(connection, keys);
        Aead aead = new Aead(new SecureRandom());
        Map<CustomerId, Person> customers = new TreeMap<>();
        for (Person person : PersonTable.byNumber(connection, named).values()) {
            person.customer(opened, aead).ifPresent(customer -> customers.put(customer, person));
        }
        int persons = 0;
        for (int person : named) {
            persons += PersonTable.erase(connection, person, recordedIn, position.seq()) ? 1 : 0;
        }
        long secrets = destroy(connection, found.secretsOf(named));
        long now = Micros.of(clock.instant());
        for (Map.Entry<CustomerId, Person> each : customers.entrySet()) {
            ErasedTable.put(
                    connection, opened, each.getKey(), new ErasedTable.Erased(each.getValue(), now, sharedLimit));
            PersonTable.promote(connection, opened, each.getKey());
        }
        return new Erasure(List.of(position), persons, secrets, found.unreadable());
    }

    /** Destroys what was recorded between the search for it and the erasure, and by other nodes since. */
    private Erasure catchUp(List<AuditPosition> erasures) {
        ErasureSearch.Found found = RecordSearch.inSnapshot(
                dataSource, "looking for what was recorded of those who are erased", connection -> {
                    Set<Integer> persons = new TreeSet<>();
                    Set<Integer> despiteHolds = new TreeSet<>();
                    long first = Long.MAX_VALUE;
                    for (AuditPosition position : erasures) {
                        RecordTable.Row row = HoldTable.appended(connection, position, AuditKind.ERASURE);
                        Set<Integer> named = Mentioned.named(row);
                        persons.addAll(named);
                        if (ErasureSearch.Recorded.of(Leaf.decode(row.leaf())).despiteHolds()) {
                            despiteHolds.addAll(named);
                        }
                        first = Math.min(first, row.loggedMicros());
                    }
                    persons.removeAll(PersonTable.notErased(connection, persons));
                    return new ErasureSearch(connection, keys, sharedLimit, despiteHolds)
                            .run(persons, first - Micros.of(Instant.EPOCH.plus(USED_ON)));
                });
        Set<ErasureSearch.Secret> all = found.secretsOf(found.secrets().keySet());
        long secrets = all.isEmpty()
                ? 0
                : AuditChanges.inTransaction(dataSource, "erasing a customer from the audit log", connection -> {
                    AuditChanges.lock(connection, 0);
                    // A hold that came meanwhile may keep some of it: the next time tells.
                    return HoldTable.inForceWhoeverWasChanged(connection, keys).equals(found.holds())
                            ? destroy(connection, all)
                            : 0L;
                });
        return new Erasure(List.of(), 0, secrets, found.unreadable());
    }

    /** Many at once, because others wait for the locks meanwhile. */
    private static long destroy(Connection connection, Set<ErasureSearch.Secret> secrets) throws SQLException {
        long destroyed = 0;
        int added = 0;
        try (PreparedStatement statement = connection.prepareStatement(DELETE_SECRET)) {
            for (ErasureSearch.Secret each : secrets) {
                statement.setInt(1, each.streamNo());
                statement.setLong(2, each.seq());
                statement.addBatch();
                added++;
                if (added % STATEMENTS_PER_BATCH == 0) {
                    destroyed += destroyed(statement.executeBatch());
                }
            }
            if (added % STATEMENTS_PER_BATCH != 0) {
                destroyed += destroyed(statement.executeBatch());
            }
        }
        return destroyed;
    }

    /** Counts what was there; a driver that does not say so of each has destroyed them, as they were found just before. */
    private static long destroyed(int[] counts) {
        return Arrays.stream(counts)
                .mapToLong(count -> count == Statement.SUCCESS_NO_INFO ? 1 : count)
                .sum();
    }
}
