package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds the statements on the table of persons, in the SQL that H2, PostgreSQL and MariaDB share. */
final class PersonTable {

    private static final String COLUMNS = "person_no, commitment, key_version, wrapped_key, id_cipher";
    private static final String INSERT =
            "INSERT INTO cpni_audit_person (commitment, digest_version, digest, key_version,"
                    + " wrapped_key, id_cipher) VALUES (?, ?, ?, ?, ?, ?)";

    private static final String NOT_ERASED =
            " (digest IS NOT NULL OR wrapped_key IS NOT NULL OR id_cipher IS NOT NULL)";
    private static final String ERASE = "UPDATE cpni_audit_person SET digest_version = NULL, digest = NULL,"
            + " key_version = NULL, wrapped_key = NULL, id_cipher = NULL, erased_stream = ?, erased_seq = ?"
            + " WHERE person_no = ? AND" + NOT_ERASED;

    /** How many values a list of parameters has: few sizes, so that few statements are prepared. */
    private static final int[] LIST_SIZES = {1, 16, 256, 1_024};

    private PersonTable() {}

    /** A new person, and by what it is found. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares them
    record New(Person person, int digestVersion, byte[] digest) {}

    /** Takes a row. */
    @FunctionalInterface
    interface RowVisitor {
        void row(ResultSet result) throws SQLException;
    }

    /** Binds a value. */
    @FunctionalInterface
    interface Binder<T> {
        void bind(PreparedStatement statement, int index, T value) throws SQLException;
    }

    /**
     * Reads the rows for some values, a part of them at a time.
     *
     * @param sql a statement that lacks the list of the values at its end
     */
    static <T> void select(
            Connection connection, String sql, Collection<T> values, Binder<? super T> binder, RowVisitor visitor)
            throws SQLException {
        for (List<T> part : parts(List.copyOf(values))) {
            try (PreparedStatement statement = connection.prepareStatement(sql + list(part.size()))) {
                for (int i = 0; i < listSize(part.size()); i++) {
                    binder.bind(statement, i + 1, part.get(Math.min(i, part.size() - 1)));
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        visitor.row(result);
                    }
                }
            }
        }
    }

    /** Returns the persons of digests, each under its digest. */
    static Map<ByteBuffer, Person> byDigest(Connection connection, List<byte[]> digests) throws SQLException {
        Map<ByteBuffer, Person> found = new HashMap<>();
        select(
                connection,
                "SELECT " + COLUMNS + ", digest FROM cpni_audit_person WHERE digest IN ",
                digests,
                PreparedStatement::setBytes,
                result -> found.put(ByteBuffer.wrap(result.getBytes(6)), person(result)));
        return found;
    }

    /** Returns the persons of numbers, each under its number. */
    static Map<Integer, Person> byNumber(Connection connection, Collection<Integer> numbers) throws SQLException {
        Map<Integer, Person> found = new HashMap<>();
        select(
                connection,
                "SELECT " + COLUMNS + " FROM cpni_audit_person WHERE person_no IN ",
                numbers,
                PreparedStatement::setInt,
                result -> {
                    Person person = person(result);
                    found.put(person.number(), person);
                });
        return found;
    }

    /** Returns those of some numbers from which something still leads to a customer. */
    static Set<Integer> notErased(Connection connection, Collection<Integer> numbers) throws SQLException {
        Set<Integer> found = new TreeSet<>();
        select(
                connection,
                "SELECT person_no FROM cpni_audit_person WHERE" + NOT_ERASED + " AND person_no IN ",
                numbers,
                PreparedStatement::setInt,
                result -> found.add(result.getInt(1)));
        return found;
    }

    /**
     * Returns the numbers under which the log knows a customer: one, but for rotations of keys on several nodes at once.
     *
     * @throws AuditUnavailableException if the digest leads to somebody else
     */
    static List<Person> of(Connection connection, DataKeys keys, CustomerId customer) throws SQLException {
        List<byte[]> digests = new ArrayList<>();
        for (int version : keys.digestVersions()) {
            digests.add(keys.digest(version, customer));
            for (int which = 2; which <= DataKeys.TWINS; which++) {
                digests.add(keys.digestOfTwin(version, customer, which));
            }
        }
        List<Person> persons = byDigest(connection, digests).values().stream()
                .sorted(Comparator.comparingInt(Person::number))
                .toList();
        Aead aead = new Aead(new SecureRandom());
        persons.forEach(person -> person.requireToBe(customer, keys, aead));
        return persons;
    }

    /**
     * Inserts new persons. Neither commits nor rolls back.
     *
     * @throws SQLException with a state of the class 23 if another log inserts one of them at this moment
     */
    static void insert(Connection connection, List<New> persons) throws SQLException {
        // Two logs that insert the same persons wait for each other in one order, or they would wait for ever.
        List<New> inOrder = new ArrayList<>(persons);
        inOrder.sort((one, other) -> Arrays.compareUnsigned(one.digest(), other.digest()));
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (New each : inOrder) {
                statement.setBytes(1, each.person().commitment());
                statement.setInt(2, each.digestVersion());
                statement.setBytes(3, each.digest());
                statement.setInt(4, each.person().keyVersion());
                statement.setBytes(5, each.person().wrappedKey());
                statement.setBytes(6, each.person().idCipher());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Empties what leads from a number to a customer; tells whether there was anything. Neither commits nor rolls back. */
    static boolean erase(Connection connection, int number, int erasedStream, long erasedSeq) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ERASE)) {
            statement.setInt(1, erasedStream);
            statement.setLong(2, erasedSeq);
            statement.setInt(3, number);
            return statement.executeUpdate() > 0;
        }
    }

    /**
     * Lets a further person of a customer be found first, where the one found before is erased: the next record of its erasure
     * then names this one. Neither commits nor rolls back.
     *
     * @throws SQLException with a state of the class 23 if a log meets the customer anew at this moment
     */
    static void promote(Connection connection, DataKeys keys, CustomerId customer) throws SQLException {
        int version = keys.current(DataKeys.Kind.DIGEST);
        List<Person> left = of(connection, keys, customer);
        List<byte[]> first = keys.digestVersions().stream()
                .map(each -> keys.digest(each, customer))
                .toList();
        if (left.isEmpty() || !byDigest(connection, first).isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE cpni_audit_person SET digest_version = ?, digest = ? WHERE person_no = ? AND digest IS NOT NULL")) {
            statement.setInt(1, version);
            statement.setBytes(2, keys.digest(version, customer));
            statement.setInt(3, left.get(0).number());
            statement.executeUpdate();
        }
    }

    private static Person person(ResultSet result) throws SQLException {
        return new Person(
                result.getInt(1), result.getBytes(2), result.getInt(3), result.getBytes(4), result.getBytes(5));
    }

    private static <T> List<List<T>> parts(List<T> all) {
        int largest = LIST_SIZES[LIST_SIZES.length - 1];
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += largest) {
            parts.add(all.subList(from, Math.min(all.size(), from + largest)));
        }
        return parts;
    }

    private static String list(int count) {
        return "(" + String.join(", ", Collections.nCopies(listSize(count), "?")) + ")";
    }

    private static int listSize(int count) {
        return Arrays.stream(LIST_SIZES)
                .filter(size -> size >= count)
                .findFirst()
                .orElseThrow();
    }
}
