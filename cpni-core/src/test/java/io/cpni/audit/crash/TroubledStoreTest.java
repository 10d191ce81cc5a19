package io.cpni.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditDatabases;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that is full, slow or shared by mistake, and a clock that jumps: who appends is told, and nothing gets lost. */
class TroubledStoreTest {

    private static final String STREAM = "node-a";
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Logger AUDIT = (Logger) org.slf4j.LoggerFactory.getLogger("io.cpni.audit");

    @BeforeAll
    static void beQuiet() {
        AUDIT.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        AUDIT.setLevel(null);
    }

    /** A disk that can be filled. */
    private interface Disk {
        void fill() throws Exception;

        void free() throws Exception;
    }

    @Test
    void whileTheDiskOfAnH2FileIsFullAppendsAreDeniedAndGoOnAfterwards(@TempDir Path directory) throws Exception {
        FilePathOnFullDisk.register();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + FilePathOnFullDisk.SCHEME + ":" + directory.resolve("audit") + ";WRITE_DELAY=0");
        LogUnderTest.createTables(database);
        try {
            aFullDiskDenies(database, new Disk() {
                @Override
                public void fill() {
                    FilePathOnFullDisk.FULL.set(true);
                }

                @Override
                public void free() {
                    FilePathOnFullDisk.FULL.set(false);
                }
            });
        } finally {
            FilePathOnFullDisk.FULL.set(false);
        }
    }

    @Test
    void whileTheDiskOfPostgresIsFullAppendsAreDeniedAndGoOnAfterwards() throws Exception {
        assumeThat(PostgresOnSmallDisk.isPossible())
                .as("a process may mount a disk of its own here")
                .isTrue();
        try (PostgresOnSmallDisk server = PostgresOnSmallDisk.start(Files.createTempDirectory("cpni-small"))) {
            DataSource database = CrashDatabase.dataSource(server.url());
            LogUnderTest.createTables(database);
            aFullDiskDenies(database, new Disk() {
                @Override
                public void fill() throws Exception {
                    server.fill();
                }

                @Override
                public void free() throws Exception {
                    server.free();
                }
            });
        }
    }

    /** There is room on pages that are not full yet, so not the first append is denied. */
    private static void aFullDiskDenies(DataSource database, Disk disk) throws Exception {
        StreamCheck check = new StreamCheck(database, STREAM);
        ConcurrentLinkedQueue<Confirmed> confirmed = new ConcurrentLinkedQueue<>();
        Semaphore confirmations = new Semaphore(0);
        AuditLog log = LogUnderTest.open(database, STREAM, PATIENT);
        try (Appenders appenders = Appenders.start(log, "run", each -> {
            confirmed.add(each);
            confirmations.release();
        })) {
            await(confirmations);
            disk.fill();
            awaitDenials(appenders, 2 * Appenders.THREADS);
            disk.free();
            confirmations.drainPermits();
            await(confirmations);
            assertThat(appenders.reasons())
                    .as("what appenders were told")
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason).contains(STREAM, "audit database"));
        } finally {
            LogUnderTest.close(log);
        }
        check.holds(confirmed, "after the disk was full");
    }

    private static void await(Semaphore confirmations) throws InterruptedException {
        assertThat(confirmations.tryAcquire(2 * Appenders.THREADS, 2, TimeUnit.MINUTES))
                .as("appends are confirmed")
                .isTrue();
    }

    private static void awaitDenials(Appenders appenders, int count) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (appenders.denied() < count) {
            assertThat(System.nanoTime()).as("appends are denied").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoWritersOfOneStreamOneIsToldAndThereIsNoGap(AuditDatabases databases) throws Exception {
        DataSource database = databases.create();
        ConcurrentLinkedQueue<Confirmed> confirmed = new ConcurrentLinkedQueue<>();
        Semaphore ofBoth = new Semaphore(0);
        AuditLog a = LogUnderTest.open(database, STREAM, PATIENT);
        AuditLog b = LogUnderTest.open(database, STREAM, PATIENT);
        try (Appenders first = Appenders.start(a, "a", each -> {
                    confirmed.add(each);
                    ofBoth.release();
                });
                Appenders second = Appenders.start(b, "b", each -> {
                    confirmed.add(each);
                    ofBoth.release();
                })) {
            // One of them may lose every race for a place.
            await(ofBoth);
            awaitReason(first, second, "another writer appends to audit stream '" + STREAM + "'");
        } finally {
            LogUnderTest.close(a);
            LogUnderTest.close(b);
        }
        new StreamCheck(database, STREAM).holds(confirmed, "two writers on " + databases);
    }

    private static void awaitReason(Appenders first, Appenders second, String reason) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (first.reasons().stream().noneMatch(each -> each.contains(reason))
                && second.reasons().stream().noneMatch(each -> each.contains(reason))) {
            assertThat(System.nanoTime()).as("one of them is told").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoNodesFillTwoStreamsAtOnce(AuditDatabases databases) throws Exception {
        DataSource database = databases.create();
        for (String stream : List.of("node-a", "node-b")) {
            assertThat(LogUnderTest.records(database, stream, 0)).isEmpty();
        }
        ConcurrentLinkedQueue<Confirmed> ofA = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Confirmed> ofB = new ConcurrentLinkedQueue<>();
        Semaphore confirmations = new Semaphore(0);
        AuditLog a = LogUnderTest.open(database, "node-a", PATIENT);
        AuditLog b = LogUnderTest.open(database, "node-b", PATIENT);
        try (Appenders first = Appenders.start(a, "a", each -> {
                    ofA.add(each);
                    confirmations.release();
                });
                Appenders second = Appenders.start(b, "b", each -> {
                    ofB.add(each);
                    confirmations.release();
                })) {
            for (int i = 0; i < 20; i++) {
                await(confirmations);
            }
            assertThat(first.reasons()).isEmpty();
            assertThat(second.reasons()).isEmpty();
        } finally {
            LogUnderTest.close(a);
            LogUnderTest.close(b);
        }
        assertThat(ofA).isNotEmpty();
        assertThat(ofB).isNotEmpty();
        new StreamCheck(database, "node-a").holds(ofA, "node-a");
        new StreamCheck(database, "node-b").holds(ofB, "node-b");
    }

    @Test
    void aSlowStoreDeniesEveryCallerWithinTheLimitAndGoesOn() throws Exception {
        Duration limit = Duration.ofMillis(200);
        Duration slack = Duration.ofMinutes(1);
        CountDownLatch quick = new CountDownLatch(1);
        DataSource database = AuditDatabases.H2.create();
        AuditLog opened = LogUnderTest.open(Commits.before(database, () -> {}), "warm", limit);
        LogUnderTest.close(opened);
        java.util.concurrent.atomic.AtomicBoolean slow = new java.util.concurrent.atomic.AtomicBoolean();
        AuditLog log = LogUnderTest.open(
                Commits.before(database, () -> {
                    if (slow.get()) {
                        quick.await();
                    }
                }),
                STREAM,
                limit);
        slow.set(true);
        ExecutorService callers = Executors.newFixedThreadPool(32);
        try {
            List<Future<Duration>> waits = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                AuditEntry access = Work.access("slow-" + i);
                waits.add(callers.submit(() -> {
                    long start = System.nanoTime();
                    try {
                        log.append(access);
                    } catch (AuditUnavailableException e) {
                        assertThat(e).hasMessageContaining("too slow");
                        return Duration.ofNanos(System.nanoTime() - start);
                    }
                    throw new AssertionError("confirmed without a commit");
                }));
            }
            for (Future<Duration> wait : waits) {
                assertThat(wait.get()).isBetween(limit.minusMillis(1), limit.plus(slack));
            }
            slow.set(false);
            quick.countDown();
            log.settle();
            log.append(Work.denial("afterwards"));
        } finally {
            quick.countDown();
            callers.shutdownNow();
            LogUnderTest.close(log);
        }
        StreamCheck check = new StreamCheck(database, STREAM);
        check.holds(List.of(), "after it was slow");
        assertThat(check.records())
                .as("those whose callers had given up are not written, unless they were on their way")
                .isBetween(2L, 33L);
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatJumpsBackByAnHourDisturbsNoOrder(AuditDatabases databases) {
        DataSource database = databases.create();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T01:59:00-04:00"));
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now.updateAndGet(time -> time.plusSeconds(1));
            }
        };
        List<AuditEntry> appended = new ArrayList<>();
        AuditLog log = LogUnderTest.open(database, STREAM, PATIENT, clock);
        append(log, clock, appended);
        now.updateAndGet(time -> time.minus(Duration.ofHours(1)));
        append(log, clock, appended);
        LogUnderTest.close(log);
        now.updateAndGet(time -> time.minus(Duration.ofHours(1)));
        log = LogUnderTest.open(database, STREAM, PATIENT, clock);
        append(log, clock, appended);
        LogUnderTest.close(log);

        List<LogUnderTest.Stored> records = LogUnderTest.records(database, STREAM, 0);
        assertThat(records).extracting(LogUnderTest.Stored::entry).isEqualTo(appended);
        assertThat(records.stream().map(stored -> stored.position().seq()).toList())
                .isEqualTo(java.util.stream.LongStream.range(0, appended.size())
                        .boxed()
                        .toList());
        assertThat(LogUnderTest.wrongWith(database, STREAM)).isEmpty();
    }

    private static void append(AuditLog log, Clock clock, List<AuditEntry> appended) {
        for (int i = 0; i < 20; i++) {
            AuditEntry entry = AuditEntry.denial(clock.instant())
                    .accessor("anna")
                    .purpose(Purpose.MARKET)
                    .recipient(Recipient.staff())
                    .operation(Operation.READ)
                    .relation("call_record")
                    .correlation("tx-" + appended.size())
                    .build();
            assertThat(log.append(entry).seq()).isEqualTo(appended.size());
            appended.add(entry);
        }
    }
}
