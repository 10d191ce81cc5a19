package io.cpni.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.CpniAccess;
import io.cpni.audit.AuditLog;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.autoconfigure.CpniAccessAutoConfiguration;
import io.cpni.purpose.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an annotated method leaves behind on its thread: nothing. */
class CpniAccessInterceptorTest {

    private static final Accessor BRENDA =
            Accessor.staff("brenda", Set.of("billing"), Instant.parse("2199-01-01T00:00:00Z"));
    private static final AccessContext MARKETING =
            AccessContext.of(BRENDA, Purpose.MARKET).build();
    private static final String LEFT_OPEN = "an access scope was left open inside this one";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CpniAccessAutoConfiguration.class))
            .withBean(AccessorSource.class, () -> () -> Optional.of(BRENDA))
            .withBean(AuditLog.class, InMemoryAuditLog::new)
            .withBean(Billing.class);

    /** Does what it is told for the purpose of collecting bills. */
    static class Billing {

        @CpniAccess(purpose = Purpose.BILL_COLLECT)
        public <T> T run(Supplier<T> work) {
            return work.get();
        }
    }

    @AfterEach
    void nothingIsBound() {
        assertThat(AccessScope.current()).isEmpty();
    }

    @Test
    void aScopeLeftOpenInsideIsNoticedAndGoneBeforeTheNextCall() {
        runner.run(context -> {
            Billing billing = context.getBean(Billing.class);

            assertThatIllegalStateException()
                    .isThrownBy(() -> billing.run(() -> AccessScope.open(MARKETING)))
                    .withMessageContaining(LEFT_OPEN);
            assertThat(AccessScope.current()).isEmpty();
            assertThat(billing.run(() -> AccessScope.current().orElseThrow().purpose()))
                    .isEqualTo(Purpose.BILL_COLLECT);
        });
    }

    /** The caller's scope is for the same purpose, and must be the caller's again for what follows in it. */
    @Test
    void aScopeLeftOpenInACallOfACallIsGoneBeforeTheCallerGoesOn() {
        runner.run(context -> {
            Billing billing = context.getBean(Billing.class);

            Purpose after = billing.run(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> billing.run(() -> AccessScope.open(MARKETING)))
                        .withMessageContaining(LEFT_OPEN);
                return AccessScope.current().orElseThrow().purpose();
            });

            assertThat(after).isEqualTo(Purpose.BILL_COLLECT);
        });
    }

    @Test
    void whatTheMethodThrowsIsNotHiddenByTheScopeItLeftOpen() {
        runner.run(context -> assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> context.getBean(Billing.class).run(() -> {
                    AccessScope unused = AccessScope.open(MARKETING);
                    throw new UncheckedIOException(new IOException("no paper"));
                }))
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .satisfies(left -> assertThat(left).hasMessageContaining(LEFT_OPEN))));
    }

    @Test
    void aContextOfTheCallersForTheSamePurposeIsKept() {
        AccessContext ticket = AccessContext.of(BRENDA, Purpose.BILL_COLLECT)
                .justification("T-7")
                .build();
        runner.run(context -> assertThat(AccessScope.within(
                        ticket, () -> context.getBean(Billing.class).run(AccessScope::current)))
                .contains(ticket));
    }

    @Test
    void aContextOfTheCallersForAnotherPurposeIsHiddenForTheLengthOfTheCall() {
        runner.run(context -> AccessScope.within(MARKETING, () -> {
            assertThat(context.getBean(Billing.class).run(AccessScope::current).map(AccessContext::purpose))
                    .contains(Purpose.BILL_COLLECT);
            assertThat(AccessScope.current()).contains(MARKETING);
            return true;
        }));
    }
}
