package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.clumsy.Ring;
import io.cpni.autoconfigure.token.Message;
import io.cpni.data.CpniLabelException;
import io.cpni.mask.TokenKey;
import io.cpni.purpose.Purpose;
import io.cpni.sql.CpniStatementRefusedException;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Masks as an application meets them: tokens by a key from the settings or a bean, and no start with a mask that cannot be. */
class MaskSettingsTest {

    private static final byte[] BYTES = "0123456789 a key for tests 01234".getBytes(StandardCharsets.US_ASCII);
    private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);
    private static final OffsetDateTime SENT = OffsetDateTime.parse("2026-10-31T12:00:00Z");

    private final ApplicationContextRunner runner = CarrierContext.withoutModel()
            .withUserConfiguration(BrendaIsSignedIn.class, Messages.class)
            .withPropertyValues(
                    "spring.datasource.url=" + CarrierContext.freshDatabase(),
                    "spring.jpa.hibernate.ddl-auto=create",
                    "cpni.grants[1].role=analyst",
                    "cpni.grants[1].purposes=BILL_COLLECT",
                    "cpni.grants[1].categories=CALL_DETAIL",
                    "cpni.grants[1].scope=ALL",
                    "cpni.grants[1].masks=TOKEN,START_OF_MONTH");

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Message.class)
    static class Messages {}

    @Configuration(proxyBeanMethods = false)
    static class OwnKey {
        @Bean
        TokenKey tokenKey() {
            return TokenKey.of("another key, from a vault perhaps".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Message seenByAnalyst(EntityManagerFactory factory) {
        AccessScope.within(AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build(), () -> {
            factory.runInTransaction(em -> em.persist(new Message(1L, 1L, "+12125550100", SENT)));
            return true;
        });
        Accessor analyst = Accessor.staff("ana", Set.of("analyst"), Instant.parse("2199-01-01T00:00:00Z"));
        return AccessScope.within(
                AccessContext.of(analyst, Purpose.BILL_COLLECT).build(),
                () -> factory.callInTransaction(em -> em.find(Message.class, 1L)));
    }

    @Test
    void theKeyComesFromTheSettings() {
        runner.withPropertyValues("cpni.mask.token-key=" + BASE64).run(context -> {
            Message seen = seenByAnalyst(context.getBean(EntityManagerFactory.class));
            assertThat(seen.getReceiver()).isEqualTo(TokenKey.of(BYTES).token("+12125550100"));
            assertThat(seen.getSentOn()).isEqualTo(LocalDate.of(2026, 10, 1));
            assertThat(seen.getSentAt()).isEqualTo(OffsetDateTime.parse("2026-10-01T00:00:00Z"));
        });
    }

    @Test
    void aKeyOfTheApplicationsOwnStandsAboveIt() {
        runner.withUserConfiguration(OwnKey.class)
                .withPropertyValues("cpni.mask.token-key=" + BASE64)
                .run(context -> assertThat(seenByAnalyst(context.getBean(EntityManagerFactory.class))
                                .getReceiver())
                        .isEqualTo(context.getBean(TokenKey.class).token("+12125550100")));
    }

    @Test
    void withoutAKeyTokensAreRefused() {
        runner.run(context -> assertThatExceptionOfType(CpniStatementRefusedException.class)
                .isThrownBy(() -> seenByAnalyst(context.getBean(EntityManagerFactory.class)))
                .withMessageContaining("cpni.mask.token-key"));
    }

    @Test
    void aKeyThatIsNoneStopsTheStartAndIsNotQuoted() {
        for (String wrong : new String[] {"hush", "hush!hush", BASE64.substring(4)}) {
            runner.withPropertyValues("cpni.mask.token-key=" + wrong)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasStackTraceContaining("cpni.mask.token-key is no key")
                            .satisfies(failure -> {
                                for (Throwable at = failure; at != null; at = at.getCause()) {
                                    assertThat(at.toString()).doesNotContain(wrong);
                                }
                            }));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Ring.class)
    static class ClumsyModel {}

    @Test
    void aMaskThatCannotBeHeldStopsTheStartAndSaysWhatToDo() {
        CarrierContext.withoutModel()
                .withUserConfiguration(BrendaIsSignedIn.class, ClumsyModel.class)
                .withPropertyValues("spring.datasource.url=" + CarrierContext.freshDatabase())
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    assertThat(failure).hasRootCauseInstanceOf(CpniLabelException.class);
                    FailureAnalysis analysis = new CpniLabelFailureAnalyzer().analyze(failure);
                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription())
                            .contains("Attribute 'seconds' of entity " + Ring.class.getName(), "has the type int");
                    assertThat(analysis.getAction()).contains("wrapper type");
                });
    }
}
