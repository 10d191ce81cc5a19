package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;
import static io.cpni.autoconfigure.CarrierContext.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.FailureReference;
import io.cpni.audit.ServerFailure;
import io.cpni.audit.ServerTextKeys;
import io.cpni.audit.ServerTexts;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Texts of the server as an application's operators meet them: kept under a key of the settings, read by a role of them. */
@ExtendWith(OutputCaptureExtension.class)
class ServerTextSettingsTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(CpniSqlAutoConfiguration.class);
    private static final Pattern REFERENCE = Pattern.compile("as failure ([0-9a-v]{16})");
    private static final String ONE = base64("a key for server texts, number 1");
    private static final String TWO = base64("a key for server texts, number 2");

    private final ApplicationContextRunner runner = CarrierContext.runner()
            .withUserConfiguration(BrendaIsSignedIn.class)
            .withPropertyValues("cpni.audit.server-text.roles=operator");

    @BeforeEach
    void hear() {
        LOG.setLevel(Level.INFO);
    }

    @AfterEach
    void hearAsBefore() {
        LOG.setLevel(null);
    }

    private static String base64(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    }

    private static AccessContext as(String role) {
        return AccessContext.of(
                        Accessor.staff("olga", Set.of(role), Instant.parse("2199-01-01T00:00:00Z")),
                        Purpose.PROVIDE_SERVICE)
                .build();
    }

    /** Stores Ann's call twice, and returns what the application gets to hear. */
    private static Exception failed(ApplicationContext context) {
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        AccessContext billing = AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build();
        DuplicateKeyException failed = catchThrowableOfType(
                DuplicateKeyException.class,
                () -> AccessScope.within(
                        billing,
                        () -> jdbc.update(
                                "insert into phone_call (id, person_id, callee) values (1, 1, '+12125550177')")));
        assertThat(failed).isNotNull();
        for (Throwable at = failed; at != null; at = at.getCause()) {
            assertThat(at.toString()).doesNotContain("PRIMARY KEY ON");
        }
        return failed;
    }

    private static FailureReference reference(Exception failed) {
        Matcher matcher = REFERENCE.matcher(String.valueOf(failed.getCause()));
        assertThat(matcher.find()).as(String.valueOf(failed.getCause())).isTrue();
        return new FailureReference(matcher.group(1));
    }

    private static List<AuditKind> kinds(ApplicationContext context) {
        return AuditReader.over(context.getBean(AuditDataSource.class).dataSource(), context.getBean(AuditKeys.class))
                .read("test", 0, 1_000)
                .stream()
                .map(AuditRecord::entry)
                .filter(entry -> entry.relation().equals(Optional.of(ServerTexts.RELATION)))
                .map(entry -> entry.kind())
                .toList();
    }

    @Test
    void aRoleOfTheSettingsReadsWhatTheCallerWasNotTold(CapturedOutput output) {
        runner.withPropertyValues("cpni.audit.server-text.keys.k1=" + ONE).run(context -> {
            store(context.getBean(EntityManagerFactory.class));
            FailureReference reference = reference(failed(context));
            ServerTexts texts = context.getBean(ServerTexts.class);

            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> texts.read(reference, as("billing")));
            ServerFailure said = texts.read(reference, as("operator")).orElseThrow();

            assertThat(said.messages().get(0).text()).contains("PRIMARY KEY ON");
            assertThat(said.messages().get(0).sqlState()).contains("23505");
            assertThat(kinds(context)).containsExactly(AuditKind.DENIAL, AuditKind.ACCESS);
            assertThat(output.getAll()).doesNotContain("PRIMARY KEY ON PUBLIC", "is dropped where it may quote");
        });
    }

    @Test
    void theRoleOpensNoRecord() {
        runner.withPropertyValues("cpni.audit.server-text.keys.k1=" + ONE).run(context -> {
            store(context.getBean(EntityManagerFactory.class));
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);

            assertThat(AccessScope.within(as("operator"), () -> jdbc.queryForList("select p.id from phone_call p")))
                    .isEmpty();
        });
    }

    @Test
    void withoutAKeyTheTextIsDroppedAndTheStartSaysSoOnce(CapturedOutput output) {
        runner.run(context -> {
            store(context.getBean(EntityManagerFactory.class));

            assertThat(context).hasNotFailed().doesNotHaveBean(ServerTexts.class);
            assertThat(String.valueOf(failed(context).getCause()))
                    .contains("withheld")
                    .doesNotContain("as failure");
            assertThat(output.getAll()).containsOnlyOnce("cpni.audit.server-text.keys");
        });
    }

    @Test
    void aNewKeyIsUsedWhileTheOldOneStillReads() {
        runner.withPropertyValues(
                        "cpni.audit.server-text.keys.k1=" + ONE,
                        "cpni.audit.server-text.keys.k2=" + TWO,
                        "cpni.audit.server-text.key-id=k2")
                .run(context -> {
                    store(context.getBean(EntityManagerFactory.class));
                    FailureReference reference = reference(failed(context));

                    assertThat(context.getBean(ServerTexts.class).read(reference, as("operator")))
                            .isPresent();
                    assertThat(AuditReader.over(
                                            context.getBean(AuditDataSource.class)
                                                    .dataSource(),
                                            context.getBean(AuditKeys.class))
                                    .read("test", 0, 1_000))
                            .filteredOn(record -> record.entry().kind() == AuditKind.FAILURE)
                            .singleElement()
                            .satisfies(record -> assertThat(record.entry()
                                            .serverText()
                                            .orElseThrow()
                                            .keyId())
                                    .isEqualTo("k2"));
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnKeys {
        @Bean
        ServerTextKeys serverTextKeys() {
            return ServerTextKeys.of(
                    "vault", Map.of("vault", "a key of a vault for tests, 32 B".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void keysOfTheApplicationsOwnStandAboveTheSettings() {
        runner.withUserConfiguration(OwnKeys.class)
                .withPropertyValues("cpni.audit.server-text.keys.k1=" + ONE)
                .run(context -> {
                    store(context.getBean(EntityManagerFactory.class));
                    assertThat(context.getBean(ServerTexts.class).read(reference(failed(context)), as("operator")))
                            .isPresent();
                    assertThat(context).hasSingleBean(ServerTextKeys.class);
                });
    }

    @Test
    void onlySoManyAMinuteAreKept() {
        runner.withPropertyValues("cpni.audit.server-text.keys.k1=" + ONE, "cpni.audit.server-text.per-minute=1")
                .run(context -> {
                    store(context.getBean(EntityManagerFactory.class));
                    FailureReference kept = reference(failed(context));
                    assertThat(reference(failed(context)))
                            .as("like the one before")
                            .isEqualTo(kept);
                });
    }

    @Test
    void keysThatAreNoneStopTheStartAndAreNotQuoted() {
        for (String wrong : List.of("hush", "hush!hush", ONE.substring(4))) {
            runner.withPropertyValues("cpni.audit.server-text.keys.k1=" + wrong)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasStackTraceContaining("cpni.audit.server-text.keys is not right")
                            .satisfies(failure -> {
                                for (Throwable at = failure; at != null; at = at.getCause()) {
                                    assertThat(at.toString()).doesNotContain(wrong);
                                }
                            }));
        }
        runner.withPropertyValues("cpni.audit.server-text.keys.k1=" + ONE, "cpni.audit.server-text.keys.k2=" + TWO)
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("cpni.audit.server-text.key-id"));
        runner.withPropertyValues("cpni.audit.server-text.keys.k1=" + ONE, "cpni.audit.server-text.key-id=k2")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("no key of the id"));
    }

    @Test
    void aScopeOfThatNameIsNotTheCarriers() {
        runner.withPropertyValues("cpni.scopes.server-text=works_in_region")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("SERVER_TEXT"));
        runner.withPropertyValues("cpni.scopes.audit-log=works_in_region")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("AUDIT_LOG"));
        runner.withPropertyValues("cpni.scopes.audit-text=works_in_region")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("AUDIT_TEXT"));
    }
}
