package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPurge;
import io.cpni.audit.AuditVerification;
import io.cpni.audit.AuditVerifier;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.SpoolingAuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an operator sets for the audit log, and what the start says where it is not set. */
class AuditSettingsTest {

    @TempDir
    private Path folder;

    private ApplicationContextRunner inAFile() {
        return CarrierContext.runner()
                .withPropertyValues(
                        "spring.datasource.url=jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0",
                        "spring.jpa.hibernate.ddl-auto=create",
                        "cpni.schema.initialize=always");
    }

    @Test
    void aLogThatOutlivesTheProcessNeedsAKey() {
        inAFile().run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).rootCause().isInstanceOf(MissingAuditKeysException.class);
            assertThat(new MissingAuditKeysFailureAnalyzer()
                            .analyze(context.getStartupFailure())
                            .getAction())
                    .contains("cpni.audit.keys.k1=");
        });
    }

    @Test
    void aLogThatOutlivesTheProcessNeedsSomebodyWhoSigns() {
        inAFile()
                .withPropertyValues("cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY)
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure()).rootCause().isInstanceOf(MissingSigningKeyException.class);
                    assertThat(new MissingSigningKeyFailureAnalyzer()
                                    .analyze(context.getStartupFailure())
                                    .getAction())
                            .contains("openssl genpkey -algorithm ed25519");
                });
    }

    @Test
    void aKeyThatIsNoneIsNamedAndNotRepeated() {
        inAFile().withPropertyValues("cpni.audit.keys.test=c2hvcnQ=").run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("audit key 'test' has 5 bytes instead of 32")
                    .satisfies(failure -> assertThat(failure.toString()).doesNotContain("c2hvcnQ="));
        });
    }

    @Test
    void whatIsLoggedIsSignedAndWitnessed() throws Exception {
        Path key = folder.resolve("key.pem");
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder()
                                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                                        .generateKeyPair()
                                        .getPrivate()
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Path witness = Files.createDirectory(folder.resolve("witness"));
        inAFile()
                .withPropertyValues(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.key=" + key,
                        "cpni.audit.checkpoints.origin=voip.example/cpni",
                        "cpni.audit.checkpoints.witness-directory=" + witness)
                .run(context -> {
                    JdbcAuditLog log = context.getBean(JdbcAuditLog.class);
                    log.append(io.cpni.audit.AuditEntries.fullAccess());
                    context.getBean(CheckpointerHolder.class)
                            .found()
                            .orElseThrow()
                            .checkpoint();

                    assertThat(((AuditVerification.Intact)
                                            context.getBean(AuditVerifier.class).verify(log.stream()))
                                    .attested())
                            .isEqualTo(1);
                    assertThat(onlyFile(witness)).contains("voip.example/cpni/" + log.stream() + "\n1\n");
                    assertThat(context.getBean(AuditPurge.class).plan().toString())
                            .isNotBlank();
                });
    }

    private static String onlyFile(Path directory) {
        try (var files = Files.list(directory)) {
            return Files.readString(files.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSpoolTakesThePlaceOfTheLog() {
        inAFile()
                .withPropertyValues(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "cpni.audit.spool.file=" + folder.resolve("spool"),
                        "cpni.audit.spool.key=" + CarrierContext.AUDIT_KEY)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(AuditLog.class)).isInstanceOf(SpoolingAuditLog.class);
                    assertThat(context.getBean(AuditLog.class)
                                    .append(io.cpni.audit.AuditEntries.fullAccess())
                                    .seq())
                            .isZero();
                });
    }
}
