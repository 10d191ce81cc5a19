package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditLife.THEN;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.audit.crash.LogUnderTest;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer is erased while a node that cannot reach the store has a record about that customer in its spool. */
class SpooledAndErasedTest {

    private static final CustomerId ROSA = new CustomerId("rosa-4711-0815");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void whatWasSpooledBeforeTheErasureBringsNobodyBack() throws Exception {
        AuditLife life = new AuditLife(AuditDatabases.H2);
        FaultyDataSource faulty = new FaultyDataSource(life.database);
        AuditLog primary = LogUnderTest.open(faulty, "node-s", LIMIT);
        try (SpoolingAuditLog log = SpoolingAuditLog.builder(
                        primary, "node-s", LogUnderTest.spoolStream(faulty, "node-s.spool", LIMIT))
                .file(directory.resolve("spool"), new byte[SpoolCipher.KEY_BYTES])
                .purposes(Set.of(Purpose.EMERGENCY))
                .after(Duration.ofMillis(100))
                .retryEvery(Duration.ofMillis(20))
                .open()) {
            life.log.append(annaBills(THEN).subject(ROSA).build());
            faulty.goDown();
            AuditPosition spooled = log.append(annaBills(THEN)
                    .purpose(Purpose.EMERGENCY)
                    .subject(ROSA)
                    .justification("rosa-4711-0815 has called 911")
                    .build());
            assertThat(spooled.stream()).isEqualTo("node-s.spool");

            life.turnOn(Duration.ofMinutes(1));
            assertThat(AuditErasure.over(life.database, KEYS, life.log, life.clock)
                            .erase(ROSA, "ticket 12", officer())
                            .persons())
                    .isEqualTo(1);
            faulty.comeBack();
            log.settle();

            AuditRecord replayed =
                    AuditReader.over(life.database, KEYS).find(spooled).orElseThrow();
            assertThat(replayed.entry().accessor()).contains("anna");
            assertThat(replayed.entry().subject()).isEmpty();
            assertThat(replayed.entry().justification()).isEmpty();
            assertThat(life.persons(ROSA)).isEmpty();
            assertThat(AuditBytes.of(life.database, KEYS).where("rosa-4711")).isEmpty();
        } finally {
            LogUnderTest.close(primary);
            life.close();
        }
        assertThat(AuditVerifier.over(life.database).verify("node-s.spool").isIntact())
                .isTrue();
    }
}
