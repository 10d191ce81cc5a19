package io.cpni.sql;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import org.junit.jupiter.api.Nested;

/** Names with a schema on each database. */
class SchemasTest {

    @Nested
    class H2 extends GateSchemas {
        H2() {
            super(Carrier.open(TestDatabase.h2(CustomerKeyType.BIGINT)));
        }
    }

    @Nested
    class Postgres extends GateSchemas {
        Postgres() {
            super(Carrier.open(TestDatabase.postgres(CustomerKeyType.BIGINT)));
        }
    }

    @Nested
    class MariaDb extends GateSchemas {
        MariaDb() {
            super(Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT)));
        }
    }
}
