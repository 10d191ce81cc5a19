package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditLife.STREAM;
import static io.cpni.audit.AuditLife.THREE_YEARS;
import static io.cpni.audit.AuditLife.officer;
import static io.cpni.audit.SignedLog.ORIGIN;
import static io.cpni.audit.SignedLog.SIGNER;
import static io.cpni.audit.SignedLog.TRUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.customer.CustomerId;
import io.cpni.merkle.SignedNote;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A log on which others work while it is verified: nobody is accused of what they do. */
class LiveVerificationTest {

    /** The last record of the first page that is read of the database. */
    private static final long END_OF_PAGE = 1_999;

    private final AuditLife life = new AuditLife(AuditDatabases.H2);
    private final Checkpointer checkpointer = Checkpointer.builder(life.database, life.log, ORIGIN, SIGNER)
            .every(Long.MAX_VALUE, Duration.ofDays(1))
            .clock(life.clock)
            .start();

    @AfterEach
    void close() {
        checkpointer.close();
        life.close();
    }

    /** Reads the database, and does something when a record has been read. */
    private AuditVerifier when(long seq, Runnable done) {
        return AuditVerifier.of(() -> {
                    LogSource real = DatabaseSource.open(life.database);
                    return (LogSource) Proxy.newProxyInstance(
                            LogSource.class.getClassLoader(),
                            new Class<?>[] {LogSource.class},
                            (proxy, method, values) -> {
                                if (method.getName().equals("records")) {
                                    @SuppressWarnings("unchecked")
                                    Consumer<RecordTable.Row> visitor = (Consumer<RecordTable.Row>) values[2];
                                    values[2] = (Consumer<RecordTable.Row>) row -> {
                                        visitor.accept(row);
                                        if (row.seq() == seq) {
                                            done.run();
                                        }
                                    };
                                }
                                try {
                                    return method.invoke(real, values);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
                })
                .trusting(TRUSTED);
    }

    @Test
    void recordsThatArePurgedInFrontOfTheReader() {
        life.fillUpTo(6_000);
        life.turnOn(Duration.ofDays(4 * 365));
        AuditPurge purge = AuditPurge.over(life.database, KEYS, life.log, THREE_YEARS, life.clock)
                .afterRecording(checkpointer::checkpoint);
        long[] purged = new long[1];

        AuditVerification result = when(END_OF_PAGE, () -> purged[0] = purge.run(purge.plan(), officer()))
                .verify(STREAM);

        assertThat(purged[0]).isEqualTo(5_888);
        assertThat(result).isInstanceOf(AuditVerification.Intact.class);
        assertThat(AuditVerifier.over(life.database)
                        .trusting(TRUSTED)
                        .verify(STREAM)
                        .isIntact())
                .isTrue();
    }

    @Test
    void recordsThatAreWrittenAndSignedMeanwhile() {
        life.fillUpTo(100);
        checkpointer.checkpoint();

        // The page was read before: what is written now is not in it, and its checkpoint is read later.
        AuditVerification result = when(50, () -> {
                    life.fillUpTo(200);
                    checkpointer.checkpoint();
                })
                .verify(STREAM);

        assertThat(result).isInstanceOf(AuditVerification.Intact.class);
        assertThat(result.records()).isEqualTo(100);
    }

    @Test
    void aCheckpointThatTheWitnessHasAMomentBeforeTheTable() throws SQLException {
        life.fillUpTo(100);
        checkpointer.checkpoint();
        String note = text("SELECT note FROM cpni_audit_checkpoint WHERE size = 100");
        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_checkpoint WHERE size = 100");

        AuditVerification result = when(50, () -> store(note))
                .witnessed(List.of(SignedNote.parse(note)))
                .verify(STREAM);

        assertThat(result).isInstanceOf(AuditVerification.Intact.class);
    }

    private void store(String note) {
        RecordTable.read(life.database, "storing", connection -> {
            CheckpointTable.insert(connection, 1, 100, 0, note);
            connection.commit();
            return note;
        });
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = life.database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    @Test
    void aPersonWhoseNumberIsSeenAfterALargerOne() throws SQLException {
        for (int i = 1; i <= 3; i++) {
            life.log.append(AuditEntries.maxIsDenied(MONDAY_NINE)
                    .subject(CustomerId.of(i))
                    .build());
        }
        try (DatabaseSource source = DatabaseSource.open(life.database)) {
            int second = Integer.parseInt(
                    text("SELECT person_no FROM cpni_audit_person ORDER BY person_no LIMIT 1 OFFSET 1"));
            hide(second);
            assertThat(source.commitment(second + 1)).isPresent();
            assertThat(source.commitment(second)).isEmpty();
            showAgain();
            assertThat(source.commitment(second)).isPresent();
        }
    }

    private void hide(int person) {
        AuditDatabases.execute(
                life.database, "CREATE TABLE hidden AS SELECT * FROM cpni_audit_person WHERE person_no = " + person);
        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_person WHERE person_no = " + person);
    }

    private void showAgain() {
        assertThat(AuditDatabases.execute(
                        life.database,
                        "INSERT INTO cpni_audit_person (person_no, commitment) OVERRIDING SYSTEM VALUE"
                                + " SELECT person_no, commitment FROM hidden"))
                .isEqualTo(1);
    }

    @Test
    void commitmentsAreKeptOfEveryNumberThatThereCanBe() {
        Commitments commitments = new Commitments();
        byte[] hash = Sha256.of(Sha256.PURGED).end();
        for (int person : List.of(1, 4_095, 4_096, Integer.MAX_VALUE, -5)) {
            assertThat(commitments.get(person)).isEmpty();
            commitments.put(person, hash);
            assertThat(commitments.get(person))
                    .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(hash));
        }
        for (int nobody : List.of(0, 2, 4_094, 4_097, -4)) {
            assertThat(commitments.get(nobody)).isEmpty();
        }
        commitments.put(7, new byte[] {1});
        assertThat(commitments.get(7)).as("no hash").isEmpty();
    }
}
