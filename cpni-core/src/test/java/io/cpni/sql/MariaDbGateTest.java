package io.cpni.sql;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import org.junit.jupiter.api.Nested;

/** The gate on MariaDB. */
class MariaDbGateTest {

    private static Carrier carrier() {
        return Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
    }

    @Nested
    class Reads extends GateReads {
        Reads() {
            super(carrier(), carrier(), ReadForms.mariaDb());
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
            super(carrier(), carrier(), WriteForms.mariaDb());
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
            super(carrier(), "SET innodb_lock_wait_timeout = 1");
        }
    }

    @Nested
    class Groups extends GateGroups {
        Groups() {
            super(carrier());
        }
    }

    @Nested
    class Tokens extends GateTokens {
        Tokens() {
            super(carrier());
        }
    }

    @Nested
    class Names extends GateNames {
        Names() {
            super(carrier());
        }

        @Override
        String valueColumn() {
            return "value";
        }
    }

    @Nested
    class Failures extends GateFailures {
        Failures() {
            super(carrier());
        }
    }

    @Nested
    class ServerTexts extends GateServerText {
        ServerTexts() {
            super(carrier());
        }
    }

    @Nested
    class Facts extends GateFacts {
        Facts() {
            super(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class Obligations extends GateObligations {
        Obligations() {
            super(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class Scopes extends GateScopes {
        Scopes() {
            super(carrier());
        }
    }
}
