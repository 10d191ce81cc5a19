package io.cpni.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.SpoolListener;
import io.cpni.audit.SpoolingAuditLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Kills a process that writes a spool, and one that replays it; all that the spool confirmed comes into the store, once. */
class SpoolKillTest {

    private static final int KILLS = Math.max(4, Integer.getInteger("cpni.crash.kills", 50) / 12);
    private static final long SEED = Long.getLong("cpni.crash.seed", new Random().nextInt(1_000_000));
    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("io.cpni.audit");

    @TempDir
    Path directory;

    private final Random chance = new Random(SEED);
    private String url;
    private DataSource database;
    private StreamCheck check;
    private Path file;
    private Path log;
    private int runs;

    @BeforeAll
    static void beQuiet() {
        AUDIT.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        AUDIT.setLevel(null);
    }

    @BeforeEach
    void createDatabase() {
        try (CrashDatabase.Servers servers = new CrashDatabase.Servers(directory)) {
            url = servers.createDatabase(CrashDatabase.H2_FILE);
        }
        database = CrashDatabase.dataSource(url);
        check = new StreamCheck(database, SpoolProcess.STREAM + SpoolingAuditLog.SUFFIX);
        file = directory.resolve("spool");
        log = directory.resolve("spool.log");
    }

    private KilledAppenders start(String mode) throws Exception {
        return KilledAppenders.start(SpoolProcess.class, log, List.of(url, file.toString(), "run" + runs++, mode));
    }

    /** Lets a process spool, and kills it. */
    private List<Confirmed> spoolUntilKilled(int atMostMillis) throws Exception {
        try (KilledAppenders appenders = start(SpoolProcess.OUTAGE)) {
            appenders.awaitFirst();
            appenders.letRun(Duration.ofMillis(10 + chance.nextInt(atMostMillis)));
            return appenders.kill();
        }
    }

    private void replayAll() throws Exception {
        CountDownLatch emptied = new CountDownLatch(1);
        try (SpoolingAuditLog replaying = SpoolProcess.open(database, file, false, new SpoolListener() {
            @Override
            public void emptied(String stream) {
                emptied.countDown();
            }
        })) {
            assertThat(Files.notExists(file) || emptied.await(2, TimeUnit.MINUTES))
                    .as("all is replayed")
                    .isTrue();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void nothingIsMissingThatAKilledProcessHadSpooled() throws Exception {
        List<Confirmed> confirmed = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            confirmed.addAll(spoolUntilKilled(60));
            if (kill % 2 == 1) {
                replayAll();
                check.holds(confirmed, "kill " + kill + " of seed " + SEED);
                confirmed.clear();
            }
        }
        replayAll();
        check.holds(confirmed, "in the end, seed " + SEED);
        try (var files = Files.list(directory)) {
            assertThat(files)
                    .as("nothing was damaged")
                    .noneMatch(each -> each.toString().contains("damaged"));
        }
    }

    @Test
    void aProcessThatIsKilledWhileItReplaysLosesAndRepeatsNothing() throws Exception {
        List<Confirmed> confirmed = new ArrayList<>();
        while (confirmed.size() < 3 * SpoolProcess.MOST_REPLAYED) {
            confirmed.addAll(spoolUntilKilled(400));
        }
        int interrupted = 0;
        for (int kill = 0; kill < KILLS && Files.exists(file); kill++) {
            try (KilledAppenders replaying = start(SpoolProcess.BACK)) {
                replaying.awaitFirst();
                replaying.letRun(Duration.ofMillis(chance.nextInt(60)));
                replaying.kill();
            }
            interrupted += Files.exists(file) ? 1 : 0;
        }
        assertThat(interrupted).as("kills in the midst, seed %s", SEED).isPositive();
        replayAll();
        check.holds(confirmed, "after " + interrupted + " kills, seed " + SEED);
    }

    @Test
    void aFileThatAnotherProcessHasIsRefused() throws Exception {
        try (KilledAppenders appenders = start(SpoolProcess.OUTAGE)) {
            appenders.awaitFirst();
            assertThatThrownBy(() -> SpoolProcess.open(database, file, false, new SpoolListener() {}))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("in use");
            List<Confirmed> confirmed = appenders.kill();
            replayAll();
            check.holds(confirmed, "once it was free");
        }
    }
}
