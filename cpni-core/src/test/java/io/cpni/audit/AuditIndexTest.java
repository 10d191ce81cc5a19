package io.cpni.audit;

import static io.cpni.audit.AuditDatabases.execute;
import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditEntries.maxIsDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.purpose.Purpose;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the index is made, by one or by two, and what is found when it was not made to its end. */
class AuditIndexTest {

    private static final AuditWindow ALWAYS = new AuditWindow(Instant.MIN, Instant.MAX, 1_000, Optional.empty());

    private DataSource database;
    private JdbcAuditLog log;

    private void given(AuditDatabases databases) {
        database = databases.create();
        log = JdbcAuditLog.open(database, "node-a", KEYS);
    }

    @AfterEach
    void close() {
        if (log != null) {
            log.close();
        }
    }

    /** Appends denials up to a place, so that what comes next stands there. */
    private void fillTo(long place) {
        List<AuditReceipt> receipts = new ArrayList<>();
        for (long seq = log.committed().size(); seq < place; seq++) {
            receipts.add(log.submit(maxIsDenied(MONDAY_NINE).build()));
        }
        receipts.forEach(AuditReceipt::await);
    }

    private AuditPosition seen(CustomerId customer) {
        return log.append(annaBills(MONDAY_NINE)
                .customers(CustomersConcerned.of(customer, 1))
                .build());
    }

    private List<AuditPosition> whoSaw(CustomerId customer) {
        return AuditFinder.over(database, KEYS)
                .find(AuditQuery.all().ofCustomer(customer).named(), ALWAYS)
                .matches()
                .stream()
                .map(match -> match.record().position())
                .toList();
    }

