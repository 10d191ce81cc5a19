package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditEntries.maxIsDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log in a database promises beyond the contract: how it fails, recovers and is shared. */
abstract class JdbcAuditLogContract extends AuditLogContract {

    private static final String STREAM = "node-a";
    private static final Duration SHORT = Duration.ofMillis(50);

    /** Long enough for fifty thousand customers on a machine that has other things to do. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final AuditDatabases databases;
    private final DataSource database;
    private final FaultyDataSource faulty;
    private JdbcAuditLog log;

    JdbcAuditLogContract(AuditDatabases databases) {
        this.databases = databases;
        database = databases.create();
        faulty = new FaultyDataSource(database);
    }

    @BeforeEach
    void openLog() {
        log = JdbcAuditLog.builder(faulty, STREAM, AuditEntries.KEYS)
                .waitAtMost(PATIENT)
                .open();
    }

    @AfterEach
    void everyTestLeavesAnIntactTree() {
        faulty.comeBack();
        faulty.allowCommits();
        log.close();
        assertThat(AuditVerifier.over(database).verify(STREAM)).isInstanceOf(AuditVerification.Intact.class);
    }

    /** A failover to a copy that was behind, or a restore under a running node. */
    @Test
    void aDatabaseThatLostConfirmedRecordsIsNotWrittenToAndTheirPlacesAreNotGivenAnew() {
        log.append(annaBills(MONDAY_NINE).build());
        AuditPosition lost = log.append(annaBills(MONDAY_NINE).build());
        databases.allowChanges(database);
        AuditDatabases.execute(database, "DELETE FROM cpni_audit_record WHERE seq = 1");
        goesDownAndComesBack();

        assertThatThrownBy(() -> log.append(maxIsDenied(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("went back to an earlier state");
        assertThat(records()).hasSize(1);
        try (JdbcAuditLog restarted = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            assertThat(restarted.append(maxIsDenied(MONDAY_NINE).build())).isEqualTo(lost);
        }
        goesDownAndComesBack();
        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build()))
                .as("as long as before, but not the same")
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("went back to an earlier state");
    }

    private void goesDownAndComesBack() {
        faulty.goDown();
        assertThatThrownBy(() -> log.append(maxIsDenied(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class);
        faulty.comeBack();
    }

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected List<AuditRecord> records() {
        List<AuditRecord> records = new ArrayList<>();
        List<AuditRecord> page;
        do {
            page = AuditReader.over(database, AuditEntries.KEYS).read(STREAM, records.size(), 1_000);
            records.addAll(page);
        } while (!page.isEmpty());
        return records;
    }

    @Test
    void theRecordIsCommittedWhenAppendReturns() throws Exception {
        AuditPosition position = log.append(
                annaBills(MONDAY_NINE).customers(CustomersConcerned.of(ROSA, 4)).build());

        try (Connection another = database.getConnection();
                PreparedStatement statement = another.prepareStatement(
                        "SELECT r.accessor, r.kind FROM cpni_audit_record r"
                                + " JOIN cpni_audit_stream s ON s.stream_no = r.stream_no WHERE s.name = ? AND r.seq = ?")) {
            statement.setString(1, position.stream());
            statement.setLong(2, position.seq());
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isEqualTo("anna");
                assertThat(result.getString(2)).isEqualTo("ACCESS");
            }
        }
    }

    @Test
    void appendDoesNotReturnBeforeTheCommit() throws Exception {
        CountDownLatch committing = faulty.holdCommits();
        Future<AuditPosition> append = CompletableFuture.supplyAsync(
                () -> log.append(annaBills(MONDAY_NINE).build()));
        committing.await();
        assertThat(append.isDone()).isFalse();

        faulty.allowCommits();
        assertThat(append.get().seq()).isZero();
    }

    @Test
    void aLogOpenedAgainGoesOnWhereTheStreamEnds() {
        log.append(annaBills(MONDAY_NINE).build());
        log.close();

        openLog();

        assertThat(log.append(annaBills(MONDAY_NINE).build()).seq()).isEqualTo(1);
    }

    @Test
    void whileTheDatabaseIsDownAppendsFailAndAfterwardsWorkAgain() {
        log.append(annaBills(MONDAY_NINE).build());

        faulty.goDown();
        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("node-a")
                .hasMessageContaining("down");
        faulty.comeBack();

        assertThat(log.append(annaBills(MONDAY_NINE).build()).seq()).isEqualTo(1);
    }

    @Test
    void anOutageBetweenTwoAppendsIsNotNoticed() {
        log.append(annaBills(MONDAY_NINE).build());

        faulty.breakConnections();

        assertThat(log.append(annaBills(MONDAY_NINE).build()).seq()).isEqualTo(1);
    }

    @Test
    void whatTheDriverQuotesDoesNotReachTheCaller() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = AuditEntry.outcomeOf(log.append(access), access, MONDAY_NINE)
                .customers(CustomersConcerned.of(CustomerId.of(4711), 1))
                .correlation("tx-secret")
                .build();
        log.append(outcome);

        assertThatThrownBy(() -> log.append(outcome)).satisfies(failure -> {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("4711", "tx-secret", "VALUES");
            }
        });
    }

