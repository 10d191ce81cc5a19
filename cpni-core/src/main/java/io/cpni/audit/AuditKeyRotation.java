package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the keys of the audit log while it is written. No record changes, for none holds a key or anything made by one that
 * verification needs.
 *
 * <p>There are three kinds of keys, each replaced on its own:
 *
 * <ol>
 *   <li>The keys of {@link AuditKeys}, under which the log's data keys are encrypted: give the application the new one as
 *       current and the old one beside it, call {@link #rewrap}, and take the old one away.
 *   <li>The key under which the keys of customers are encrypted: {@link #newWrappingKey}, then {@link #rewrapPersons}, and
 *       after a quarter of an hour {@link #rewrapPersons} and {@link #removeOldKeys}. Do that after erasures: a backup holds
 *       the rows that were emptied since, and the key that opened them is gone then.
 *   <li>The key by which customers are looked up: {@link #newDigestKey}, then {@link #redigest}, and after a quarter of an hour
 *       {@link #redigest} and {@link #removeOldKeys}.
 * </ol>
 *
 * <p>Logs on other nodes go over to a new key within five minutes, and know the old ones until then. Every step may be repeated,
 * and goes on where it was interrupted. Safe for many threads if the data source is.
 */
public final class AuditKeyRotation {

    /** How long a key stays after it was replaced: longer than any log goes without looking for new ones. */
    private static final Duration KEPT_FOR = TreeWriter.KEYS_SEEN_EVERY.multipliedBy(3);

    private static final Logger LOG = LoggerFactory.getLogger(AuditKeyRotation.class);

    private final DataSource dataSource;
    private final AuditKeys outer;
    private final Clock clock;

    /**
     * What a step did.
     *
     * @param moved how many customers and secrets are now under the current key
     * @param stuck how many cannot be moved, because their rows or records were changed or removed; the old key stays for them,
     *     and a warning names each
     */
    public record Moved(int moved, int stuck) {}

    private AuditKeyRotation(DataSource dataSource, AuditKeys outer, Clock clock) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.outer = Objects.requireNonNull(outer, "outer");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Returns the rotation of a database's keys.
     *
     * @param dataSource the audit database, by a user who may change keys, persons and secrets
     * @param keys what the data keys are encrypted under
     * @param clock tells how old a key is
     */
    public static AuditKeyRotation over(DataSource dataSource, AuditKeys keys, Clock clock) {
        return new AuditKeyRotation(dataSource, keys, clock);
    }

    /**
     * Encrypts the data keys under the current key of {@link AuditKeys}.
     *
     * @return how many were under another
     * @throws AuditUnavailableException if one cannot be opened or encrypted
     * @throws StoreUnavailableException if the database fails
     */
    public int rewrap() {
        return AuditChanges.inTransaction(dataSource, "encrypting the keys of the audit log anew", connection -> {
            int rewrapped = 0;
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT kind, version, kek, wrapped FROM cpni_audit_key WHERE kek <> ?");
                    PreparedStatement update = connection.prepareStatement(
                            "UPDATE cpni_audit_key SET kek = ?, wrapped = ? WHERE kind = ? AND version = ? AND kek = ?")) {
                select.setString(1, outer.current());
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        update.setString(1, outer.current());
                        update.setBytes(2, outer.wrap(outer.unwrap(result.getString(3), result.getBytes(4))));
                        update.setString(3, result.getString(1));
                        update.setInt(4, result.getInt(2));
                        update.setString(5, result.getString(3));
                        rewrapped += update.executeUpdate();
                    }
                }
            }
            return rewrapped;
        });
    }

    /**
     * Makes a new key by which customers are looked up.
     *
     * @return its version
     * @throws StoreUnavailableException if the database fails
     */
    public int newDigestKey() {
        return add(DataKeys.Kind.DIGEST);
    }

    /**
     * Makes a new key under which the keys of customers are encrypted.
     *
     * @return its version
     * @throws StoreUnavailableException if the database fails
     */
    public int newWrappingKey() {
        return add(DataKeys.Kind.WRAPPING);
    }

    private int add(DataKeys.Kind kind) {
        return AuditChanges.inTransaction(dataSource, "making a new key of the audit log", connection -> {
            Instant now = clock.instant();
            int version = DataKeys.readOrCreate(connection, outer, now).current(kind) + 1;
            DataKeys.insert(connection, outer, kind, version, new Aead(new SecureRandom()).newKey(), now);
            return version;
        });
    }

    /**
     * Lets all customers be looked up by the current key.
     *
     * @param batch how many in a transaction, such as 1,000
     * @throws StoreUnavailableException if the database fails; what is done stays done
     */
    public Moved redigest(int batch) {
        return inBatches(
                batch,
                (connection, after, limit) ->
                        movePersons(connection, Columns.OF_DIGESTS, after, limit, (keys, aead, person) -> {
                            Optional<CustomerId> customer = person.customer(keys, aead);
                            return customer.isEmpty()
                                    ? Optional.empty()
                                    : freeDigest(connection, keys, keys.current(DataKeys.Kind.DIGEST), customer.get());
                        }));
    }

    /**
     * Encrypts the keys of all customers, and those of what belongs to no one customer, under the current key.
     *
     * @param batch how many in a transaction, such as 1,000
     * @throws StoreUnavailableException if the database fails; what is done stays done
     */
    public Moved rewrapPersons(int batch) {
        Moved all = inBatches(
                batch,
                (connection, after, limit) -> movePersons(
                        connection,
                        Columns.OF_KEYS,
                        after,
                        limit,
                        (keys, aead, person) -> person.key(keys, aead)
                                .map(key -> aead.seal(
                                        keys.wrapping(keys.current(DataKeys.Kind.WRAPPING)),
                                        key,
                                        person.commitment()))));
        for (int streamNo : RecordTable.read(dataSource, "reading the streams", RecordStreams::numbers)) {
            Moved secrets =
                    inBatches(batch, (connection, after, limit) -> rewrapSecrets(connection, streamNo, after, limit));
            all = new Moved(all.moved() + secrets.moved(), all.stuck() + secrets.stuck());
        }
        return all;
    }

    /** Moves some rows behind a place; the result names the last row looked at. */
    @FunctionalInterface
    private interface Step {
        Batch move(Connection connection, long after, int limit) throws SQLException;
    }

    private record Batch(int moved, int stuck, long last) {

        int size() {
            return moved + stuck;
        }
    }

    private Moved inBatches(int batch, Step step) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch is 1 or more");
        }
        int moved = 0;
        int stuck = 0;
        long after = -1;
        Batch done;
        do {
            long from = after;
            done = AuditChanges.inTransaction(
                    dataSource,
                    "moving to a new key of the audit log",
                    connection -> step.move(connection, from, batch));
            moved += done.moved();
            stuck += done.stuck();
            after = done.last();
        } while (done.size() > 0);
        return new Moved(moved, stuck);
    }

    /** What of a person was made by a key, and by which version of it. */
    private record Columns(DataKeys.Kind kind, String value, String version) {

        private static final Columns OF_DIGESTS = new Columns(DataKeys.Kind.DIGEST, "digest", "digest_version");
        private static final Columns OF_KEYS = new Columns(DataKeys.Kind.WRAPPING, "wrapped_key", "key_version");
    }

    /** Makes by the current key what was made by an older one; empty if the row was changed, so that it cannot. */
    @FunctionalInterface
    private interface Renewal {
        Optional<byte[]> renewed(DataKeys keys, Aead aead, Person person) throws SQLException;
    }

    private Batch movePersons(Connection connection, Columns columns, long after, int limit, Renewal renewal)
            throws SQLException {
        DataKeys keys = DataKeys.read(connection, outer);
        Aead aead = new Aead(new SecureRandom());
        int current = keys.current(columns.kind());
        int moved = 0;
        List<Integer> numbers = select(
                connection,
                "SELECT person_no FROM cpni_audit_person WHERE " + columns.version() + " < ? AND person_no > ?"
                        + " ORDER BY person_no LIMIT ?",
                current,
                after,
                limit);
        Map<Integer, Person> persons = PersonTable.byNumber(connection, numbers);
        // Not if erased meanwhile, which would bring it back, nor if another rotation was first.
        try (PreparedStatement update = connection.prepareStatement("UPDATE cpni_audit_person SET " + columns.value()
                + " = ?, " + columns.version() + " = ? WHERE person_no = ? AND " + columns.version() + " < ? AND "
                + columns.value() + " IS NOT NULL")) {
            for (int number : numbers) {
                Person person = persons.get(number);
                Optional<byte[]> value = person == null || !keys.hasWrapping(person.keyVersion())
                        ? Optional.empty()
                        : renewal.renewed(keys, aead, person);
                if (value.isPresent()) {
                    update.setBytes(1, value.get());
                    update.setInt(2, current);
                    update.setInt(3, number);
                    update.setInt(4, current);
                    update.executeUpdate();
                    moved++;
                } else {
                    LOG.warn(
                            "Person {} of the audit log cannot be moved to a new key, because the row was changed; restore"
                                    + " it from a backup. The old key stays for it",
                            number);
                }
            }
        }
        return new Batch(moved, numbers.size() - moved, numbers.isEmpty() ? after : numbers.get(numbers.size() - 1));
    }

    /** Returns a digest that no other person of the customer has. */
    private static Optional<byte[]> freeDigest(Connection connection, DataKeys keys, int version, CustomerId customer)
            throws SQLException {
        List<byte[]> digests = new ArrayList<>();
        digests.add(keys.digest(version, customer));
        for (int which = 2; which <= DataKeys.TWINS; which++) {
            digests.add(keys.digestOfTwin(version, customer, which));
        }
        Map<ByteBuffer, Person> taken = PersonTable.byDigest(connection, digests);
        return digests.stream()
                .filter(digest -> !taken.containsKey(ByteBuffer.wrap(digest)))
                .findFirst();
    }

    private Batch rewrapSecrets(Connection connection, int streamNo, long after, int limit) throws SQLException {
        DataKeys keys = DataKeys.read(connection, outer);
        Aead aead = new Aead(new SecureRandom());
        int current = keys.current(DataKeys.Kind.WRAPPING);
        int moved = 0;
        int stuck = 0;
        long last = after;
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT s.seq, s.key_version, s.wrapped_key, r.leaf FROM cpni_audit_secret s"
                                + " LEFT JOIN cpni_audit_record r ON r.stream_no = s.stream_no AND r.seq = s.seq"
                                + " WHERE s.stream_no = ? AND s.seq > ? AND s.key_version < ? ORDER BY s.seq LIMIT ?");
                PreparedStatement update = connection.prepareStatement("UPDATE cpni_audit_secret SET wrapped_key = ?,"
                        + " key_version = ? WHERE stream_no = ? AND seq = ? AND key_version < ?")) {
            select.setInt(1, streamNo);
            select.setLong(2, after);
            select.setInt(3, current);
            select.setInt(4, limit);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    last = result.getLong(1);
                    Optional<byte[]> renewed =
                            renewed(keys, aead, result.getInt(2), result.getBytes(3), result.getBytes(4));
                    if (renewed.isEmpty()) {
                        LOG.warn(
                                "The secret of record {} of audit stream number {} cannot be moved to a new key: {}. The old"
                                        + " key stays for it",
                                last,
                                streamNo,
                                result.getBytes(4) == null
                                        ? "there is no such record; if a verifier finds nothing missing there, delete the"
                                                + " secret"
                                        : "it or its record was changed; let an AuditVerifier look");
                        stuck++;
                        continue;
                    }
                    update.setBytes(1, renewed.get());
                    update.setInt(2, current);
                    update.setInt(3, streamNo);
                    update.setLong(4, last);
                    update.setInt(5, current);
                    update.executeUpdate();
                    moved++;
                }
            }
        }
        return new Batch(moved, stuck, last);
    }

    /** Encrypts a secret under the current key; empty if that cannot be: it is bound to the id that its record has. */
    private static Optional<byte[]> renewed(
            DataKeys keys, Aead aead, int version, byte[] wrapped, byte @Nullable [] leaf) {
        if (leaf == null || !keys.hasWrapping(version)) {
            return Optional.empty();
        }
        try {
            byte[] bound = LeafMaker.boundTo(Leaf.decode(leaf).body().id());
            return aead.open(keys.wrapping(version), wrapped, bound)
                    .map(key -> aead.seal(keys.wrapping(keys.current(DataKeys.Kind.WRAPPING)), key, bound));
        } catch (MalformedRecordException damaged) {
            return Optional.empty();
        }
    }

    private static List<Integer> select(Connection connection, String sql, int version, long after, int limit)
            throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, version);
            statement.setLong(2, after);
            statement.setInt(3, limit);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    numbers.add(result.getInt(1));
                }
            }
        }
        return numbers;
    }

    /**
     * Removes keys for good that were replaced a quarter of an hour ago or earlier and that nothing is under. What is still under
     * an old one, because a log went on with it for a while, keeps it until it is moved.
     *
     * @return how many were removed
     * @throws StoreUnavailableException if the database fails
     */
    public int removeOldKeys() {
        return AuditChanges.inTransaction(dataSource, "removing old keys of the audit log", connection -> {
            int removed = 0;
            for (DataKeys.Kind kind : DataKeys.Kind.values()) {
                removed += removeOldKeys(connection, kind);
            }
            return removed;
        });
    }

    private int removeOldKeys(Connection connection, DataKeys.Kind kind) throws SQLException {
        int current = DataKeys.read(connection, outer).current(kind);
        List<Integer> old = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT version FROM cpni_audit_key o WHERE kind = ?"
                        + " AND version < ? AND EXISTS (SELECT 1 FROM cpni_audit_key n WHERE n.kind = o.kind AND n.version > o.version"
                        + " AND n.created_us <= ?)")) {
            statement.setString(1, kind.name());
            statement.setInt(2, current);
            statement.setLong(3, Micros.of(clock.instant().minus(KEPT_FOR)));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    old.add(result.getInt(1));
                }
            }
        }
        int removed = 0;
        for (int version : old) {
            if (!isUsed(connection, kind, version)) {
                try (PreparedStatement statement =
                        connection.prepareStatement("DELETE FROM cpni_audit_key WHERE kind = ? AND version = ?")) {
                    statement.setString(1, kind.name());
                    statement.setInt(2, version);
                    removed += statement.executeUpdate();
                }
            }
        }
        return removed;
    }

    private static boolean isUsed(Connection connection, DataKeys.Kind kind, int version) throws SQLException {
        return switch (kind) {
            case DIGEST ->
                has(connection, "SELECT 1 FROM cpni_audit_person WHERE digest_version = ? LIMIT 1", version)
                        || has(connection, "SELECT 1 FROM cpni_audit_erased WHERE digest_version = ? LIMIT 1", version);
            case WRAPPING ->
                has(connection, "SELECT 1 FROM cpni_audit_person WHERE key_version = ? LIMIT 1", version)
                        || has(connection, "SELECT 1 FROM cpni_audit_secret WHERE key_version = ? LIMIT 1", version);
        };
    }

    private static boolean has(Connection connection, String sql, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, version);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }
}
