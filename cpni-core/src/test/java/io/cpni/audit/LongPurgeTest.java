package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditLife.STREAM;
import static io.cpni.audit.AuditLife.THREE_YEARS;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.merkle.NodeHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A purge of so much that the tree above holds the roots of what is gone. */
class LongPurgeTest {

    /** As many records as a tile of the second level stands for. */
    private static final int SECOND = 256 * 256;

    @Test
    void tilesAndIndexGoWhereTheTreeAboveHoldsTheirRoots() throws Exception {
        try (AuditLife life = new AuditLife(AuditDatabases.H2)) {
            AuditPurge purge = AuditPurge.over(life.database, KEYS, life.log, THREE_YEARS, life.clock);
            life.fillUpTo(SECOND / 2 + 300);
            index(life);
            life.turnOn(Duration.ofDays(4 * 365));
            purge.run(purge.plan(), officer());

            // The tile above is not complete: without those of the leaves the tree could not grow on.
            assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_tile WHERE level = 0"))
                    .isEqualTo("(129)");
            assertThat(life.query("SELECT segment FROM cpni_audit_posting ORDER BY segment"))
                    .isEqualTo("(8)(9)(10)");

            life.fillUpTo(SECOND + 600);
            NodeHash root = life.log.committed().root();
            assertThat(purge.run(purge.plan(), officer())).isZero();

            assertThat(life.query("SELECT MIN(tile), COUNT(*) FROM cpni_audit_tile WHERE level = 0"))
                    .isEqualTo("(129,129)");
            assertThat(life.query("SELECT from_seq, to_seq FROM cpni_audit_purge"))
                    .isEqualTo("(0,33024)");
            RecordTable.read(life.database, "reading the tree", connection -> {
                int streamNo = RecordTable.streamNo(connection, STREAM).orElseThrow();
                assertThat(RecordTable.frontier(
                                        connection,
                                        streamNo,
                                        life.log.committed().size())
                                .root())
                        .isEqualTo(root);
                PurgeTable.Gap gap = PurgeTable.gaps(connection).get(0);
                AuditPurgeTest.assertRecorded(connection, gap);
                return root;
            });
        }
    }

    private static void index(AuditLife life) throws Exception {
        try (Connection connection = life.database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO cpni_audit_posting (stream_no, field, bucket, segment, part, members)"
                                + " VALUES (1, 1, 0, ?, 0, ?)")) {
            for (int segment = 0; segment < 11; segment++) {
                insert.setInt(1, segment);
                insert.setBytes(2, new byte[] {1});
                insert.executeUpdate();
            }
        }
    }
}
