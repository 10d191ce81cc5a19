package io.cpni.sql;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import org.junit.jupiter.api.Nested;

/** The gate on PostgreSQL. */
class PostgresGateTest {

    private static Carrier carrier() {
        return Carrier.open(TestDatabase.postgres(CustomerKeyType.BIGINT));
    }

    @Nested
    class Reads extends GateReads {
        Reads() {
            super(carrier(), carrier(), ReadForms.postgres());
        }
    }

    @Nested
    class Leaks extends GateLeaks {
        Leaks() {
            super(carrier(), carrier());
        }
    }

    @Nested
    class Writes extends GateWrites {
        Writes() {
            super(carrier(), carrier(), WriteForms.postgres());
        }
    }

    @Nested
    class BackDoors extends GateBackDoors {
        BackDoors() {
            super(carrier());
        }
    }

    @Nested
    class Audit extends GateAudit {
        Audit() {
            super(carrier());
        }
    }

    @Nested
    class Locks extends GateLocks {
        Locks() {
            super(carrier(), "SET lock_timeout = '200ms'");
        }
    }
}
