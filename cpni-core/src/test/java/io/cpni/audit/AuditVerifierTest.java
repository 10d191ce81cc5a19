package io.cpni.audit;

import static io.cpni.audit.AuditDatabases.execute;
import static io.cpni.audit.SignedLog.RECORDS;
import static io.cpni.audit.SignedLog.STREAM;
import static io.cpni.audit.SignedLog.TRUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.audit.AuditFinding.Kind;
import io.cpni.customer.CustomerId;
import io.cpni.merkle.Checkpoint;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.SignedNote;
import io.cpni.merkle.TrustedKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an intruder does who owns the tables, and what the verifier calls it. */
@ParameterizedClass
@EnumSource(AuditDatabases.class)
class AuditVerifierTest {

    @Parameter
    private AuditDatabases databases;

    private DataSource database;

    @BeforeEach
    void aLogThatAnIntruderOwns() {
        database = databases.create();
        SignedLog.write(database);
        databases.allowChanges(database);
    }

    @Test
    void aLogThatNobodyTouchedIsIntactAndVouchedFor() {
        LogVerification result = verifier().verify();

        assertThat(result.isIntact()).isTrue();
        assertThat(result.streams()).singleElement().satisfies(stream -> {
            assertThat(stream.records()).isEqualTo(RECORDS);
            assertThat(((AuditVerification.Intact) stream).attested()).isEqualTo(RECORDS);
        });
    }

    @Test
    void withoutTrustedKeysNobodyVouchesForIt() {
        AuditVerification result = AuditVerifier.over(database).verify(STREAM);

        assertThat(result).isInstanceOf(AuditVerification.Intact.class);
        assertThat(((AuditVerification.Intact) result).attested()).isZero();
    }

    @Test
    void verificationMayStartInTheMidst() {
        AuditVerification result = verifier().verify(STREAM, 280);

        assertThat(result.records()).isEqualTo(RECORDS - 256);
        assertThat(((AuditVerification.Intact) result).attested()).isEqualTo(RECORDS);
    }

    @ParameterizedTest
    @CsvSource({
        "accessor, 'x', 10",
        "purpose, 'MARKET', 20",
        "relation, 'other', 30",
        "kind, 'DENIAL', 40",
        "logged_us, 7, 50",
        "intent_seq, 9, 53"
    })
    void aColumnThatRepeatsWhatTheRecordSays(String column, String value, long seq) {
        execute(
                database,
                "UPDATE cpni_audit_record SET " + column + " = " + (value.matches("[0-9]+") ? value : "'" + value + "'")
                        + " WHERE seq = " + seq);

        assertFound(Kind.COPY_ALTERED, seq).detail().contains(column);
    }

    @Test
    void aRecordWhoseBytesWereChanged() {
        change("leaf", 17);

        assertFound(Kind.ALTERED, 17);
    }

    @Test
    void aRecordAfterTheLastWholeTile() {
        change("leaf", RECORDS - 2);

        assertFound(Kind.ALTERED, RECORDS - 2);
    }

    @Test
    void aHashBesideARecord() {
        change("leaf_hash", 18);

        assertFound(Kind.ALTERED, 18);
    }

    @Test
    void aSetOfCustomers() {
        change("customers", 21);

        assertFound(Kind.CUSTOMERS_ALTERED, 21);
    }

    @Test
    void aSetOfCustomersThatIsTakenAway() {
        execute(database, "UPDATE cpni_audit_record SET customers = NULL WHERE seq = 21");

        assertFound(Kind.CUSTOMERS_ALTERED, 21);
    }

    @Test
    void aRecordThatIsTakenAway() {
        execute(database, "DELETE FROM cpni_audit_record WHERE seq = 33");

        assertFound(Kind.MISSING, 33);
    }

    @Test
    void recordsAtTheEndThatAreTakenAway() {
        execute(database, "DELETE FROM cpni_audit_record WHERE seq >= " + (RECORDS - 3));

        assertFound(Kind.TRUNCATED, RECORDS - 3).detail().contains(RECORDS + " records");
    }

