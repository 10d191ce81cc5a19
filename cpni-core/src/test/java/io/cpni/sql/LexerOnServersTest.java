package io.cpni.sql;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import org.junit.jupiter.api.Nested;

/** The gate's lexer beside those of the servers. */
class LexerOnServersTest {

    @Nested
    class OnH2 extends LexerOnServers {
        OnH2() {
            super(TestDatabase.emptyH2(), SqlDialect.H2);
        }
    }

    @Nested
    class OnPostgres extends LexerOnServers {
        OnPostgres() {
            super(TestDatabase.postgres(CustomerKeyType.BIGINT), SqlDialect.POSTGRESQL);
        }
    }
}
