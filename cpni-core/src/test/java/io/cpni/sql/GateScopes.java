package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whom the scopes of grants let an accessor reach, in statements. What is decided one by one is compared in GateReads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateScopes {

    private final Carrier carrier;

    GateScopes(Carrier carrier) {
        this.carrier = carrier;
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    private Set<Long> seen(AccessContext context) throws SQLException {
        return AccessScope.within(context, () -> {
            try (Connection connection = carrier.guarded().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select a.customer_id from account a")) {
                Set<Long> customers = new TreeSet<>();
                while (rows.next()) {
                    customers.add(rows.getLong(1));
                }
                return customers;
            }
        });
    }

    @Test
    void aCarriersOwnScopeReachesItsCustomersInItsTime() throws SQLException {
        carrier.clock().turnTo(Carrier.NOW);
        assertThat(seen(Staff.regionalAgent())).containsExactly(Carrier.BEN, Carrier.DEE);

        carrier.workInRegion(Staff.RAY, Carrier.CY, Carrier.NOW.plusSeconds(60), Carrier.NOW.plusSeconds(120));
        assertThat(seen(Staff.regionalAgent())).doesNotContain(Carrier.CY);
        carrier.clock().turnTo(Carrier.NOW.plusSeconds(60));
        assertThat(seen(Staff.regionalAgent())).contains(Carrier.CY);
        carrier.clock().turnTo(Carrier.NOW.plusSeconds(120));
        assertThat(seen(Staff.regionalAgent())).containsExactly(Carrier.BEN, Carrier.DEE);
    }

    @Test
    void anEmergencyOpensOneCustomerForOnePurposeAndATime() throws SQLException {
        carrier.clock().turnTo(Carrier.NOW);
        assertThat(seen(Staff.onCall())).containsExactly(Carrier.CY);
        assertThat(seen(Staff.onCallForSomethingElse())).isEmpty();

        carrier.clock().turnTo(Carrier.NOW.plusSeconds(600).minusNanos(1000));
        assertThat(seen(Staff.onCall())).containsExactly(Carrier.CY);
        carrier.clock().turnTo(Carrier.NOW.plusSeconds(600));
        assertThat(seen(Staff.onCall())).isEmpty();
    }

    @Test
    void theRelationAndTheDecisionAgreeToTheInstant() {
        carrier.workInRegion(Staff.RAY, Carrier.FAY, Carrier.NOW.plusSeconds(60), Carrier.NOW.plusSeconds(120));

        assertThat(carrier.region().reaches(Staff.RAY, Carrier.id(Carrier.FAY), Carrier.NOW.plusNanos(59_999_999_000L)))
                .isFalse();
        assertThat(carrier.region().reaches(Staff.RAY, Carrier.id(Carrier.FAY), Carrier.NOW.plusSeconds(60)))
                .isTrue();
        assertThat(carrier.region().reaches(Staff.RAY, Carrier.id(Carrier.FAY), Carrier.NOW.plusSeconds(120)))
                .isFalse();
        assertThat(carrier.region().reaches(Staff.KIM, Carrier.id(Carrier.FAY), Carrier.NOW.plusSeconds(60)))
                .isFalse();
    }
}
