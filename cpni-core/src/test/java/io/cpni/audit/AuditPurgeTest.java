package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditLife.STREAM;
import static io.cpni.audit.AuditLife.THEN;
import static io.cpni.audit.AuditLife.THREE_YEARS;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.audit.PurgePlan.Kept;
import io.cpni.audit.PurgePlan.Reason;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.SingleConnection;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.TileSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a purge removes, what it keeps, and that the tree stays whole. */
@ParameterizedClass
@EnumSource(AuditDatabases.class)
class AuditPurgeTest {

    private static final Instant LATER = THEN.plus(Duration.ofDays(4 * 365));

    private final AuditDatabases databases;
    private final AuditLife life;
    private final AuditPurge purge;
    private final LegalHolds holds;
    private boolean tampered;

    AuditPurgeTest(AuditDatabases databases) {
        this.databases = databases;
        this.life = new AuditLife(databases);
        this.purge = AuditPurge.over(life.database, KEYS, life.log, THREE_YEARS, life.clock);
        this.holds = LegalHolds.over(life.database, KEYS, life.log, life.clock);
    }

    /** What a verifier can see of the tree without the records that are gone. */
    @AfterEach
    void theTreeStaysWhole() throws SQLException {
        NodeHash root = life.log.committed().root();
        long size = life.log.committed().size();
        life.close();
        AuditVerifier verifier = AuditVerifier.over(life.database);
        assertThat(tampered || verifier.verify(STREAM).isIntact())
                .as(() -> verifier.verify(STREAM).toString())
                .isTrue();
        RecordTable.read(life.database, "reading the tree", connection -> {
            int streamNo = RecordTable.streamNo(connection, STREAM).orElseThrow();
            assertThat(RecordTable.frontier(connection, streamNo, size).root()).isEqualTo(root);
            for (PurgeTable.Gap gap : PurgeTable.gaps(connection)) {
                assertRecorded(connection, gap);
            }
            return root;
        });
        try (JdbcAuditLog again = life.open(STREAM)) {
            assertThat(again.append(annaBills(LATER).build()).seq()).isEqualTo(size);
        }
    }

    /** A gap lies within what its record says is gone, and the tree has the tiles that the record says. */
    static void assertRecorded(Connection connection, PurgeTable.Gap gap) throws SQLException {
        RecordTable.Row row = RecordStreams.at(
                        connection, gap.purge().streamNo(), gap.purge().seq())
                .orElseThrow();
        PurgedRecords purged = Leaf.decode(row.leaf()).body().purged().orElseThrow();
        assertThat(RecordTable.streamNo(connection, purged.stream())).hasValue(gap.streamNo());
        assertThat(gap.from()).isGreaterThanOrEqualTo(purged.from());
        assertThat(gap.to()).isLessThanOrEqualTo(purged.to());
        TileSource tiles = RecordTable.tiles(connection, gap.streamNo());
        List<NodeHash> roots = new ArrayList<>();
        for (long tile = purged.from() / 256; tile < purged.to() / 256; tile++) {
            roots.add(PurgeTable.storedRoot(tiles, tile));
        }
        assertThat(PurgedTiles.hash(roots)).isEqualTo(purged.tiles());
    }

    private List<Long> left() {
        return life.records(STREAM).stream()
                .map(record -> record.position().seq())
                .toList();
    }

    private String gaps() throws SQLException {
        return life.query("SELECT from_seq, to_seq, purge_seq FROM cpni_audit_purge ORDER BY from_seq");
    }

    private static Kept kept(long from, long to, Reason reason) {
        return new Kept(STREAM, from, to, reason, "");
    }

    private static Kept held(long from, long to, String ids) {
        return new Kept(STREAM, from, to, Reason.HELD, ids);
    }

    /** Fills a tile, of which one record is given. */
    private AuditPosition tileWith(AuditEntry entry) {
        AuditPosition position = life.log.append(entry);
        life.fillUpTo((position.seq() / 256 + 1) * 256);
        return position;
    }

