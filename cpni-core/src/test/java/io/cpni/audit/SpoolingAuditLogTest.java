package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditEntries.maxIsDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cpni.audit.crash.LogUnderTest;
import io.cpni.purpose.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An outage of the audit store, with a spool for emergencies. */
class SpoolingAuditLogTest {

    private static final String STREAM = "node-a";
    private static final String SPOOL = "node-a.spool";
    private static final byte[] KEY = new byte[SpoolCipher.KEY_BYTES];
    private static final Duration AFTER = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** 50 ms are meant for work on the file; this machine may have other things to do. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("io.cpni.audit");

    @TempDir
    Path directory;

    private final DataSource database = AuditDatabases.H2.create();
    private final FaultyDataSource faulty = new FaultyDataSource(database);
    private final Events events = new Events();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private Path file;
    private AuditLog primary;
    private SpoolingAuditLog log;

    /** What a listener was told, in its order. */
    private static final class Events implements SpoolListener {

        final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        final CountDownLatch stopped = new CountDownLatch(1);

        @Override
        public void opened(String stream) {
            told.add("opened " + stream);
        }

        @Override
        public void spooled(AuditPosition position, long bytes) {
            // None is left where the replay was quicker.
            assertThat(bytes).isNotNegative();
            told.add("spooled " + position);
        }

        @Override
        public void replayed(AuditPosition position) {
            told.add("replayed " + position);
        }

        @Override
        public void emptied(String stream) {
            told.add("emptied " + stream);
        }

        @Override
        public void setAside(AuditPosition position) {
            told.add("aside " + position);
        }

        @Override
        public void stopped(String stream) {
            stopped.countDown();
        }
    }

    @BeforeEach
    void open() {
        AUDIT.setAdditive(false);
        logged.start();
        AUDIT.addAppender(logged);
        file = directory.resolve("spool");
        primary = LogUnderTest.open(faulty, STREAM, LIMIT);
        log = builder().open();
    }

    private SpoolingAuditLog.Builder builder() {
        return SpoolingAuditLog.builder(primary, STREAM, LogUnderTest.spoolStream(faulty, SPOOL, LIMIT))
                .file(file, KEY)
                .purposes(Set.of(Purpose.EMERGENCY))
                .after(AFTER)
                .retryEvery(Duration.ofMillis(20))
                .listener(events);
    }

    @AfterEach
    void close() {
        faulty.comeBack();
        faulty.allowCommits();
        log.close();
        LogUnderTest.close(primary);
        AUDIT.detachAppender(logged);
        AUDIT.setAdditive(true);
        assertThat(LogUnderTest.wrongWith(database, STREAM)).isEmpty();
        assertThat(LogUnderTest.wrongWith(database, SPOOL)).isEmpty();
    }

    private static AuditEntry emergency(int i) {
        return annaBills(MONDAY_NINE.plusSeconds(i))
                .purpose(Purpose.EMERGENCY)
                .correlation("call-" + i)
                .build();
    }

    private List<AuditEntry> spooled() {
        return LogUnderTest.records(database, SPOOL, 0).stream()
                .map(LogUnderTest.Stored::entry)
                .toList();
    }

    private List<AuditEntry> onPrimary() {
        return LogUnderTest.records(database, STREAM, 0).stream()
                .map(LogUnderTest.Stored::entry)
                .toList();
    }

