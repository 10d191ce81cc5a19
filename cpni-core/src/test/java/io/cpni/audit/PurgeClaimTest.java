package io.cpni.audit;

import static io.cpni.audit.AuditDatabases.execute;
import static io.cpni.audit.AuditLife.STREAM;
import static io.cpni.audit.SignedLog.ORIGIN;
import static io.cpni.audit.SignedLog.SIGNER;
import static io.cpni.audit.SignedLog.TRUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.audit.AuditFinding.Kind;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.TileSource;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records are gone, a row says that they were purged, and a record, which is signed, says so or otherwise. */
class PurgeClaimTest {

    private static final int WIDTH = RecordTable.TILE_WIDTH;

    private final AuditLife life = new AuditLife(AuditDatabases.H2);

    PurgeClaimTest() {
        life.fillUpTo(4 * WIDTH + 7);
    }

    @AfterEach
    void close() {
        life.close();
    }

    /** Returns the place of a signed record that says what was purged. */
    private long recorded(String stream, long from, long to, boolean isRight) {
        List<byte[]> roots = RecordTable.read(life.database, "reading tiles", connection -> {
            TileSource tiles = RecordTable.tiles(connection, 1);
            return LongStream.range(from / WIDTH, to / WIDTH)
                    .mapToObj(tile -> Rfc6962.tileRoot(tiles.hashes(0, isRight ? tile : tile + 1))
                            .bytes())
                    .toList();
        });
        AuditPosition position = life.log.append(AuditEntry.purge(
                        life.clock.instant(), new PurgedRecords(stream, from, to, StreamWalk.hashOfTiles(roots)))
                .build());
        Checkpointer.builder(life.database, life.log, ORIGIN, SIGNER).start().close();
        return position.seq();
    }

    private void remove(long from, long to, long recordedAt) {
        execute(life.database, "DELETE FROM cpni_audit_record WHERE seq >= " + from + " AND seq < " + to);
        execute(
                life.database,
                "INSERT INTO cpni_audit_purge (stream_no, from_seq, to_seq, purge_stream, purge_seq) VALUES (1, " + from
                        + ", " + to + ", 1, " + recordedAt + ")");
    }

    private AuditVerification verify() {
        return AuditVerifier.over(life.database).trusting(TRUSTED).verify(STREAM);
    }

    private List<Kind> findings() {
        return ((AuditVerification.Tampered) verify())
                .findings().stream().map(AuditFinding::kind).toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 512", "0, 768", "0, 1024"})
    void whatTheRecordSaysOrLessOfIt(long from, long to) {
        remove(0, 512, recorded(STREAM, from, to, true));

        assertThat(verify()).isInstanceOf(AuditVerification.Intact.class);
    }

    @ParameterizedTest
    @CsvSource({"node-b, 0, 512, true", "node-a, 0, 256, true", "node-a, 256, 768, true", "node-a, 0, 512, false"})
    void whatTheRecordSaysOfOthers(String stream, long from, long to, boolean isRight) {
        remove(0, 512, recorded(stream, from, to, isRight));

        assertThat(findings()).hasSize(512).containsOnly(Kind.MISSING);
    }

    @ParameterizedTest
    @CsvSource({"1030", "999999", "300"})
    void whatNoRecordOfAPurgeSays(long recordedAt) {
        assertThat(recorded(STREAM, 0, 512, true)).isEqualTo(4 * WIDTH + 7);
        remove(0, 512, recordedAt);

        assertThat(findings()).hasSize(512).containsOnly(Kind.MISSING);
    }

    @Test
    void rowsThatOverlap() {
        long recordedAt = recorded(STREAM, 0, 768, true);
        remove(0, 512, recordedAt);
        remove(256, 768, recordedAt);

        assertThat(findings()).hasSize(256).containsOnly(Kind.MISSING);
    }

    @Test
    void aGapThatEndsWithinATile() {
        remove(0, 500, recorded(STREAM, 0, 512, true));

        assertThat(findings()).contains(Kind.MISSING);
        assertThat(((AuditVerification.Tampered) verify()).first().detail()).contains("ends within a tile");
    }

    @Test
    void aRecordThatStandsWhereTheLogPurgedOne() {
        long recordedAt = recorded(STREAM, 0, 512, true);
        execute(life.database, "UPDATE cpni_audit_record SET seq = 99999 WHERE seq = 5");
        remove(0, 512, recordedAt);
        execute(life.database, "UPDATE cpni_audit_record SET seq = 5 WHERE seq = 99999");

        assertThat(findings()).contains(Kind.INSERTED);
    }

    @Test
    void tilesThatTheTreeBehindTheGapNeeds() {
        remove(0, 512, recorded(STREAM, 0, 512, true));
        execute(life.database, "DELETE FROM cpni_audit_tile WHERE tile = 1");

        assertThat(findings()).contains(Kind.TILE_ALTERED);
    }
}
