package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the statements on the table of those who were erased lately. What happened before an erasure may be written after it,
 * from a spool or by a node that was cut off: it stands under the number that is erased then, and no new one.
 */
final class ErasedTable {

    /** How long an entry may be late; after that nothing leads from the table to anybody. */
    static final Duration LATE_AT_MOST = Duration.ofDays(7);

    private static final String DELETE = "DELETE FROM cpni_audit_erased WHERE digest = ?";
    private static final String INSERT = "INSERT INTO cpni_audit_erased (digest, digest_version, person_no, erased_us,"
            + " shared_limit, seal) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String DELETE_OLD = "DELETE FROM cpni_audit_erased WHERE erased_us < ?";
    private static final String SELECT =
            "SELECT e.digest, e.erased_us, e.shared_limit, p.person_no, p.commitment, e.digest_version, e.seal"
                    + " FROM cpni_audit_erased e JOIN cpni_audit_person p ON p.person_no = e.person_no WHERE e.digest IN ";

    private ErasedTable() {}

    /**
     * Somebody who was erased.
     *
     * @param person the number that is erased
     * @param atMicros when; what happened before is about this one
     * @param sharedLimit of how many customers at most a record loses its encrypted part with this one
     */
    record Erased(Person person, long atMicros, int sharedLimit) {

        boolean isMeant(long happenedMicros) {
            return happenedMicros < atMicros;
        }
    }

    /** Notes that a customer is erased; a later erasure takes the place of an earlier one. Neither commits nor rolls back. */
    static void put(Connection connection, DataKeys keys, CustomerId customer, Erased erased) throws SQLException {
        int version = keys.current(DataKeys.Kind.DIGEST);
        try (PreparedStatement delete = connection.prepareStatement(DELETE);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int each : keys.digestVersions()) {
                delete.setBytes(1, keys.digestOfErased(each, customer));
                delete.executeUpdate();
            }
            insert.setBytes(1, keys.digestOfErased(version, customer));
            insert.setInt(2, version);
            insert.setInt(3, erased.person().number());
            insert.setLong(4, erased.atMicros());
            insert.setInt(5, erased.sharedLimit());
            insert.setBytes(6, keys.sealOfErased(version, keys.digestOfErased(version, customer), erased));
            insert.executeUpdate();
        }
    }

    /** Forgets those who were erased so long ago that nothing of before is still to come. Neither commits nor rolls back. */
    static int deleteBefore(Connection connection, long micros) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_OLD)) {
            delete.setLong(1, micros);
            return delete.executeUpdate();
        }
    }

    /** Returns those of some customers who were erased lately. */
    static Map<CustomerId, Erased> of(Connection connection, DataKeys keys, List<CustomerId> customers)
            throws SQLException {
        Map<ByteBuffer, CustomerId> byDigest = new HashMap<>();
        List<byte[]> digests = new ArrayList<>();
        for (int version : keys.digestVersions()) {
            for (CustomerId customer : customers) {
                byte[] digest = keys.digestOfErased(version, customer);
                digests.add(digest);
                byDigest.put(ByteBuffer.wrap(digest), customer);
            }
        }
        Map<CustomerId, Erased> found = new HashMap<>();
        PersonTable.select(connection, SELECT, digests, PreparedStatement::setBytes, result -> {
            CustomerId customer = byDigest.get(ByteBuffer.wrap(result.getBytes(1)));
            if (customer != null) {
                Erased erased = erased(result);
                byte[] seal = keys.sealOfErased(result.getInt(6), result.getBytes(1), erased);
                if (!MessageDigest.isEqual(seal, result.getBytes(7))) {
                    throw new AuditUnavailableException(
                            "a row of table cpni_audit_erased, about person "
                                    + erased.person().number()
                                    + ", is not as the log wrote it; remove it, and finish erasures (AuditErasure.finishInterrupted)");
                }
                found.put(customer, erased);
            }
        });
        return found;
    }

    private static Erased erased(ResultSet result) throws SQLException {
        return new Erased(
                new Person(result.getInt(4), result.getBytes(5), 0, null, null), result.getLong(2), result.getInt(3));
    }
}