    /** Waits until all is replayed. */
    private void settle() {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        do {
            assertThat(System.nanoTime()).as("all is replayed").isLessThan(deadline);
            log.settle();
        } while (log.waiting() > 0);
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The access was released and goes on, though its record is damaged: that was said aloud, and is no tampering. */
    @Test
    void theOutcomeOfAnAccessWhoseRecordWasDamagedClosesThePlaceholder() throws Exception {
        faulty.goDown();
        AuditEntry access = emergency(0);
        AuditPosition position = log.append(access);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        while (!Files.exists(directory.resolve("spool.damaged-0"))) {
            Thread.onSpinWait();
        }

        log.amend(AuditEntry.outcomeOf(position, access, MONDAY_NINE.plusSeconds(9))
                .customers(CustomersConcerned.of(ROSA, 1))
                .build());
        faulty.comeBack();
        settle();

        assertThat(spooled())
                .extracting(AuditEntry::kind)
                .containsExactly(AuditKind.OBSERVED_DENIAL, AuditKind.OUTCOME);
        assertThat(AuditVerifier.over(database).verify(SPOOL)).isInstanceOf(AuditVerification.Intact.class);
    }

    @Test
    void whileTheStoreAnswersNothingIsSpooled() {
        assertThat(log.append(emergency(0))).isEqualTo(new AuditPosition(STREAM, 0));
        assertThat(log.submit(emergency(1)).await()).isEqualTo(new AuditPosition(STREAM, 1));
        assertThat(file).doesNotExist();
        assertThat(events.told).isEmpty();
    }

    @Test
    void whileTheStoreIsDownAnEmergencyIsServedAndMarketingIsDenied() {
        faulty.goDown();

        assertThat(log.append(emergency(0))).isEqualTo(new AuditPosition(SPOOL, 0));
        assertThat(log.submit(emergency(1)).await()).isEqualTo(new AuditPosition(SPOOL, 1));
        assertThatThrownBy(() -> log.append(maxIsDenied(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class);
        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build()))
                .as("billing")
                .isInstanceOf(AuditUnavailableException.class);

        assertThat(spooled()).isEmpty();
        faulty.comeBack();
        settle();
        assertThat(spooled()).containsExactly(emergency(0), emergency(1));
        assertThat(file).doesNotExist();
        assertThat(log.append(emergency(2)).stream()).as("all is as before").isEqualTo(STREAM);
    }

    @Test
    void aStoreThatDoesNotAnswerIsWaitedForNoLongerThanTheLimit() throws Exception {
        CountDownLatch committing = faulty.holdCommits();
        CompletableFuture<AuditPosition> stuck = CompletableFuture.supplyAsync(
                () -> primary.append(annaBills(MONDAY_NINE).build()));
        committing.await();

        assertThat(timed(() -> assertThat(log.append(emergency(0)).stream()).isEqualTo(SPOOL)))
                .isBetween(AFTER.minusMillis(1), AFTER.plus(SLACK));

        faulty.allowCommits();
        stuck.get();
        settle();
        assertThat(spooled()).containsExactly(emergency(0));
        assertThat(onPrimary())
                .as("given up while it was still queued there")
                .containsExactly(annaBills(MONDAY_NINE).build());
    }

    @Test
    void manyCallersAreServedThoughNoneOfThemGetsThrough() throws Exception {
        CountDownLatch committing = faulty.holdCommits();
        CompletableFuture<AuditPosition> stuck = CompletableFuture.supplyAsync(
                () -> primary.append(annaBills(MONDAY_NINE).build()));
        committing.await();
        List<AuditReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            receipts.add(log.submit(emergency(i)));
        }

        Set<Long> places = new java.util.HashSet<>();
        assertThat(timed(() ->
                        receipts.forEach(receipt -> places.add(receipt.await().seq()))))
                .isLessThan(AFTER.plus(SLACK));
        assertThat(places).hasSize(200);
        assertThat(receipts.get(0).await())
                .as("asked again")
                .isEqualTo(receipts.get(0).await());

        faulty.allowCommits();
        stuck.get();
        settle();
        List<AuditEntry> stored = spooled();
        assertThat(stored).hasSize(200);
        for (int i = 0; i < 200; i++) {
            assertThat(stored.get((int) receipts.get(i).await().seq())).isEqualTo(emergency(i));
        }
    }

