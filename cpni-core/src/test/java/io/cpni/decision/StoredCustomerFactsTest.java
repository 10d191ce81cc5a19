package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.approval.InMemoryApprovalStore;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoredCustomerFactsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void theServicesTakenAreAskedForOnceHoweverManyAreLookedAt() {
        AtomicInteger queries = new AtomicInteger();
        CustomerFacts facts = new StoredCustomerFacts.Stores(
                        new InMemoryApprovalStore(),
                        new NobodyAssigned(),
                        (customer, at) -> {
                            queries.incrementAndGet();
                            return Set.of(ServiceCategory.VOIP);
                        },
                        (customer, flag, detail, at) -> false)
                .of(CustomerId.of(1), NOW);

        for (ServiceCategory category : ServiceCategory.values()) {
            assertThat(facts.subscribes(category)).isEqualTo(category == ServiceCategory.VOIP);
        }
        assertThat(queries).hasValue(1);
    }
}
