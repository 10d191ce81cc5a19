package io.cpni.autoconfigure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The starter on PostgreSQL. */
class PostgresStarterTest extends ServerStarterContract {

    @AutoClose
    private static EmbeddedPostgres server;

    private final String database = "carrier_" + UUID.randomUUID().toString().replace("-", "");

    @Override
    String url() {
        return server.getJdbcUrl("postgres", database);
    }

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
    }
}
