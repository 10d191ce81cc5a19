package io.cpni.autoconfigure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AutoClose;

/** Every way out on PostgreSQL. */
class PostgresReadWaysTest extends ReadWaysContract {

    @AutoClose
    private final EmbeddedPostgres server = startServer();

    private static EmbeddedPostgres startServer() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for tests did not start", e);
        }
    }

    @Override
    WaysCarrier start() {
        return new WaysCarrier(server.getJdbcUrl("postgres", "postgres"), "postgres");
    }

    @Override
    String function() {
        return "create function callee_of(bigint) returns varchar language sql"
                + " as 'select callee from voice_call where id = $1'";
    }
}
