package io.cpni.audit;

import static io.cpni.audit.AuditDatabases.execute;
import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.SignedLog.ORIGIN;
import static io.cpni.audit.SignedLog.SIGNER;
import static io.cpni.audit.SignedLog.STREAM;
import static io.cpni.audit.SignedLog.TRUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.TurnableClock;
import io.cpni.audit.AuditFinding.Kind;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.Checkpoint;
import io.cpni.merkle.CheckpointWitness;
import io.cpni.merkle.ConsistencyProof;
import io.cpni.merkle.NoteKey;
import io.cpni.merkle.NoteSigner;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.SignedNote;
import io.cpni.merkle.ToldWitness;
import io.cpni.merkle.TrustedKeys;
import io.cpni.merkle.WitnessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is signed, and above all what is not: whoever restarts a log must not put its key under what an intruder left there. */
class CheckpointerTest {

    private static final Instant NINE = Instant.parse("2026-11-02T09:00:00Z");

    private final DataSource database = AuditDatabases.H2.create();
    private final TurnableClock clock = new TurnableClock(NINE);
    private final List<AuditFinding> told = new ArrayList<>();
    private final List<RuntimeException> late = new ArrayList<>();
    private final ToldWitness witness = new ToldWitness();

    private JdbcAuditLog open(String stream) {
        return JdbcAuditLog.builder(database, stream, KEYS).clock(clock).open();
    }

    private Checkpointer.Builder signing(JdbcAuditLog log) {
        return Checkpointer.builder(database, log, ORIGIN, SIGNER)
                .every(4_096, Duration.ofDays(1))
                .clock(clock)
                .listener(new CheckpointListener() {
                    @Override
                    public void tampered(AuditFinding finding) {
                        told.add(finding);
                    }

                    @Override
                    public void delayed(String stream, RuntimeException cause) {
                        late.add(cause);
                    }
                });
    }

    private static void fill(JdbcAuditLog log, int records) {
        AuditReceipt last = null;
        for (int i = 0; i < records; i++) {
            last = log.submit(AuditEntries.maxIsDenied(AuditEntries.MONDAY_NINE).build());
            if (i % 5_000 == 4_999) {
                last.await();
            }
        }
        if (last != null) {
            last.await();
        }
    }

    /** A run of a node: opens, signs, writes, signs, ends. */
    private void run(String stream, int records) {
        try (JdbcAuditLog log = open(stream);
                Checkpointer checkpointer = signing(log).start()) {
            assertThat(checkpointer.tampered()).isEmpty();
            fill(log, records);
        }
    }

