package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditReceipt;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.report.AccessReport;
import io.cpni.report.ReportWindow;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** The gate hands its records to the log as the log would have them: nobody waits for the outcome of a read. */
class AuditHandOverTest {

    private static final AccessContext BILLING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT).build();

    private final ApplicationContextRunner runner =
            CarrierContext.runner().withUserConfiguration(BrendaIsSignedIn.class);

    private static final class Listening implements AuditLog {

        private final InMemoryAuditLog log = new InMemoryAuditLog("test");
        private final List<AuditKind> waitedFor = new ArrayList<>();
        private final List<AuditKind> handedOver = new ArrayList<>();

        @Override
        public AuditPosition append(AuditEntry entry) {
            waitedFor.add(entry.kind());
            return log.append(entry);
        }

        @Override
        public AuditReceipt submit(AuditEntry entry) {
            handedOver.add(entry.kind());
            return log.submit(entry);
        }

        @Override
        public void amend(AuditEntry outcome) {
            handedOver.add(outcome.kind());
            log.amend(outcome);
        }
    }

    @Test
    void aReadIsHandedOverAndNotWaitedForOneByOne() {
        Listening log = new Listening();
        runner.withBean(AuditLog.class, () -> log).run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            log.handedOver.clear();
            log.waitedFor.clear();
            AccessScope.within(
                    BILLING,
                    () -> context.getBean(JdbcTemplate.class)
                            .queryForList("select callee from phone_call", String.class));

            assertThat(log.handedOver).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
            assertThat(log.waitedFor).isEmpty();
        });
    }

    @Test
    void aReportHoldsWhatWasDoneJustBefore() {
        runner.run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            for (int i = 1; i <= 20; i++) {
                AccessScope.within(
                        BILLING,
                        () -> context.getBean(JdbcTemplate.class)
                                .queryForList("select callee from phone_call", String.class));
                Instant now = Instant.now();
                assertThat(context.getBean(AccessReport.class)
                                .whoSaw(
                                        CustomerId.of(1),
                                        ReportWindow.between(now.minusSeconds(600), now.plusSeconds(600)))
                                .lines())
                        .filteredOn(line -> line.operation().equals(Optional.of(Operation.READ)))
                        .hasSize(i)
                        .allSatisfy(line -> assertThat(line.closedAt()).isPresent());
            }
        });
    }
}