    @Test
    void aLogIsNotOpenedWithoutItsDatabase() {
        faulty.goDown();

        assertThatThrownBy(() -> JdbcAuditLog.open(faulty, "node-b", AuditEntries.KEYS))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("node-b")
                .hasMessageContaining("tables");
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotWrittenTwice() {
        log.append(annaBills(MONDAY_NINE).build());

        faulty.loseTheNextAnswer();

        assertThat(log.append(annaBills(MONDAY_NINE).build()).seq()).isEqualTo(1);
        assertThat(records()).hasSize(2);
    }

    @Test
    void aSlowDatabaseDeniesAfterTheLimit() throws Exception {
        log.close();
        log = JdbcAuditLog.builder(faulty, STREAM, AuditEntries.KEYS)
                .waitAtMost(SHORT)
                .open();
        CountDownLatch committing = faulty.holdCommits();

        assertThatThrownBy(() -> log.append(maxIsDenied(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("within PT0.05S");
        committing.await();
        faulty.allowCommits();
        log.close();

        log = JdbcAuditLog.open(faulty, STREAM, AuditEntries.KEYS);
        assertThat(log.append(annaBills(MONDAY_NINE).build()).seq())
                .as("the record that came too late stands before")
                .isEqualTo(1);
    }

    @Test
    void aFullQueueDenies() throws Exception {
        log.close();
        log = JdbcAuditLog.builder(faulty, STREAM, AuditEntries.KEYS)
                .waitAtMost(SHORT)
                .queueCapacity(1)
                .open();
        CountDownLatch committing = faulty.holdCommits();

        assertThatThrownBy(() -> log.append(maxIsDenied(MONDAY_NINE).build())).hasMessageContaining("within");
        committing.await();
        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build())).hasMessageContaining("within");
        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("queue");
    }

    @Test
    void anAccessGivenUpBeforeItWasWrittenIsLeftOutButADenialIsNot() throws Exception {
        log.close();
        log = JdbcAuditLog.builder(faulty, STREAM, AuditEntries.KEYS)
                .waitAtMost(SHORT)
                .open();
        CountDownLatch committing = faulty.holdCommits();
        // A denial reaches the commit even if its caller gives up before the writer takes it.
        assertThatThrownBy(() -> log.append(maxIsDenied(MONDAY_NINE).build())).hasMessageContaining("within");
        committing.await();
        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build())).hasMessageContaining("within");
        assertThatThrownBy(() -> log.append(maxIsDenied(MONDAY_NINE).build())).hasMessageContaining("within");

        faulty.allowCommits();
        log.close();

        assertThat(records())
                .extracting(stored -> stored.entry().kind())
                .containsExactly(AuditKind.DENIAL, AuditKind.DENIAL);
    }

