package io.cpni.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Kills the process that appends, or the server under it, at random and with SIGKILL, and looks whether anything is missing
 * that was confirmed before. {@code -Dcpni.crash.kills=1000} does that at length, {@code -Dcpni.crash.seed} the same again.
 */
class KillTest {

    private static final String STREAM = "node-a";
    private static final int KILLS = Integer.getInteger("cpni.crash.kills", 50);
    private static final long SEED = Long.getLong("cpni.crash.seed", new Random().nextInt(1_000_000));
    private static final int SERVER_KILLS = Math.max(3, KILLS / 25);
    private static final int SOONEST_MILLIS = 20;
    private static final int LATEST_MILLIS = 500;
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("io.cpni.audit");

    @TempDir
    static Path directory;

    private static CrashDatabase.Servers servers;

    private final Random chance = new Random(SEED);

    @BeforeAll
    static void beginQuietly() {
        servers = new CrashDatabase.Servers(directory);
        // Every batch that fails while a server is away is told otherwise, and there are thousands.
        AUDIT.setLevel(Level.OFF);
    }

    @AfterAll
    static void end() {
        AUDIT.setLevel(null);
        servers.close();
    }

    private Duration sometime() {
        return Duration.ofMillis(SOONEST_MILLIS + chance.nextInt(LATEST_MILLIS - SOONEST_MILLIS + 1));
    }

    /** The kills of a database: together all of them, and the one that costs least to start takes what is left over. */
    private static int kills(CrashDatabase database) {
        int share = KILLS / CrashDatabase.values().length;
        return database == CrashDatabase.H2_FILE ? KILLS - 2 * share : share;
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatAKilledProcessConfirmedIsMissing(CrashDatabase database) throws Exception {
        String url = servers.createDatabase(database);
        DataSource dataSource = CrashDatabase.dataSource(url);
        StreamCheck check = new StreamCheck(dataSource, STREAM);
        Path log = directory.resolve(database + ".log");
        for (int kill = 0; kill < kills(database); kill++) {
            List<Confirmed> confirmed;
            try (KilledAppenders appenders = KilledAppenders.start(url, STREAM, "run" + kill, log)) {
                appenders.awaitFirst();
                appenders.letRun(sometime());
                confirmed = appenders.kill();
            }
            check.holds(confirmed, database + ", kill " + kill + " of seed " + SEED);
        }
        AuditLog log2 = LogUnderTest.open(dataSource, STREAM, PATIENT);
        try {
            AuditPosition last = log2.append(Work.denial("last"));
            assertThat(last.seq()).isEqualTo(check.records());
            check.holds(List.of(), "after the last kill");
        } finally {
            LogUnderTest.close(log2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_FILE")
    void nothingThatWasConfirmedIsMissingAfterItsServerWasKilled(CrashDatabase database) throws Exception {
        DataSource dataSource = CrashDatabase.dataSource(servers.createDatabase(database));
        KillableServer server = servers.server(database).orElseThrow();
        StreamCheck check = new StreamCheck(dataSource, STREAM);
        ConcurrentLinkedQueue<Confirmed> confirmed = new ConcurrentLinkedQueue<>();
        Semaphore confirmations = new Semaphore(0);
        AuditLog log = LogUnderTest.open(dataSource, STREAM, PATIENT);
        try (Appenders appenders = Appenders.start(log, "run", each -> {
            confirmed.add(each);
            confirmations.release();
        })) {
            for (int kill = 0; kill < SERVER_KILLS; kill++) {
                awaitSome(confirmations);
                int before = appenders.denied();
                new Semaphore(0).tryAcquire(sometime().toMillis(), TimeUnit.MILLISECONDS);
                server.kill();
                server.restart();
                confirmations.drainPermits();
                awaitSome(confirmations);
                assertThat(appenders.denied())
                        .as("appends while the server was down, kill %s", kill)
                        .isGreaterThan(before);
            }
        } finally {
            LogUnderTest.close(log);
        }
        check.holds(confirmed, database + ", " + SERVER_KILLS + " kills of the server, seed " + SEED);
    }

    /** Each thread has, on average, got through since: the log works again, without being opened again. */
    private static void awaitSome(Semaphore confirmations) throws InterruptedException {
        assertThat(confirmations.tryAcquire(2 * Appenders.THREADS, 2, TimeUnit.MINUTES))
                .as("the log works again")
                .isTrue();
    }

    @Test
    void aNodeThatIsKilledDoesNotDisturbAnotherOnTheSameDatabase() throws Exception {
        String url = servers.createDatabase(CrashDatabase.POSTGRESQL);
        DataSource dataSource = CrashDatabase.dataSource(url);
        Path log = directory.resolve("two-nodes.log");
        try (KilledAppenders a = KilledAppenders.start(url, "node-a", "a", log);
                KilledAppenders b = KilledAppenders.start(url, "node-b", "b", log)) {
            a.awaitFirst();
            b.awaitFirst();
            a.letRun(sometime());
            List<Confirmed> ofA = a.kill();
            int atTheDeathOfA = b.confirmedSoFar();
            b.letRun(Duration.ofMillis(LATEST_MILLIS));
            List<Confirmed> ofB = b.kill();
            assertThat(ofB).as("the other went on").hasSizeGreaterThan(atTheDeathOfA);
            new StreamCheck(dataSource, "node-a").holds(ofA, "node-a, seed " + SEED);
            new StreamCheck(dataSource, "node-b").holds(ofB, "node-b, seed " + SEED);
        }
    }
}