    @Test
    void outcomesOfSpooledAccessStandBehindItInTheSpoolsStream() {
        faulty.goDown();
        AuditPosition a = log.append(emergency(0));
        AuditPosition b = log.append(emergency(1));
        AuditEntry outcomeOfB = outcome(b, emergency(1));
        log.amend(outcomeOfB);
        assertThatThrownBy(() -> log.append(outcomeOfB))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("outcome");
        faulty.comeBack();
        settle();
        long openings = openings();

        AuditPosition c = log.append(outcome(a, emergency(0)));
        settle();

        assertThat(c).as("after the replay, too").isEqualTo(new AuditPosition(SPOOL, 3));
        assertThat(spooled()).containsExactly(emergency(0), emergency(1), outcomeOfB, outcome(a, emergency(0)));
        assertThat(file).doesNotExist();
        assertThat(openings()).as("an outcome is no alarm").isEqualTo(openings).isEqualTo(1);
        assertThatThrownBy(() -> log.amend(outcome(new AuditPosition(SPOOL, 99), emergency(0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long openings() {
        return events.told.stream().filter(each -> each.startsWith("opened")).count();
    }

    private static AuditEntry outcome(AuditPosition position, AuditEntry access) {
        return AuditEntry.outcomeOf(position, access, MONDAY_NINE.plusSeconds(60))
                .customers(CustomersConcerned.of(ROSA, 3))
                .build();
    }

    @Test
    void everyOpeningOfTheSpoolRaisesTheAlarmOnce() {
        for (int outage = 0; outage < 2; outage++) {
            faulty.goDown();
            log.append(emergency(2 * outage));
            log.append(emergency(2 * outage + 1));
            faulty.comeBack();
            settle();
        }

        assertThat(openings()).isEqualTo(2);
        assertThat(events.told.stream().filter(each -> each.startsWith("spooled") || each.startsWith("replayed")))
                .containsExactlyInAnyOrderElementsOf(java.util.stream.LongStream.range(0, 4)
                        .boxed()
                        .flatMap(i ->
                                java.util.stream.Stream.of("spooled " + SPOOL + "#" + i, "replayed " + SPOOL + "#" + i))
                        .toList());
        assertThat(events.told).filteredOn(each -> each.startsWith("emptied")).hasSize(2);
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.WARN
                        && event.getFormattedMessage().contains("goes on with records in a local spool"))
                .hasSize(2);
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        log.close();
        log = builder()
                .listener(new SpoolListener() {
                    @Override
                    public void opened(String stream) {
                        throw new IllegalStateException("the pager is broken");
                    }

                    @Override
                    public void replayed(AuditPosition position) {
                        throw new IllegalStateException("the pager is broken");
                    }
                })
                .open();
        faulty.goDown();
        log.append(emergency(0));
        faulty.comeBack();
        settle();
        assertThat(spooled()).containsExactly(emergency(0));
    }

    @Test
    void aFullSpoolDeniesAndServesAgainOnceItIsReplayed() {
        log.close();
        log = builder().maxBytes(3_000).open();
        faulty.goDown();
        List<AuditEntry> served = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        log.append(emergency(i));
                        served.add(emergency(i));
                    }
                })
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining(STREAM)
                .hasMessageContaining("full");
        assertThat(served).hasSizeGreaterThan(1);

        faulty.comeBack();
        settle();
        assertThat(spooled()).isEqualTo(served);
        faulty.goDown();
        assertThat(log.append(emergency(100)).seq()).isEqualTo(served.size());
    }

    @Test
    void aDirectoryThatIsGoneDenies() throws Exception {
        Path lost = Files.createDirectory(directory.resolve("volume"));
        log.close();
        log = builder().file(lost.resolve("spool"), KEY).open();
        Files.delete(lost.resolve("spool.lock"));
        Files.delete(lost);
        faulty.goDown();
        assertThatThrownBy(() -> log.append(emergency(0)))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("cannot take it");
    }

    @Test
    void whatIsLeftAtTheEndIsReplayedWhenTheLogIsOpenedAgain() {
        faulty.goDown();
        log.append(emergency(0));
        log.append(emergency(1));
        log.close();
        assertThatThrownBy(() -> log.append(emergency(2)))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("closed");
        assertThat(file).exists();

        log = builder().open();
        assertThat(log.append(emergency(2)))
                .as("it opens without the store, too")
                .isEqualTo(new AuditPosition(SPOOL, 2));
        faulty.comeBack();
        settle();
        assertThat(spooled()).containsExactly(emergency(0), emergency(1), emergency(2));
    }

    @Test
    void theFirstTimeTheStoreMustSayWhereTheStreamEnds() {
        log.close();
        faulty.goDown();
        assertThatThrownBy(
                        () -> builder().file(directory.resolve("another"), KEY).open())
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining(SPOOL);
        faulty.comeBack();
        log = builder().open();
    }

    @Test
    void aNodeThatStartsInAnOutageServesEmergenciesBehindWhatWasReplayedLast() {
        faulty.goDown();
        log.append(emergency(0));
        faulty.comeBack();
        settle();
        assertThat(file).doesNotExist();
        log.close();

        faulty.goDown();
        log = builder().open();
        assertThat(log.append(emergency(1))).isEqualTo(new AuditPosition(SPOOL, 1));
        faulty.comeBack();
        settle();

        assertThat(spooled()).containsExactly(emergency(0), emergency(1));
    }

    @Test
    void recordsThatWereRemovedMeanwhileAreReported() {
        faulty.goDown();
        log.append(emergency(0));
        faulty.comeBack();
        settle();
        log.close();
        AuditDatabases.execute(database, "DELETE FROM cpni_audit_record WHERE accessor = 'anna'");

        log = builder().open();

        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(message -> assertThat(message).contains(SPOOL, "some were removed"));
    }

    @Test
    void aHaltedLogDeniesEmergenciesToo() {
        ((JdbcAuditLog) primary).halt("it was tampered with");

        assertThatThrownBy(() -> log.append(emergency(0)))
                .isInstanceOfSatisfying(
                        AuditUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuditUnavailableException.Kind.HALTED))
                .hasMessageContaining("tampered");
        assertThat(file).doesNotExist();
    }