    @Test
    void recordsThatChangePlaces() {
        execute(database, "UPDATE cpni_audit_record SET seq = 9999 WHERE seq = 40");
        execute(database, "UPDATE cpni_audit_record SET seq = 40 WHERE seq = 42");
        execute(database, "UPDATE cpni_audit_record SET seq = 42 WHERE seq = 9999");

        assertThat(findings()).extracting(AuditFinding::kind).containsExactly(Kind.REORDERED, Kind.REORDERED);
        assertThat(findings())
                .extracting(finding -> finding.position().orElseThrow().seq())
                .containsExactly(40L, 42L);
    }

    @Test
    void anEndThatIsWrittenAnewWithItsTree() {
        execute(database, "DELETE FROM cpni_audit_record WHERE seq >= 200");
        execute(database, "DELETE FROM cpni_audit_tile");
        try (JdbcAuditLog forger = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            SignedLog.append(forger, 200, RECORDS);
        }

        assertFound(Kind.REWRITTEN, 100).detail().contains("node-a#299", "checkpoint of 300 records");
    }

    @Test
    void aHashInTheTree() throws SQLException {
        update(
                "UPDATE cpni_audit_tile SET hashes = ? WHERE level = 0",
                changed("SELECT hashes FROM cpni_audit_tile", 70));

        assertFound(Kind.TILE_ALTERED, 70 / 32);
    }

    @Test
    void aTileThatIsCut() throws SQLException {
        update("UPDATE cpni_audit_tile SET hashes = ?", new byte[] {0});

        assertThat(findings()).extracting(AuditFinding::kind).containsExactly(Kind.TILE_ALTERED);
    }

    @Test
    void aHashOfTheLastRecordThatIsCut() throws SQLException {
        update("UPDATE cpni_audit_record SET leaf_hash = ? WHERE seq = 299", new byte[] {0});

        assertThat(findings())
                .extracting(finding -> finding.position().map(AuditPosition::seq))
                .contains(Optional.of(299L));
    }

    @Test
    void aTileThatIsTakenAway() {
        execute(database, "DELETE FROM cpni_audit_tile");

        assertThat(findings()).extracting(AuditFinding::kind).containsExactly(Kind.TILE_ALTERED);
    }

    @Test
    void aShape() throws SQLException {
        update(
                "UPDATE cpni_audit_shape SET body = ? WHERE hash = (SELECT hash FROM (SELECT MIN(hash) AS hash FROM"
                        + " cpni_audit_shape) s)",
                new byte[] {1, 2});

        assertThat(findings())
                .extracting(AuditFinding::kind)
                .containsOnly(Kind.SHAPE_ALTERED)
                .hasSize(1);
    }

    @Test
    void shapesThatAreTakenAway() {
        execute(database, "DELETE FROM cpni_audit_shape");

        assertThat(findings()).extracting(AuditFinding::kind).containsOnly(Kind.SHAPE_ALTERED);
    }

    @Test
    void aCheckpointThatSaysMore() {
        execute(database, "UPDATE cpni_audit_checkpoint SET note = REPLACE(note, '300', '301') WHERE size = 300");

        assertThat(findings()).extracting(AuditFinding::kind).containsExactly(Kind.CHECKPOINT_INVALID);
    }

    @Test
    void aCheckpointInARowOfAnotherSize() {
        execute(database, "UPDATE cpni_audit_checkpoint SET size = 299 WHERE size = 300");

        assertThat(findings()).extracting(AuditFinding::kind).containsExactly(Kind.CHECKPOINT_INVALID);
    }

    @Test
    void aCheckpointOfAKeyThatNobodyTrusts() {
        assertThat(((AuditVerification.Tampered) AuditVerifier.over(database)
                                .trusting(TrustedKeys.of(SignedLog.newSigner().publicKey()))
                                .verify(STREAM))
                        .findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.CHECKPOINT_INVALID, Kind.CHECKPOINT_INVALID, Kind.CHECKPOINT_INVALID);
    }

