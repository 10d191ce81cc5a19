package io.cpni.autoconfigure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;

/** Foreign models on PostgreSQL. */
class PostgresForeignModelsTest extends ForeignModelsContract {

    @AutoClose
    private EmbeddedPostgres server;

    @Override
    String url() throws IOException {
        server = EmbeddedPostgres.start();
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    boolean isNamed(String table) {
        return true;
    }
}
