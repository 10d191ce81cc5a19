package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.SpoolingAuditLog;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManagerFactory;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application whose audit log stands on a server of its own, which goes away and comes back. */
class AuditOutageTest {

    private static final Accessor DISPATCHER =
            Accessor.staff("dora", Set.of("dispatch"), Instant.parse("2199-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private int port;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        comeBack();
    }

    @AfterEach
    void goAway() {
        server.stop();
    }

    private void comeBack() throws SQLException {
        server = Server.createTcpServer("-tcpPort", String.valueOf(port), "-ifNotExists", "-baseDir", folder.toString())
                .start();
    }

    private ApplicationContextRunner runner() {
        return CarrierContext.runner()
                .withPropertyValues(
                        "cpni.schema.initialize=always",
                        "cpni.audit.url=jdbc:h2:tcp://localhost:" + port + "/./audit",
                        "cpni.audit.username=sa",
                        "cpni.audit.password=",
                        "cpni.audit.wait-at-most=2s",
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "cpni.audit.spool.file=" + folder.resolve("spool"),
                        "cpni.audit.spool.key=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.spool.after=100ms",
                        // A purpose that needs no proof of who calls for help.
                        "cpni.audit.spool.purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].role=dispatch",
                        "cpni.grants[1].purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[1].scope=ALL");
    }

    private static List<String> read(ApplicationContext context, Accessor accessor, Purpose purpose) {
        return AccessScope.within(
                AccessContext.of(accessor, purpose).build(),
                () -> context.getBean(JdbcTemplate.class).queryForList("select callee from phone_call", String.class));
    }

    @Test
    void aNodeThatStartsWithoutItsAuditDatabaseServesEmergenciesAndLaterEverybody() {
        String calls = "spring.datasource.url=" + CarrierContext.freshDatabase();
        runner().withPropertyValues(calls).run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            assertThat(read(context, DISPATCHER, Purpose.PROVIDE_SERVICE)).hasSize(1);
        });
        server.stop();

        runner().withPropertyValues(calls, "spring.jpa.hibernate.ddl-auto=none").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(read(context, DISPATCHER, Purpose.PROVIDE_SERVICE)).hasSize(1);
            assertThat(context.getBean(SpoolingAuditLog.class).waiting()).isPositive();
            assertThatThrownBy(() -> read(context, CarrierContext.BRENDA, Purpose.BILL_COLLECT))
                    .isInstanceOf(AuditUnavailableException.class);

            comeBack();

            await(
                    "the spool is replayed",
                    () -> context.getBean(SpoolingAuditLog.class).waiting() == 0);
            await("the log is connected", () -> isServed(context));
            assertThat(recorded(context, "test.spool"))
                    .extracting(record -> record.entry().accessor())
                    .as("access and outcome")
                    .hasSize(2)
                    .contains(java.util.Optional.of("dora"));
        });
    }

    private static List<AuditRecord> recorded(ApplicationContext context, String stream) {
        return AuditReader.over(context.getBean(AuditDataSource.class).dataSource(), context.getBean(AuditKeys.class))
                .read(stream, 0, 100);
    }

    private static boolean isServed(ApplicationContext context) {
        try {
            return read(context, CarrierContext.BRENDA, Purpose.BILL_COLLECT).size() == 1;
        } catch (AuditUnavailableException notYet) {
            assertThat(notYet).hasMessageContaining("audit");
            return false;
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** After a blip the writer needs a new connection, however long the reports of that moment take. */
    @Test
    void accessIsRecordedThoughReportsHoldAllOfTheirConnections() {
        runner().withPropertyValues("cpni.audit.pool-size=2").run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            server.stop();
            comeBack();
            DataSource readers = context.getBean(AuditDataSource.class).dataSource();
            try (Connection first = readers.getConnection();
                    Connection second = readers.getConnection()) {
                assertThat(List.of(first, second)).doesNotContainNull();
                await("access is recorded", () -> isServed(context));
            }
        });
    }
}
