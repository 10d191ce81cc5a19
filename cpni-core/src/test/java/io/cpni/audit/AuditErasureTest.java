package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditLife.STREAM;
import static io.cpni.audit.AuditLife.THEN;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.purpose.Purpose;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an erasure leaves of a customer: a number. */
@ParameterizedClass
@EnumSource(AuditDatabases.class)
class AuditErasureTest {

    private static final CustomerId ROSA = new CustomerId("rosa-4711-0815");

    private final AuditDatabases databases;
    private final AuditLife life;
    private final AuditErasure erasure;
    private boolean tampered;

    AuditErasureTest(AuditDatabases databases) {
        this.databases = databases;
        life = new AuditLife(databases);
        erasure = AuditErasure.over(life.database, KEYS, life.log, life.clock);
    }

    @AfterEach
    void verificationPassesWhateverIsErased() {
        life.close();
        assertThat(AuditVerifier.over(life.database).verify(STREAM).isIntact()).isEqualTo(!tampered);
    }

    private AuditPosition see(CustomersConcerned customers, String statement) {
        AuditEntry access = annaBills(THEN)
                .justification("dispute of " + statement)
                .statements(List.of(new RecordedStatement("f1", "select 1 where id = '" + statement + "'", List.of())))
                .build();
        AuditPosition position = life.log.append(access);
        return life.log.append(AuditEntry.outcomeOf(position, access, THEN)
                .statements(List.of(new RecordedStatement("f2", "select '" + statement + "'", List.of("2"))))
                .customers(customers)
                .build());
    }

