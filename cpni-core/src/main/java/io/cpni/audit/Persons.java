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

/**
 * Gives customers their numbers, on the thread that writes a stream.
 *
 * <p>Remembers those it met last, for a few minutes: a customer whom another node erases meanwhile gets a new number after
 * that.
 */
final class Persons {

    private static final int REMEMBERED = 100_000;
    static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

    /** Said inside only: the writer reads its keys anew and tries again. */
    private static final String ROTATED = "the keys of the audit log were rotated meanwhile";

    private final Cache<CustomerId, Person> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    private final Aead aead;
    private long forgotten;

    Persons(Aead aead) {
        this.aead = aead;
    }

    /**
     * Returns the person of each customer. Those who are new are committed at once: a number that no record uses does no
     * harm, and a record whose commit is lost does not take the numbers with it.
     *
     * @throws SQLException if the store fails; with a state of the class 23 or 40 if another log met the same customers at
     *     this moment, and trying again will help
     * @throws AuditUnavailableException if the digest of one leads to somebody else
     */
    Map<CustomerId, Person> of(Connection connection, DataKeys keys, Set<CustomerId> customers) throws SQLException {
        Map<CustomerId, Person> known = new HashMap<>(remembered.getAllPresent(customers));
        if (known.size() == customers.size()) {
            return known;
        }
        List<CustomerId> unknown = customers.stream()
                .filter(customer -> !known.containsKey(customer))
                .toList();
        unknown = find(connection, keys, unknown, known);
        if (!unknown.isEmpty()) {
            introduce(connection, keys, unknown);
            unknown = find(connection, keys, unknown, known);
            if (!unknown.isEmpty()) {
                throw new SQLException("persons that were inserted are not there", "58000");
            }
        }
        return known;
    }

    /** Looks customers up under all keys for digests, the current one first, and returns those not found. */
    private List<CustomerId> find(
            Connection connection, DataKeys keys, List<CustomerId> customers, Map<CustomerId, Person> found)
            throws SQLException {
        long before = forgotten();
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
                    throw new SQLException(ROTATED, "58000");
                } else {
                    person.requireToBe(left.get(j), keys, aead);
                    found.put(left.get(j), person);
                    remember(left.get(j), person, before);
                }
            }
            left = missing;
        }
        return left;
    }

    private void introduce(Connection connection, DataKeys keys, List<CustomerId> customers) throws SQLException {
        if (!keys.areThoseOf(connection)) {
            // Under an old key for digests they would be introduced beside those whom other logs know under the new
            // one.
            throw new SQLException(ROTATED, "58000");
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
    private synchronized void remember(CustomerId customer, Person person, long before) {
        if (forgotten == before) {
            remembered.put(customer, person);
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