    /** Starts a node, and tells what it found and how many checkpoints its stream has then. */
    private List<Long> restart(UnaryOperator<Checkpointer.Builder> how) throws SQLException {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = how.apply(signing(log)).start()) {
            assertThat(checkpointer.tampered().stream().toList()).isEqualTo(told);
        }
        return signed(STREAM);
    }

    private List<Long> signed(String stream) throws SQLException {
        return query("SELECT c.size FROM cpni_audit_checkpoint c JOIN cpni_audit_stream s ON s.stream_no = c.stream_no"
                        + " WHERE s.name = '" + stream + "' ORDER BY c.size")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    private long attested(String stream) {
        AuditVerification result =
                AuditVerifier.over(database).trusting(TRUSTED).verify(stream);
        assertThat(result).isInstanceOf(AuditVerification.Intact.class);
        return ((AuditVerification.Intact) result).attested();
    }

    private void assertTold(Kind kind, String... texts) {
        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.detail()).contains(texts);
        });
    }

    @Test
    void theBeginningOfAStreamIsSigned() throws SQLException {
        run(STREAM, 0);
        assertThat(signed(STREAM)).containsExactly(0L);

        run(STREAM, 3);
        assertThat(signed(STREAM)).containsExactly(0L, 3L);
        assertThat(attested(STREAM)).isEqualTo(3);
    }

    @Test
    void whatThisProcessWroteItselfIsSignedThoughTheSignerCameLate() throws SQLException {
        try (JdbcAuditLog log = open(STREAM)) {
            fill(log, 3);
            signing(log).start().close();
        }

        assertThat(signed(STREAM)).containsExactly(3L);
        assertThat(told).isEmpty();
    }

    @Test
    void aLogWithoutItsCheckpointsIsNotSigned() throws SQLException {
        run(STREAM, 3);
        execute(database, "DELETE FROM cpni_audit_checkpoint");

        assertThat(restart(it -> it)).isEmpty();
        assertTold(Kind.UNSIGNED, "node-a has 3 records and no checkpoint", "cpni.audit.checkpoints.adopt=true");
    }

    @Test
    void whatIsNotVouchedForStopsTheLogIfSoConfigured() {
        run(STREAM, 3);
        execute(database, "DELETE FROM cpni_audit_checkpoint");
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).denyWhenTampered(true).start()) {
            assertThat(checkpointer.tampered()).isPresent();
            assertThatThrownBy(() -> fill(log, 1))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("cpni.audit.checkpoints.on-tampering");
        }
    }

    @Test
    void aLogIsAdoptedIfSomebodySaysSo() throws SQLException {
        run(STREAM, 3);
        execute(database, "DELETE FROM cpni_audit_checkpoint");

        assertThat(restart(it -> it.adopt(true))).containsExactly(3L);
        assertThat(restart(it -> it)).containsExactly(3L);
        assertThat(told).isEmpty();
        assertThat(attested(STREAM)).isEqualTo(3);
    }

    @Test
    void whatContradictsACheckpointIsNotAdopted() throws SQLException {
        run(STREAM, 5);
        execute(database, "DELETE FROM cpni_audit_record WHERE seq >= 3");

        assertThat(restart(it -> it.adopt(true))).containsExactly(0L, 5L);
        assertTold(Kind.TRUNCATED, "it had 5 records");
    }

    @Test
    void aCheckpointByAnUnknownKeyIsNotContinued() throws SQLException {
        try (JdbcAuditLog log = open(STREAM)) {
            Checkpointer.builder(database, log, ORIGIN, SignedLog.newSigner())
                    .start()
                    .close();
        }

        assertThat(restart(it -> it)).containsExactly(0L);
        assertTold(Kind.UNSIGNED, "by none of the trusted keys", "cpni.audit.checkpoints.trusted-keys");
    }

    @Test
    void aKeyOfThePastIsContinuedByANewOne() throws SQLException {
        run(STREAM, 2);
        NoteSigner replaced = SignedLog.newSigner();
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = Checkpointer.builder(database, log, ORIGIN, replaced)
                        .trusting(TRUSTED)
                        .start()) {
            fill(log, 1);
            checkpointer.checkpoint();
            assertThat(checkpointer.tampered()).isEmpty();
        }

        assertThat(signed(STREAM)).containsExactly(0L, 2L, 3L);
        assertThat(AuditVerifier.over(database)
                        .trusting(TRUSTED.and(TrustedKeys.of(replaced.publicKey())))
                        .verify(STREAM)
                        .isIntact())
                .isTrue();
    }

    @Test
    void alogWhoseKeyIsLostIsAdoptedWithItsNextRecord() throws SQLException {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = Checkpointer.builder(database, log, ORIGIN, SignedLog.newSigner())
                        .start()) {
            fill(log, 2);
            checkpointer.checkpoint();
        }
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).adopt(true).start()) {
            assertThat(signed(STREAM)).containsExactly(0L, 2L);
            fill(log, 1);
            checkpointer.checkpoint();
        }

        assertThat(signed(STREAM)).containsExactly(0L, 2L, 3L);
        assertThat(late).isEmpty();
        assertThat(restart(it -> it)).hasSize(3);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note = `x` | 3 | an empty line",
                "note = REPLACE(note, `node-a\\n3\\n`, `node-a\\n4\\n`) | 3 | the note was changed",
                "size = 4611686018427387904 | 3 | another stream or size",
                "size = 4611686018427387904, note = `x` | 0 | 4611686018427387904 records"
            })
    void aLastCheckpointThatIsDamagedIsAnAlarm(String change, long size, String why) throws SQLException {
        run(STREAM, 3);
        String sql = "UPDATE cpni_audit_checkpoint SET " + change + " WHERE size = " + size;
        assertThat(execute(database, sql.replace("\\n", "\n").replace('`', '\'')))
                .isEqualTo(1);

        restart(it -> it);
        assertTold(Kind.CHECKPOINT_INVALID, why);
        assertThat(late).isEmpty();
    }

    @Test
    void aCheckpointThatIsTakenAwayWhileTheNodeRunsIsMissed() throws SQLException {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            fill(log, 3);
            checkpointer.checkpoint();
            execute(database, "DELETE FROM cpni_audit_checkpoint WHERE size = 3");
            fill(log, 1);

            assertThatThrownBy(checkpointer::checkpoint).hasMessageContaining("the table has it no more");
            assertThatThrownBy(checkpointer::checkpoint).hasMessageContaining("nothing more is signed");
        }

        assertThat(signed(STREAM)).containsExactly(0L);
        assertTold(Kind.CHECKPOINT_INVALID, "checkpoint of 3 records");
    }

    @Test
    void whatTheLogWroteIsSignedHoweverLongNobodyCould() throws SQLException {
        run(STREAM, 1);
        try (JdbcAuditLog log = open(STREAM)) {
            fill(log, 9_000);
            clock.turn(Duration.ofDays(3));
            fill(log, 1);
        }

        assertThat(restart(it -> it)).containsExactly(0L, 1L, 9_002L);
        assertThat(told).isEmpty();
    }

    private void plant(String stream) {
        Intruder.plant(
                database,
                stream,
                AuditEntries.maxIsDenied(AuditEntries.MONDAY_NINE).build(),
                clock.instant());
    }

    @Test
    void aRecordThatSomebodyPutBehindTheLastCheckpointIsNotSigned() throws SQLException {
        run(STREAM, 3);
        plant(STREAM);

        assertThat(restart(it -> it)).containsExactly(0L, 3L);
        assertTold(Kind.UNSIGNED, "record 3 of stream node-a", "no seal of this log", "adopt=true");
    }

    @Test
    void theSealOfOneRecordIsNotThatOfAnother() throws SQLException {
        run(STREAM, 3);
        Intruder.repeat(database, STREAM);

        assertThat(restart(it -> it)).containsExactly(0L, 3L);
        assertTold(Kind.UNSIGNED, "record 3 of stream node-a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"record that is another's", "record that was changed", "tile that was changed"})
    void anEndThatIsNotWhatTheLogWroteIsNotSigned(String what) throws SQLException {
        run(STREAM, 1);
        try (JdbcAuditLog log = open(STREAM)) {
            fill(log, 299);
        }
        execute(
                database,
                switch (what) {
                    case "record that is another's" ->
                        "UPDATE cpni_audit_record SET leaf = (SELECT leaf FROM"
                                + " cpni_audit_record WHERE seq = 5), leaf_hash = (SELECT leaf_hash FROM cpni_audit_record"
                                + " WHERE seq = 5) WHERE seq = 290";
                    case "record that was changed" -> "UPDATE cpni_audit_record SET leaf = leaf_hash WHERE seq = 290";
                    default ->
                        "UPDATE cpni_audit_tile SET hashes = (SELECT SUBSTRING(hashes FROM 1 FOR 8160) FROM"
                                + " cpni_audit_tile) || X'" + "07".repeat(32) + "'";
                });

        assertThat(restart(it -> it)).containsExactly(0L, 1L);
        assertThat(told).isNotEmpty();
    }

    /** Or any node would put its key under what somebody writes behind the stream of one that is gone. */
    @Test
    void whatSomebodyPutBehindAStreamOfOthersIsNotSigned() throws SQLException {
        run("node-b", 3);
        plant("node-b");
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            clock.turn(Duration.ofMinutes(10));
            checkpointer.signIdle();
            assertThat(checkpointer.tampered()).isEmpty();
        }

        assertThat(signed("node-b")).containsExactly(0L, 3L);
    }

    @Test
    void whatSomebodyPutIntoTheStreamOfASpoolIsNotSigned() throws SQLException {
        String spool = STREAM + ".spool";
        run(spool, 3);
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            checkpointer.signAlso(spool);
            plant(spool);
            checkpointer.signAlso(spool);
        }

        assertThat(signed(spool)).containsExactly(0L, 3L);
        assertTold(Kind.UNSIGNED, "record 3 of stream node-a.spool");
    }

    @Test
    void whatAProcessLeftThatWasKilledIsSigned() throws SQLException {
        run(STREAM, 3);
        try (JdbcAuditLog log = open(STREAM)) {
            fill(log, 4);
        }

        assertThat(restart(it -> it)).containsExactly(0L, 3L, 7L);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = WitnessException.Kind.class, names = "UNAVAILABLE", mode = EnumSource.Mode.EXCLUDE)
    void aWitnessThatDoesNotBelieveTheLogIsAnAlarm(WitnessException.Kind kind) throws SQLException {
        run(STREAM, 3);
        witness.fail(kind);

        restart(it -> it.witness(witness));
        assertThat(told)
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains(kind.name()));
        assertThat(late).isEmpty();
    }

    @Test
    void aWitnessThatIsAwayIsShownTheCheckpointLater() throws SQLException {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).witness(witness).start()) {
            witness.fail(WitnessException.Kind.UNAVAILABLE);
            fill(log, 3);
            assertThatThrownBy(checkpointer::checkpoint).isInstanceOf(WitnessException.class);
            assertThat(signed(STREAM)).containsExactly(0L, 3L);
            assertThat(witness.shown).isEmpty();

            witness.fail(null);
            checkpointer.checkpoint();
            assertThat(witness.shown)
                    .singleElement()
                    .satisfies(note -> assertThat(note.text()).contains("\n3\n"));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whatAWitnessSignsIsStored() throws SQLException {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).witness(witness).start()) {
            fill(log, 3);
            checkpointer.checkpoint();
        }

        assertThat(query("SELECT note FROM cpni_audit_checkpoint WHERE size = 3"))
                .containsExactly(witness.shown.get(0).render());
        assertThat(witness.shown.get(0).lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"false, TRUNCATED", "true, REWRITTEN"})
    void aLogThatAWitnessKnowsOtherwiseGetsNoSignature(boolean isForgetful, Kind found) throws SQLException {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).witness(witness).start()) {
            fill(log, 3);
            checkpointer.checkpoint();
            fill(log, 2);
            checkpointer.checkpoint();
        }
        execute(database, "DELETE FROM cpni_audit_record WHERE seq >= 3");
        execute(database, "DELETE FROM cpni_audit_checkpoint WHERE size > 3");
        if (isForgetful) {
            witness.forget();
        }
        AtomicInteger signatures = new AtomicInteger();
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = Checkpointer.builder(database, log, ORIGIN, counting(signatures))
                        .witness(witness)
                        .start()) {
            assertThat(checkpointer.tampered()).map(AuditFinding::kind).contains(found);
        }

        assertThat(signatures).hasValue(0);
        assertThat(signed(STREAM)).containsExactly(0L, 3L);
    }

    private static NoteSigner counting(AtomicInteger signatures) {
        return new NoteSigner() {
            @Override
            public byte[] publicKey() {
                return SIGNER.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                signatures.incrementAndGet();
                return SIGNER.sign(message);
            }
        };
    }

    @Test
    void aCheckpointThatOnlyTheWitnessHasIsStoredAgain() throws SQLException {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).witness(witness).start()) {
            fill(log, 3);
            checkpointer.checkpoint();
        }
        // As a process leaves it that is killed between the two.
        execute(database, "DELETE FROM cpni_audit_checkpoint WHERE size = 3");

        assertThat(restart(it -> it.witness(witness))).containsExactly(0L, 3L);
        assertThat(AuditVerifier.over(database)
                        .trusting(TRUSTED)
                        .witnessed(witness.shown)
                        .verify(STREAM)
                        .isIntact())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void theStreamOfANodeThatIsGoneIsSignedToItsEnd(AuditDatabases databases) {
        DataSource shared = databases.create();
        try (JdbcAuditLog gone =
                JdbcAuditLog.builder(shared, "node-b", KEYS).clock(clock).open()) {
            Checkpointer.builder(shared, gone, ORIGIN, SIGNER).start().close();
            fill(gone, 300);
        }
        try (JdbcAuditLog log =
                        JdbcAuditLog.builder(shared, STREAM, KEYS).clock(clock).open();
                Checkpointer checkpointer = Checkpointer.builder(shared, log, ORIGIN, SIGNER)
                        .clock(clock)
                        .start()) {
            checkpointer.signIdle();
            assertThat(attestedIn(shared)).as("it may still be writing").isZero();

            clock.turn(Duration.ofMinutes(10));
            checkpointer.signIdle();
            checkpointer.signIdle();
            assertThat(attestedIn(shared)).isEqualTo(300);
            assertThat(checkpointer.tampered()).isEmpty();
        }
    }

    private static long attestedIn(DataSource shared) {
        return ((AuditVerification.Intact)
                        AuditVerifier.over(shared).trusting(TRUSTED).verify("node-b"))
                .attested();
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 3"})
    void aStreamOfOthersThatNobodySignedIsLeftAlone(boolean isAdopting, long attested) {
        try (JdbcAuditLog gone = open("node-b")) {
            fill(gone, 3);
        }
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).adopt(isAdopting).start()) {
            clock.turn(Duration.ofMinutes(10));
            checkpointer.signIdle();
            assertThat(checkpointer.tampered()).isEmpty();
        }

        assertThat(attested("node-b")).isEqualTo(attested);
    }

    @Test
    void aStreamOfOthersThatWasCutIsAnAlarm() throws SQLException {
        run("node-b", 5);
        execute(database, "DELETE FROM cpni_audit_record WHERE seq >= 3");
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).denyWhenTampered(true).start()) {
            clock.turn(Duration.ofMinutes(10));
            checkpointer.signIdle();
            assertThatThrownBy(() -> fill(log, 1)).isInstanceOf(AuditUnavailableException.class);
        }

        assertTold(Kind.TRUNCATED, "it had 5 records");
        assertThat(signed("node-b")).containsExactly(0L, 5L);
    }

    /** Its own node wakes up between the look at the tables and the word of the witness, which has seen more by then. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWitnessWhoSawMoreOfAStreamOfOthersAccusesNobodyWhoIsAwake(boolean isAwake) {
        run("node-b", 5);
        try (JdbcAuditLog other = open("node-b")) {
            fill(other, 3);
        }
        CheckpointWitness seesMore = new CheckpointWitness() {
            @Override
            public Optional<SignedNote> latest(String origin) {
                return Optional.empty();
            }

            @Override
            public SignedNote publish(SignedNote note, LongFunction<ConsistencyProof> proofFromSize) {
                if (note.text().startsWith(ORIGIN + "/node-b")) {
                    if (isAwake && told.isEmpty() && late.isEmpty()) {
                        try (JdbcAuditLog awake = open("node-b")) {
                            fill(awake, 1);
                        }
                    }
                    witness.fail(WitnessException.Kind.INCONSISTENT);
                    return witness.publish(note, proofFromSize);
                }
                return note;
            }
        };
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer =
                        signing(log).witness(seesMore).denyWhenTampered(true).start()) {
            clock.turn(Duration.ofMinutes(10));
            checkpointer.signIdle();
            assertThat(checkpointer.tampered().isPresent()).isEqualTo(!isAwake);
            assertThat(late).hasSize(isAwake ? 1 : 0);
        }
        assertThat(attested("node-b"))
                .as("nothing is stored that a witness did not take")
                .isEqualTo(5);
    }

    @Test
    void theStreamOfASpoolIsSignedFromItsFirstRecord() throws SQLException {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            SpoolStream spool = checkpointer.signing(SpoolStream.over(database, STREAM, KEYS), STREAM + ".spool");
            checkpointer.signAlso(STREAM + ".spool");
            try (JdbcAuditLog opened = (JdbcAuditLog) spool.open()) {
                assertThat(signed(STREAM + ".spool")).containsExactly(0L);
                fill(opened, 2);
            }
        }

        assertThat(signed(STREAM + ".spool")).containsExactly(0L, 2L);
        assertThat(told).isEmpty();
        assertThat(late).isEmpty();
    }

    @Test
    void aSpoolWhoseSignerCameLateIsSignedByTheProcessThatWroteIt() throws SQLException {
        AtomicInteger failures = new AtomicInteger();
        NoteSigner late = new NoteSigner() {
            @Override
            public byte[] publicKey() {
                return SIGNER.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                String text = new String(message, java.nio.charset.StandardCharsets.UTF_8);
                if (text.contains(".spool") && failures.getAndIncrement() == 0) {
                    throw new IllegalStateException("the module is not there yet");
                }
                return SIGNER.sign(message);
            }
        };
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = Checkpointer.builder(database, log, ORIGIN, late)
                        .every(4_096, Duration.ofDays(1))
                        .start()) {
            try (JdbcAuditLog opened = (JdbcAuditLog) checkpointer
                    .signing(SpoolStream.over(database, STREAM, KEYS), STREAM + ".spool")
                    .open()) {
                fill(opened, 2);
            }
            checkpointer.signAlso(STREAM + ".spool");
            assertThat(checkpointer.tampered()).isEmpty();
        }

        assertThat(signed(STREAM + ".spool")).containsExactly(2L);
    }

    @Test
    void aSpoolThatNobodySignedIsNotSignedOn() throws SQLException {
        try (JdbcAuditLog spool = open(STREAM + ".spool")) {
            fill(spool, 2);
        }
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            checkpointer.signAlso(STREAM + ".spool");
        }

        assertTold(Kind.UNSIGNED, "node-a.spool has 2 records and no checkpoint");
        assertThat(signed(STREAM + ".spool")).isEmpty();
    }

    /** The other one stores its note while this one signs. */
    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void twoNodesMaySignTheSameAtOnce(boolean isSame, int failures) {
        NoteSigner slow = new NoteSigner() {
            @Override
            public byte[] publicKey() {
                return SIGNER.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                String text = new String(message, java.nio.charset.StandardCharsets.UTF_8);
                if (text.contains("\n3\n")) {
                    storeAsAnother(text, isSame ? SIGNER : SignedLog.newSigner());
                }
                return SIGNER.sign(message);
            }
        };
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = Checkpointer.builder(database, log, ORIGIN, slow)
                        .every(4_096, Duration.ofDays(1))
                        .start()) {
            fill(log, 3);
            int failed = 0;
            try {
                checkpointer.checkpoint();
            } catch (StoreUnavailableException e) {
                failed++;
            }
            assertThat(failed).isEqualTo(failures);
        }
    }

    private void storeAsAnother(String text, NoteSigner signer) {
        NoteKey key = NoteKey.of(ORIGIN + "/" + STREAM, signer.publicKey());
        byte[] signature = signer.sign(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        SignedNote note = new SignedNote(text, List.of(new SignedNote.Line(key.name(), key.id(), signature)));
        RecordTable.read(database, "storing", connection -> {
            CheckpointTable.insert(connection, 1, 3, 0, note.render());
            connection.commit();
            return note;
        });
    }

    @Test
    void recordsThatWereWrittenAnewUnderTheirCheckpointAreNotSigned() throws SQLException {
        run(STREAM, 5);
        execute(database, "DELETE FROM cpni_audit_record");
        try (JdbcAuditLog forger = open(STREAM)) {
            fill(forger, 6);
        }

        assertThat(restart(it -> it)).containsExactly(0L, 5L);
        assertTold(Kind.REWRITTEN, "kept by the log");
    }

    @ParameterizedTest
    @CsvSource({"cpni_audit_tile, the tree of stream node-b", "cpni_audit_record WHERE seq = 298, is not whole"})
    void aStreamOfOthersWithHolesIsAnAlarm(String gone, String why) throws SQLException {
        run("node-b", 299);
        try (JdbcAuditLog more = open("node-b")) {
            fill(more, 1);
        }
        execute(database, "DELETE FROM " + gone);
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            clock.turn(Duration.ofMinutes(10));
            checkpointer.signIdle();
        }

        assertTold(Kind.TILE_ALTERED, "node-b");
        assertThat(told.get(0).detail()).containsAnyOf(why, "is not whole");
        assertThat(signed("node-b")).containsExactly(0L, 299L);
    }

    @Test
    void aStreamThatIsTakenAwayWhileTheNodeRunsIsMissed() {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            execute(database, "DELETE FROM cpni_audit_stream");

            assertThatThrownBy(checkpointer::checkpoint).hasMessageContaining("is not in the tables any more");
        }
        assertTold(Kind.TRUNCATED, "node-a");
    }

    @Test
    void aStreamThatOnlyTheWitnessKnowsIsMissed() {
        witness.shown.add(
                new Checkpoint(ORIGIN + "/" + STREAM + ".spool", 0, Rfc6962.emptyRoot()).sign(List.of(SIGNER)));
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            assertThat(checkpointer.tampered()).isEmpty();
        }
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).witness(witness).start()) {
            checkpointer.signAlso(STREAM + ".spool");
        }
        assertTold(Kind.TRUNCATED, "node-a.spool");
    }

    @Test
    void aCheckpointOfAnotherStreamIsNone() throws SQLException {
        run("node-b", 3);
        run(STREAM, 3);
        execute(
                database,
                "UPDATE cpni_audit_checkpoint SET note = (SELECT note FROM cpni_audit_checkpoint"
                        + " WHERE stream_no = 1 AND size = 3) WHERE stream_no = 2 AND size = 3");

        restart(it -> it);
        assertTold(Kind.CHECKPOINT_INVALID, "another stream or size");
    }

    @Test
    void aWitnessWithACheckpointByAnUnknownKeyIsNotBelieved() throws SQLException {
        run(STREAM, 3);
        witness.shown.add(
                new Checkpoint(ORIGIN + "/" + STREAM, 0, Rfc6962.emptyRoot()).sign(List.of(SignedLog.newSigner())));

        restart(it -> it.witness(witness));
        assertTold(Kind.CHECKPOINT_INVALID, "a witness of node-a", "cpni.audit.checkpoints.trusted-keys");
    }

    @ParameterizedTest
    @CsvSource({"UNBELIEVABLE, 1, 2", "UNAVAILABLE, 0, 3"})
    void aWitnessThatIsAskedInVain(WitnessException.Kind kind, int alarms, int checkpoints) throws SQLException {
        run(STREAM, 3);
        try (JdbcAuditLog log = open(STREAM)) {
            fill(log, 1);
        }
        witness.failEarly(kind);

        assertThat(restart(it -> it.witness(witness))).hasSize(checkpoints);
        assertThat(told).hasSize(alarms);
        assertThat(late.isEmpty()).isEqualTo(alarms > 0);
    }

    @Test
    void underANewNameWitnessesBeginAnew() throws SQLException {
        run(STREAM, 3);
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = Checkpointer.builder(database, log, "voip.example/renamed", SIGNER)
                        .witness(witness)
                        .start()) {
            fill(log, 1);
            checkpointer.checkpoint();
            assertThat(checkpointer.tampered()).isEmpty();
        }

        assertThat(witness.shown)
                .singleElement()
                .satisfies(note -> assertThat(note.text()).startsWith("voip.example/renamed/node-a\n4\n"));
        assertThat(attested(STREAM)).isEqualTo(4);
    }

    @Test
    void aTileThatIsTakenAwayWhileTheNodeRunsIsMissed() {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log).start()) {
            fill(log, 100);
            checkpointer.checkpoint();
            fill(log, 200);
            execute(database, "DELETE FROM cpni_audit_tile");

            assertThatThrownBy(checkpointer::checkpoint).hasMessageContaining("the tree of stream node-a");
        }
        assertTold(Kind.TILE_ALTERED, "tile 0 of level 0 is not there");
    }

    @Test
    void whatAListenerThrowsChangesNothing() {
        try (JdbcAuditLog log = open(STREAM);
                Checkpointer checkpointer = signing(log)
                        .listener(new CheckpointListener() {
                            @Override
                            public void signed(String stream, long size) {
                                throw new IllegalStateException("the pager is down");
                            }
                        })
                        .start()) {
            fill(log, 3);
            checkpointer.checkpoint();
            assertThat(attested(STREAM)).isEqualTo(3);
        }
    }

    /** After so many records, after so long, and the streams of others: none needs to be asked for. */
    @Test
    void theThreadSignsByItselfWhateverAListenerThrows() throws Exception {
        try (JdbcAuditLog gone = open("node-b")) {
            signing(gone).start().close();
            fill(gone, 2);
        }
        clock.turn(Duration.ofMinutes(10));
        CountDownLatch both = new CountDownLatch(3);
        CheckpointListener angry = new CheckpointListener() {
            @Override
            public void signed(String stream, long size) {
                if (size > 0) {
                    both.countDown();
                }
                throw new IllegalStateException("the pager is down");
            }
        };
        try (JdbcAuditLog log = open(STREAM);
                JdbcAuditLog other = open("node-c");
                Checkpointer byRecords = signing(log)
                        .listener(angry)
                        .every(5, Duration.ofDays(1))
                        .start();
                Checkpointer byTime = signing(other)
                        .listener(angry)
                        .adoptIdleAfter(Duration.ofDays(9))
                        .every(Long.MAX_VALUE, Duration.ofMillis(50))
                        .start()) {
            fill(log, 5);
            fill(other, 1);
            assertThat(both.await(1, TimeUnit.MINUTES))
                    .as("%s %s", byRecords.tampered(), byTime.tampered())
                    .isTrue();
        }
        assertThat(signed("node-b")).containsExactly(0L, 2L);
    }
}