    @Test
    void whoIsNotWaitedForIsDeniedByAHaltedLogToo() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        log.close();
        log = SpoolingAuditLog.builder(
                        entry -> {
                            if (asked.getAndIncrement() > 0) {
                                awaitUninterruptibly(mayAnswer);
                            }
                            throw new AuditUnavailableException(AuditUnavailableException.Kind.HALTED, "halted", null);
                        },
                        STREAM,
                        LogUnderTest.spoolStream(faulty, SPOOL, LIMIT))
                .file(file, KEY)
                .after(Duration.ofMinutes(2))
                .open();
        assertThatThrownBy(() -> log.append(emergency(0))).hasMessageContaining("halted");
        List<AuditReceipt> receipts = new ArrayList<>();
        for (int i = 1; i < 200; i++) {
            receipts.add(log.submit(emergency(i)));
        }
        mayAnswer.countDown();

        assertThat(receipts)
                .allSatisfy(receipt -> assertThatThrownBy(receipt::await).hasMessageContaining("halted"));
        assertThat(file).doesNotExist();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAHealthyStoreRefusesIsNoOutage() {
        assertThatThrownBy(() -> log.append(tooLarge(0)))
                .isInstanceOfSatisfying(
                        AuditUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuditUnavailableException.Kind.REFUSED));
        assertThat(file).doesNotExist();
    }

    /** No column takes its leaf. */
    private static AuditEntry tooLarge(int i) {
        return annaBills(MONDAY_NINE.plusSeconds(i))
                .purpose(Purpose.EMERGENCY)
                .evidence(java.util.Collections.nCopies(6_000, "x".repeat(200)))
                .customers(CustomersConcerned.of(ROSA, 3))
                .correlation("call-" + i)
                .build();
    }

    @Test
    void anEntryThatTheStoreRefusesIsKeptAsideAndThoseBehindItGetTheirPlaces() throws Exception {
        faulty.goDown();
        log.append(emergency(0));
        AuditPosition refused = log.append(tooLarge(1));
        log.append(emergency(2));
        AuditEntry outcome = outcome(refused, tooLarge(1));
        assertThat(log.append(outcome).seq()).isEqualTo(3);
        faulty.comeBack();
        settle();

        List<AuditEntry> stored = spooled();
        assertThat(stored).hasSize(4).contains(emergency(0), emergency(2), outcome);
        assertThat(stored.get(1)).satisfies(placeholder -> {
            assertThat(placeholder.kind()).isEqualTo(AuditKind.ACCESS);
            assertThat(placeholder.accessor()).contains("anna");
            assertThat(placeholder.purpose()).contains(Purpose.EMERGENCY);
            assertThat(placeholder.at()).isEqualTo(tooLarge(1).at());
            assertThat(placeholder.customers()).as("may concern anybody").isEqualTo(CustomersConcerned.unnamed(3));
            assertThat(placeholder.justification().orElseThrow()).contains("refused", "spool.refused-1");
        });
        assertThat(file).doesNotExist();
        assertThat(directory.resolve("spool.refused-1")).exists();
        assertThat(Files.readString(directory.resolve("spool.refused-1"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("anna", "xxxx");
        assertThat(events.told).contains("aside " + SPOOL + "#1");
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(message -> assertThat(message).contains(SPOOL + "#1", "spool.refused-1"));
    }

    /** Whatever it is for which one entry cannot be written: it must not keep all behind it out of the log. */
    @Test
    void anEntryThatFailsForAMinuteThoughTheStoreAnswersIsKeptAsideToo() {
        log.close();
        SpoolStream real = LogUnderTest.spoolStream(faulty, SPOOL, LIMIT);
        AtomicInteger failures = new AtomicInteger();
        log = SpoolingAuditLog.builder(primary, STREAM, new SpoolStream() {
                    @Override
                    public long next() {
                        return real.next();
                    }

                    @Override
                    public AuditLog open() {
                        return new RefusingLog(real.open(), emergency(1), failures);
                    }
                })
                .file(file, KEY)
                .after(AFTER)
                .retryEvery(Duration.ofMillis(1))
                .listener(events)
                .open();
        faulty.goDown();
        for (int i = 0; i < 3; i++) {
            log.append(emergency(i));
        }
        faulty.comeBack();
        settle();

        assertThat(failures).hasValueGreaterThanOrEqualTo(SpoolReplay.MOST_ATTEMPTS);
        assertThat(spooled()).hasSize(3).contains(emergency(0), emergency(2)).doesNotContain(emergency(1));
        assertThat(directory.resolve("spool.refused-1")).exists();
    }

    /** Fails for one entry. */
    private record RefusingLog(AuditLog real, AuditEntry refused, AtomicInteger failures)
            implements AuditLog, AutoCloseable {

        @Override
        public AuditPosition append(AuditEntry entry) {
            if (entry.equals(refused)) {
                failures.incrementAndGet();
                throw new AuditUnavailableException("the key of one customer is gone");
            }
            return real.append(entry);
        }

        @Override
        public void close() {
            LogUnderTest.close(real);
        }
    }

    @Test
    void whatIsReplayedSharesCommits() {
        faulty.goDown();
        List<AuditEntry> served = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            log.append(emergency(i));
            served.add(emergency(i));
        }
        int before = faulty.commits();
        faulty.comeBack();
        settle();

        assertThat(spooled()).isEqualTo(served);
        assertThat(faulty.commits() - before).isLessThan(50);
        assertThat(events.told).filteredOn(each -> each.startsWith("replayed")).hasSize(300);
    }

    /** As after a crash between the commit of several entries and the note of it. */
    @Test
    void entriesThatWereStoredTogetherThoughNobodyLivedToNoteItAreNotStoredTwice() throws Exception {
        faulty.goDown();
        for (int i = 0; i < 3; i++) {
            log.append(emergency(i));
        }
        log.close();
        AuditLog before = LogUnderTest.open(database, SPOOL, LIMIT);
        ((JdbcAuditLog) before).appendAll(List.of(emergency(0), emergency(1)));
        LogUnderTest.close(before);
        try (SpoolFile spool = SpoolFile.open(file, SPOOL, new SpoolCipher(KEY), new SpooledEntryCodec(), 1 << 20)) {
            spool.attempt(2);
        }
        faulty.comeBack();

        log = builder().open();
        settle();

        assertThat(spooled()).containsExactly(emergency(0), emergency(1), emergency(2));
    }

    @Test
    void aSecondLogOnTheSameFileIsRefused() {
        assertThatThrownBy(() -> builder().open())
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void anEntryThatWasStoredThoughItsAnswerWasLostIsNotStoredTwice() {
        log.close();
        AtomicInteger lost = new AtomicInteger();
        SpoolStream real = LogUnderTest.spoolStream(faulty, SPOOL, LIMIT);
        log = SpoolingAuditLog.builder(primary, STREAM, new SpoolStream() {
                    @Override
                    public long next() {
                        return real.next();
                    }

                    @Override
                    public AuditLog open() {
                        AuditLog open = real.open();
                        return new LosingLog(open, lost);
                    }
                })
                .file(file, KEY)
                .after(AFTER)
                .retryEvery(Duration.ofMillis(5))
                .open();
        faulty.goDown();
        List<AuditEntry> served = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            log.append(emergency(i));
            served.add(emergency(i));
        }
        faulty.comeBack();
        settle();
        assertThat(spooled()).isEqualTo(served);
        assertThat(lost).hasPositiveValue();
    }

    /** Stores every third entry without saying so. */
    private record LosingLog(AuditLog real, AtomicInteger lost) implements AuditLog, AutoCloseable {

        @Override
        public AuditPosition append(AuditEntry entry) {
            AuditPosition position = real.append(entry);
            if (position.seq() % 3 == 1) {
                lost.incrementAndGet();
                throw new AuditUnavailableException("the answer was lost");
            }
            return position;
        }

        @Override
        public void close() {
            LogUnderTest.close(real);
        }
    }

    @Test
    void ifSomebodyElseHasTakenAPlaceReplayStopsAndNothingMoreIsPromised() throws Exception {
        faulty.goDown();
        log.append(emergency(0));
        log.append(emergency(1));
        AuditLog other = LogUnderTest.open(database, SPOOL, LIMIT);
        other.append(emergency(50));
        other.append(emergency(51));
        LogUnderTest.close(other);
        faulty.comeBack();

        events.stopped.await();

        assertThat(file).exists();
        assertThat(spooled()).as("nothing of the file").containsExactly(emergency(50), emergency(51));
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(message -> assertThat(message).contains(SPOOL + "#0", "Replay has stopped"));
        log.settle();
        assertThat(log.waiting()).as("reports are possible, and lack these").isEqualTo(2);
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(message -> assertThat(message).contains("lack records", SPOOL, "2"));
        faulty.goDown();
        assertThatThrownBy(() -> log.append(emergency(2)))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("stopped");
    }

    /** Found while replaying, when the log is open already. */
    @Test
    void aPlaceThatIsTakenWhileItIsReplayedStopsItToo() throws Exception {
        log.close();
        SpoolStream real = LogUnderTest.spoolStream(faulty, SPOOL, LIMIT);
        log = SpoolingAuditLog.builder(primary, STREAM, new SpoolStream() {
                    @Override
                    public long next() {
                        return real.next();
                    }

                    @Override
                    public AuditLog open() {
                        AuditLog open = real.open();
                        return entry -> {
                            AuditPosition position = open.append(entry);
                            return position.seq() < 1 ? position : open.append(emergency(60));
                        };
                    }
                })
                .file(file, KEY)
                .after(AFTER)
                .listener(events)
                .open();
        faulty.goDown();
        log.append(emergency(0));
        log.append(emergency(1));
        log.append(emergency(2));
        faulty.comeBack();
        events.stopped.await();
        assertThat(file).exists();
        assertThat(events.told)
                .filteredOn(each -> each.startsWith("replayed"))
                .containsExactly("replayed " + SPOOL + "#0");
    }

    @Test
    void aCallerThatIsInterruptedIsDenied() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> log.append(emergency(0)))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void aMistakeOfTheCallersIsNotSpooled() {
        AuditEntry access = emergency(0);
        AuditEntry outcome = AuditEntry.outcomeOf(new AuditPosition("node-b", 0), access, MONDAY_NINE)
                .build();
        assertThatThrownBy(() -> log.append(outcome)).isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> builder().purposes(Set.of())).hasMessageContaining("no purpose");
        assertThatThrownBy(() -> builder().file(file, new byte[5]).open()).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> builder().after(Duration.ZERO)).hasMessageContaining("after");
    }
}
