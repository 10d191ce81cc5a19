package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.audit.AuditFinding;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPurge;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.AuditVerification;
import io.cpni.audit.AuditVerifier;
import io.cpni.audit.Checkpointer;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.SpoolingAuditLog;
import io.cpni.merkle.NoteSigner;
import io.cpni.purpose.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

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

    /** Writes a new pair of keys, and returns the files of the private and the public one. */
    private Map<String, Path> key(String name) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return Map.of(
                "private", pem(name + ".pem", "PRIVATE", pair.getPrivate().getEncoded()),
                "public", pem(name + ".pub", "PUBLIC", pair.getPublic().getEncoded()));
    }

    private Path pem(String name, String kind, byte[] encoded) throws IOException {
        String mark = " " + kind + " KEY-----\n";
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN" + mark + Base64.getEncoder().encodeToString(encoded) + "\n-----END" + mark);
    }

    private ApplicationContextRunner signedBy(Path key) {
        return inAFile()
                .withPropertyValues(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "spring.jpa.hibernate.ddl-auto=update",
                        "cpni.audit.checkpoints.key=" + key);
    }

    private static Optional<AuditFinding> tampered(ApplicationContext context) {
        return context.getBean(CheckpointerHolder.class).found().flatMap(Checkpointer::tampered);
    }

    @Test
    void aKeyIsReplacedAtOnceAndTheOldOneIsStillBelieved() throws Exception {
        Map<String, Path> old = key("old");
        Path replaced = key("new").get("private");
        signedBy(old.get("private"))
                .run(context -> context.getBean(JdbcAuditLog.class).append(io.cpni.audit.AuditEntries.fullAccess()));

        signedBy(replaced)
                .run(context -> assertThat(tampered(context))
                        .hasValueSatisfying(finding -> assertThat(finding.detail())
                                .contains("by none of the trusted keys", "cpni.audit.checkpoints.trusted-keys")));
        signedBy(replaced)
                .withPropertyValues("cpni.audit.checkpoints.trusted-keys=" + old.get("public"))
                .run(context -> {
                    assertThat(tampered(context)).isEmpty();
                    assertThat(context.getBean(AuditVerifier.class).verify("test"))
                            .isInstanceOfSatisfying(
                                    AuditVerification.Intact.class,
                                    intact -> assertThat(intact.attested()).isEqualTo(1));
                });
    }

    @Test
    void aLogThatWasWrittenWithoutAKeyIsSignedWhenSomebodyAnswersForIt() throws Exception {
        Path key = key("key").get("private");
        inAFile()
                .withPropertyValues(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY, "cpni.audit.checkpoints.required=false")
                .run(context -> context.getBean(JdbcAuditLog.class).append(io.cpni.audit.AuditEntries.fullAccess()));

        signedBy(key)
                .withPropertyValues("cpni.audit.checkpoints.on-tampering=DENY")
                .run(context -> {
                    assertThat(tampered(context)).map(AuditFinding::kind).contains(AuditFinding.Kind.UNSIGNED);
                    assertThatThrownBy(() ->
                                    context.getBean(JdbcAuditLog.class).append(io.cpni.audit.AuditEntries.fullAccess()))
                            .hasMessageContaining("cpni.audit.checkpoints.on-tampering");
                });
        signedBy(key)
                .withPropertyValues("cpni.audit.checkpoints.adopt=true")
                .run(context -> assertThat(tampered(context)).isEmpty());
        signedBy(key).run(context -> assertThat(tampered(context)).isEmpty());
    }

    @Test
    void whatIsNoKeyOfThePastIsNamed() throws Exception {
        signedBy(key("key").get("private"))
                .withPropertyValues("cpni.audit.checkpoints.trusted-keys=old.pub")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("cpni.audit.checkpoints.trusted-keys has old.pub"));
    }

    @Test
    void ofTwoWhoCouldSignTheStartNamesBoth() {
        inAFile()
                .withPropertyValues("cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY)
                .withBean("hsm", NoteSigner.class, AuditSettingsTest::signer)
                .withBean("oldHsm", NoteSigner.class, AuditSettingsTest::signer)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("several beans could sign the checkpoints of the audit log")
                        .hasStackTraceContaining("hsm")
                        .hasStackTraceContaining("oldHsm"));
    }

    private static NoteSigner signer() {
        try {
            return NoteSigner.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasSpooledIsSigned() throws Exception {
        signedBy(key("key").get("private"))
                .withPropertyValues(
                        "cpni.audit.spool.file=" + folder.resolve("spool"),
                        "cpni.audit.spool.key=" + CarrierContext.AUDIT_KEY)
                .run(context -> {
                    SpoolingAuditLog log = context.getBean(SpoolingAuditLog.class);
                    DataSource audit = context.getBean(AuditDataSource.class).dataSource();
                    io.cpni.audit.AuditDatabases.execute(audit, "ALTER TABLE cpni_audit_record RENAME TO away");
                    assertThat(log
                                    .append(io.cpni.audit.AuditEntries.annaBills(io.cpni.audit.AuditEntries.MONDAY_NINE)
                                            .purpose(Purpose.EMERGENCY)
                                            .build())
                                    .stream())
                            .isEqualTo("test.spool");
                    io.cpni.audit.AuditDatabases.execute(audit, "ALTER TABLE away RENAME TO cpni_audit_record");
                    log.settle();
                    context.getBean(CheckpointerHolder.class)
                            .found()
                            .orElseThrow()
                            .signAlso("test.spool");

                    assertThat(context.getBean(AuditVerifier.class).verify("test.spool"))
                            .isInstanceOfSatisfying(
                                    AuditVerification.Intact.class,
                                    intact -> assertThat(intact.attested()).isEqualTo(1));
                    assertThat(tampered(context)).isEmpty();
                });
    }

    @Test
    void whatIsLoggedIsSignedAndWitnessed() throws Exception {
        Path key = key("key").get("private");
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

    /** One that is the application's own is compared with the database's where that is asked for. */
    @Test
    void aClockThatIsAheadOfTheDatabasesDenies() {
        ApplicationContextRunner tomorrow = CarrierContext.runner()
                .withBean(Clock.class, () -> Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
        tomorrow.run(context -> assertThat(context.getBean(JdbcAuditLog.class)
                        .append(io.cpni.audit.AuditEntries.fullAccess())
                        .seq())
                .isZero());
        tomorrow.withPropertyValues("cpni.audit.clock-ahead-at-most=5m").run(context -> {
            JdbcAuditLog log = context.getBean(JdbcAuditLog.class);
            assertThatThrownBy(() -> log.append(io.cpni.audit.AuditEntries.fullAccess()))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("ahead of the audit database's");
        });
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
