package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The gate on PostgreSQL. */
class PostgresGateTest {

    private static Carrier carrier() {
        return Carrier.open(TestDatabase.postgres(CustomerKeyType.BIGINT));
    }

    @Test
    void aServerThatReadsBackslashesInStringsIsNotSpokenTo() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres(CustomerKeyType.BIGINT);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            SqlDialect.POSTGRESQL.checkSession(connection);
            statement.execute("SET standard_conforming_strings = off");
            assertThatThrownBy(() -> SqlDialect.POSTGRESQL.checkSession(connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("standard_conforming_strings");
            statement.execute("RESET standard_conforming_strings");
        }
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

    @Nested
    class Names extends GateNames {
        Names() {
            super(carrier());
        }

        @Override
        String valueColumn() {
            return "Value";
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
            super(TestDatabase.postgres(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class Obligations extends GateObligations {
        Obligations() {
            super(TestDatabase.postgres(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class Scopes extends GateScopes {
        Scopes() {
            super(carrier());
        }
    }
}
