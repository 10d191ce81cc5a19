package io.cpni.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cpni.customer.CustomerId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives customers their numbers, on the thread that writes a stream.
 *
 * <p>Remembers those it met last, for a few minutes: a customer whom another node erases meanwhile gets a new number after
 * that.
 */
final class Persons {

    private static final int REMEMBERED = 100_000;
    static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

    /** Says that keys are used that are not known here: the writer reads its keys anew and tries again. */
    static final class UnknownKeyException extends SQLException {

        private static final long serialVersionUID = 1L;

        UnknownKeyException() {
            super("the keys of the audit log were rotated meanwhile", "58000");
        }
    }

    /**
     * Who a customer is.
     *
     * @param person who the log knows; null if it knows nobody
     * @param erased who was erased lately; null if nobody was
     */
    record Known(@Nullable Person person, ErasedTable.@Nullable Erased erased) {

        /** Returns whom an entry means that tells of an instant; null if nobody is known yet. */
        @Nullable Person at(long happenedMicros) {
            return erased != null && erased.isMeant(happenedMicros) ? erased.person() : person;
        }
    }

    private final Cache<CustomerId, Known> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    private final Aead aead;
    private long forgotten;

    Persons(Aead aead) {
        this.aead = aead;
    }

    /**
     * Returns who customers are, as far as the log knows them.
     *
     * @throws SQLException if the store fails
     * @throws AuditUnavailableException if the digest of one leads to somebody else
     */
    Map<CustomerId, Known> find(Connection connection, DataKeys keys, Set<CustomerId> customers) throws SQLException {
        Map<CustomerId, Known> known = new HashMap<>(remembered.getAllPresent(customers));
        if (known.size() < customers.size()) {
            long before = forgotten();
            List<CustomerId> unknown = customers.stream()
                    .filter(customer -> !known.containsKey(customer))
                    .toList();
            Map<CustomerId, ErasedTable.Erased> erased = ErasedTable.of(connection, keys, unknown);
            Map<CustomerId, Person> persons = new HashMap<>();
            find(connection, keys, unknown, persons);
            for (CustomerId customer : unknown) {
                Known found = new Known(persons.get(customer), erased.get(customer));
                known.put(customer, found);
                if (found.person() != null) {
                    remember(customer, found, before);
                }
            }
        }
        return known;
    }

    /**
     * Gives customers numbers whom the log does not know. They are committed at once: a number that no record uses does no
     * harm, and a record whose commit is lost does not take the numbers with it.
     *
     * @throws SQLException if the store fails; with a state of the class 23 or 40 if another log met the same customers at
     *     this moment, and trying again will help
     */
    Map<CustomerId, Person> introduce(Connection connection, DataKeys keys, Set<CustomerId> customers)
            throws SQLException {
        Map<CustomerId, Person> introduced = new HashMap<>();
        if (!customers.isEmpty()) {
            introduce(connection, keys, List.copyOf(customers));
            find(connection, keys, customers).forEach((customer, known) -> {
                if (known.person() != null) {
                    introduced.put(customer, known.person());
                }
            });
            if (introduced.size() < customers.size()) {
                throw new SQLException("persons that were inserted are not there", "58000");
            }
        }
        return introduced;
    }

    /** Looks customers up under all keys for digests, the current one first. */
    private void find(Connection connection, DataKeys keys, List<CustomerId> customers, Map<CustomerId, Person> found)
            throws SQLException {
        List<CustomerId> left = customers;
        List<Integer> versions = new ArrayList<>(keys.digestVersions());
        for (int i = versions.size() - 1; i >= 0 && !left.isEmpty(); i--) {
            int version = versions.get(i);
            List<byte[]> digests = left.stream()
                    .map(customer -> keys.digest(version, customer))
                    .toList();
            Map<ByteBuffer, Person> persons = PersonTable.byDigest(connection, digests);
            List<CustomerId> missing = new ArrayList<>();
            for (int j = 0; j < left.size(); j++) {
                Person person = persons.get(ByteBuffer.wrap(digests.get(j)));
                if (person == null) {
                    missing.add(left.get(j));
                } else if (person.keyVersion() > keys.current(DataKeys.Kind.WRAPPING)) {
                    throw new UnknownKeyException();
                } else {
                    person.requireToBe(left.get(j), keys, aead);
                    found.put(left.get(j), person);
                }
            }
            left = missing;
        }
    }

    private void introduce(Connection connection, DataKeys keys, List<CustomerId> customers) throws SQLException {
        if (!keys.areThoseOf(connection)) {
            // Under an old key for digests they would be introduced beside those whom other logs know under the new
            // one.
            throw new UnknownKeyException();
        }
        int version = keys.current(DataKeys.Kind.DIGEST);
        List<PersonTable.New> persons = new ArrayList<>(customers.size());
        for (CustomerId customer : customers) {
            persons.add(new PersonTable.New(
                    Person.introduce(customer, keys, aead), version, keys.digest(version, customer)));
        }
        PersonTable.insert(connection, persons);
        connection.commit();
    }

    /** Keeps what was looked up, unless somebody was to be forgotten meanwhile: it may have been this one. */
    private synchronized void remember(CustomerId customer, Known known, long before) {
        if (forgotten == before) {
            remembered.put(customer, known);
        }
    }

    private synchronized long forgotten() {
        return forgotten;
    }

    /** Forgets everybody. */
    void forget() {
        remembered.invalidateAll();
    }

    /** Forgets one; may be called by any thread. */
    synchronized void forget(CustomerId customer) {
        forgotten++;
        remembered.invalidate(customer);
    }
}
