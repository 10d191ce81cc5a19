package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
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

    /** A query in the select list would be asked for each row. */
    @Test
    void aKeyThatIsReachedOverAnotherTableIsJoinedWhereThereIsAPlace() {
        try (Carrier carrier = carrier()) {
            assertThat(sent(carrier, "select c.id from call_record c where c.account_id = 10"))
                    .contains(
                            " left join (select cpni_h1.id as cpni_m, cpni_h1.customer_id as cpni_k from account cpni_h1)"
                                    + " cpni_j0 on cpni_j0.cpni_m = c.account_id where ");
            assertThat(sent(carrier, "select c.id, d.id from call_record c left join call_record d on d.id = c.id"))
                    .contains("cpni_j0 on cpni_j0.cpni_m = c.account_id", "cpni_j1 on cpni_j1.cpni_m = d.account_id");
            for (String noPlace : List.of(
                    "select c.id from call_record c, tariff t",
                    "select c.id from call_record c where c.id = 100 for update")) {
                assertThat(sent(carrier, noPlace))
                        .doesNotContain("cpni_j0")
                        .contains("(select cpni_h1.customer_id from account cpni_h1 where cpni_h1.id = c.account_id)");
            }
        }
    }

    /** Runs a statement and returns what the server got for it. */
    private static String sent(Carrier carrier, String sql) {
        List<String> sent = new ArrayList<>();
        assertThat(Outcome.of(carrier.guardedOver(noting(carrier.raw(), sent)), Staff.clerk(), sql)
                        .failure())
                .isEmpty();
        return sent.get(sent.size() - 1);
    }

    private static DataSource noting(DataSource driver, List<String> sent) {
        return proxy(DataSource.class, (source, method, arguments) -> {
            Object result = method.invoke(driver, arguments);
            return result instanceof Connection connection ? noting(connection, sent) : result;
        });
    }

    private static Connection noting(Connection driver, List<String> sent) {
        return proxy(Connection.class, (connection, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                sent.add((String) arguments[0]);
            }
            return method.invoke(driver, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
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
    class Kept extends GateRecords {
        Kept() {
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