    @Test
    void anAccessIsAmendedOnly() {
        assertThatThrownBy(() -> log.amend(annaBills(MONDAY_NINE).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("append it");
    }

    @Test
    void anOutcomeOutlastsADatabaseThatIsAway() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = outcomeOf(log.append(access), access);
        faulty.goDown();

        log.amend(outcome);
        assertThatThrownBy(log::settle).isInstanceOf(AuditUnavailableException.class);
        faulty.comeBack();
        log.settle();

        assertThat(records()).extracting(AuditRecord::entry).containsExactly(access, outcome);
    }

    @Test
    void anOutcomeIsWrittenByItselfOnceTheDatabaseIsBack() throws Exception {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = outcomeOf(log.append(access), access);
        faulty.goDown();
        log.amend(outcome);
        assertThatThrownBy(log::settle).isInstanceOf(AuditUnavailableException.class);

        CountDownLatch committing = faulty.holdCommits();
        faulty.comeBack();
        committing.await();
        faulty.allowCommits();
        log.close();

        assertThat(records()).extracting(AuditRecord::entry).containsExactly(access, outcome);
    }

    @Test
    void noMoreOutcomesAreKeptThanTheQueueHolds() {
        log.close();
        log = JdbcAuditLog.builder(faulty, STREAM, AuditEntries.KEYS)
                .waitAtMost(PATIENT)
                .queueCapacity(2)
                .open();
        AuditEntry access = annaBills(MONDAY_NINE).build();
        List<AuditEntry> outcomes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outcomes.add(outcomeOf(log.append(access), access));
        }
        faulty.goDown();
        for (AuditEntry outcome : outcomes) {
            log.amend(outcome);
            assertThatThrownBy(log::settle).isInstanceOf(AuditUnavailableException.class);
        }
        faulty.comeBack();
        log.settle();

        assertThat(records())
                .extracting(AuditRecord::entry)
                .containsExactly(access, access, access, outcomes.get(0), outcomes.get(1));
    }

    /** A person whose key is under one that is not there: nobody can say whose record it would be. */
    @Test
    void anOutcomeThatCannotBeWrittenDeniesNobodyElse() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = AuditEntry.outcomeOf(log.append(access), access, MONDAY_NINE)
                .customers(CustomersConcerned.of(ROSA, 4))
                .statements(List.of(new RecordedStatement("f", "select 1", List.of())))
                .build();
        log.append(
                annaBills(MONDAY_NINE).customers(CustomersConcerned.of(ROSA, 1)).build());
        AuditDatabases.execute(database, "UPDATE cpni_audit_person SET key_version = -7");
        log.forget(ROSA);

        log.amend(outcome);

