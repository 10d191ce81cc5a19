package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Ledger.BILLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditSchema;
import io.cpni.autoconfigure.ledger.ChargeRepository;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.FactSchema;
import io.cpni.sql.CpniStatementRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** An opt-out holds for the next statement, which is so at READ COMMITTED only. */
class IsolationTest {

    @AutoClose
    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    static Stream<String> urls() {
        return Stream.of(CarrierContext.freshDatabase(), server.getJdbcUrl("postgres", "postgres"));
    }

    private static ApplicationContextRunner runner(String url) {
        DataSource behindTheGate = url.startsWith("jdbc:h2")
                ? new DriverManagerDataSource(url, "sa", "")
                : new DriverManagerDataSource(url);
        FactSchema.create(behindTheGate, CustomerKeyType.BIGINT);
        AuditSchema.create(behindTheGate);
        return Ledger.runner(url).withPropertyValues("cpni.schema.initialize=never");
    }

    @ParameterizedTest
    @MethodSource("urls")
    void labelledTablesAreNotReadInATransactionThatKeepsItsSnapshot(String url) {
        runner(url).run(context -> {
            Ledger.store(context);
            ChargeRepository charges = context.getBean(ChargeRepository.class);
            for (int isolation : new int[] {
                TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE
            }) {
                TransactionTemplate snapshot =
                        new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
                snapshot.setIsolationLevel(isolation);
                assertThatExceptionOfType(CpniStatementRefusedException.class)
                        .isThrownBy(
                                () -> AccessScope.within(BILLING, () -> snapshot.execute(status -> charges.count())))
                        .withMessageContaining("READ COMMITTED");
            }
            // The connection goes back as it came.
            assertThat(AccessScope.<Long, RuntimeException>within(BILLING, charges::count))
                    .isEqualTo(2);
        });
    }

    @ParameterizedTest
    @MethodSource("urls")
    void norByAStatementThatWasPreparedBefore(String url) {
        runner(url).run(context -> {
            Ledger.store(context);
            AccessScope.within(BILLING, () -> {
                try (Connection connection = context.getBean(DataSource.class).getConnection();
                        PreparedStatement prepared = connection.prepareStatement("select count(*) from charge")) {
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    assertThatExceptionOfType(CpniStatementRefusedException.class)
                            .isThrownBy(prepared::executeQuery);
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    assertThat(prepared.executeQuery().next()).isTrue();
                }
                return true;
            });
        });
    }

    @ParameterizedTest
    @MethodSource("urls")
    void plainStatementsMayRunAtAnyIsolation(String url) {
        runner(url).run(context -> {
            TransactionTemplate snapshot = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
            assertThat(snapshot.<Long>execute(status -> context.getBean(JdbcTemplate.class)
                            .queryForObject("select count(*) from bookmark", Long.class)))
                    .isNotNull();
        });
    }

    @ParameterizedTest
    @MethodSource("urls")
    void aPoolThatKeepsSnapshotsStopsTheStart(String url) {
        runner(url)
                .withPropertyValues("spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ")
                .run(context -> {
                    assertThat(context).getFailure().isInstanceOf(IsolationException.class);
                    assertThat(new FreshFactsFailureAnalyzer()
                                    .analyze(context.getStartupFailure())
                                    .getAction())
                            .contains("transaction-isolation");
                });
    }
}
