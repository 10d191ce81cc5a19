package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.annaBills;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresRestartTest {

    @Test
    void theLogWorksAgainAfterItsServerWasRestarted(@TempDir Path data) throws Exception {
        int port = freePort();
        DataSource database = dataSource(port);
        EmbeddedPostgres server = start(data, port);
        try {
            AuditSchema.create(database);
            try (JdbcAuditLog log = JdbcAuditLog.open(database, "node-a", AuditEntries.KEYS)) {
                log.append(annaBills(MONDAY_NINE).build());

                server.close();
                assertThatThrownBy(() -> log.append(annaBills(MONDAY_NINE).build()))
                        .isInstanceOf(AuditUnavailableException.class);
                server = start(data, port);

                assertThat(log.append(annaBills(MONDAY_NINE).build()).seq()).isEqualTo(1);
                assertThat(AuditVerifier.over(database).verify("node-a").isIntact())
                        .isTrue();
            }
        } finally {
            server.close();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("pg"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static DataSource dataSource(int port) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setUser("postgres");
        dataSource.setDatabaseName("postgres");
        return dataSource;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