        for (int i = 2; i < 6; i++) {
            assertThat(log.append(maxIsDenied(MONDAY_NINE).build()).seq()).isEqualTo(i);
        }
        AuditDatabases.execute(database, "UPDATE cpni_audit_person SET key_version = 1");
        log.forget(ROSA);
        log.settle();
        assertThat(records()).extracting(AuditRecord::entry).contains(outcome);
    }

    @Test
    void keysThatAreGoneAreNotMadeAnewBesideCustomersWhoHaveThem() {
        log.append(
                annaBills(MONDAY_NINE).customers(CustomersConcerned.of(ROSA, 1)).build());
        log.close();
        AuditDatabases.execute(database, "DELETE FROM cpni_audit_key");

        assertThatThrownBy(this::openLog)
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("cpni_audit_key");
    }

    @Test
    void closingWritesOutcomesForWhichNobodyWaits() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = outcomeOf(log.append(access), access);

        log.amend(outcome);
        log.close();

        assertThat(records()).extracting(AuditRecord::entry).containsExactly(access, outcome);
    }

    @Test
    void aSecondOutcomeOfAnAccessIsDroppedAndTheLogGoesOn() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditPosition position = log.append(access);
        AuditEntry outcome = outcomeOf(position, access);
        log.append(outcome);

        log.amend(outcome);
        log.settle();

        assertThat(log.append(access).seq()).isEqualTo(2);
    }

    private static AuditEntry outcomeOf(AuditPosition position, AuditEntry access) {
        return AuditEntry.outcomeOf(position, access, MONDAY_NINE)
                .customers(CustomersConcerned.of(ROSA, 4))
                .build();
    }

    @Test
    void closingWritesWhatIsQueued() throws Exception {
        CountDownLatch committing = faulty.holdCommits();
        List<CompletableFuture<AuditPosition>> appends = new ArrayList<>();
        appends.add(CompletableFuture.supplyAsync(
                () -> log.append(annaBills(MONDAY_NINE).build())));
        committing.await();
        CountDownLatch begun = new CountDownLatch(1);
        appends.add(CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            return log.append(annaBills(MONDAY_NINE).build());
        }));
        begun.await();
        CompletableFuture<Void> close = CompletableFuture.runAsync(() -> {
            faulty.allowCommits();
            log.close();
        });
        close.join();

        assertThat(appends.get(0).join().seq()).isZero();
        appends.get(1).handle((position, failure) -> position).join();
        long returned = appends.stream()
                .filter(append -> !append.isCompletedExceptionally())
                .count();
        assertThat(records()).hasSize((int) returned);
    }

    @Test
    void aClosedLogDenies() {
        log.close();

        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aWaitingCallerThatIsInterruptedIsDeniedAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void twoWritersOfOneStreamDoNotForkTheTree() {
        try (JdbcAuditLog second = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            log.append(annaBills(MONDAY_NINE).build());

            assertThatThrownBy(() -> second.append(annaBills(MONDAY_NINE).build()))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("another writer")
                    .hasMessageContaining("stream of its own");
            assertThat(second.append(annaBills(MONDAY_NINE).build()).seq()).isEqualTo(1);
        }
    }

    @Test
    void twoNodesWriteTwoStreamsOfOneDatabase() {
        try (JdbcAuditLog second = JdbcAuditLog.open(database, "node-b", AuditEntries.KEYS)) {
            assertThat(log.append(annaBills(MONDAY_NINE).build())).isEqualTo(new AuditPosition("node-a", 0));
            assertThat(second.append(annaBills(MONDAY_NINE).build())).isEqualTo(new AuditPosition("node-b", 0));
        }
        assertThat(AuditReader.over(database, AuditEntries.KEYS).streams()).containsExactly("node-a", "node-b");
    }

    @Test
    void oneRefusedRecordDoesNotSpoilTheOthersOfItsCommit() throws Exception {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditPosition position = log.append(access);
        AuditEntry outcome = AuditEntry.outcomeOf(position, access, MONDAY_NINE).build();
        log.append(outcome);
        CountDownLatch committing = faulty.holdCommits();
        List<CompletableFuture<AuditPosition>> appends = new ArrayList<>();
        appends.add(CompletableFuture.supplyAsync(() -> log.append(access)));
        committing.await();
        for (AuditEntry entry : List.of(access, outcome, access)) {
            appends.add(CompletableFuture.supplyAsync(() -> log.append(entry)));
        }
        faulty.allowCommits();

        assertThat(appends.get(2).handle((done, failure) -> failure).join())
                .hasCauseInstanceOf(AuditUnavailableException.class);
        assertThat(List.of(
                        appends.get(0).join().seq(),
                        appends.get(1).join().seq(),
                        appends.get(3).join().seq()))
                .containsExactlyInAnyOrder(2L, 3L, 4L);
    }

    private JdbcAuditLog reopened(UnaryOperator<JdbcAuditLog.Builder> settings) {
        log.close();
        log = settings.apply(
                        JdbcAuditLog.builder(faulty, STREAM, AuditEntries.KEYS).waitAtMost(PATIENT))
                .open();
        return log;
    }

    @Test
    void entriesAreAppendedTogetherOrNotAtAll() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = outcomeOf(log.append(access), access);
        assertThat(log.appendAll(List.of(access, outcome, access)).seq()).isEqualTo(1);

        assertThatThrownBy(() -> log.appendAll(List.of(access, outcome, access)))
                .isInstanceOfSatisfying(
                        AuditUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuditUnavailableException.Kind.REFUSED));

        assertThat(log.append(access).seq()).isEqualTo(4);
    }

    @Test
    void aLogMayOpenBeforeItsDatabaseAnswers() {
        log.append(annaBills(MONDAY_NINE).build());
        faulty.goDown();

        reopened(JdbcAuditLog.Builder::evenWithoutStore);

        assertThat(log.isConnected()).isFalse();
        assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build()))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("down");
        assertThatThrownBy(() -> log.committed()).isInstanceOf(AuditUnavailableException.class);
        faulty.comeBack();
        assertThat(log.append(annaBills(MONDAY_NINE).build()).seq()).isEqualTo(1);
        assertThat(log.isConnected()).isTrue();
    }

    @Test
    void aLogThatOpenedBeforeItsDatabaseAnswersConnectsByItself() {
        faulty.goDown();
        reopened(JdbcAuditLog.Builder::evenWithoutStore);
        faulty.comeBack();
        await("it is connected", log::isConnected);
    }

    @Test
    void aLogWithoutItsTablesIsNotOpened() {
        AuditDatabases.execute(database, "ALTER TABLE cpni_audit_key RENAME TO cpni_audit_key_away");
        try {
            assertThatThrownBy(() -> reopened(JdbcAuditLog.Builder::evenWithoutStore))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("tables");
        } finally {
            AuditDatabases.execute(database, "ALTER TABLE cpni_audit_key_away RENAME TO cpni_audit_key");
            openLog();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void aConnectionThatDiedWhileNobodyAppendedIsReplacedBeforeSomebodyDoes() {
        reopened(builder -> builder.pingAfter(Duration.ofMillis(1)));
        log.append(annaBills(MONDAY_NINE).build());
        int before = faulty.connections();

        faulty.breakConnections();

        await("there is another connection", () -> faulty.connections() > before);
        assertThat(log.append(annaBills(MONDAY_NINE).build()).seq()).isEqualTo(1);
    }

    @Test
    void whoeverComesBehindManyNewCustomersDoesNotWaitForAllOfThem() throws Exception {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditPosition position = log.append(access);
        Map<CustomerId, Long> customers = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            customers.put(CustomerId.of(i), 1L);
        }
        AuditEntry outcome = AuditEntry.outcomeOf(position, access, MONDAY_NINE)
                .customers(CustomersConcerned.of(customers))
                .build();
        CountDownLatch committing = faulty.holdCommits();
        log.amend(outcome);
        committing.await();
        AuditReceipt denial = log.submit(maxIsDenied(MONDAY_NINE).build());
        CompletableFuture<Void> settled = CompletableFuture.runAsync(log::settle);

        faulty.allowCommits();

        assertThat(denial.await().seq()).as("before the outcome").isEqualTo(1);
        settled.join();
        log.settle();
        assertThat(records()).extracting(AuditRecord::entry).element(2).isEqualTo(outcome);
    }

    @Test
    void aClockThatIsFarAheadDeniesUntilItIsRightAgain() {
        TickingClock clock = new TickingClock(Instant.now(), Duration.ZERO);
        reopened(builder -> builder.clock(clock).aheadAtMost(Duration.ofMinutes(1)));
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = outcomeOf(log.append(access), access);
        Instant future = Instant.now().plus(Duration.ofDays(25_000));
        clock.set(future);

        assertThatThrownBy(() -> log.append(access))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("ahead of the audit database's")
                .hasMessageContaining("clock right");
        log.amend(outcome);
        assertThat(log.append(maxIsDenied(MONDAY_NINE).build()).seq())
                .as("what is denied is denied, and known")
                .isEqualTo(2);
        clock.set(Instant.now());
        assertThat(log.append(access).seq()).isEqualTo(3);

        assertThat(records())
                .hasSize(4)
                .allSatisfy(record -> assertThat(record.loggedAt()).isBefore(future));
    }

    /** However many accesses before it in the same commit the clock denies. */
    @Test
    void whatIsDeniedOrHasHappenedIsKnownThoughAccessesBeforeItAreDeniedByTheClock() throws Exception {
        TickingClock clock = new TickingClock(Instant.now(), Duration.ZERO);
        reopened(builder -> builder.clock(clock).aheadAtMost(Duration.ofMinutes(1)));
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = outcomeOf(log.append(access), access);
        CountDownLatch committing = faulty.holdCommits();
        AuditReceipt first = log.submit(maxIsDenied(MONDAY_NINE).build());
        committing.await();
        clock.set(Instant.now().plus(Duration.ofDays(25_000)));
        List<AuditReceipt> accesses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            accesses.add(log.submit(access));
        }
        AuditReceipt denial = log.submit(maxIsDenied(MONDAY_NINE).build());
        AuditReceipt failure = log.submit(AuditEntry.failure(MONDAY_NINE).build());
        log.amend(outcome);
        faulty.allowCommits();

        first.await();
        log.settle();
        assertThatThrownBy(accesses.get(0)::await).hasMessageContaining("ahead of the audit database's");
        for (AuditReceipt each : accesses) {
            assertThatThrownBy(each::await).isInstanceOf(AuditUnavailableException.class);
        }
        denial.await();
        failure.await();
        assertThat(records())
                .extracting(record -> record.entry().kind())
                .startsWith(AuditKind.ACCESS, AuditKind.DENIAL)
                .containsExactlyInAnyOrder(
                        AuditKind.ACCESS, AuditKind.DENIAL, AuditKind.DENIAL, AuditKind.FAILURE, AuditKind.OUTCOME);
    }

    /** Each step is small; all of them together are not. */
    @Test
    void aClockThatRunsAheadInSmallStepsIsComparedWithTheStores() {
        TickingClock clock = new TickingClock(Instant.now(), Duration.ofSeconds(10));
        reopened(builder -> builder.clock(clock).aheadAtMost(Duration.ofMinutes(1)));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 20; i++) {
                        log.append(annaBills(MONDAY_NINE).build());
                    }
                })
                .hasMessageContaining("ahead of the audit database's");
    }

    @Test
    void whatWasReleasedIsRecordedThoughTheClockFails() {
        AtomicBoolean fails = new AtomicBoolean();
        Clock clock = new TickingClock(MONDAY_NINE, Duration.ZERO) {
            @Override
            public Instant instant() {
                if (fails.get()) {
                    throw new IllegalStateException("the clock is not to be trusted");
                }
                return super.instant();
            }
        };
        reopened(builder -> builder.clock(clock));
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = outcomeOf(log.append(access), access);
        fails.set(true);

        log.amend(outcome);
        log.settle();

        assertThat(records()).extracting(AuditRecord::entry).containsExactly(access, outcome);
        assertThatThrownBy(() -> log.append(access)).hasMessageContaining("not to be trusted");
    }

    @Test
    void severalNodesMayStartForTheFirstTimeAtTheSameMoment() throws Exception {
        DataSource empty = databases.create();
        int nodes = 6;
        CyclicBarrier start = new CyclicBarrier(nodes);
        ExecutorService starting = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<Long>> places = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                String stream = "node-" + i;
                places.add(starting.submit(() -> {
                    start.await();
                    try (JdbcAuditLog node = JdbcAuditLog.open(empty, stream, AuditEntries.KEYS)) {
                        return node.append(outcomeless()).seq();
                    }
                }));
            }
            for (Future<Long> place : places) {
                assertThat(place.get()).isZero();
            }
        } finally {
            starting.shutdownNow();
        }
        assertThat(AuditReader.over(empty, AuditEntries.KEYS).streams()).hasSize(nodes);
    }

    /** Or who waits for a silent server is denied before another connection is tried. */
    @Test
    void aSilentServerIsGivenUpBeforeWhoeverWaits() {
        assertThat(faulty.networkTimeout()).isPositive().isLessThan((int) PATIENT.toMillis());
    }

    /** More often than one that is written, which callers wait for. */
    @Test
    void whoMeetsOthersAtTheStartTriesAgain() {
        log.close();
        faulty.conflict(10);
        openLog();
        assertThat(log.append(outcomeless()).seq()).isZero();
    }

    private static AuditEntry outcomeless() {
        return annaBills(MONDAY_NINE).customers(CustomersConcerned.of(ROSA, 1)).build();
    }
}
