package io.cpni.audit;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Places legal holds on records, and releases them: a purge keeps what is held, and the erasure of a customer who is held is
 * refused.
 *
 * <p>Both leave a record of kind {@link AuditKind#HOLD} under the relation {@value #RELATION}, with the hold's id as
 * correlation, durable before the hold begins or ends. Whoever may call this decides what is destroyed: the caller guards
 * that. Safe for many threads if the data source is.
 */
public final class LegalHolds {

    /** The relation of the records of holds. */
    public static final String RELATION = "legal-hold";

    /** The evidence that says when the period begins, and when it ends. */
    private static final String FROM = "from ";

    private static final String TO = "to ";

    private final DataSource dataSource;
    private final AuditKeys keys;
    private final AuditLog log;
    private final Clock clock;

    /**
     * A hold in force.
     *
     * @param id the matter's own name
     * @param from the first instant of the period
     * @param to the instant after the period
     * @param ofOneCustomer whether it is on one customer's records only
     * @param customer who that is; empty if the customer was erased nevertheless
     * @param placedAt when it was placed
     * @param record the record that says by whom, and why
     */
    public record InForce(
            String id,
            Optional<Instant> from,
            Optional<Instant> to,
            boolean ofOneCustomer,
            Optional<CustomerId> customer,
            Instant placedAt,
            AuditPosition record) {

        /** Returns id and period; whose records are held is not for logs. */
        @Override
        public String toString() {
            return "InForce[" + id + (ofOneCustomer ? ", one customer" : "") + ", placed " + placedAt + " by " + record
                    + "]";
        }
    }

    private LegalHolds(DataSource dataSource, AuditKeys keys, AuditLog log, Clock clock) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.log = Objects.requireNonNull(log, "log");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Returns the holds of a database.
     *
     * @param dataSource the audit database
     * @param keys what opens the keys of the log
     * @param log a log that writes to that database
     * @param clock tells when a hold is placed or released
     */
    public static LegalHolds over(DataSource dataSource, AuditKeys keys, AuditLog log, Clock clock) {
        return new LegalHolds(dataSource, keys, log, clock);
    }

    /**
     * Places a hold. When this returns, no purge removes what it holds; what a purge has removed before is gone. If this fails
     * after the record was written, the hold is not in force; place it again then.
     *
     * @param reason why, never data: stands in the record, encrypted, and stays readable when the customer is erased
     * @param context who places it
     * @return the record that says so
     * @throws IllegalArgumentException if there is or was another hold of this id
     * @throws AuditUnavailableException if it cannot be recorded; it is not in force then
     * @throws StoreUnavailableException if the database fails; it is not in force then
     * @throws IllegalStateException if the customer was erased at this moment
     */
    public AuditPosition place(LegalHold hold, String reason, AccessContext context) {
        if (find(hold.id()).isPresent()) {
            throw new IllegalArgumentException("there is or was a legal hold '" + hold.id()
                    + "'; give each an id of its own, and a new one when it begins again");
        }
        Instant now = clock.instant();
        List<String> period = period(micros(hold.from()), micros(hold.to()));
        AuditPosition position = log.append(AuditEntry.hold(now)
                .context(context)
                .justification(reason)
                .operation(Operation.INSERT)
                .relation(RELATION)
                .correlation(hold.id())
                .evidence(period)
                .customers(hold.customer()
                        .map(customer -> CustomersConcerned.of(customer, 0))
                        .orElse(CustomersConcerned.none()))
                .build());
        AuditChanges.inTransaction(dataSource, "placing a legal hold", connection -> {
            AuditChanges.lock(connection, 0);
            RecordTable.Row record = HoldTable.appended(connection, position, AuditKind.HOLD);
            Set<Integer> persons = null;
            if (hold.customer().isPresent()) {
                Set<Integer> numbers = new TreeSet<>();
                byte[] set = record.customers();
                if (set != null) {
                    CustomerSet.read(set, (number, rows) -> numbers.add(number));
                }
                DataKeys opened = DataKeys.read(connection, keys);
                PersonTable.of(connection, opened, hold.customer().get())
                        .forEach(person -> numbers.add(person.number()));
                if (PersonTable.byNumber(connection, numbers).values().stream().allMatch(Person::isErased)) {
                    throw new IllegalStateException("the customer of legal hold '" + hold.id()
                            + "' was erased while it was placed, and nothing of theirs is left to be held");
                }
                persons = numbers;
            }
            HoldTable.Place placed = place(connection, position);
            HoldTable.insert(
                    connection,
                    new HoldTable.Row(
                            hold.id(), placed, Micros.of(now), micros(hold.from()), micros(hold.to()), persons, null));
            return placed;
        });
        return position;
    }

    /**
     * Releases a hold. If this fails after the record was written, the hold is still in force; release it again then.
     *
     * @param id the hold's
     * @param reason why; stands in the record, encrypted
     * @param context who releases it
     * @return the record that says so
     * @throws IllegalArgumentException if no hold of this id is in force
     * @throws AuditUnavailableException if it cannot be recorded; it is in force then
     * @throws StoreUnavailableException if the database fails; it is in force then
     */
    public AuditPosition release(String id, String reason, AccessContext context) {
        InForce hold = inForce().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no legal hold of this id is in force"));
        Instant now = clock.instant();
        AuditPosition position = log.append(AuditEntry.hold(now)
                .context(context)
                .justification(reason)
                .operation(Operation.DELETE)
                .relation(RELATION)
                .correlation(id)
                .customers(hold.customer()
                        .map(customer -> CustomersConcerned.of(customer, 0))
                        .orElse(CustomersConcerned.none()))
                .build());
        return AuditChanges.inTransaction(dataSource, "releasing a legal hold", connection -> {
            HoldTable.appended(connection, position, AuditKind.HOLD);
            HoldTable.release(connection, id, place(connection, position), Micros.of(now));
            return position;
        });
    }

    /**
     * Returns the holds in force, by their ids.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public List<InForce> inForce() {
        return RecordTable.read(dataSource, "reading the legal holds", connection -> {
            List<InForce> holds = new ArrayList<>();
            for (HoldTable.Row row : HoldTable.inForce(connection, keys)) {
                Set<Integer> persons = row.persons();
                Optional<CustomerId> customer = Optional.empty();
                if (persons != null) {
                    DataKeys opened = DataKeys.read(connection, keys);
                    Aead aead = new Aead(new SecureRandom());
                    customer = PersonTable.byNumber(connection, persons).values().stream()
                            .flatMap(person -> person.customer(opened, aead).stream())
                            .findFirst();
                }
                String stream = RecordTable.streamName(connection, row.placed().streamNo())
                        .orElseThrow(
                                () -> new IllegalStateException("a legal hold names a stream that does not exist"));
                holds.add(new InForce(
                        row.id(),
                        Optional.ofNullable(row.from()).map(Micros::instant),
                        Optional.ofNullable(row.to()).map(Micros::instant),
                        persons != null,
                        customer,
                        Micros.instant(row.placedMicros()),
                        new AuditPosition(stream, row.placed().seq())));
            }
            return List.copyOf(holds);
        });
    }

    private Optional<HoldTable.Row> find(String id) {
        return RecordTable.read(
                dataSource,
                "reading the legal holds",
                connection -> HoldTable.all(connection).stream()
                        .filter(row -> row.id().equals(id))
                        .findFirst());
    }

    private static HoldTable.Place place(Connection connection, AuditPosition position) throws SQLException {
        return new HoldTable.Place(
                RecordTable.streamNo(connection, position.stream()).orElseThrow(), position.seq());
    }

    /** Writes a period as the evidence of its record. */
    static List<String> period(@Nullable Long from, @Nullable Long to) {
        List<String> period = new ArrayList<>();
        if (from != null) {
            period.add(FROM + Micros.instant(from));
        }
        if (to != null) {
            period.add(TO + Micros.instant(to));
        }
        return period;
    }

    private static @Nullable Long micros(Optional<Instant> instant) {
        return instant.isPresent() ? (Long) Micros.of(instant.get()) : null;
    }
}
