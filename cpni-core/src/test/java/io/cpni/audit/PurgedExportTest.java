package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditLife.STREAM;
import static io.cpni.audit.AuditLife.THREE_YEARS;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log with purges is intact, in its tables and as an export. */
class PurgedExportTest {

    private static final int WIDTH = RecordTable.TILE_WIDTH;

    @TempDir
    private Path folder;

    @Test
    void aYoungLogOfWhichTenTilesWerePurged() {
        try (AuditLife life = new AuditLife(AuditDatabases.H2)) {
            life.fillUpTo(10 * WIDTH);
            purge(life);
            life.fillUpTo(13 * WIDTH + 7);

            assertIntact(life, 10 * WIDTH, "young.gz");
        }
    }

    /** The tiles of the leaves are gone, and the tree behind the gap begins with what the tile above them has. */
    @Test
    void aLogThatHasGrownOnUntilItsPurgedTilesWereRemoved() {
        try (AuditLife life = new AuditLife(AuditDatabases.H2)) {
            life.fillUpTo(10 * WIDTH);
            purge(life);
            life.fillUpTo(WIDTH * WIDTH + 300);
            // Removes no records, but what the tile above stands for now.
            purgeWhatHasExpired(life);

            assertIntact(life, 10 * WIDTH, "grown.gz");
            assertThat(AuditVerifier.over(life.database)
                            .verify(STREAM, 5 * WIDTH)
                            .isIntact())
                    .isTrue();
        }
    }

    private static void purge(AuditLife life) {
        life.turnOn(Duration.ofDays(1_000));
        life.fillUpTo(10 * WIDTH + 1);
        life.turnOn(Duration.ofDays(200));
        purgeWhatHasExpired(life);
    }

    private static void purgeWhatHasExpired(AuditLife life) {
        AuditPurge purge = AuditPurge.over(life.database, KEYS, life.log, THREE_YEARS, life.clock);
        purge.run(purge.plan(), officer());
    }

    private void assertIntact(AuditLife life, long purged, String name) {
        AuditVerification inTables = AuditVerifier.over(life.database).verify(STREAM);
        assertThat(inTables).isInstanceOf(AuditVerification.Intact.class);
        assertThat(inTables.records()).isEqualTo(((AuditVerification.Intact) inTables).size() - purged);
        Path file = folder.resolve(name);
        AuditExport.write(life.database, file);
        LogVerification exported =
                AuditVerifier.of(() -> ExportSource.open(file)).verify();
        assertThat(exported.streams()).containsExactly(inTables);
    }
}
