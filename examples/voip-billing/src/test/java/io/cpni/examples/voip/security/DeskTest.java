package io.cpni.examples.voip.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.customer.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Asks the register of customers on behalf of different people. */
class DeskTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Set<String> OFFICER = Set.of("officer");

    @Test
    void theRegisterIsTrainedForAsLongAsTheStaffWhoAskIt() {
        Instant until = NOW.plusSeconds(86_400);

        AccessContext context = lookUpBy(Accessor.staff("officer", OFFICER, until));

        assertThat(context.accessor().trainedUntil()).contains(until);
        assertThat(context.accessor().id()).isEqualTo("register");
        assertThat(context.onBehalfOf()).contains("officer");
    }

    @Test
    void staffWhoseTrainingRanOutGetNoFurtherThroughTheRegister() {
        Accessor lapsed = Accessor.staff("officer", OFFICER, NOW.minusSeconds(1));
        Accessor untrained = new Accessor("officer", OFFICER, Optional.empty(), Optional.empty(), false);

        assertThat(lookUpBy(lapsed).accessor().isTrainedAt(NOW)).isFalse();
        assertThat(lookUpBy(untrained).accessor().isTrainedAt(NOW)).isFalse();
    }

    @Test
    void theRegisterServesACustomerNowAndIsNotTrustedForEver() {
        Accessor customer = Accessor.customer("ada", Set.of("customer"), CustomerId.of(1));

        Accessor register = lookUpBy(customer).accessor();

        assertThat(register.isTrainedAt(NOW)).isTrue();
        assertThat(register.isTrainedAt(NOW.plusSeconds(3_600))).isFalse();
        assertThat(register.customer()).as("it is no customer").isEmpty();
    }

    private static AccessContext lookUpBy(Accessor accessor) {
        Desk desk = new Desk(() -> Optional.of(accessor), Clock.fixed(NOW, ZoneOffset.UTC));
        return desk.lookUp(() -> AccessScope.current().orElseThrow());
    }
}
