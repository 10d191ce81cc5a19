package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link AssignmentStore} does. */
public abstract class AssignmentStoreContract {

    private static final CustomerId ADA = CustomerId.of(1);
    private static final CustomerId BEN = CustomerId.of(2);
    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /** Returns an empty store; the same one during a test. */
    protected abstract AssignmentStore store();

    @Test
    void anAssignmentIsInForceInItsHalfOpenPeriod() {
        Assignment assignment = new Assignment("erin", ADA, "T-1", NINE, NOON);
        store().assign(assignment);

        assertThat(store().inForce("erin", NINE.minusNanos(1000))).isEmpty();
        assertThat(store().inForce("erin", NINE)).containsExactly(assignment);
        assertThat(store().inForce("erin", NOON.minusNanos(1000))).containsExactly(assignment);
        assertThat(store().inForce("erin", NOON)).isEmpty();
    }

    @Test
    void anAssignmentBelongsToItsAccessor() {
        store().assign(new Assignment("erin", ADA, "T-1", NINE, NOON));

        assertThat(store().inForce("frank", TEN)).isEmpty();
    }

    @Test
    void endingTouchesThatCustomerOnly() {
        store().assign(new Assignment("erin", ADA, "T-1", NINE, NOON));
        store().assign(new Assignment("erin", ADA, "T-2", NINE, NOON));
        store().assign(new Assignment("erin", BEN, "T-3", NINE, NOON));
        store().assign(new Assignment("frank", ADA, "T-4", NINE, NOON));

        assertThat(store().end("erin", ADA, TEN)).isEqualTo(2);

        assertThat(store().inForce("erin", TEN)).extracting(Assignment::ticket).containsExactly("T-3");
        assertThat(store().inForce("frank", TEN)).hasSize(1);
        assertThat(store().inForce("erin", TEN.minusNanos(1000))).hasSize(3);
    }

    @Test
    void endingEndsWhatWasToBeginLater() {
        store().assign(new Assignment("erin", ADA, "T-1", TEN, NOON));

        assertThat(store().end("erin", ADA, NINE)).isEqualTo(1);

        assertThat(store().inForce("erin", TEN)).isEmpty();
        assertThat(store().end("erin", ADA, NINE)).isZero();
    }

    @Test
    void endingAtTheFirstInstantLeavesNothing() {
        store().assign(new Assignment("erin", ADA, "T-1", NINE, NOON));

        assertThat(store().end("erin", ADA, NINE)).isEqualTo(1);

        assertThat(store().inForce("erin", NINE)).isEmpty();
    }

    @Test
    void anEndInThePastIsNotMoved() {
        store().assign(new Assignment("erin", ADA, "T-1", NINE, TEN));

        assertThat(store().end("erin", ADA, NOON)).isZero();
        assertThat(store().inForce("erin", NINE)).hasSize(1);
    }

    @Test
    void aTicketThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> store().assign(new Assignment("erin", ADA, "T".repeat(501), NINE, TEN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ticket");
    }
}
