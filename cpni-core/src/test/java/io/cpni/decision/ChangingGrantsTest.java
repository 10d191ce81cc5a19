package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.GrantSource;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.approval.InMemoryApprovalStore;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.purpose.Purpose;
import io.cpni.rule.FccRules;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of decisions and plans when grants change while the engine runs. */
class ChangingGrantsTest {

    private static final Grants BILLING = Grants.of(List.of(grant("billing")));
    private static final Grants NONE = Grants.of(List.of());
    private static final AccessContext BILL = AccessContext.of(
                    Accessor.staff("ann", Set.of("billing"), AccessSpace.NOW.plusSeconds(60)), Purpose.BILL_COLLECT)
            .build();
    private static final TableLabels CALLS = new TableLabels(
            "phone_call",
            Set.of(DataCategory.CALL_DETAIL),
            List.of(new ColumnLabel(
                    "callee",
                    Set.of(DataCategory.CALL_DETAIL),
                    MaskStyle.TELEPHONE_NUMBER,
                    ColumnRole.NONE,
                    ValueFamily.TEXT,
                    false)),
            CustomerKeyPath.direct("customer_id"));

    private static final CustomerFacts FACTS = new StoredCustomerFacts.Stores(
                    new InMemoryApprovalStore(),
                    nobodyIsAssigned(),
                    (customer, at) -> Set.of(),
                    (customer, flag, detail, at) -> false)
            .of(CustomerId.of(1), AccessSpace.NOW);

    private final AtomicReference<Grants> grants = new AtomicReference<>(BILLING);
    private final DecisionEngine engine = engine(grants::get);

    private static DecisionEngine engine(GrantSource source) {
        return new DecisionEngine(FccRules.current(), source, CarrierSettings.voip());
    }

    private static AssignmentStore nobodyIsAssigned() {
        return new AssignmentStore() {
            @Override
            public void assign(Assignment assignment) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int end(String accessorId, CustomerId customer, Instant at) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Assignment> inForce(String accessorId, Instant at) {
                return List.of();
            }
        };
    }

    private static Grant grant(String role) {
        return new Grant(
                role,
                Set.of(Purpose.BILL_COLLECT),
                Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING),
                Set.of(Operation.READ),
                GrantScope.ALL,
                Set.of());
    }

    private static AccessPlan plan(DecisionEngine engine) {
        return engine.plan(BILL, Operation.READ, CALLS, AccessSpace.NOW);
    }

    private static Decision decide(DecisionEngine engine) {
        return engine.decide(
                BILL,
                Operation.READ,
                DataCategory.CALL_DETAIL,
                atom -> atom.values().get(1),
                AccessSpace.NOW);
    }

    @Test
    void aChangeReachesDecisionsAndPlansAlike() {
        assertThat(plan(engine).denial()).isEmpty();
        assertThat(decide(engine)).isInstanceOf(Decision.Permit.class);

        grants.set(NONE);
        assertThat(plan(engine).denial())
                .hasValueSatisfying(deny -> assertThat(deny.reason().rule()).isEqualTo("R-GEN-1"));
        assertThat(decide(engine)).isInstanceOf(Decision.Deny.class);

        grants.set(BILLING);
        assertThat(plan(engine).denial()).isEmpty();
        assertThat(decide(engine)).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void aPlanThatAChangeDoesNotConcernStaysTheSameObject() {
        AccessPlan before = plan(engine);
        grants.set(Grants.of(List.of(grant("billing"), grant("other"))));

        assertThat(plan(engine)).isSameAs(before);
    }

    @Test
    void oneDecisionIsMadeUnderOneVersionOfTheGrants() {
        AtomicInteger asked = new AtomicInteger();
        DecisionEngine changing = engine(() -> asked.getAndIncrement() % 2 == 0 ? BILLING : NONE);
        AccessRequest request =
                AccessRequest.of(BILL, Operation.READ, Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING));

        for (int i = 0; i < 10; i++) {
            List<Decision> decisions = changing.decideEach(request, FACTS, AccessSpace.NOW);
            assertThat(decisions).hasSize(2);
            Class<?> expected = i % 2 == 0 ? Decision.Permit.class : Decision.Deny.class;
            assertThat(decisions).hasOnlyElementsOfType(expected);
        }
    }

    @Test
    void howeverThreadsMeetNoneDecidesByGrantsItWasNotGiven() {
        ThreadLocal<Grants> given = ThreadLocal.withInitial(() -> NONE);
        DecisionEngine shared = engine(given::get);

        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        boolean granted = (i + thread) % 2 == 0;
                        given.set(granted ? BILLING : NONE);
                        assertThat(plan(shared).denial().isEmpty()).isEqualTo(granted);
                        assertThat(decide(shared) instanceof Decision.Permit).isEqualTo(granted);
                    }
                }))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(threads).join();
    }

    @Test
    void whereTheGrantsCannotBeToldNothingIsDecided() {
        DecisionEngine blind = engine(() -> {
            throw new StoreUnavailableException("grant store is down", new SQLException("gone"));
        });

        assertThatThrownBy(() -> plan(blind)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> decide(blind)).isInstanceOf(StoreUnavailableException.class);
    }
}
