package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grounds;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentContextsTest {

    private static final Instant NOW = AccessSpace.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final Accessor ANN = Accessor.staff("ann", Set.of("billing"), LATER);

    private final RecentContexts recent = new RecentContexts();

    @Test
    void findsAContextByWhatItSays() {
        RecentContexts.Entry entry = at(AccessContext.of(ANN, Purpose.MARKET), NOW);
        assertThat(at(AccessContext.of(ANN, Purpose.MARKET), NOW)).isSameAs(entry);
        assertThat(at(AccessContext.of(ANN, Purpose.MARKET), LATER.minusNanos(1)))
                .isSameAs(entry);
        Accessor bob = Accessor.staff("bob", Set.of("billing"), LATER.plusSeconds(1));
        assertThat(at(AccessContext.of(bob, Purpose.MARKET).justification("ticket 7"), NOW))
                .as("what no decision depends on")
                .isSameAs(entry);
    }

    @Test
    void keepsApartWhatDiffersInAnythingThatCounts() {
        RecentContexts.Entry entry = at(AccessContext.of(ANN, Purpose.MARKET), NOW);
        CustomerId customer = CustomerId.of(1);
        for (AccessContext.Builder other : List.of(
                AccessContext.of(ANN, Purpose.BILL_COLLECT),
                AccessContext.of(ANN, Purpose.MARKET).recipient(Recipient.of(RecipientKind.AGENT)),
                AccessContext.of(ANN, Purpose.MARKET).needs(DataCategory.USAGE),
                AccessContext.of(ANN, Purpose.MARKET).subject(customer),
                AccessContext.of(ANN.asSales(), Purpose.MARKET),
                AccessContext.of(Accessor.staff("ann", Set.of("care"), LATER), Purpose.MARKET),
                AccessContext.of(
                        new Accessor("ann", Set.of("billing"), Optional.of(LATER), Optional.of(customer), false),
                        Purpose.MARKET))) {
            assertThat(at(other, NOW).key()).isNotEqualTo(entry.key());
        }
        assertThat(recent.at(AccessContext.of(ANN, Purpose.MARKET).build(), Operation.UPDATE, NOW)
                        .key())
                .isNotEqualTo(entry.key());
    }

    @Test
    void evaluatesWhatDependsOnTimeForEachInstant() {
        AccessContext context = AccessContext.of(ANN, Purpose.LEGAL)
                .grounds(new Grounds.LegalProcess(
                        true,
                        true,
                        Optional.of(NOW.plusSeconds(60)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .build();
        RecentContexts.Entry inForce = recent.at(context, Operation.READ, NOW);
        assertThat(recent.at(context, Operation.READ, NOW.plusSeconds(59))).isSameAs(inForce);
        RecentContexts.Entry expired = recent.at(context, Operation.READ, NOW.plusSeconds(60));
        assertThat(expired.key().circumstances().grounds()).isEmpty();
        assertThat(expired.key().trained()).isTrue();
        assertThat(recent.at(context, Operation.READ, LATER).key().trained()).isFalse();
        assertThat(recent.at(context, Operation.READ, NOW).key()).isEqualTo(inForce.key());
    }

    @Test
    void isRightHoweverManyContextsShareItsPlaces() {
        for (int round = 0; round < 2; round++) {
            for (int role = 0; role < 2_000; role++) {
                Accessor accessor = Accessor.staff("ann", Set.of("role-" + role), LATER);
                assertThat(at(AccessContext.of(accessor, Purpose.MARKET), NOW)
                                .key()
                                .roles())
                        .containsExactly("role-" + role);
            }
        }
    }

    @Test
    void aKeyIsOfAContextIfItIsTheKeyOfOne() {
        List<AccessContext> contexts =
                AccessSpace.contexts(Purpose.ACCOUNT_CHANGE, AccessSpace.Kind.CUSTOMER, Set.of("own"));
        for (AccessContext one : contexts) {
            ContextKey key = ContextKey.of(one, one.circumstances(), true, Operation.READ);
            for (AccessContext other : contexts) {
                ContextKey otherKey = ContextKey.of(other, other.circumstances(), true, Operation.READ);
                assertThat(key.isOf(other, other.circumstances(), true, Operation.READ))
                        .isEqualTo(key.equals(otherKey));
            }
        }
    }

    private RecentContexts.Entry at(AccessContext.Builder context, Instant instant) {
        return recent.at(context.build(), Operation.READ, instant);
    }
}