    @Test
    void anEndCutOffWithItsCheckpointsIsFoundByAWitness() throws SQLException {
        List<SignedNote> kept =
                List.of(SignedNote.parse(text("SELECT note FROM cpni_audit_checkpoint WHERE size = 300")));
        execute(database, "DELETE FROM cpni_audit_record WHERE seq >= 100");
        execute(database, "DELETE FROM cpni_audit_tile");
        execute(database, "DELETE FROM cpni_audit_checkpoint WHERE size > 100");

        assertThat(verifier().verify(STREAM).isIntact())
                .as("the database alone cannot tell")
                .isTrue();
        assertThat(((AuditVerification.Tampered) verifier().witnessed(kept).verify(STREAM)).findings())
                .satisfiesExactly(removed -> assertThat(removed.kind()).isEqualTo(Kind.CHECKPOINT_INVALID), cut -> {
                    assertThat(cut.kind()).isEqualTo(Kind.TRUNCATED);
                    assertThat(cut.position()).contains(new AuditPosition(STREAM, 100));
                });
    }

    @Test
    void aStreamThatIsTakenAwayAltogetherIsFoundByAWitness() throws SQLException {
        List<SignedNote> kept =
                List.of(SignedNote.parse(text("SELECT note FROM cpni_audit_checkpoint WHERE size = 300")));
        for (String table : List.of("record", "tile", "checkpoint", "shape", "stream")) {
            execute(database, "DELETE FROM cpni_audit_" + table);
        }

        LogVerification result = verifier().witnessed(kept).verify();

        assertThat(((AuditVerification.Tampered) result.streams().get(0)).findings())
                .extracting(AuditFinding::kind)
                .contains(Kind.TRUNCATED);
    }

    @Test
    void aRecordAtAPlaceThatNobodyWrote() {
        execute(database, "UPDATE cpni_audit_record SET seq = 900000000000000000 WHERE seq = 299");

        assertThat(findings()).extracting(AuditFinding::kind).contains(Kind.MISSING);
    }

