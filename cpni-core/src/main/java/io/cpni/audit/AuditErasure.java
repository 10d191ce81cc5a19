package io.cpni.audit;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import javax.sql.DataSource;

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
 * number and why. If the process ends between the two, {@link #finishInterrupted} or a second call finishes.
 *
 * <p>The log given forgets the customer at once. Logs of other nodes may know the number for five minutes more: what they record
 * of the customer until then stands under the number that is erased. {@link #finishInterrupted}, called an hour later, destroys
 * what such records hold encrypted.
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

    private static final String SELECT_ERASURES =
            "SELECT seq FROM cpni_audit_record WHERE stream_no = ? AND seq >= ? AND kind = 'ERASURE' ORDER BY seq";
    private static final String DELETE_SECRET = "DELETE FROM cpni_audit_secret WHERE stream_no = ? AND seq = ?";

    private final DataSource dataSource;
    private final AuditKeys keys;
    private final AuditLog log;
    private final Clock clock;
    private final int sharedLimit;
    private final Mentions mentions;

    /** What is to be destroyed for one person beside the person's own row. */
    private record Reach(int streamNo, Set<Long> secrets) {}

    private AuditErasure(
            DataSource dataSource, AuditKeys keys, AuditLog log, Clock clock, int sharedLimit, Mentions mentions) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.log = Objects.requireNonNull(log, "log");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sharedLimit = sharedLimit;
        this.mentions = mentions;
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
        return new AuditErasure(dataSource, keys, log, clock, SHARED_LIMIT, Mentioned::scan);
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
        return new AuditErasure(dataSource, keys, log, clock, customers, mentions);
    }

    AuditErasure findingBy(Mentions value) {
        return new AuditErasure(dataSource, keys, log, clock, sharedLimit, value);
    }

    /**
     * Erases a customer. A customer of whom the log knows nothing is erased already, and leaves no record.
     *
     * @param customer who asked for it, or whose time has come
     * @param reason why: a ticket or a paragraph, never data. It stays readable
     * @param context who erases; its justification is not used
     * @throws LegalHoldException if records about the customer are under a legal hold; nothing is recorded then
     * @throws AuditUnavailableException if it cannot be recorded; nothing is erased then
     * @throws StoreUnavailableException if the database fails; call it again then, or {@link #finishInterrupted}
     */
    public Erasure erase(CustomerId customer, String reason, AccessContext context) {
        return erase(customer, reason, context, false);
    }

    /**
     * Erases a customer although a legal hold says that records about the customer are kept: for when the law that asks for the
     * erasure goes before. The records stay under the hold, but no longer tell whose they are.
     *
     * @throws AuditUnavailableException if it cannot be recorded; nothing is erased then
     * @throws StoreUnavailableException if the database fails; call it again then, or {@link #finishInterrupted}
     */
    public Erasure eraseDespiteHolds(CustomerId customer, String reason, AccessContext context) {
        return erase(customer, reason, context, true);
    }

    private Erasure erase(CustomerId customer, String reason, AccessContext context, boolean despiteHolds) {
        List<AuditPosition> records = new ArrayList<>();
        int erased = 0;
        long secrets = 0;
        for (Set<Integer> left = numbers(customer); !left.isEmpty(); left = numbers(customer)) {
            if (!despiteHolds && records.isEmpty()) {
                requireNotHeld(left);
            }
            if (records.size() > DataKeys.TWINS) {
                throw new AuditUnavailableException(
                        "a customer who is being erased is recorded anew all the time; try again");
            }
            log.forget(customer);
            AuditPosition position = log.append(entry(customer, reason, context, despiteHolds));
            records.add(position);
            Erasure done = finish(position, left);
            log.forget(customer);
            erased += done.persons();
            secrets += done.secrets() + catchUp(position);
        }
        return new Erasure(records, erased, secrets);
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
                .evidence(despiteHolds ? List.of("despite legal holds") : List.of())
                .customers(CustomersConcerned.of(customer, 0))
                .build();
    }

    private Set<Integer> numbers(CustomerId customer) {
        return RecordTable.read(dataSource, "looking for a customer in the audit log", connection -> {
            Set<Integer> numbers = new TreeSet<>();
            if (hasKeys(connection)) {
                PersonTable.of(connection, DataKeys.read(connection, keys), customer)
                        .forEach(person -> numbers.add(person.number()));
            }
            return numbers;
        });
    }

    /** A log that was never written has no keys, and knows nobody. */
    private static boolean hasKeys(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM cpni_audit_key");
                ResultSet result = statement.executeQuery()) {
            return result.next();
        }
    }

    private void requireNotHeld(Set<Integer> persons) {
        Optional<String> hold = RecordTable.read(dataSource, "reading the legal holds", connection -> {
            for (HoldTable.Row row : HoldTable.inForce(connection, keys)) {
                Set<Integer> held = row.persons();
                if (held == null
                        ? isMentioned(connection, persons, row)
                        : held.stream().anyMatch(persons::contains)) {
                    return Optional.of(row.id());
                }
            }
            return Optional.empty();
        });
        if (hold.isPresent()) {
            throw new LegalHoldException("records about this customer are under the legal hold '" + hold.get()
                    + "', so the customer is not erased; release the hold first, or, if the law that asks for the erasure goes"
                    + " before, erase despite holds");
        }
    }

    /** Tells whether a hold on a period covers a record that mentions one of these. */
    private boolean isMentioned(Connection connection, Set<Integer> persons, HoldTable.Row hold) throws SQLException {
        for (int streamNo : RecordStreams.numbers(connection)) {
            for (int person : persons) {
                try (LongStream places = mentions.places(connection, streamNo, person, 0)) {
                    for (long place : (Iterable<Long>) places::iterator) {
                        Optional<RecordTable.Row> row = RecordStreams.at(connection, streamNo, place);
                        if (row.isPresent()) {
                            Leaf leaf = Leaf.decode(row.get().leaf());
                            if (Mentioned.by(row.get(), leaf).contains(person) && PurgeRules.isOfPeriod(leaf, hold)) {
                                return true;
                            }
                        }
                    }
                }
            }
        }
        return false;
    }

    /**
     * Finishes erasures that were recorded, but whose process ended before it had destroyed what it was to destroy; and of those
     * of the last hour, destroys what other nodes recorded of the customer before they had heard of it. For the start of an
     * application, and for a job that runs every half hour.
     *
     * @return how many persons were made unreadable
     * @throws StoreUnavailableException if the database fails; what is left then is found by the next call
     */
    public int finishInterrupted() {
        return finishInterrupted(Instant.EPOCH);
    }

    /**
     * Does the same for the erasures recorded at an instant or later; it looks at the records since then, one by one.
     *
     * @param since such as a week ago, where this runs every day
     * @return how many persons were made unreadable
     * @throws StoreUnavailableException if the database fails; what is left then is found by the next call
     */
    public int finishInterrupted(Instant since) {
        int erased = 0;
        for (AuditPosition position : recorded(since)) {
            erased += finish(position, Set.of()).persons();
            if (isRecent(position)) {
                catchUp(position);
            }
        }
        return erased;
    }

    private List<AuditPosition> recorded(Instant since) {
        return RecordTable.read(dataSource, "looking for erasures", connection -> {
            List<AuditPosition> found = new ArrayList<>();
            for (int streamNo : RecordStreams.numbers(connection)) {
                String stream = RecordTable.streamName(connection, streamNo).orElseThrow();
                try (PreparedStatement statement = connection.prepareStatement(SELECT_ERASURES)) {
                    statement.setInt(1, streamNo);
                    statement.setLong(2, RecordTable.firstLoggedFrom(connection, streamNo, Micros.of(since)));
                    try (ResultSet result = statement.executeQuery()) {
                        while (result.next()) {
                            found.add(new AuditPosition(stream, result.getLong(1)));
                        }
                    }
                }
            }
            return found;
        });
    }

    private boolean isRecent(AuditPosition position) {
        long logged = RecordTable.read(
                dataSource,
                "reading the record of an erasure",
                connection -> HoldTable.appended(connection, position, AuditKind.ERASURE)
                        .loggedMicros());
        return Micros.instant(logged).plus(USED_ON).isAfter(clock.instant());
    }

    /**
     * Destroys what the record of an erasure says.
     *
     * @param expected if not empty, the persons of whom it must name one
     */
    private Erasure finish(AuditPosition position, Set<Integer> expected) {
        Map<Integer, List<Reach>> reach = new HashMap<>();
        Set<Integer> named = RecordTable.read(dataSource, "reading the record of an erasure", connection -> {
            Set<Integer> numbers = named(connection, position);
            if (!expected.isEmpty() && numbers.stream().noneMatch(expected::contains)) {
                throw new AuditUnavailableException(
                        "the audit log recorded the erasure of a customer under a number of old; nothing"
                                + " was erased. A log that hands on to another must hand on forget(CustomerId) too");
            }
            for (Person person : PersonTable.byNumber(connection, numbers).values()) {
                if (!isEmpty(connection, person.number())) {
                    reach.put(person.number(), reach(connection, person.number(), Map.of()));
                }
            }
            return numbers;
        });
        if (named.isEmpty() || reach.isEmpty()) {
            return new Erasure(List.of(position), 0, 0);
        }
        return AuditChanges.inTransaction(dataSource, "erasing a customer from the audit log", connection -> {
            int recordedIn = RecordTable.streamNo(connection, position.stream()).orElseThrow();
            int persons = 0;
            long secrets = 0;
            DataKeys opened = DataKeys.read(connection, keys);
            Aead aead = new Aead(new SecureRandom());
            Set<CustomerId> customers = new TreeSet<>();
            for (Person person :
                    PersonTable.byNumber(connection, reach.keySet()).values()) {
                person.customer(opened, aead).ifPresent(customers::add);
            }
            for (Map.Entry<Integer, List<Reach>> each : new TreeMap<>(reach).entrySet()) {
                persons += PersonTable.erase(connection, each.getKey(), recordedIn, position.seq()) ? 1 : 0;
                secrets += destroy(connection, each.getValue());
            }
            for (CustomerId customer : customers) {
                PersonTable.promote(connection, opened, customer);
            }
            return new Erasure(List.of(position), persons, secrets);
        });
    }

    /** Destroys what was recorded between the search for it and the erasure, and by other nodes since. */
    private long catchUp(AuditPosition position) {
        return AuditChanges.inTransaction(dataSource, "erasing a customer from the audit log", connection -> {
            RecordTable.Row record = HoldTable.appended(connection, position, AuditKind.ERASURE);
            long since = record.loggedMicros() - Micros.of(Instant.EPOCH.plus(USED_ON));
            Map<Integer, Long> from = new HashMap<>();
            for (int streamNo : RecordStreams.numbers(connection)) {
                from.put(streamNo, RecordTable.firstLoggedFrom(connection, streamNo, since));
            }
            long secrets = 0;
            for (int person : named(connection, position)) {
                secrets += destroy(connection, reach(connection, person, from));
            }
            return secrets;
        });
    }

    private static Set<Integer> named(Connection connection, AuditPosition position) throws SQLException {
        Set<Integer> numbers = new TreeSet<>();
        byte[] set = HoldTable.appended(connection, position, AuditKind.ERASURE).customers();
        if (set != null) {
            CustomerSet.read(set, (number, rows) -> numbers.add(number));
        }
        return numbers;
    }

    private static boolean isEmpty(Connection connection, int person) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM cpni_audit_person WHERE person_no = ?"
                        + " AND digest IS NULL AND wrapped_key IS NULL AND id_cipher IS NULL")) {
            statement.setInt(1, person);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    /** Finds the records whose encrypted part is under a key of its own, and about the person among few. */
    private List<Reach> reach(Connection connection, int person, Map<Integer, Long> from) throws SQLException {
        List<Reach> reach = new ArrayList<>();
        for (int streamNo : RecordStreams.numbers(connection)) {
            Set<Long> secrets = new TreeSet<>();
            try (LongStream places = mentions.places(connection, streamNo, person, from.getOrDefault(streamNo, 0L))) {
                for (long place : (Iterable<Long>) places::iterator) {
                    Optional<RecordTable.Row> row = RecordStreams.at(connection, streamNo, place);
                    if (row.isPresent()) {
                        addSecrets(connection, streamNo, row.get(), person, secrets);
                    }
                }
            }
            reach.add(new Reach(streamNo, secrets));
        }
        return reach;
    }

    private void addSecrets(Connection connection, int streamNo, RecordTable.Row row, int person, Set<Long> secrets)
            throws SQLException {
        Leaf leaf = Leaf.decode(row.leaf());
        if (!Mentioned.by(row, leaf).contains(person)) {
            return;
        }
        Leaf.Tail tail = leaf.tail();
        boolean isAccessor =
                tail.accessorPerson().isPresent() && tail.accessorPerson().getAsInt() == person;
        if (leaf.body().kind() == AuditKind.ERASURE) {
            // Says why somebody was erased; it is about another only if that one asked.
            if (isAccessor) {
                secrets.add(row.seq());
            }
            return;
        }
        boolean isSubject = tail.subject().isPresent() && tail.subject().getAsInt() == person;
        if (!isAccessor && !isSubject && tail.named() > sharedLimit) {
            return;
        }
        secrets.add(row.seq());
        Optional<AuditEntry.Intent> intent = leaf.body().intent();
        if (intent.isPresent()) {
            secrets.add(intent.get().position().seq());
        } else if (leaf.body().kind().releases()) {
            Optional<RecordTable.Row> outcome = RecordTable.outcomeOf(connection, streamNo, row.seq());
            if (outcome.isPresent() && Leaf.decode(outcome.get().leaf()).tail().named() <= sharedLimit) {
                secrets.add(outcome.get().seq());
            }
        }
    }

    private static long destroy(Connection connection, List<Reach> reach) throws SQLException {
        long destroyed = 0;
        try (PreparedStatement statement = connection.prepareStatement(DELETE_SECRET)) {
            for (Reach each : reach) {
                for (long seq : each.secrets()) {
                    statement.setInt(1, each.streamNo());
                    statement.setLong(2, seq);
                    destroyed += statement.executeUpdate();
                }
            }
        }
        return destroyed;
    }
}
