package io.cpni.audit;

import static io.cpni.audit.AuditLife.STREAM;
import static io.cpni.audit.SignedLog.ORIGIN;
import static io.cpni.audit.SignedLog.SIGNER;
import static io.cpni.audit.SignedLog.TRUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.audit.AuditFinding.Kind;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.TileSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who verifies one stream takes no word of another stream's record for it that was never signed. */
class CitedRecordsTest {

    private static final int WIDTH = RecordTable.TILE_WIDTH;
    private static final String OTHER = "node-b";

    @TempDir
    private Path folder;

    private final AuditLife life = new AuditLife(AuditDatabases.H2);
    private final AuditLife elsewhere = new AuditLife(AuditDatabases.H2);

    @AfterEach
    void close() {
        life.close();
        elsewhere.close();
    }

    private AuditEntry purge() {
        List<byte[]> roots = RecordTable.read(life.database, "reading tiles", connection -> {
            TileSource tiles = RecordTable.tiles(connection, 1);
            return LongStream.range(0, 2)
                    .mapToObj(tile -> Rfc6962.tileRoot(tiles.hashes(0, tile)).bytes())
                    .toList();
        });
        return AuditEntry.purge(
                        life.clock.instant(), new PurgedRecords(STREAM, 0, 2 * WIDTH, StreamWalk.hashOfTiles(roots)))
                .build();
    }

    /** Writes and signs another stream, of which one record may say what was purged, and removes that. */
    private void purgedByWordOf(long place, long size, boolean isRecorded) {
        life.fillUpTo(3 * WIDTH + 7);
        Checkpointer.builder(life.database, life.log, ORIGIN, SIGNER).start().close();
        try (JdbcAuditLog other = life.open(OTHER)) {
            Checkpointer checkpointer =
                    Checkpointer.builder(life.database, other, ORIGIN, SIGNER).start();
            life.fillUpTo(other, place);
            if (isRecorded) {
                other.append(purge());
            }
            life.fillUpTo(other, size);
            checkpointer.close();
        }
        AuditDatabases.execute(
                life.database, "DELETE FROM cpni_audit_record WHERE stream_no = 1 AND seq < " + 2 * WIDTH);
        AuditDatabases.execute(
                life.database,
                "INSERT INTO cpni_audit_purge (stream_no, from_seq, to_seq, purge_stream, purge_seq)"
                        + " SELECT 1, 0, " + 2 * WIDTH + ", stream_no, " + place
                        + " FROM cpni_audit_stream WHERE name = '" + OTHER + "'");
    }

    /** Puts a record of a purge where another record was signed: the same log, made elsewhere, has it there. */
    private void forge(long place) throws SQLException {
        RecordTable.Row made;
        try (JdbcAuditLog other = elsewhere.open(OTHER)) {
            elsewhere.fillUpTo(other, place);
            other.append(purge());
            made = RecordTable.read(
                    elsewhere.database,
                    "reading what was made",
                    connection -> RecordTable.records(
                                    connection,
                                    RecordTable.streamNo(connection, OTHER).orElseThrow(),
                                    place,
                                    1)
                            .get(0));
        }
        try (Connection connection = life.database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE cpni_audit_record SET leaf = ?, leaf_hash = ?, kind = 'PURGE'"
                                + " WHERE stream_no <> 1 AND seq = " + place)) {
            statement.setBytes(1, made.leaf());
            statement.setBytes(2, made.leafHash());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private List<AuditVerification> inTablesAndExported(String file) {
        Path exported = folder.resolve(file);
        AuditExport.write(life.database, exported);
        return List.of(
                AuditVerifier.over(life.database).trusting(TRUSTED).verify(STREAM),
                AuditVerifier.of(() -> ExportSource.open(exported))
                        .trusting(TRUSTED)
                        .verify(STREAM));
    }

    /** In the last tile, which has no hashes in the tree yet, and in one that is complete. */
    @ParameterizedTest
    @ValueSource(longs = {1, 255, 256, 260})
    void aRecordThatWasSigned(long place) {
        purgedByWordOf(place, 300, true);

        assertThat(inTablesAndExported("signed.gz")).allMatch(AuditVerification::isIntact);
    }

    /** An export keeps few tiles of leaves once the tile above them is complete. */
    @Test
    void aRecordThatWasSignedLongAgo() {
        purgedByWordOf(300, WIDTH * WIDTH + 10, true);

        assertThat(inTablesAndExported("old.gz")).allMatch(AuditVerification::isIntact);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 260})
    void aRecordThatStandsWhereAnotherWasSigned(long place) throws SQLException {
        purgedByWordOf(place, 300, false);
        forge(place);

        assertThat(inTablesAndExported("forged.gz"))
                .allSatisfy(each -> assertThat(each)
                        .isInstanceOfSatisfying(AuditVerification.Tampered.class, tampered -> {
                            assertThat(tampered.findingCount()).isEqualTo(2L * WIDTH);
                            assertThat(tampered.first().kind()).isEqualTo(Kind.MISSING);
                            assertThat(tampered.first().detail()).contains("no tree that was signed is known to hold");
                        }));
    }
}
