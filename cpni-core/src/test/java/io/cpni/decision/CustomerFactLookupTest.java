package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lookup tells the place of a value, which must be its place among the atom's values. */
class CustomerFactLookupTest {

    private static final Instant NOW = AccessSpace.NOW;
    private static final CustomerId CUSTOMER = CustomerId.of(1);
    private static final AccessContext CONTEXT = AccessContext.of(
                    Accessor.customer("ann", Set.of(), CUSTOMER), Purpose.MARKET)
            .subject(CUSTOMER)
            .build();
    private static final AccessContext OF_NOBODY = AccessContext.of(
                    Accessor.staff("ann", Set.of(), NOW), Purpose.MARKET)
            .build();

    @ParameterizedTest
    @EnumSource
    void findsEveryStateOfApproval(ApprovalState state) {
        Atom atom = new Atom.Approval(new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.USAGE));
        assertThat(found(atom, new UniformFacts(state, true), item(true))).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource
    void findsEveryFlagUpOrDown(CustomerFlag flag) {
        Atom atom = new Atom.Flag(flag, Optional.empty());
        for (boolean up : List.of(true, false)) {
            assertThat(found(atom, new UniformFacts(ApprovalState.NONE, up), item(true)))
                    .isEqualTo(up);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsEveryAnswer(boolean answer) {
        CustomerFacts facts = new UniformFacts(ApprovalState.NONE, answer);
        DataItem item = item(answer);
        assertThat(found(new Atom.SubscribesAll(EnumSet.allOf(ServiceCategory.class)), facts, item))
                .isEqualTo(answer);
        assertThat(found(new Atom.InScope(Set.of(GrantScope.ASSIGNED)), facts, item))
                .isEqualTo(answer);
        assertThat(found(new Atom.GlassBroken(Purpose.PROTECT), facts, item)).isEqualTo(answer);
        assertThat(found(new Atom.SubscribesAtLeast(2), facts, item)).isEqualTo(answer);
        assertThat(found(new Atom.Flag(CustomerFlag.UNLISTED, Optional.empty()), facts, item))
                .isEqualTo(answer);
        assertThat(found(new Atom.Assigned(), facts, item)).isEqualTo(answer);
        assertThat(found(new Atom.Own(), facts, item)).isEqualTo(answer);
        assertThat(found(new Atom.Subject(), facts, item)).isEqualTo(answer);
        assertThat(found(new Atom.FromOtherCarrier(), facts, item)).isEqualTo(answer);
        assertThat(found(new Atom.Recited(), facts, item)).isEqualTo(answer);
        assertThat(found(new Atom.LargeGroup(20), facts, item)).isEqualTo(answer);
        assertThat(found(new Atom.Within(Optional.of(NOW), Optional.empty()), facts, item))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource
    void findsEverySource(ServiceCategory source) {
        CustomerFacts facts = new UniformFacts(ApprovalState.NONE, true);
        assertThat(found(new Atom.Source(), facts, item(Optional.of(source), true)))
                .isEqualTo(Optional.of(source));
        assertThat(found(new Atom.Source(), facts, item(Optional.empty(), true)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void nobodyIsNeitherTheAccessorNorTheSubject() {
        CustomerFacts facts = new UniformFacts(ApprovalState.NONE, true);
        for (Atom atom : Set.of(new Atom.Own(), new Atom.Subject())) {
            int index = CustomerFactLookup.indexOf(atom, facts, OF_NOBODY, item(true));
            assertThat((Object) atom.values().get(index)).isEqualTo(false);
        }
    }

    @Test
    void aSubscriptionToSomeIsNotOneToAll() {
        CustomerFacts facts = new UniformFacts(ApprovalState.NONE, false) {
            @Override
            public boolean subscribes(ServiceCategory category) {
                return category == ServiceCategory.VOIP || category == ServiceCategory.LOCAL;
            }
        };
        DataItem item = item(true);
        assertThat(found(new Atom.SubscribesAll(Set.of(ServiceCategory.VOIP, ServiceCategory.LOCAL)), facts, item))
                .isEqualTo(true);
        assertThat(found(new Atom.SubscribesAll(Set.of(ServiceCategory.VOIP, ServiceCategory.CMRS)), facts, item))
                .isEqualTo(false);
        assertThat(found(new Atom.SubscribesAtLeast(2), facts, item)).isEqualTo(true);
        assertThat(found(new Atom.SubscribesAtLeast(3), facts, item)).isEqualTo(false);
    }

    @Test
    void ofAnUnknownCustomerNothingHoldsThatIsAboutCustomers() {
        Condition assigned = new Condition.Is(new Atom.Assigned(), Set.of(true));
        Condition notOnTheList =
                new Condition.Is(new Atom.Flag(CustomerFlag.DO_NOT_CALL, Optional.empty()), Set.of(false));
        for (boolean answer : List.of(true, false)) {
            Optional<CustomerFacts> facts = Optional.of(new UniformFacts(ApprovalState.NONE, answer));
            assertThat(assigned.holds(facts, CONTEXT, item(true))).isEqualTo(answer);
            assertThat(notOnTheList.holds(facts, CONTEXT, item(true))).isEqualTo(!answer);
        }

        assertThat(assigned.holds(Optional.empty(), CONTEXT, item(true))).isFalse();
        assertThat(notOnTheList.holds(Optional.empty(), CONTEXT, item(true))).isFalse();
        assertThat(Condition.always().holds(Optional.empty(), CONTEXT, item(true)))
                .isTrue();
        assertThat(Condition.never().holds(Optional.empty(), CONTEXT, item(true)))
                .isFalse();
    }

    @Test
    void whatIsKnownOfTheDataHoldsWhoeverTheCustomerIs() {
        Condition recited = new Condition.Is(new Atom.Recited(), Set.of(true));
        Condition assigned = new Condition.Is(new Atom.Assigned(), Set.of(true));
        Condition both = Condition.all(List.of(recited, assigned));
        Condition either = Condition.any(List.of(recited, assigned));
        for (boolean answer : List.of(true, false)) {
            DataItem item = item(answer);
            assertThat(recited.holds(Optional.empty(), CONTEXT, item)).isEqualTo(answer);
            assertThat(both.holds(Optional.empty(), CONTEXT, item)).isFalse();
            assertThat(both.holds(Optional.of(new UniformFacts(ApprovalState.NONE, true)), CONTEXT, item))
                    .isEqualTo(answer);
            assertThat(either.holds(Optional.empty(), CONTEXT, item)).isEqualTo(answer);
        }
    }

    private static Object found(Atom atom, CustomerFacts facts, DataItem item) {
        return atom.values().get(CustomerFactLookup.indexOf(atom, facts, CONTEXT, item));
    }

    private static DataItem item(boolean answer) {
        return item(Optional.empty(), answer);
    }

    private static DataItem item(Optional<ServiceCategory> source, boolean answer) {
        return new DataItem(
                DataCategory.CALL_DETAIL,
                source,
                Set.of(),
                OptionalInt.of(answer ? 20 : 19),
                false,
                answer,
                answer,
                answer ? Optional.of(NOW) : Optional.empty(),
                Optional.empty());
    }
}
