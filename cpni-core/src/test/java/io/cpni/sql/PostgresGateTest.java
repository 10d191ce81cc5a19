package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
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

    @Test
    void theMissingSideOfAFullJoinIsNoRecord() {
        try (Carrier carrier = carrier()) {
            Outcome.of(
                    carrier.guarded(),
                    Staff.clerk(),
                    "select a.id, c.id from account a full join call_record c on c.account_id = a.id and c.id = 100");

            assertThat(carrier.audit().entries().stream()
                            .filter(entry -> entry.kind() == AuditKind.OUTCOME)
                            .map(AuditEntry::customers))
                    .containsExactlyInAnyOrder(
                            CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 1L, Carrier.id(Carrier.DEE), 1L)),
                            CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 3L, Carrier.id(Carrier.DEE), 3L)));
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
            super(carrier(), carrier(), HostileForms.postgres());
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
            super(carrier(), carrier(), carrier(), SqlDialect.POSTGRESQL);
        }
    }
}