    @Test
    void whatThePlanSaysGoesAndNothingElse() throws Exception {
        life.fillUpTo(300);
        tileWith(annaBills(THEN).justification("shared").build());
        life.turnTo(LATER);
        life.fillUpTo(700);

        PurgePlan plan = purge.plan();

        assertThat(left()).hasSize(700);
        assertThat(plan.records()).isEqualTo(512);
        assertThat(plan.ranges())
                .singleElement()
                .satisfies(range -> assertThat(range.firstLogged()).isEqualTo(THEN));
        assertThat(plan.kept()).containsExactly(kept(512, 700, Reason.LAST_OF_STREAM));
        assertThat(plan.print())
                .contains(
                        "512 records would go",
                        "purge node-a 0..511: 512 records",
                        "keep  node-a 512..699: LAST_OF_STREAM");

        assertThat(purge.run(plan, officer())).isEqualTo(512);

        assertThat(left()).hasSize(189).startsWith(512L).endsWith(700L);
        assertThat(gaps()).isEqualTo("(0,512,700)");
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_secret WHERE seq < 512"))
                .isEqualTo("(0)");
        AuditEntry record = life.records(STREAM).get(188).entry();
        assertThat(record.kind()).isEqualTo(AuditKind.PURGE);
        assertThat(record.accessor()).contains("petra");
        assertThat(purge.plan().isEmpty()).isTrue();
    }

    @Test
    void aTileStaysWhoseLastRecordsTimeHasNotEnded() {
        life.fillUpTo(511);
        life.turnOn(Duration.ofDays(500));
        life.fillUpTo(1_000);
        life.turnTo(THEN.plus(Duration.ofDays(3 * 365)).minusSeconds(1));
        assertThat(purge.plan().isEmpty()).isTrue();

        life.turnOn(Duration.ofSeconds(1));
        PurgePlan plan = purge.plan();

        assertThat(plan.ranges())
                .singleElement()
                .satisfies(range -> assertThat(range.to()).isEqualTo(256));
        assertThat(plan.kept()).containsExactly(kept(256, 1_000, Reason.NOT_EXPIRED));
    }

    @Test
    void theLastTileOfADeadNodeStays() throws Exception {
        try (JdbcAuditLog dead = life.open("node-b")) {
            life.fillUpTo(dead, 768);
        }
        life.fillUpTo(2);
        life.turnTo(LATER);

        PurgePlan plan = purge.plan();
        assertThat(plan.ranges()).singleElement().satisfies(range -> {
            assertThat(range.stream()).isEqualTo("node-b");
            assertThat(range.to()).isEqualTo(512);
        });
        purge.run(plan, officer());

        assertThat(life.records("node-b")).hasSize(256);
        try (JdbcAuditLog revived = life.open("node-b")) {
            assertThat(revived.append(annaBills(LATER).build()).seq()).isEqualTo(768);
        }
    }

    @Test
    void aHoldOnACustomerKeepsTheTilesThatNameTheCustomer() {
        tileWith(annaBills(THEN)
                .subject(TOM)
                .customers(CustomersConcerned.of(TOM, 1))
                .build());
        tileWith(AuditEntry.denial(THEN).subject(ROSA).build());
        tileWith(AuditEntry.denial(THEN)
                .customers(CustomersConcerned.of(ROSA, 0))
                .build());
        tileWith(AuditEntry.denial(THEN)
                .accessor("rosa")
                .accessorCustomer(ROSA)
                .customers(CustomersConcerned.none())
                .build());
        tileWith(
                AuditEntry.denial(THEN).customers(CustomersConcerned.unnamed(4)).build());
        life.turnTo(LATER);
        holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());
        life.fillUpTo(1_400);

        assertThat(purge.plan().kept())
                .containsExactly(held(256, 1_024, "case-7"), kept(1_280, 1_400, Reason.LAST_OF_STREAM));
        assertThat(purge.run(purge.plan(), officer())).isEqualTo(512);
        assertThat(left()).contains(256L, 1_023L).doesNotContain(0L, 255L, 1_024L, 1_279L);

