package io.cpni.autoconfigure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AutoClose;

/** What stands around the data, on PostgreSQL. */
class PostgresSurroundingsTest extends SurroundingsContract {

    @AutoClose
    private final EmbeddedPostgres server;

    PostgresSurroundingsTest() {
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    String user() {
        return "postgres";
    }
}