    @Test
    void recordsThatAnInventedStreamSaysWerePurged() throws SQLException {
        List<byte[]> roots = List.of(
                Rfc6962.tileRoot(bytes("SELECT hashes FROM cpni_audit_tile")).bytes());
        execute(database, "DELETE FROM cpni_audit_record WHERE seq < 256");
        try (JdbcAuditLog forger = JdbcAuditLog.open(database, "x", AuditEntries.KEYS)) {
            forger.append(AuditEntry.purge(
                            AuditEntries.MONDAY_NINE, new PurgedRecords(STREAM, 0, 256, StreamWalk.hashOfTiles(roots)))
                    .build());
        }
        execute(
                database,
                "INSERT INTO cpni_audit_purge (stream_no, from_seq, to_seq, purge_stream, purge_seq) VALUES (1, 0, 256, 2, 0)");

        // The first record that is left closes the last one that is gone, which no purge of the log's would do.
        assertThat(findings().subList(0, 256)).extracting(AuditFinding::kind).containsOnly(Kind.MISSING);
        assertThat(findings().subList(256, findings().size()))
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.OUTCOME_MISPLACED);
    }

    /** Appends a record that nobody has signed yet, and puts something else in its place, with the right hash beside it. */
    private void forgeTail(java.util.function.UnaryOperator<byte[]> forgery) throws SQLException {
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            log.append(AuditEntries.maxIsDenied(AuditEntries.MONDAY_NINE).build());
        }
        byte[] leaf = forgery.apply(bytes("SELECT leaf FROM cpni_audit_record WHERE seq = 300"));
        update("UPDATE cpni_audit_record SET leaf = ? WHERE seq = 300", leaf);
        update(
                "UPDATE cpni_audit_record SET leaf_hash = ? WHERE seq = 300",
                Rfc6962.leaf(leaf).bytes());
    }

    @Test
    void aRecordThatIsNone() throws SQLException {
        forgeTail(leaf -> new byte[] {9});

        assertFound(Kind.UNREADABLE, 300);
    }

    @Test
    void aRecordThatStandsInTwoPlaces() throws SQLException {
        byte[] other = bytes("SELECT leaf FROM cpni_audit_record WHERE seq = 297");
        forgeTail(leaf -> other);

        assertFound(Kind.REORDERED, 300).detail().contains("node-a#297");
    }

    @Test
    void aRecordThatSaysItIsOlderThanTheOneBefore() throws SQLException {
        long logged = Long.parseLong(text("SELECT MAX(logged_us) FROM cpni_audit_record"));
        forgeTail(leaf -> {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(leaf);
            // The version, the stream with its length of two bytes, the place.
            int at = 1 + 2 + STREAM.length() + Long.BYTES;
            assertThat(bytes.getLong(at)).isGreaterThanOrEqualTo(logged);
            bytes.putLong(at, 7);
            return leaf;
        });
        execute(database, "UPDATE cpni_audit_record SET logged_us = 7 WHERE seq = 300");

        assertFound(Kind.REWRITTEN, 300).detail().contains("before the record before it");
    }

    @Test
    void aSetOfCustomersThatIsNone() throws SQLException {
        update("UPDATE cpni_audit_record SET customers = ? WHERE seq = 21", new byte[] {(byte) 0xFF});

        assertFound(Kind.CUSTOMERS_ALTERED, 21).detail().contains("its set of customers");
    }

    /** Who has the key has signed twice: what the log says now is not what a witness was shown. */
    @Test
    void aCheckpointOfOtherRecordsThanAWitnessWasShown() throws SQLException {
        List<SignedNote> kept =
                List.of(SignedNote.parse(text("SELECT note FROM cpni_audit_checkpoint WHERE size = 300")));
        replaceLast(new Checkpoint(SignedLog.ORIGIN + "/" + STREAM, 300, Rfc6962.leaf(new byte[] {1}))
                .sign(List.of(SignedLog.SIGNER)));

        assertThat(((AuditVerification.Tampered) verifier().witnessed(kept).verify(STREAM)).findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.REWRITTEN);
    }

    @Test
    void aCheckpointOfAnotherStream() throws SQLException {
        NodeHash root = Checkpoint.open(
                        SignedNote.parse(text("SELECT note FROM cpni_audit_checkpoint WHERE size = 300")), TRUSTED)
                .root();
        replaceLast(new Checkpoint(SignedLog.ORIGIN + "/node-b", 300, root).sign(List.of(SignedLog.SIGNER)));

        assertThat(findings()).extracting(AuditFinding::kind).containsExactly(Kind.CHECKPOINT_INVALID);
    }

    private void replaceLast(SignedNote note) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE cpni_audit_checkpoint SET note = ? WHERE size = 300")) {
            statement.setString(1, note.render());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void aWitnessWhoseNoteIsNotBelieved() {
        SignedNote note = new Checkpoint(SignedLog.ORIGIN + "/" + STREAM, 0, Rfc6962.emptyRoot())
                .sign(List.of(SignedLog.newSigner()));

        assertThat(((AuditVerification.Tampered)
                                verifier().witnessed(List.of(note)).verify(STREAM))
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("a witness's note is not believed"));
    }

    /** As after a failover that lost records: the place was given anew, and the outcome came late. */
    @Test
    void anOutcomeThatClosesAnotherAccess() {
        AuditEntry lost = AuditEntries.annaBills(AuditEntries.MONDAY_NINE).build();
        AuditEntry other =
                AuditEntries.annaBills(AuditEntries.MONDAY_NINE.plusMillis(1)).build();
        AuditPosition outcome;
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            outcome = log.append(AuditEntry.outcomeOf(log.append(other), lost, AuditEntries.MONDAY_NINE)
                    .build());
        }

        assertFound(Kind.OUTCOME_MISPLACED, outcome.seq())
                .detail()
                .contains("node-a#" + (outcome.seq() - 1), "not the one it was written for");
    }

    @Test
    void anOutcomeThatClosesWhatIsNoAccess() {
        AuditPosition denial;
        AuditPosition outcome;
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            denial = log.append(
                    AuditEntries.maxIsDenied(AuditEntries.MONDAY_NINE).build());
            outcome = log.append(AuditEntry.outcomeOf(
                            denial,
                            AuditEntries.annaBills(AuditEntries.MONDAY_NINE).build(),
                            AuditEntries.MONDAY_NINE)
                    .build());
        }

        assertFound(Kind.OUTCOME_MISPLACED, outcome.seq()).detail().contains("no access stands at " + denial);
    }

    /** Verification starts behind the accesses, which are looked up then. */
    @Test
    void outcomesOfAccessesThatAreNotRead() {
        AuditPosition wrong;
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            log.append(outcomeOf(33, AuditEntries.MONDAY_NINE.plusSeconds(33)));
            wrong = log.append(outcomeOf(38, AuditEntries.MONDAY_NINE.plusSeconds(33)));
        }

        assertThat(((AuditVerification.Tampered) verifier().verify(STREAM, 256)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.position()).contains(wrong));
    }

    private static AuditEntry outcomeOf(long seq, java.time.Instant at) {
        return AuditEntry.outcomeOf(
                        new AuditPosition(STREAM, seq),
                        AuditEntries.annaBills(at).build(),
                        at)
                .build();
    }

    @Test
    void twoPersonsWhoChangePlaces() throws SQLException {
        for (String column : List.of("commitment", "id_cipher", "wrapped_key")) {
            byte[] one = bytes("SELECT " + column + " FROM cpni_audit_person WHERE person_no = " + person(1));
            byte[] two = bytes("SELECT " + column + " FROM cpni_audit_person WHERE person_no = " + person(2));
            update("UPDATE cpni_audit_person SET " + column + " = ? WHERE person_no = " + person(1), two);
            update("UPDATE cpni_audit_person SET " + column + " = ? WHERE person_no = " + person(2), one);
        }

        assertThat(findings()).isNotEmpty().extracting(AuditFinding::kind).containsOnly(Kind.CUSTOMERS_ALTERED);
    }

    @Test
    void aPersonWhoBecomesAnother() throws SQLException {
        update("UPDATE cpni_audit_person SET id_cipher = ? WHERE person_no = " + person(3), new byte[60]);

        assertPersons("person " + person(3) + " is not who it was");
    }

    @Test
    void aPersonWhoIsEmptiedWithoutARecord() {
        execute(
                database,
                "UPDATE cpni_audit_person SET id_cipher = NULL, wrapped_key = NULL, digest = NULL WHERE person_no = "
                        + person(3));

        assertPersons("person " + person(3) + " was emptied, and no record says that it was erased");
    }

    /** An outcome that names the person, a denial that names nobody, no record at all. */
    @ParameterizedTest
    @CsvSource({"1", "2", "9999"})
    void aPersonWhoIsEmptiedByTheWordOfAnotherRecord(long seq) throws SQLException {
        int[] named = new int[1];
        CustomerSet.read(
                bytes("SELECT customers FROM cpni_audit_record WHERE seq = 1"), (person, rows) -> named[0] = person);
        emptyByTheWordOf(seq, named[0]);

        assertPersons("person " + named[0] + " was emptied, and no record says that it was erased");
    }

    @Test
    void aPersonWhoIsEmptiedByTheErasureOfAnother() throws SQLException {
        long erasure = RECORDS;
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            AuditErasure.over(database, AuditEntries.KEYS, log, java.time.Clock.systemUTC())
                    .erase(CustomerId.of(3), "ticket 1", AuditLife.officer());
        }
        int another =
                Integer.parseInt(text("SELECT MIN(person_no) FROM cpni_audit_person WHERE wrapped_key IS NOT NULL"));
        emptyByTheWordOf(erasure, another);

        assertPersons("person " + another + " was emptied, and no record says that it was erased");
    }

    private void emptyByTheWordOf(long seq, int person) {
        execute(
                database,
                "UPDATE cpni_audit_person SET id_cipher = NULL, wrapped_key = NULL, digest = NULL, erased_stream = 1,"
                        + " erased_seq = " + seq + " WHERE person_no = " + person);
    }

    @Test
    void anOutcomeThatComesBeforeItsAccess() {
        AuditPosition outcome;
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            outcome = log.append(outcomeOf(RECORDS + 5, AuditEntries.MONDAY_NINE));
        }

        assertFound(Kind.OUTCOME_MISPLACED, outcome.seq()).detail().contains("no access stands at node-a#305");
    }

    @Test
    void aPersonWhoLosesItsKeyOnly() {
        execute(database, "UPDATE cpni_audit_person SET wrapped_key = NULL WHERE person_no = " + person(3));

        assertPersons("person " + person(3) + " has lost its key or its digest, and no record says that it was erased");
    }

    @Test
    void aPersonWhoIsTakenAway() {
        int gone = person(1);
        execute(database, "DELETE FROM cpni_audit_person WHERE person_no = " + gone);

        assertThat(findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.detail()).contains("person " + gone));
    }

    @Test
    void whoeverFindsItChangedSignsNothingMore() {
        execute(database, "DELETE FROM cpni_audit_record WHERE seq >= 200");
        execute(database, "DELETE FROM cpni_audit_tile");
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS);
                Checkpointer checkpointer = SignedLog.checkpointer(database, log)
                        .denyWhenTampered(true)
                        .start()) {
            assertThat(checkpointer.tampered()).map(AuditFinding::kind).contains(Kind.TRUNCATED);
            assertThatThrownBy(() -> log.append(AuditEntries.fullAccess()))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("cannot be vouched for any more (TRUNCATED)");
        }
        assertThat(verifier().verify(STREAM).isIntact()).isFalse();
    }

    @Test
    void aLogThatGoesOnIsSignedOn() {
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS);
                Checkpointer checkpointer =
                        SignedLog.checkpointer(database, log).start()) {
            SignedLog.append(log, RECORDS, RECORDS + 5);
            checkpointer.checkpoint();
            assertThat(checkpointer.tampered()).isEmpty();
        }

        assertThat(((AuditVerification.Intact) verifier().verify(STREAM)).checkpoint())
                .map(Checkpoint::size)
                .contains(RECORDS + 5L);
    }

    private AuditVerifier verifier() {
        return AuditVerifier.over(database).trusting(TRUSTED);
    }

    private List<AuditFinding> findings() {
        return ((AuditVerification.Tampered) verifier().verify(STREAM)).findings();
    }

    private AuditFindingAssert assertFound(Kind kind, long seq) {
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.position()).isEqualTo(Optional.of(new AuditPosition(STREAM, seq)));
        });
        return new AuditFindingAssert(findings().get(0));
    }

    private record AuditFindingAssert(AuditFinding finding) {
        org.assertj.core.api.AbstractStringAssert<?> detail() {
            return assertThat(finding.detail());
        }
    }

    private void assertPersons(String detail) {
        assertThat(verifier().verify().persons()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.PERSON_ALTERED);
            assertThat(finding.detail()).isEqualTo(detail);
        });
    }

    private void change(String column, long seq) {
        try {
            update(
                    "UPDATE cpni_audit_record SET " + column + " = ? WHERE seq = " + seq,
                    changed("SELECT " + column + " FROM cpni_audit_record WHERE seq = " + seq, 0));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] changed(String select, int at) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(select);
                ResultSet result = statement.executeQuery()) {
            assertThat(result.next()).isTrue();
            byte[] bytes = result.getBytes(1);
            bytes[at] ^= 1;
            return bytes;
        }
    }

    private byte[] bytes(String select) throws SQLException {
        byte[] bytes = changed(select, 0);
        bytes[0] ^= 1;
        return bytes;
    }

    /** Returns the number of the first, second or third person: databases leave numbers out. */
    private int person(int index) {
        String select = "SELECT person_no FROM cpni_audit_person ORDER BY person_no LIMIT 1 OFFSET " + (index - 1);
        try {
            return Integer.parseInt(text(select));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String text(String select) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(select);
                ResultSet result = statement.executeQuery()) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private void update(String sql, byte[] value) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, value);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