        holds.release("case-7", "settled", officer());
        assertThat(purge.run(purge.plan(), officer())).isEqualTo(768);
    }

    @Test
    void aHoldOnACustomerKeepsWhatMayHaveConcernedAnybody() {
        AuditEntry access = annaBills(THEN).build();
        tileWith(access);
        AuditPosition closed = life.log.append(access);
        life.log.append(AuditEntry.outcomeOf(closed, access, THEN)
                .customers(CustomersConcerned.of(TOM, 1))
                .build());
        life.fillUpTo(512);
        AuditPosition counted = life.log.append(access);
        life.log.append(AuditEntry.outcomeOf(counted, access, THEN)
                .customers(CustomersConcerned.unnamed(9))
                .build());
        life.fillUpTo(800);
        life.turnTo(LATER);
        holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());

        assertThat(purge.plan().kept())
                .containsExactly(
                        held(0, 256, "case-7"), held(512, 768, "case-7"), kept(768, 801, Reason.LAST_OF_STREAM));
    }

    @Test
    void aHoldOnAPeriodKeepsTheTilesOfThatPeriod() {
        for (int day = 0; day < 4; day++) {
            life.fillUpTo(256L * (day + 1));
            life.turnOn(Duration.ofDays(1));
        }
        life.fillUpTo(1_100);
        life.turnTo(LATER);
        Instant second = THEN.plus(Duration.ofDays(1));
        holds.place(LegalHold.ofPeriod("march-2", second, second.plusNanos(1_000)), "inquiry", officer());
        holds.place(LegalHold.ofPeriod("of-tom", THEN, LATER).onlyOf(TOM), "inquiry", officer());

        assertThat(purge.plan().kept())
                .containsExactly(held(256, 512, "march-2"), kept(1_024, 1_102, Reason.LAST_OF_STREAM));
    }

    @Test
    void whatIsLeftOfAPairStaysAWholePair() {
        AuditEntry access = annaBills(THEN).build();
        AuditPosition early = tileWith(access);
        AuditPosition second = tileWith(access);
        life.log.append(AuditEntry.outcomeOf(second, access, THEN).build());
        life.fillUpTo(1_024);
        life.turnTo(LATER);
        life.log.append(AuditEntry.outcomeOf(early, access, THEN).build());

        assertThat(purge.plan().kept())
                .containsExactly(kept(0, 256, Reason.PAIRED), kept(1_024, 1_025, Reason.LAST_OF_STREAM));
    }

    @Test
    void theOutcomeOfAnAccessThatIsHeldStays() {
        AuditEntry access = annaBills(THEN).subject(ROSA).build();
        AuditPosition held = tileWith(access);
        life.fillUpTo(512);
        life.log.append(AuditEntry.outcomeOf(held, access, THEN)
                .customers(CustomersConcerned.none())
                .build());
        life.fillUpTo(800);
        life.turnTo(LATER);
        holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());

        assertThat(purge.plan().kept())
                .containsExactly(
                        held(0, 256, "case-7"), kept(512, 768, Reason.PAIRED), kept(768, 801, Reason.LAST_OF_STREAM));
    }

    @Test
    void whatWasChangedIsKeptAsEvidence() throws SQLException {
        life.fillUpTo(1_100);
        life.turnTo(LATER);
        databases.allowChanges(life.database);
        tampered = true;
        AuditDatabases.execute(
                life.database,
                "UPDATE cpni_audit_record SET leaf = (SELECT leaf FROM (SELECT leaf FROM cpni_audit_record WHERE seq = 256) x)"
                        + " WHERE seq = 255");
        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_record WHERE seq = 600");

        try (Connection connection = life.database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE cpni_audit_record SET leaf = ? WHERE seq = 800")) {
            byte[] leaf = RecordStreams.at(connection, 1, 800).orElseThrow().leaf();
            leaf[leaf.length - 2]++; // a row more than it was
            update.setBytes(1, leaf);
            update.executeUpdate();
        }

        // One of them may have been the record of a hold.
        assertThatIllegalStateException()
                .isThrownBy(purge::plan)
                .withMessageContaining("node-a 0, node-a 512, node-a 768")
                .withMessageContaining("despiteDamage");
        AuditPurge despite = purge.despiteDamage(
                Set.of(new AuditPosition(STREAM, 0), new AuditPosition(STREAM, 512), new AuditPosition(STREAM, 768)));
        assertThat(despite.plan().kept())
                .containsExactly(
                        kept(0, 256, Reason.DAMAGED),
                        kept(512, 1_024, Reason.DAMAGED),
                        kept(1_024, 1_100, Reason.LAST_OF_STREAM));
        assertThat(despite.run(despite.plan(), officer())).isEqualTo(256);
        assertThat(AuditReader.over(life.database, KEYS)
                        .find(new AuditPosition(STREAM, 1_100))
                        .orElseThrow()
                        .entry()
                        .evidence())
                .containsExactly("despite damage");
    }

    @Test
    void aHoldSeesThroughChangedCustomers() {
        tileWith(AuditEntry.denial(THEN)
                .customers(CustomersConcerned.of(ROSA, 0))
                .build());
        life.fillUpTo(300);
        life.turnTo(LATER);
        holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());
        databases.allowChanges(life.database);
        tampered = true;
        AuditDatabases.execute(life.database, "UPDATE cpni_audit_record SET customers = NULL WHERE seq = 0");

        assertThat(purge.plan().kept()).contains(kept(0, 256, Reason.DAMAGED));
    }

    @Test
    void nothingGoesBeforeItsRecordAndItsCheckpointStand() {
        life.fillUpTo(600);
        life.turnTo(LATER);
        List<AuditKind> last = new ArrayList<>();
        AuditPurge failing = purge.afterRecording(() -> {
            List<AuditRecord> records = life.records(STREAM);
            assertThat(records).hasSize(601);
            last.add(records.get(600).entry().kind());
            throw new IllegalArgumentException("no witness");
        });

        assertThatThrownBy(() -> failing.run(failing.plan(), officer())).hasMessage("no witness");

        assertThat(last).containsExactly(AuditKind.PURGE);
        assertThat(left()).hasSize(601);
    }

    @Test
    void nothingGoesThatCannotBeRecorded() {
        life.fillUpTo(600);
        life.turnTo(LATER);
        AuditLog down = entry -> {
            throw new AuditUnavailableException("down", new SQLException("down"));
        };
        AuditPurge unrecorded = AuditPurge.over(life.database, KEYS, down, THREE_YEARS, life.clock);
        AuditPurge elsewhere =
                AuditPurge.over(life.database, KEYS, new InMemoryAuditLog(STREAM), THREE_YEARS, life.clock);

        assertThatThrownBy(() -> unrecorded.run(purge.plan(), officer())).isInstanceOf(AuditUnavailableException.class);
        assertThatIllegalStateException()
                .isThrownBy(() -> elsewhere.run(purge.plan(), officer()))
                .withMessageContaining("another database");

        assertThat(left()).hasSize(600);
    }

    @Test
    void aPlanIsRefusedOnceItIsNotRightAnymore() {
        tileWith(AuditEntry.denial(THEN).subject(ROSA).build());
        life.fillUpTo(600);
        life.turnTo(LATER);
        PurgePlan plan = purge.plan();
        AuditPurge longer = AuditPurge.over(
                life.database, KEYS, life.log, logged -> logged.plus(Duration.ofDays(9 * 365)), life.clock);
        assertThatThrownBy(() -> longer.run(plan, officer())).isInstanceOf(StalePurgePlanException.class);

        holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());
        assertThatThrownBy(() -> purge.run(plan, officer()))
                .isInstanceOf(StalePurgePlanException.class)
                .hasMessageContaining("plan again");
        assertThat(left()).hasSize(601);

        holds.release("case-7", "settled", officer());
        purge.run(plan, officer());
        assertThatThrownBy(() -> purge.run(plan, officer())).isInstanceOf(StalePurgePlanException.class);
    }

    @Test
    void aHoldThatComesInTheMidstOfAPurgeStopsIt() {
        tileWith(AuditEntry.denial(THEN).subject(ROSA).build());
        life.fillUpTo(600);
        life.turnTo(LATER);
        AuditPurge slow =
                purge.afterRecording(() -> holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer()));

        assertThatThrownBy(() -> slow.run(slow.plan(), officer())).isInstanceOf(StalePurgePlanException.class);

        assertThat(left()).contains(0L, 255L);
    }

    @Test
    void theRecordOfAHoldStaysAsLongAsTheHold() {
        Instant next = THEN.plus(Duration.ofDays(1));
        holds.place(LegalHold.ofPeriod("march", next, next.plusSeconds(1)), "inquiry", officer());
        life.fillUpTo(300);
        life.turnTo(LATER);

        assertThat(purge.plan().kept())
                .containsExactly(kept(0, 256, Reason.NEEDED), kept(256, 300, Reason.LAST_OF_STREAM));

        holds.release("march", "closed", officer());
        purge.run(purge.plan(), officer());
        assertThat(left()).startsWith(256L);
        assertThat(purge.plan().isEmpty()).isTrue();
    }

    @Test
    void theRecordOfAnErasureStaysForTheVerifier() {
        tileWith(AuditEntry.denial(THEN).subject(ROSA).build());
        AuditErasure.over(life.database, KEYS, life.log, life.clock).erase(ROSA, "ticket 12", officer());
        life.fillUpTo(800);
        life.turnTo(LATER);

        assertThat(purge.plan().kept())
                .containsExactly(kept(256, 512, Reason.NEEDED), kept(768, 800, Reason.LAST_OF_STREAM));
        assertThat(purge.run(purge.plan(), officer())).isEqualTo(512);
    }

    @Test
    void aHoldThatWasTakenOutOfItsTableStopsThePurge() {
        life.fillUpTo(600);
        holds.place(LegalHold.ofPeriod("march", THEN, THEN.plusSeconds(1)), "inquiry", officer());
        life.turnTo(LATER);
        assertThat(purge.plan().records()).isZero();

        tampered = true;
        AuditDatabases.execute(life.database, "UPDATE cpni_audit_hold SET from_us = from_us + 900000");
        assertThatIllegalStateException().isThrownBy(purge::plan).withMessageContaining("'march'");

        AuditDatabases.execute(
                life.database, "UPDATE cpni_audit_hold SET released_stream = 1, released_seq = 5, released_us = 1");
        assertThatIllegalStateException().isThrownBy(purge::plan).withMessageContaining("'march'");

        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_hold");
        assertThatIllegalStateException().isThrownBy(purge::plan).withMessageContaining("'march'");
    }

    @Test
    void aHoldIsBelievedFromItsLeafWhateverStandsBesideIt() throws SQLException {
        life.fillUpTo(300);
        AuditPosition placed =
                holds.place(LegalHold.ofPeriod("march", THEN, THEN.plusSeconds(1)), "inquiry", officer());
        life.fillUpTo(600);
        life.turnTo(LATER);
        databases.allowChanges(life.database);
        tampered = true;

        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_hold");
        AuditDatabases.execute(life.database, "UPDATE cpni_audit_record SET kind = 'DENIAL' WHERE kind = 'HOLD'");
        assertThatIllegalStateException().isThrownBy(purge::plan).withMessageContaining("'march'");

        // The shape says whether a hold was placed or released.
        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_shape");
        assertRefusedAfterARestart();

        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_record WHERE seq = " + placed.seq());
        assertRefusedAfterARestart();
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_record")).isEqualTo("(599)");
    }

    private void assertRefusedAfterARestart() {
        AuditPurge restarted = AuditPurge.over(life.database, KEYS, life.log, THREE_YEARS, life.clock);
        assertThatIllegalStateException().isThrownBy(restarted::plan).withMessageContaining("node-a 256");
    }

    @Test
    void aHoldWhoseRecordWasWrittenAnewStopsThePurgeToo() {
        life.fillUpTo(300);
        AuditPosition placed =
                holds.place(LegalHold.ofPeriod("march", THEN, THEN.plusSeconds(1)), "inquiry", officer());
        life.fillUpTo(600);
        life.turnTo(LATER);
        databases.allowChanges(life.database);
        tampered = true;

        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_hold");
        AuditDatabases.execute(
                life.database,
                "UPDATE cpni_audit_record SET leaf = (SELECT leaf FROM (SELECT leaf FROM cpni_audit_record WHERE seq = 1) x)"
                        + " WHERE seq = " + placed.seq());

        assertRefusedAfterARestart();
    }

    @Test
    void aTileThatWasCutIsDamaged() throws SQLException {
        life.fillUpTo(600);
        life.turnTo(LATER);
        databases.allowChanges(life.database);
        tampered = true;
        byte[] whole = RecordTable.read(
                life.database,
                "reading a tile",
                connection -> RecordTable.tiles(connection, 1).hashes(0, 1));
        setTile(Arrays.copyOf(whole, 32));

        assertRefusedAfterARestart();
        assertThat(purge.despiteDamage(Set.of(new AuditPosition(STREAM, 256)))
                        .plan()
                        .kept())
                .containsExactly(kept(256, 512, Reason.DAMAGED), kept(512, 600, Reason.LAST_OF_STREAM));

        setTile(whole);
        assertThat(purge.plan().records()).isEqualTo(512);
    }

    private void setTile(byte[] hashes) throws SQLException {
        try (Connection connection = life.database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE cpni_audit_tile SET hashes = ? WHERE level = 0 AND tile = 1")) {
            update.setBytes(1, hashes);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void aRecordPlantedAtTheEndOfAllNumbersKeepsNobodyBusyForEver() {
        life.fillUpTo(300);
        life.turnTo(LATER);
        tampered = true;
        AuditDatabases.execute(
                life.database,
                "INSERT INTO cpni_audit_record (stream_no, seq, leaf, leaf_hash, logged_us, kind) SELECT 1,"
                        + " 9000000000000000000, leaf, leaf_hash, logged_us, kind FROM cpni_audit_record WHERE seq = 299");

        assertThatIllegalStateException().isThrownBy(purge::plan).withMessageContaining("node-a 256, node-a ");
        databases.allowChanges(life.database);
        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_record WHERE seq > 299");
    }

    @Test
    void aHoldIsNotReadAsAReleaseForAnotherShape() throws SQLException {
        life.fillUpTo(300);
        AuditPosition placed =
                holds.place(LegalHold.ofPeriod("march", THEN, THEN.plusSeconds(1)), "inquiry", officer());
        holds.place(LegalHold.ofPeriod("april", THEN, THEN.plusSeconds(1)), "inquiry", officer());
        AuditPosition released = holds.release("april", "closed", officer());
        life.fillUpTo(600);
        life.turnTo(LATER);
        databases.allowChanges(life.database);
        tampered = true;

        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_hold");
        try (Connection connection = life.database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE cpni_audit_shape SET body = ? WHERE hash = ?")) {
            update.setBytes(
                    1,
                    RecordTable.shape(connection, 1, shapeOf(connection, released))
                            .orElseThrow());
            update.setBytes(2, shapeOf(connection, placed));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        assertRefusedAfterARestart();
    }

    private static byte[] shapeOf(Connection connection, AuditPosition position) throws SQLException {
        RecordTable.Row row = RecordStreams.at(connection, 1, position.seq()).orElseThrow();
        return Objects.requireNonNull(Leaf.decode(row.leaf()).body().shapeHash());
    }

    @Test
    void aHoldIsNotOnAnotherForAChangedSet() throws SQLException {
        tileWith(AuditEntry.denial(THEN)
                .customers(CustomersConcerned.of(ROSA, 0))
                .build());
        AuditPosition placed = holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());
        AuditPosition toms = life.log.append(
                AuditEntry.denial(THEN).customers(CustomersConcerned.of(TOM, 0)).build());
        life.fillUpTo(600);
        life.turnTo(LATER);
        databases.allowChanges(life.database);
        tampered = true;

        try (Connection connection = life.database.getConnection();
                PreparedStatement record =
                        connection.prepareStatement("UPDATE cpni_audit_record SET customers = ? WHERE seq = ?");
                PreparedStatement hold = connection.prepareStatement("UPDATE cpni_audit_hold SET persons = ?")) {
            byte[] set =
                    RecordStreams.at(connection, 1, toms.seq()).orElseThrow().customers();
            record.setBytes(1, set);
            record.setLong(2, placed.seq());
            assertThat(record.executeUpdate()).isEqualTo(1);
            hold.setBytes(1, set);
            assertThat(hold.executeUpdate()).isEqualTo(1);
        }

        assertRefusedAfterARestart();
    }

    @Test
    void aHoldIsNotReleasedByAPlaceWhereNothingIsAnymore() {
        life.fillUpTo(300);
        life.turnTo(LATER);
        life.fillUpTo(301);
        assertThat(purge.run(purge.plan(), officer())).isEqualTo(256);
        life.fillUpTo(600);
        life.turnTo(LATER.plus(Duration.ofDays(4 * 365)));
        holds.place(LegalHold.ofPeriod("march", LATER, LATER.plusSeconds(1)), "inquiry", officer());
        assertThat(purge.plan().isEmpty()).isTrue();

        AuditDatabases.execute(
                life.database, "UPDATE cpni_audit_hold SET released_stream = 1, released_seq = 5, released_us = 1");

        assertThatIllegalStateException().isThrownBy(purge::plan).withMessageContaining("'march'");
    }

    @Test
    void theRecordOfAReleaseStaysAsLongAsThatOfTheHold() {
        Instant next = THEN.plus(Duration.ofDays(1));
        tileWith(AuditEntry.denial(THEN).subject(ROSA).build());
        holds.place(LegalHold.ofPeriod("march", next, next.plusSeconds(1)), "inquiry", officer());
        life.fillUpTo(512);
        holds.release("march", "closed", officer());
        life.fillUpTo(800);
        life.turnTo(LATER);

        PurgePlan plan = purge.plan();
        assertThat(plan.kept()).containsExactly(kept(512, 768, Reason.NEEDED), kept(768, 800, Reason.LAST_OF_STREAM));
        assertThat(purge.run(plan, officer())).isEqualTo(512);

        assertThat(purge.plan().records()).isEqualTo(256);
        assertThat(purge.run(purge.plan(), officer())).isEqualTo(256);
        assertThat(purge.plan().isEmpty()).isTrue();
    }

    @Test
    void whatIsPurgedVanishesFromTheIndexAndFromWhatIsFound() throws Exception {
        AuditWindow always = new AuditWindow(Instant.MIN, Instant.MAX, 10, Optional.empty());
        life.log.append(
                annaBills(THEN).customers(CustomersConcerned.of(ROSA, 1)).build());
        life.fillUpTo(4_200);
        AuditPosition later = life.log.append(
                annaBills(THEN).customers(CustomersConcerned.of(ROSA, 2)).build());
        life.fillUpTo(4_400);
        life.turnTo(LATER);
        AuditIndex index = AuditIndex.over(life.database, () -> THEN);
        index.complete();
        AuditFinder finder = AuditFinder.over(life.database, KEYS);
        assertThat(finder.find(AuditQuery.all().ofCustomer(ROSA).named(), always)
                        .matches())
                .hasSize(2);
        assertThat(life.query("SELECT DISTINCT segment FROM cpni_audit_posting"))
                .isEqualTo("(0)");

        assertThat(purge.run(purge.plan(), officer())).isEqualTo(4_352);

        assertThat(finder.find(AuditQuery.all().ofCustomer(ROSA).named(), always)
                        .matches())
                .isEmpty();
        assertThat(later.seq()).isEqualTo(4_200);
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_posting")).isEqualTo("(0)");
        assertThat(index.complete()).isZero();
    }

    @Test
    void gapsThatMeetBecomeOneAndTheRecordOfTheEarlierPurgeMayGo() throws Exception {
        life.fillUpTo(300);
        life.turnTo(LATER);
        life.fillUpTo(301);
        purge.run(purge.plan(), officer());
        assertThat(gaps()).isEqualTo("(0,256,301)");
        life.fillUpTo(800);
        life.turnTo(LATER.plus(Duration.ofDays(4 * 365)));

        PurgePlan plan = purge.plan();
        assertThat(plan.kept()).containsExactly(kept(768, 800, Reason.LAST_OF_STREAM));
        purge.run(plan, officer());

        assertThat(gaps()).isEqualTo("(0,768,800)");
        assertThat(left()).startsWith(768L);
    }

    @Test
    void theRecordOfAPurgeStaysWhileNoLaterOneSaysTheSame() throws Exception {
        tileWith(AuditEntry.denial(THEN).customers(CustomersConcerned.none()).build());
        tileWith(AuditEntry.denial(THEN).subject(ROSA).build());
        life.turnTo(LATER);
        holds.place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());
        purge.run(purge.plan(), officer());
        assertThat(gaps()).isEqualTo("(0,256,513)");
        life.fillUpTo(1_100);
        life.turnTo(LATER.plus(Duration.ofDays(4 * 365)));

        assertThat(purge.plan().kept())
                .containsExactly(held(256, 768, "case-7"), kept(1_024, 1_100, Reason.LAST_OF_STREAM));
        holds.release("case-7", "settled", officer());
        holds.place(LegalHold.ofPeriod("march", THEN, THEN.plusSeconds(1)), "inquiry", officer());

        assertThat(purge.plan().kept())
                .containsExactly(
                        held(256, 512, "march"),
                        kept(512, 768, Reason.NEEDED),
                        kept(1_024, 1_102, Reason.LAST_OF_STREAM));
        purge.run(purge.plan(), officer());
        holds.release("march", "closed", officer());
        purge.run(purge.plan(), officer());

        assertThat(gaps()).isEqualTo("(0,1024,1104)");
    }

    @Test
    void aPurgeThatWasInterruptedAnywhereIsContinuedByTheNext() throws Exception {
        tileWith(annaBills(THEN).justification("secret").build());
        life.fillUpTo(600);
        life.turnTo(LATER);
        FaultyDataSource faulty = new FaultyDataSource(life.database);
        AuditPurge often = AuditPurge.over(faulty, KEYS, life.log, THREE_YEARS, life.clock);
        int failures = 0;
        boolean done = false;
        for (int calls = 0; !done; calls += databases == AuditDatabases.H2 ? 1 : 5) {
            faulty.comeBack();
            faulty.goDownAfter(calls);
            try {
                often.run(often.plan(), officer());
                done = true;
            } catch (StoreUnavailableException e) {
                assertThat(faulty.wentDown()).isTrue();
                failures++;
            }
            // Whatever happened, a tile is there as a whole or not at all.
            long rest = left().stream().filter(seq -> seq < 512).count();
            assertThat(rest).isIn(0L, 512L);
            assertThat(gaps().isEmpty()).isEqualTo(rest == 512);
        }

        assertThat(failures).isGreaterThan(4);
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_secret")).isNotEqualTo("(0)");
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_secret WHERE seq < 512"))
                .isEqualTo("(0)");
        assertThat(left()).doesNotContain(0L).contains(512L);
    }

    @Test
    void aConnectionOnWhichAPurgeRanDeletesNoMore() throws Exception {
        life.fillUpTo(600);
        life.turnTo(LATER);
        try (Connection connection = life.database.getConnection()) {
            SingleConnection single = new SingleConnection(connection);
            AuditPurge over = AuditPurge.over(single, KEYS, life.log, THREE_YEARS, life.clock);
            assertThat(over.run(over.plan(), officer())).isEqualTo(512);

            if (databases != AuditDatabases.H2) {
                try (Statement statement = connection.createStatement()) {
                    assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM cpni_audit_record"))
                            .hasMessageContaining("append-only");
                }
            }
        }
        assertThat(left()).hasSize(89);
    }
}