    private int count(String sql) {
        return RecordTable.read(database, "counting", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anIndexerThatIsStoppedInTheMidstLeavesNothingHalfAndTheNextGoesOn(AuditDatabases databases) {
        given(databases);
        AuditPosition seen = seen(ROSA);
        fillTo(2 * Postings.SEGMENT);

        // The commit of the first segment fails: all of it is gone.
        AuditIndex index = AuditIndex.over(failingAtCommit());
        assertThatThrownBy(index::complete).isInstanceOf(StoreUnavailableException.class);
        assertThat(count("SELECT COUNT(*) FROM cpni_audit_segment")).isZero();
        assertThat(count("SELECT COUNT(*) FROM cpni_audit_posting")).isZero();
        assertThat(whoSaw(ROSA)).containsExactly(seen);

        // The commit succeeds, and nobody hears of it.
        FaultyDataSource faulty = new FaultyDataSource(database);
        faulty.loseTheNextAnswer();
        assertThatThrownBy(() -> AuditIndex.over(faulty).complete()).isInstanceOf(StoreUnavailableException.class);
        assertThat(count("SELECT COUNT(*) FROM cpni_audit_segment")).isEqualTo(1);
        assertThat(whoSaw(ROSA)).containsExactly(seen);

        assertThat(AuditIndex.over(faulty).complete()).isEqualTo(1);
        assertThat(whoSaw(ROSA)).containsExactly(seen);
    }

    /** Returns the database, whose connections roll back where they should commit. */
    private DataSource failingAtCommit() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection connection = database.getConnection();
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (each, called, given) -> {
                                if (called.getName().equals("commit")) {
                                    throw new SQLException("killed", "08006");
                                }
                                return called.invoke(connection, given);
                            });
                });
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void postingsWithoutTheirSegmentAreReplaced(AuditDatabases databases) {
        given(databases);
        AuditPosition seen = seen(ROSA);
        fillTo(Postings.SEGMENT);
        AuditIndex.over(database).complete();
        // As a restore of some tables and not of others leaves them.
        execute(database, "DELETE FROM cpni_audit_segment");
        execute(
                database,
                "UPDATE cpni_audit_posting SET members = "
                        + (databases == AuditDatabases.POSTGRESQL ? "'\\x000001'::bytea" : "X'000001'"));
        assertThat(whoSaw(ROSA)).as("not believed without their segment").containsExactly(seen);

        assertThat(AuditIndex.over(database).complete()).isEqualTo(1);
        assertThat(whoSaw(ROSA)).containsExactly(seen);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void twoIndexersAtOnceDoNoHarm(AuditDatabases databases) throws Exception {
        given(databases);
        List<AuditPosition> seen = new ArrayList<>();
        for (int segment = 0; segment < 4; segment++) {
            seen.add(0, seen(ROSA));
            fillTo((segment + 1L) * Postings.SEGMENT);
        }

        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> complete = () -> AuditIndex.over(database).complete();
            int indexed = 0;
            for (Future<Integer> each : threads.invokeAll(List.of(complete, complete))) {
                indexed += each.get();
            }
            indexed += AuditIndex.over(database).complete();
            assertThat(indexed).as("each segment by one").isEqualTo(4);
        } finally {
            threads.shutdownNow();
        }
        assertThat(count("SELECT COUNT(*) FROM cpni_audit_segment")).isEqualTo(4);
        assertThat(whoSaw(ROSA)).isEqualTo(seen);
    }

    @Test
    void anIndexerGivesWayWhileTheLogIsBusy() {
        given(AuditDatabases.H2);
        fillTo(Postings.SEGMENT);

        assertThat(AuditIndex.over(database).complete(9, () -> true)).isZero();
        assertThat(AuditIndex.over(database).complete(9, () -> false)).isEqualTo(1);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void theIndexerFollowsTheLogByItself() {
        given(AuditDatabases.H2);
        AuditPosition seen = seen(ROSA);
        try (SegmentIndexer indexer = SegmentIndexer.behind(log, database)) {
            assertThat(indexer).isNotNull();
            fillTo(2 * Postings.SEGMENT);
            while (count("SELECT COUNT(*) FROM cpni_audit_segment") < 2) {
                Thread.onSpinWait();
            }
        }
        assertThat(whoSaw(ROSA)).containsExactly(seen);
    }

    private AuditPage ask(AuditQuery query) {
        return AuditFinder.over(database, KEYS).find(query, ALWAYS);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aRecordThatNobodyCanReadIsNamedInEachAnswerAndHidesNoOther(AuditDatabases databases) {
        given(databases);
        AuditPosition toms = seen(TOM);
        fillTo(Postings.SEGMENT);
        AuditPosition rosas = seen(ROSA);
        fillTo(2 * Postings.SEGMENT);
        databases.allowChanges(database);
        execute(database, "UPDATE cpni_audit_record SET leaf = leaf_hash WHERE seq = 5");
        AuditPosition unreadable = new AuditPosition("node-a", 5);

        for (String state : List.of("read record by record", "indexed")) {
            AuditPage ofRosa = ask(AuditQuery.all().ofCustomer(ROSA));
            assertThat(ofRosa.matches())
                    .as(state)
                    .extracting(match -> match.record().position())
                    .containsExactly(rosas);
            assertThat(ofRosa.unreadable()).as(state).containsExactly(unreadable);
            assertThat(ask(AuditQuery.all().byAccessor("anna")).matches())
                    .as(state)
                    .hasSize(2);
            assertThat(ask(AuditQuery.all().byAccessor("anna")).unreadable())
                    .as(state)
                    .containsExactly(unreadable);
            assertThat(ask(AuditQuery.all().forPurpose(Purpose.EMERGENCY)).unreadable())
                    .as(state)
                    .containsExactly(unreadable);
            assertThat(AuditIndex.over(database).complete()).as(state).isEqualTo(state.equals("indexed") ? 0 : 2);
        }

        execute(
                database,
                "UPDATE cpni_audit_record SET customers = " + databases.bytes("80") + " WHERE seq = " + toms.seq());
        assertThat(ask(AuditQuery.all().ofCustomer(TOM)).matches()).isEmpty();
        assertThat(ask(AuditQuery.all().ofCustomer(TOM)).unreadable()).containsExactly(toms, unreadable);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aStreamAtRestIsIndexedToItsEndAndWhatComesLaterIsFoundAllTheSame(AuditDatabases databases) {
        given(databases);
        InstantSource later = () -> Instant.now().plus(AuditIndex.RESTED).plusSeconds(1);
        List<AuditPosition> seen = new ArrayList<>(List.of(seen(ROSA)));
        fillTo(9);

        assertThat(AuditIndex.over(database).complete())
                .as("while somebody writes")
                .isZero();
        assertThat(AuditIndex.over(database, later).complete()).isEqualTo(1);
        assertThat(AuditIndex.over(database, later).complete()).as("again").isZero();
        assertThat(count("SELECT records FROM cpni_audit_segment")).isEqualTo(9);
        assertThat(whoSaw(ROSA)).isEqualTo(seen);

        seen.add(0, seen(ROSA));
        assertThat(whoSaw(ROSA)).as("one of them indexed").isEqualTo(seen);
        assertThat(AuditIndex.over(database, later).complete()).isEqualTo(1);
        assertThat(count("SELECT records FROM cpni_audit_segment")).isEqualTo(10);
        assertThat(whoSaw(ROSA)).isEqualTo(seen);

        fillTo(Postings.SEGMENT);
        seen.add(0, seen(ROSA));
        assertThat(whoSaw(ROSA)).as("the segment whole, indexed in part").isEqualTo(seen);
        assertThat(AuditIndex.over(database).complete()).isEqualTo(1);
        assertThat(count("SELECT records FROM cpni_audit_segment")).isEqualTo(Postings.SEGMENT);
        assertThat(whoSaw(ROSA)).isEqualTo(seen);

        execute(database, "DELETE FROM cpni_audit_posting");
        assertThat(whoSaw(ROSA)).as("found by index, but for the last").containsExactly(seen.get(0));
    }

    /** As after a database went back to an earlier state, and the place of an access was given to another one. */
    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anOutcomeOfAnAccessThatWasLostIsNotTakenForThatOfTheOneInItsPlace(AuditDatabases databases) {
        given(databases);
        AuditEntry lost = annaBills(MONDAY_NINE.minusSeconds(9)).build();
        AuditPosition place = log.append(annaBills(MONDAY_NINE).accessor("eve").build());
        AuditPosition late = log.append(AuditEntry.outcomeOf(place, lost, MONDAY_NINE)
                .customers(CustomersConcerned.of(ROSA, 1))
                .build());

        assertThat(ask(AuditQuery.all().ofCustomer(ROSA).named()).matches()).isEmpty();
        assertThat(ask(AuditQuery.all().ofCustomer(ROSA)).unreadable()).containsExactly(late);
        AuditPage ofEve = ask(AuditQuery.all().byAccessor("eve"));
        assertThat(ofEve.matches()).singleElement().satisfies(match -> {
            assertThat(match.outcome()).isEmpty();
            assertThat(match.isPossible()).isTrue();
        });
        assertThat(ofEve.unreadable()).containsExactly(late);
        assertThat(AuditFinder.over(database, KEYS).customersOf(place, Optional.empty(), 10))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void manyCustomersOfManyListsStandInParts(AuditDatabases databases) {
        given(databases);
        Map<CustomerId, Long> list = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            list.put(CustomerId.of(10_000 + i), 1L);
        }
        List<AuditPosition> seen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            seen.add(
                    0,
                    log.append(annaBills(MONDAY_NINE)
                            .customers(CustomersConcerned.of(list))
                            .build()));
        }
        fillTo(Postings.SEGMENT);
        RecordTable.read(database, "indexing in parts", connection -> {
            Postings.insertSegment(connection, 1, 0, Postings.SEGMENT);
            new SegmentBuilder(connection, 1, "node-a", new RecordTerms(connection, 1), 12_000)
                    .build(0, Postings.SEGMENT, false);
            connection.commit();
            return 0;
        });

        assertThat(count("SELECT MAX(part) FROM cpni_audit_posting")).isGreaterThanOrEqualTo(3);
        assertThat(whoSaw(CustomerId.of(10_000))).isEqualTo(seen);
        assertThat(whoSaw(CustomerId.of(14_999))).isEqualTo(seen);
        assertThat(whoSaw(CustomerId.of(15_000))).isEmpty();
    }

    /** Puts another digest in the place of that of Rosa, who is the second person, and returns what was there. */
    private byte[] digestOfRosa(byte[] other) {
        return RecordTable.read(database, "changing a digest", connection -> {
            byte[] before;
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT digest FROM cpni_audit_person WHERE person_no = 2");
                    ResultSet result = select.executeQuery()) {
                assertThat(result.next()).isTrue();
                before = result.getBytes(1);
            }
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE cpni_audit_person SET digest = ? WHERE person_no = 2")) {
                update.setBytes(1, other);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
            connection.commit();
            return before;
        });
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aCustomerWithTwoNumbersIsFoundUnderBoth(AuditDatabases databases) {
        given(databases);
        seen(TOM);
        AuditPosition here = seen(ROSA);
        // Two nodes, one of which had the new key for digests already, met Rosa at the same moment: as if she were not
        // there.
        byte[] digest = digestOfRosa(new byte[Sha256.BYTES]);
        RecordTable.read(database, "changing the key", connection -> {
            DataKeys.insert(
                    connection, KEYS, DataKeys.Kind.DIGEST, 2, new Aead(new SecureRandom()).newKey(), MONDAY_NINE);
            connection.commit();
            return 0;
        });
        AuditPosition there;
        try (JdbcAuditLog other = JdbcAuditLog.open(database, "node-b", KEYS)) {
            there = other.append(annaBills(MONDAY_NINE)
                    .customers(CustomersConcerned.of(ROSA, 2))
                    .build());
        }
        digestOfRosa(digest);

        assertThat(count("SELECT COUNT(*) FROM cpni_audit_person"))
                .as("Tom, and Rosa twice")
                .isEqualTo(3);
        assertThat(whoSaw(ROSA)).containsExactlyInAnyOrder(here, there);
        fillTo(Postings.SEGMENT);
        AuditIndex.over(database).complete();
        assertThat(whoSaw(ROSA)).containsExactlyInAnyOrder(here, there);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anErasedCustomerIsFoundByNobody(AuditDatabases databases) {
        given(databases);
        seen(ROSA);
        AuditPosition toms = seen(TOM);
        AuditPosition scope = log.append(annaBills(MONDAY_NINE).build());
        fillTo(Postings.SEGMENT);
        AuditIndex.over(database).complete();
        seen(ROSA);
        log.append(annaBills(MONDAY_NINE)
                .accessor("rosa@example.com")
                .accessorCustomer(ROSA)
                .customers(CustomersConcerned.of(ROSA, 1))
                .build());
        assertThat(whoSaw(ROSA)).hasSize(3);

        execute(
                database,
                "UPDATE cpni_audit_person SET digest = NULL, wrapped_key = NULL, id_cipher = NULL WHERE person_no ="
                        + " (SELECT n FROM (SELECT MIN(person_no) AS n FROM cpni_audit_person) t)");

        assertThat(whoSaw(ROSA)).isEmpty();
        assertThat(AuditFinder.over(database, KEYS)
                        .find(AuditQuery.all().ofCustomer(ROSA), ALWAYS)
                        .matches())
                .as("what cannot rule out anybody")
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.record().position()).isEqualTo(scope);
                    assertThat(match.isPossible()).isTrue();
                });
        assertThat(AuditFinder.over(database, KEYS)
                        .find(AuditQuery.all().byAccessor(ROSA.value()), ALWAYS)
                        .matches())
                .isEmpty();
        assertThat(whoSaw(TOM)).containsExactly(toms);
    }

    @Test
    void whatIsFoundIsFoundByKeys() throws Exception {
        given(AuditDatabases.POSTGRESQL);
        for (int i = 0; i < 40; i++) {
            seen(CustomerId.of(i));
        }
        fillTo(3 * Postings.SEGMENT);
        AuditIndex.over(database).complete();
        execute(database, "ANALYZE");

        assertThat(plan(Postings.SELECT, 1, 1, 0L, 0, 2))
                .contains("cpni_audit_posting_pk")
                .doesNotContain("Seq Scan");
        assertThat(plan(
                        "SELECT leaf FROM cpni_audit_record WHERE stream_no = ? AND seq IN (?, ?, ?)",
                        1,
                        7L,
                        4_100L,
                        9_000L))
                .contains("cpni_audit_record_pk")
                .doesNotContain("Seq Scan");
        assertThat(plan(
                        "SELECT leaf FROM cpni_audit_record WHERE stream_no = ? AND intent_seq IN (?, ?, ?)",
                        1,
                        7L,
                        4_100L,
                        9_000L))
                .contains("cpni_audit_record_outcome")
                .doesNotContain("Seq Scan");
    }

    private String plan(String sql, Object... values) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement force = connection.createStatement()) {
            // As for ten million records: the planner must not think that there are so few that it may as well read
            // all.
            force.execute("SET enable_seqscan = off");
            try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        plan.append(result.getString(1)).append('\n');
                    }
                }
            }
        }
        return plan.toString();
    }
}