    private void rosaIsSeenInEveryWay() {
        life.log.append(annaBills(THEN)
                .subject(ROSA)
                .justification("rosa-4711-0815 called")
                .build());
        life.log.append(AuditEntry.denial(THEN)
                .accessor("account rosa-4711-0815")
                .accessorCustomer(ROSA)
                .build());
        see(CustomersConcerned.of(ROSA, 3), "rosa-4711-0815");
        see(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 2L)), "rosa-4711-0815 and another");
        life.log.append(AuditEntry.hold(THEN)
                .justification("suit of 1 March")
                .customers(CustomersConcerned.of(ROSA, 0))
                .build());
    }

    @Test
    void afterwardsNoColumnHoldsWhatLeadsToTheCustomer() throws Exception {
        rosaIsSeenInEveryWay();
        byte[] digest = RecordTable.read(
                life.database,
                "reading",
                connection -> DataKeys.read(connection, KEYS).digest(1, ROSA));
        AuditBytes before = AuditBytes.of(life.database, KEYS);
        assertThat(before.where("rosa-4711-0815")).hasSizeGreaterThan(6);
        assertThat(before.where(digest)).hasSize(1);
        int number = life.persons(ROSA).get(0).number();

        Erasure done = erasure.erase(ROSA, "ticket 12", officer());

        assertThat(done.persons()).isEqualTo(1);
        assertThat(done.secrets()).isEqualTo(3);
        AuditBytes after = AuditBytes.of(life.database, KEYS);
        assertThat(after.where("rosa-4711")).isEmpty();
        assertThat(after.where(digest)).isEmpty();
        assertThat(life.persons(ROSA)).isEmpty();
        assertThat(life.query("SELECT digest, digest_version, wrapped_key, key_version, id_cipher, erased_seq"
                        + " FROM cpni_audit_person WHERE person_no = " + number))
                .isEqualTo("(null,null,null,null,null," + done.records().get(0).seq() + ")");
    }

    @Test
    void recordsSayHowManyOfTheirCustomersAreErasedAndWhatTheOthersWere() {
        rosaIsSeenInEveryWay();
        int before = life.records(STREAM).size();

        Erasure done = erasure.erase(ROSA, "ticket 12", officer());

        List<AuditRecord> records = life.records(STREAM);
        assertThat(records).hasSize(before + 1);
        assertThat(records).extracting(AuditRecord::erasedCustomers).containsExactly(0, 0, 0, 1, 0, 1, 1, 1);
        assertThat(records.get(0).entry().justification()).isEmpty();
        assertThat(records.get(1).entry().accessor()).contains("erased customer");
        assertThat(records.get(5).entry().customers()).isEqualTo(CustomersConcerned.of(TOM, 2));
        AuditEntry erased = life.records(STREAM).get(before).entry();
        assertThat(erased.kind()).isEqualTo(AuditKind.ERASURE);
        assertThat(erased.justification()).contains("ticket 12");
        assertThat(erased.accessor()).contains("petra");
        assertThat(records.get(before).position()).isEqualTo(done.records().get(0));
    }

    @Test
    void theCustomerIsSomebodyNewAtOnce() {
        rosaIsSeenInEveryWay();
        int number = life.persons(ROSA).get(0).number();
        erasure.erase(ROSA, "ticket 12", officer());

        life.log.append(
                annaBills(THEN).subject(ROSA).justification("a new contract").build());

        assertThat(life.persons(ROSA))
                .singleElement()
                .extracting(Person::number)
                .isNotEqualTo(number);
        List<AuditRecord> records = life.records(STREAM);
        assertThat(records.get(records.size() - 1).entry().subject()).contains(ROSA);
        assertThat(records.get(0).entry().subject()).isEmpty();
    }

    @Test
    void whatMoreCustomersShareThanTheLimitStays() {
        Map<CustomerId, Long> eleven = new HashMap<>();
        eleven.put(ROSA, 1L);
        for (int i = 0; i < 10; i++) {
            eleven.put(CustomerId.of(i), 1L);
        }
        see(CustomersConcerned.of(eleven), "eleven of them");

        AuditErasure.over(life.database, KEYS, life.log, life.clock).erase(ROSA, "ticket 12", officer());
        assertThat(life.records(STREAM).get(0).entry().justification()).isPresent();
        assertThat(life.records(STREAM).get(1).entry().statements()).hasSize(1);

        Erasure done = erasure.sharedLimit(11).erase(CustomerId.of(3), "ticket 13", officer());
        assertThat(done.secrets()).isEqualTo(2);
        assertThat(life.records(STREAM).get(0).entry().justification()).isEmpty();
        assertThat(life.records(STREAM).get(1).entry().statements()).isEmpty();
    }

    /** One by one, those of a large account would have everybody wait for the locks meanwhile. */
    @Test
    void secretsAreDestroyedManyAtOnce() throws SQLException {
        for (int i = 0; i < 2_100; i++) {
            life.log.submit(annaBills(THEN)
                    .customers(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 1L)))
                    .justification("a call")
                    .build());
        }
        life.log.settle();
        List<String> executed = new ArrayList<>();

        Erasure done = AuditErasure.over(notingDestruction(executed), KEYS, life.log, life.clock)
                .erase(ROSA, "ticket 12", officer());

        assertThat(done.secrets()).isEqualTo(2_100);
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_secret"))
                .as("why it was done stays")
                .isEqualTo("(1)");
        assertThat(executed).as("as a batch").hasSizeLessThan(10).containsOnly("executeBatch");
    }

    /** Returns the database, and notes how secrets are destroyed over it. */
    private DataSource notingDestruction(List<String> executed) {
        BiFunction<String, Object, Object> noting = (name, result) -> {
            if (name.startsWith("execute")) {
                executed.add(name);
            }
            return result;
        };
        BiFunction<String, Object, Object> destroying =
                (name, result) -> name.startsWith("DELETE FROM cpni_audit_secret")
                        ? proxy(PreparedStatement.class, result, noting)
                        : result;
        return proxy(DataSource.class, life.database, (name, result) -> proxy(Connection.class, result, destroying));
    }

    /** Returns the same, whose results are exchanged by a function of the name or the statement, and of what they are. */
    private static <T> T proxy(Class<T> type, Object of, BiFunction<String, Object, Object> exchange) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(of, arguments);
                        String name = method.getName().equals("prepareStatement")
                                ? String.valueOf(arguments[0])
                                : method.getName();
                        return result == null ? null : exchange.apply(name, result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Test
    void whoAsksForErasureInPersonIsNotNamedByItsRecord() throws Exception {
        rosaIsSeenInEveryWay();

        erasure.erase(
                ROSA,
                "by web form",
                AccessContext.of(Accessor.customer("account rosa-4711-0815", Set.of(), ROSA), Purpose.CUSTOMER_ACCESS)
                        .subject(ROSA)
                        .justification("rosa-4711-0815 wants it")
                        .build());

        assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isEmpty();
        List<AuditRecord> records = life.records(STREAM);
        assertThat(records.get(records.size() - 1).entry().justification()).contains("by web form");
    }

    @Test
    void aSecondErasureFindsNobodyAndLeavesNoRecord() {
        rosaIsSeenInEveryWay();
        erasure.erase(ROSA, "ticket 12", officer());
        long size = life.log.committed().size();

        assertThat(erasure.erase(ROSA, "ticket 12", officer())).isEqualTo(new Erasure(List.of(), 0, 0, List.of()));
        assertThat(erasure.erase(new CustomerId("never seen"), "ticket 13", officer())
                        .records())
                .isEmpty();

        assertThat(life.log.committed().size()).isEqualTo(size);
    }

    @Test
    void nothingIsErasedThatCannotBeRecorded() {
        rosaIsSeenInEveryWay();
        AuditLog down = entry -> {
            throw new AuditUnavailableException("down", new SQLException("down"));
        };

        assertThatThrownBy(() ->
                        AuditErasure.over(life.database, KEYS, down, life.clock).erase(ROSA, "ticket 12", officer()))
                .isInstanceOf(AuditUnavailableException.class);

        assertThat(life.persons(ROSA)).hasSize(1);
        assertThat(life.records(STREAM).get(0).entry().justification()).isPresent();
    }

    @Test
    void nothingIsErasedIfTheRecordStandsElsewhere() {
        rosaIsSeenInEveryWay();

        assertThatIllegalStateException()
                .isThrownBy(() -> AuditErasure.over(life.database, KEYS, new InMemoryAuditLog(STREAM), life.clock)
                        .erase(ROSA, "ticket 12", officer()))
                .withMessageContaining("another database");

        assertThat(life.persons(ROSA)).hasSize(1);
    }

    @Test
    void anErasureThatWasInterruptedAfterItsRecordIsFinished() throws Exception {
        rosaIsSeenInEveryWay();
        FaultyDataSource faulty = new FaultyDataSource(life.database);
        AuditLog last = entry -> {
            AuditPosition position = life.log.append(entry);
            faulty.goDown();
            return position;
        };
        AuditErasure interrupted = AuditErasure.over(faulty, KEYS, last, life.clock);
        assertThatThrownBy(() -> interrupted.erase(ROSA, "ticket 12", officer()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(life.persons(ROSA)).hasSize(1);
        faulty.comeBack();

        assertThat(interrupted.finishInterrupted()).isEqualTo(1);

        assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isEmpty();
        assertThat(life.query("SELECT erased_seq FROM cpni_audit_person WHERE erased_seq IS NOT NULL"))
                .isEqualTo("(7)");
        assertThat(interrupted.finishInterrupted()).isZero();
    }

    @Test
    void whereverItIsInterruptedASecondCallFinishes() throws Exception {
        rosaIsSeenInEveryWay();
        FaultyDataSource faulty = new FaultyDataSource(life.database);
        AuditErasure often = AuditErasure.over(faulty, KEYS, life.log, life.clock);
        boolean done = false;
        for (int calls = 0; !done; calls += 3) {
            faulty.comeBack();
            faulty.goDownAfter(calls);
            try {
                often.erase(ROSA, "ticket 12", officer());
                done = !faulty.wentDown();
            } catch (StoreUnavailableException e) {
                assertThat(faulty.wentDown()).isTrue();
            }
        }
        faulty.comeBack();
        often.finishInterrupted();

        assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isEmpty();
        assertThat(life.persons(ROSA)).isEmpty();
        // Those that were interrupted left no record each: what one says is done once.
        assertThat(erasures()).hasSize(1);
    }

    private List<AuditRecord> erasures() {
        return life.records(STREAM).stream()
                .filter(record -> record.entry().kind() == AuditKind.ERASURE)
                .toList();
    }

    /** What an intruder, or a later version of the library, leaves. */
    private void makeUnreadable(AuditPosition position) throws SQLException {
        tampered = true;
        databases.allowChanges(life.database);
        try (Connection connection = life.database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE cpni_audit_record SET leaf = ? WHERE stream_no = 1 AND seq = ?")) {
            update.setBytes(1, new byte[] {99});
            update.setLong(2, position.seq());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void oneRecordThatCannotBeReadIsNamedAndStopsNobodysErasure() throws Exception {
        rosaIsSeenInEveryWay();
        AuditPosition damaged = life.log.append(annaBills(THEN).subject(TOM).build());
        makeUnreadable(damaged);

        Erasure done = erasure.erase(ROSA, "ticket 12", officer());

        assertThat(done.persons()).isEqualTo(1);
        assertThat(done.unreadable()).containsExactly(damaged);
        assertThat(done.records()).hasSize(1);
        assertThat(life.persons(ROSA)).isEmpty();
        assertThat(erasure.finishInterrupted()).isZero();
    }

    @Test
    void nothingIsRecordedBeforeItIsKnownWhatToDo() throws Exception {
        rosaIsSeenInEveryWay();
        AuditDatabases.execute(life.database, "ALTER TABLE cpni_audit_hold RENAME TO cpni_audit_hold_away");
        long size = life.log.committed().size();

        assertThatThrownBy(() -> erasure.erase(ROSA, "ticket 12", officer()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(life.log.committed().size()).isEqualTo(size);

        AuditDatabases.execute(life.database, "ALTER TABLE cpni_audit_hold_away RENAME TO cpni_audit_hold");
        assertThat(erasure.erase(ROSA, "ticket 12", officer()).persons()).isEqualTo(1);
    }

    @Test
    void whatIsIndexedIsFoundByTheIndexAndTheRestBesideIt() throws Exception {
        rosaIsSeenInEveryWay();
        AuditEntry hers = annaBills(THEN).subject(ROSA).build();
        life.log.append(AuditEntry.outcomeOf(life.log.append(hers), hers, THEN)
                .statements(List.of(new RecordedStatement("f1", "select 'rosa-4711-0815'", List.of())))
                .customers(CustomersConcerned.of(Map.of(TOM, 1L, CustomerId.of(5), 1L)))
                .build());
        AuditEntry byHer = annaBills(THEN)
                .accessor("account rosa-4711-0815")
                .accessorCustomer(ROSA)
                .build();
        life.log.append(AuditEntry.outcomeOf(life.log.append(byHer), byHer, THEN)
                .statements(List.of(new RecordedStatement("f1", "select 'rosa-4711-0815'", List.of())))
                .customers(CustomersConcerned.of(Map.of(TOM, 1L, CustomerId.of(5), 1L)))
                .build());
        life.fillUpTo(4_100);
        assertThat(AuditIndex.over(life.database, life.clock).complete()).isEqualTo(1);
        see(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 2L)), "rosa-4711-0815 and another");
        // Not to be found by who reads the records one by one.
        AuditPosition damaged = new AuditPosition(STREAM, 900);
        makeUnreadable(damaged);

        Erasure done = erasure.erase(ROSA, "ticket 12", officer());

        assertThat(done.secrets()).isEqualTo(7);
        assertThat(done.unreadable()).isEmpty();
        for (long seq : List.of(4L, 5L, 8L, 10L, 4_100L, 4_101L)) {
            AuditEntry entry = AuditReader.over(life.database, KEYS)
                    .find(new AuditPosition(STREAM, seq))
                    .orElseThrow()
                    .entry();
            assertThat(entry.justification()).isEmpty();
            assertThat(entry.statements()).isEmpty();
        }
        assertThat(life.persons(ROSA)).isEmpty();
    }

    @Test
    void aHoldThatComesWhileTheRecordsAreLookedForStopsTheErasure() {
        rosaIsSeenInEveryWay();
        LegalHolds holds = LegalHolds.over(life.database, KEYS, life.log, life.clock);
        // Between the search and the erasure the log is asked to forget the customer.
        AuditErasure slow = AuditErasure.over(
                life.database,
                KEYS,
                new Forwarding(life.log) {
                    @Override
                    public void forget(CustomerId customer) {
                        if (holds.inForce().isEmpty()) {
                            holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());
                        }
                        super.forget(customer);
                    }
                },
                life.clock);

        assertThatThrownBy(() -> slow.erase(ROSA, "ticket 12", officer()))
                .isInstanceOf(LegalHoldException.class)
                .hasMessageContaining("case-7");

        assertThat(life.persons(ROSA)).hasSize(1);
        assertThat(erasures()).isEmpty();
        assertThat(slow.eraseDespiteHolds(ROSA, "court order", officer()).persons())
                .isEqualTo(1);
    }

    @Test
    void aHoldThatComesAfterTheProcessHasEndedStopsWhatFinishesTheErasure() {
        rosaIsSeenInEveryWay();
        FaultyDataSource faulty = new FaultyDataSource(life.database);
        AuditErasure interrupted = AuditErasure.over(
                faulty,
                KEYS,
                new Forwarding(life.log) {
                    @Override
                    public AuditPosition append(AuditEntry entry) {
                        AuditPosition position = super.append(entry);
                        faulty.goDown();
                        return position;
                    }
                },
                life.clock);
        assertThatThrownBy(() -> interrupted.erase(ROSA, "ticket 12", officer()))
                .isInstanceOf(StoreUnavailableException.class);
        faulty.comeBack();
        LegalHolds holds = LegalHolds.over(life.database, KEYS, life.log, life.clock);
        holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());

        assertThat(erasure.finishInterrupted()).isZero();
        assertThat(life.persons(ROSA)).hasSize(1);

        holds.release("case-7", "settled", officer());
        assertThat(erasure.finishInterrupted()).isEqualTo(1);
        assertThat(erasures()).hasSize(1);
    }

    @Test
    void whatIsHeldKeepsItsSecretsWhenOtherNodesWroteItLate() throws Exception {
        try (JdbcAuditLog other = life.open("node-b")) {
            rosaIsSeenInEveryWay();
            other.append(annaBills(THEN)
                    .customers(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 1L)))
                    .build());
            erasure.erase(ROSA, "ticket 12", officer());
            life.turnOn(Duration.ofMinutes(2));
            Instant late = life.clock.instant();
            other.append(annaBills(late)
                    .justification("rosa-4711-0815 again")
                    .customers(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 1L)))
                    .build());
            LegalHolds holds = LegalHolds.over(life.database, KEYS, life.log, life.clock);
            holds.place(LegalHold.ofPeriod("march", late, late.plusSeconds(1)), "inquiry", officer());

            erasure.finishInterrupted(THEN);
            assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isNotEmpty();

            holds.release("march", "closed", officer());
            erasure.finishInterrupted(THEN);
            assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isEmpty();
        }
    }

    @Test
    void whyACustomerWasHeldIsReadableAfterTheErasure() {
        rosaIsSeenInEveryWay();
        LegalHolds holds = LegalHolds.over(life.database, KEYS, life.log, life.clock);
        AuditPosition placed = holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena of 1 March", officer());

        erasure.eraseDespiteHolds(ROSA, "court order 9", officer());

        assertThat(AuditReader.over(life.database, KEYS)
                        .find(placed)
                        .orElseThrow()
                        .entry()
                        .justification())
                .contains("subpoena of 1 March");
    }

    @Test
    void whatHappenedBeforeAndComesLateBringsNobodyBack() throws Exception {
        rosaIsSeenInEveryWay();
        AuditEntry access =
                annaBills(THEN).justification("rosa-4711-0815 is late").build();
        AuditPosition open = life.log.append(access);
        life.turnOn(Duration.ofMinutes(1));
        Erasure done = erasure.erase(ROSA, "ticket 12", officer());
        life.turnOn(Duration.ofMinutes(1));

        AuditPosition outcome = life.log.append(AuditEntry.outcomeOf(open, access, life.clock.instant())
                .statements(List.of(new RecordedStatement("f2", "select 'rosa-4711-0815'", List.of())))
                .customers(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 1L)))
                .build());
        life.log.append(annaBills(THEN)
                .subject(ROSA)
                .justification("rosa-4711-0815, spooled")
                .build());
        life.log.append(AuditEntry.denial(THEN)
                .accessor("account rosa-4711-0815")
                .accessorCustomer(ROSA)
                .build());

        assertThat(life.persons(ROSA)).isEmpty();
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_person WHERE erased_seq IS NOT NULL"))
                .isEqualTo("(1)");
        assertThat(AuditReader.over(life.database, KEYS)
                        .find(outcome)
                        .orElseThrow()
                        .entry()
                        .customers())
                .isEqualTo(CustomersConcerned.of(TOM, 1));
        // The access itself named nobody; that its outcome does is found later.
        assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).hasSize(1);
        assertThat(erasure.finishInterrupted()).isZero();
        assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isEmpty();
        assertThat(done.persons()).isEqualTo(1);
    }

    @Test
    void whoComesBackIsNewAlthoughSomethingOfBeforeIsStillToCome() {
        rosaIsSeenInEveryWay();
        life.turnOn(Duration.ofMinutes(1));
        erasure.erase(ROSA, "ticket 12", officer());
        life.turnOn(Duration.ofMinutes(1));

        life.log.append(annaBills(life.clock.instant()).subject(ROSA).build());
        life.log.append(annaBills(THEN).subject(ROSA).build());
        List<AuditRecord> records = life.records(STREAM);

        assertThat(records.get(records.size() - 2).entry().subject()).contains(ROSA);
        assertThat(records.get(records.size() - 1).entry().subject()).isEmpty();
        assertThat(records.get(records.size() - 1).erasedCustomers()).isZero();
        assertThat(erasure.erase(ROSA, "ticket 13", officer()).persons()).isEqualTo(1);
        life.log.append(annaBills(THEN).subject(ROSA).build());
        assertThat(life.persons(ROSA)).isEmpty();
    }

    @Test
    void afterAWeekNothingLeadsToWhoWasErased() throws Exception {
        rosaIsSeenInEveryWay();
        erasure.erase(ROSA, "ticket 12", officer());
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_erased")).isEqualTo("(1)");
        life.turnOn(Duration.ofDays(6));
        erasure.finishInterrupted();
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_erased")).isEqualTo("(1)");

        life.turnOn(Duration.ofDays(2));
        erasure.finishInterrupted();

        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_erased")).isEqualTo("(0)");
    }

    @Test
    void theKeyByWhichTheErasedAreKnownStaysAsLong() {
        rosaIsSeenInEveryWay();
        life.turnOn(Duration.ofMinutes(1));
        erasure.erase(ROSA, "ticket 12", officer());
        AuditKeyRotation rotation = AuditKeyRotation.over(life.database, KEYS, life.clock);
        rotation.newDigestKey();
        life.turnOn(Duration.ofMinutes(16));
        rotation.redigest(10);
        assertThat(rotation.removeOldKeys()).isZero();

        life.log.append(annaBills(THEN).subject(ROSA).build());
        assertThat(life.persons(ROSA)).isEmpty();
        life.turnOn(Duration.ofDays(8));
        erasure.finishInterrupted();
        assertThat(rotation.removeOldKeys()).isEqualTo(1);
    }

    /** A log that hands on. */
    private static class Forwarding implements AuditLog {

        private final AuditLog to;

        Forwarding(AuditLog to) {
            this.to = to;
        }

        @Override
        public AuditPosition append(AuditEntry entry) {
            return to.append(entry);
        }

        @Override
        public void forget(CustomerId customer) {
            to.forget(customer);
        }
    }

    @Test
    void whatAnotherNodeRecordedUnderTheOldNumberLosesItsSecretsLater() throws Exception {
        try (JdbcAuditLog other = life.open("node-b")) {
            rosaIsSeenInEveryWay();
            other.append(annaBills(THEN)
                    .customers(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 1L)))
                    .build());
            erasure.erase(ROSA, "ticket 12", officer());

            other.append(annaBills(THEN)
                    .justification("rosa-4711-0815 again")
                    .customers(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 1L)))
                    .build());
            assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isNotEmpty();

            life.turnOn(Duration.ofMinutes(40));
            erasure.finishInterrupted(THEN);
            assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isEmpty();
        }
    }

    @Test
    void aCustomerWhoHasSeveralNumbersIsErasedUnderAll() throws Exception {
        rosaIsSeenInEveryWay();
        RecordTable.read(life.database, "introducing a twin", connection -> {
            DataKeys keys = DataKeys.read(connection, KEYS);
            Person twin = Person.introduce(ROSA, keys, new Aead(new SecureRandom()));
            PersonTable.insert(connection, List.of(new PersonTable.New(twin, 1, keys.digestOfTwin(1, ROSA, 2))));
            connection.commit();
            return twin;
        });
        assertThat(life.persons(ROSA)).hasSize(2);

        // The table finds both; the log names one after the other as long as one is left that it can find.
        life.turnOn(Duration.ofMinutes(6));
        Erasure done = erasure.erase(ROSA, "ticket 12", officer());

        assertThat(done.persons()).isEqualTo(2);
        assertThat(life.persons(ROSA)).isEmpty();
        assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isEmpty();
    }

    @Test
    void aHeldCustomerIsErasedOnlyIfThatIsSaid() {
        rosaIsSeenInEveryWay();
        LegalHolds holds = LegalHolds.over(life.database, KEYS, life.log, life.clock);
        holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());
        long size = life.log.committed().size();

        assertThatThrownBy(() -> erasure.erase(ROSA, "ticket 12", officer()))
                .isInstanceOf(LegalHoldException.class)
                .hasMessageContaining("case-7")
                .hasMessageNotContaining("rosa");
        assertThat(life.log.committed().size()).isEqualTo(size);
        assertThat(erasure.erase(TOM, "ticket 13", officer()).persons()).isEqualTo(1);

        assertThat(erasure.eraseDespiteHolds(ROSA, "court order 9", officer()).persons())
                .isEqualTo(1);
        assertThat(holds.inForce()).singleElement().satisfies(hold -> {
            assertThat(hold.ofOneCustomer()).isTrue();
            assertThat(hold.customer()).isEmpty();
        });
    }

    @Test
    void aHoldOnAPeriodStopsTheErasureOfWhoeverWasSeenThen() {
        rosaIsSeenInEveryWay();
        LegalHolds holds = LegalHolds.over(life.database, KEYS, life.log, life.clock);
        holds.place(LegalHold.ofPeriod("march", THEN, THEN.plusSeconds(60)), "subpoena", officer());
        life.turnOn(Duration.ofDays(1));
        CustomerId later = new CustomerId("later");
        Instant next = life.clock.instant();
        life.log.append(annaBills(next).subject(later).build());

        assertThatThrownBy(() -> erasure.erase(ROSA, "ticket 12", officer())).isInstanceOf(LegalHoldException.class);
        assertThat(erasure.erase(later, "ticket 13", officer()).persons()).isEqualTo(1);

        holds.release("march", "settled", officer());
        assertThat(erasure.erase(ROSA, "ticket 12", officer()).persons()).isEqualTo(1);
        assertThat(Optional.of(holds.inForce())).contains(List.of());
    }
}
