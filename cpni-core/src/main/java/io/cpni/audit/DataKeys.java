package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log's own keys, opened: those under which persons' keys and records' secrets are encrypted, and those of the digests by
 * which persons are found. Immutable, but for one thread at a time.
 */
final class DataKeys {

    /** What a key is for. */
    enum Kind {
        /** Encrypts the keys of persons and the secrets of records. */
        WRAPPING,
        /** Makes the digests of customer ids. */
        DIGEST
    }

    private static final Logger LOG = LoggerFactory.getLogger(DataKeys.class);
    private static final String SELECT = "SELECT kind, version, kek, wrapped FROM cpni_audit_key";
    private static final String INSERT =
            "INSERT INTO cpni_audit_key (kind, version, kek, wrapped, created_us) VALUES (?, ?, ?, ?, ?)";
    private static final String HMAC = "HmacSHA256";
    private static final byte[] PERSON = "cpni audit person 1\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TWIN = "cpni audit person 1, further\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] RECORD = "cpni audit record 1\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] ERASED = "cpni audit person 1, erased\n".getBytes(StandardCharsets.US_ASCII);

    /** How many persons one customer may have. */
    static final int TWINS = 4;

    /** The keys of each kind, by their versions. */
    private record Keys(NavigableMap<Integer, byte[]> wrapping, NavigableMap<Integer, byte[]> digest) {

        NavigableMap<Integer, byte[]> of(Kind kind) {
            return kind == Kind.WRAPPING ? wrapping : digest;
        }
    }

    private final Keys keys;
    private final Map<Integer, Mac> macs = new TreeMap<>();

    private DataKeys(Keys keys) {
        this.keys = keys;
        keys.digest().forEach((version, key) -> macs.put(version, mac(key)));
    }

    /**
     * Reads the keys.
     *
     * @throws AuditUnavailableException if there are none, or they cannot be opened
     */
    static DataKeys read(Connection connection, AuditKeys outer) throws SQLException {
        Keys read = readAll(connection, outer);
        if (read.of(Kind.WRAPPING).isEmpty() || read.of(Kind.DIGEST).isEmpty()) {
            throw new AuditUnavailableException(
                    "the audit tables hold no keys: nothing was ever logged here, or they were removed");
        }
        return new DataKeys(read);
    }

    /** Tells whether there are keys: a log that was never written has none, and knows nobody. */
    static boolean areThere(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM cpni_audit_key");
                ResultSet result = statement.executeQuery()) {
            return result.next();
        }
    }

    /**
     * Reads the keys, and makes the first ones where there are none. Neither commits nor rolls back.
     *
     * @throws SQLException with a state of the class 23 if another log makes them at this moment
     */
    static DataKeys readOrCreate(Connection connection, AuditKeys outer, Instant now) throws SQLException {
        Keys read = readAll(connection, outer);
        for (Kind kind : Kind.values()) {
            if (read.of(kind).isEmpty()) {
                requireNobody(connection, kind);
                byte[] key = new Aead(new SecureRandom()).newKey();
                insert(connection, outer, kind, 1, key, now);
                read.of(kind).put(1, key);
            }
        }
        return new DataKeys(read);
    }

    /** Keys that are missing although persons are known under them were removed, or left out of a restore. */
    private static void requireNobody(Connection connection, Kind kind) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT person_no FROM cpni_audit_person ORDER BY person_no LIMIT 1");
                ResultSet result = statement.executeQuery()) {
            if (result.next()) {
                throw new AuditUnavailableException("the audit tables know customers, but hold no key of the kind "
                        + kind + " (table cpni_audit_key): restore it, or nobody in the log can be named any more");
            }
        }
    }

    /** Adds a key that is current from now on. Neither commits nor rolls back. */
    static void insert(Connection connection, AuditKeys outer, Kind kind, int version, byte[] key, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, kind.name());
            statement.setInt(2, version);
            statement.setString(3, outer.current());
            statement.setBytes(4, outer.wrap(key));
            statement.setLong(5, Micros.of(now));
            statement.executeUpdate();
        }
    }

    private static Keys readAll(Connection connection, AuditKeys outer) throws SQLException {
        Keys read = new Keys(new TreeMap<>(), new TreeMap<>());
        try (PreparedStatement statement = connection.prepareStatement(SELECT);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                read.of(Kind.valueOf(result.getString(1)))
                        .put(result.getInt(2), outer.unwrap(result.getString(3), result.getBytes(4)));
            }
        }
        return read;
    }

    /** Returns the version of the key to use for what is new. */
    int current(Kind kind) {
        return keys.of(kind).lastKey();
    }

    /**
     * Returns the key of a version under which persons' keys are encrypted.
     *
     * @throws AuditUnavailableException if it is not there
     */
    byte[] wrapping(int version) {
        byte[] key = keys.wrapping().get(version);
        if (key == null) {
            throw new AuditUnavailableException("the audit tables have no key of version " + version
                    + " any more; it was removed while still in use");
        }
        return key;
    }

    /** Tells whether there is a key of a version under which persons' keys are encrypted. */
    boolean hasWrapping(int version) {
        return keys.wrapping().containsKey(version);
    }

    /** Tells whether the table still holds these versions and no others. */
    boolean areThoseOf(Connection connection) throws SQLException {
        Set<Integer> wrapping = new HashSet<>();
        Set<Integer> digest = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT kind, version FROM cpni_audit_key");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                (Kind.valueOf(result.getString(1)) == Kind.WRAPPING ? wrapping : digest).add(result.getInt(2));
            }
        }
        return keys.wrapping().keySet().equals(wrapping)
                && keys.digest().keySet().equals(digest);
    }

    /** Returns the versions of the keys for digests. */
    Set<Integer> digestVersions() {
        return keys.digest().keySet();
    }

    /** Returns by what a customer is found under a key for digests. */
    byte[] digest(int version, CustomerId customer) {
        Mac mac = Objects.requireNonNull(macs.get(version), "a version that digestVersions names");
        mac.update(PERSON);
        return mac.doFinal(customer.value().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns by what a further person of one customer is found, of whom there are several only if two logs met the customer
     * for the first time while a key for digests was rotated.
     *
     * @param which from 2
     */
    byte[] digestOfTwin(int version, CustomerId customer, int which) {
        Mac mac = Objects.requireNonNull(macs.get(version), "a key for digests of this version");
        mac.update(TWIN);
        mac.update((byte) which);
        return mac.doFinal(customer.value().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns by what a customer who was erased is known for some days, so that what tells of before brings nobody back. */
    byte[] digestOfErased(int version, CustomerId customer) {
        Mac mac = Objects.requireNonNull(macs.get(version), "a version that digestVersions names");
        mac.update(ERASED);
        return mac.doFinal(customer.value().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the seal of a record that the log writes now. */
    Leaf.Seal seal(byte[] content) {
        int version = current(Kind.DIGEST);
        return new Leaf.Seal(version, code(Objects.requireNonNull(macs.get(version), "the current key"), content));
    }

    /**
     * Tells whether the log wrote a record, and not somebody who can only write to its tables. One that was sealed under a key
     * that is gone cannot be told from one that was not.
     */
    boolean isOwn(byte[] leaf, Leaf.Seal seal) {
        Mac mac = macs.get(seal.version());
        return mac != null && MessageDigest.isEqual(code(mac, Leaf.content(leaf)), seal.code());
    }

    /** Tells the same of what stands at a place: the leaf of another place, or no leaf at all, is not the log's own there. */
    boolean isOwn(byte[] leaf, AuditPosition place) {
        try {
            Leaf read = Leaf.decode(leaf);
            return read.position().equals(place) && isOwn(leaf, read.seal());
        } catch (MalformedRecordException e) {
            LOG.debug("The record at {} cannot be read", place, e);
            return false;
        }
    }

    /**
     * Tells the same of a record that nobody could write again, one of a legal hold: the seal of one that is older than the
     * oldest key that is left is believed.
     */
    boolean isOwnOrOld(byte[] leaf, Leaf.Seal seal) {
        return isOwn(leaf, seal)
                || (seal.version() >= 1 && seal.version() < keys.digest().firstKey());
    }

    /** Returns the seal of a row that says who was erased: it decides under which number records of the customer stand. */
    byte[] sealOfErased(int version, byte[] digest, ErasedTable.Erased erased) {
        Mac mac = Objects.requireNonNull(macs.get(version), "the version of a digest that was found");
        return code(
                mac,
                new ByteWriter()
                        .raw(ERASED)
                        .raw(digest)
                        .u32(erased.person().number())
                        .i64(erased.atMicros())
                        .u32(erased.sharedLimit())
                        .toBytes());
    }

    private static byte[] code(Mac mac, byte[] content) {
        mac.update(RECORD);
        return Arrays.copyOf(mac.doFinal(content), Leaf.Seal.BYTES);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
