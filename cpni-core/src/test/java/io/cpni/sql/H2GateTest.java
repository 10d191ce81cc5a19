package io.cpni.sql;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import org.junit.jupiter.api.Nested;

/** The gate on H2. */
class H2GateTest {

    private static Carrier carrier() {
        return Carrier.open(TestDatabase.h2(CustomerKeyType.BIGINT));
    }

    @Nested
    class Reads extends GateReads {
        Reads() {
            super(carrier(), carrier(), ReadForms.h2());
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
            super(carrier(), carrier(), WriteForms.h2());
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
    class Kept extends GateRecords {
        Kept() {
            super(carrier());
        }
    }

    @Nested
    class Locks extends GateLocks {
        Locks() {
            super(carrier(), "SET LOCK_TIMEOUT 200");
        }
    }

    @Nested
    class Groups extends GateGroups {
        Groups() {
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
            return "\"value\"";
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
            super(TestDatabase.h2(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class Obligations extends GateObligations {
        Obligations() {
            super(TestDatabase.h2(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class Scopes extends GateScopes {
        Scopes() {
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
    class Masks extends GateMasks {
        Masks() {
            super(carrier());
        }
    }

    @Nested
    class Oracle extends GateOracle {
        Oracle() {
            super(carrier(), carrier(), carrier(), SqlDialect.H2);
        }
    }
}
