package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalFinding;
import io.cpni.approval.ApprovalRule;
import io.cpni.approval.ApprovalScope;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.InMemoryApprovalStore;
import io.cpni.approval.OptOut;
import io.cpni.customer.CustomerFlags;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.ServiceCategory;
import io.cpni.rule.FccRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecisionTraceTest {

    /** Each context is tried with one customer; only one context of so many is tried at all. */
    private static final int SPREAD = 17;

    private static final CustomerId ANN = CustomerId.of(1);
    private static final RuleSet RULES = FccRules.current();

    @Test
    void whatIsExplainedIsWhatIsDecided() {
        AtomicLong denied = new AtomicLong();
        AtomicLong permitted = new AtomicLong();
        Arrays.stream(Purpose.values()).parallel().forEach(purpose -> {
            for (CarrierSettings carrier : AccessSpace.CARRIERS) {
                DecisionEngine engine = new DecisionEngine(RULES, AccessSpace.GRANTS, carrier);
                int number = purpose.ordinal();
                for (AccessSpace.Kind kind : AccessSpace.Kind.values()) {
                    for (Set<String> roles : AccessSpace.roles(kind, carrier)) {
                        for (AccessContext context : AccessSpace.contexts(purpose, kind, roles)) {
                            if (number++ % SPREAD == 0) {
                                boolean permits = explainsWhatItDecides(engine, context, number);
                                (permits ? permitted : denied).incrementAndGet();
                            }
                        }
                    }
                }
            }
        });

        assertThat(permitted.get()).isGreaterThan(100);
        assertThat(denied.get()).isGreaterThan(1_000);
    }

    private static boolean explainsWhatItDecides(DecisionEngine engine, AccessContext context, long seed) {
        DataCategory[] categories = DataCategory.values();
        DataCategory first = categories[(int) (seed % categories.length)];
        AccessRequest request = new AccessRequest(
                context,
                Operation.READ,
                seed % 3 == 0
                        ? List.of()
                        : List.of(DataItem.of(first), DataItem.aggregate(19), DataItem.of(DataCategory.IDENTITY)),
                seed % 2 == 0);
        CustomerFacts facts = new SampleCustomer(seed);
        DecisionTrace trace = engine.explain(request, facts, AccessSpace.NOW);

        assertThat(trace.decision()).isEqualTo(engine.decide(request, facts, AccessSpace.NOW));
        assertThat(trace.items())
                .extracting(DecisionTrace.Item::decision)
                .isEqualTo(engine.decideEach(request, facts, AccessSpace.NOW));
        assertThat(trace.render())
                .doesNotContain("Delta Net")
                .contains(trace.decision().reason().rule());
        return trace.decision() instanceof Decision.Permit;
    }

    @Test
    void everyCustomerOfAUseIsExplainedAsDecidedAndWhatWouldChangeItDoes() {
        DecisionEngine engine = new DecisionEngine(RULES, AccessSpace.GRANTS, CarrierSettings.voip());
        Explainer explainer = new Explainer(RULES, AccessSpace.GRANTS, CarrierSettings.voip());
        for (Purpose purpose : List.of(Purpose.MARKET, Purpose.CUSTOMER_ACCESS, Purpose.LEGAL)) {
            for (AccessContext context :
                    AccessSpace.contexts(purpose, AccessSpace.Kind.CUSTOMER, Set.of("assigned", "own-masked"))) {
                CustomerWorld.forEach(world -> {
                    DecisionTrace.Judged judged = explainer.explain(
                            new Explainer.Question(
                                    ContextKey.of(
                                            context,
                                            context.circumstances().asOf(AccessSpace.NOW),
                                            context.accessor().isTrainedAt(AccessSpace.NOW),
                                            Operation.READ),
                                    DataCategory.CALL_DETAIL,
                                    true),
                            world,
                            ask -> Optional.empty());
                    Decision decision = world.decide(engine, context, Operation.READ, DataCategory.CALL_DETAIL);
                    if (!judged.decision().equals(decision)) {
                        throw new AssertionError(decision + ", explained " + judged);
                    }
                    requireChangesHold(judged, engine, context, world);
                });
            }
        }
    }

    /** Holds the states of approval said to change the decision against the tree. */
    private static void requireChangesHold(
            DecisionTrace.Judged judged, DecisionEngine engine, AccessContext context, CustomerWorld world) {
        for (DecisionTrace.ApprovalBasis approval : judged.approvals()) {
            for (ApprovalState state : ApprovalState.values()) {
                Decision other = world.decide(engine, context, Operation.READ, DataCategory.CALL_DETAIL, state);
                boolean named = judged.changes().stream()
                        .filter(change -> change.fact().startsWith("approval"))
                        .anyMatch(change -> change.values().contains(state.name())
                                && change.decision().equals(other));
                if (named == other.equals(judged.decision())) {
                    throw new AssertionError(approval + " " + state + ": " + judged);
                }
            }
        }
    }

    @Test
    @Regulation(value = "64.2007(a)(2)", rules = "R-LIFE-3")
    void aDenialNamesTheOptOutThatTakesTheApproval() {
        InMemoryApprovalStore approvals = new InMemoryApprovalStore();
        Instant refused = Instant.parse("2026-05-01T12:00:00Z");
        approvals.append(ANN, new OptOut(refused, refused, ContactChannel.ONLINE, ApprovalScope.everything()));

        DecisionTrace trace = explain(stored(approvals), OfferPart.LOCAL);

        DecisionTrace.Judged judged = trace.items().get(0).judged().get(0);
        ApprovalAsk ask = new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.CALL_DETAIL);
        assertThat(trace.decision().reason().rule()).isEqualTo("R-2007-b1");
        assertThat(judged.approvals())
                .containsExactly(new DecisionTrace.ApprovalBasis(
                        ask,
                        ApprovalState.OPTED_OUT,
                        Optional.of(ApprovalRule.OPTED_OUT),
                        List.of("OPT_OUT 2026-05-01T12:00:00Z")));
        assertThat(judged.remedy()).contains(trace.decision().reason().remedy());
        assertThat(judged.changes())
                .anySatisfy(change -> {
                    assertThat(change.fact()).isEqualTo("approval for STAFF, MARKET, CALL_DETAIL");
                    assertThat(change.values()).containsExactly("DEEMED", "OPT_IN");
                    assertThat(change.decision()).isInstanceOf(Decision.Permit.class);
                })
                .anySatisfy(change -> {
                    assertThat(change.fact()).isEqualTo("customer takes LOCAL");
                    assertThat(change.values()).containsExactly("yes");
                    assertThat(change.decision().reason().rule()).isEqualTo("R-SEED-OO");
                });
        assertThat(trace)
                .hasToString(trace.render())
                .asString()
                .contains("R-LIFE-3 (47 CFR 64.2007(a)(2)), evidence OPT_OUT 2026-05-01T12:00:00Z")
                .contains("would change it: " + trace.decision().reason().remedy())
                .contains("if approval for STAFF, MARKET, CALL_DETAIL were DEEMED or OPT_IN: PERMIT by R-2007-b1");
    }

    @Test
    @Regulation(value = "64.2005(a)", rules = "R-SEED-OO")
    void rulesAreTracedInTheirOrderWithWhatTheyRead() {
        InMemoryApprovalStore approvals = new InMemoryApprovalStore();
        Instant refused = Instant.parse("2026-05-01T12:00:00Z");
        approvals.append(ANN, new OptOut(refused, refused, ContactChannel.ONLINE, ApprovalScope.everything()));

        List<DecisionTrace.Considered> rules = explain(stored(approvals), OfferPart.VOIP)
                .items()
                .get(0)
                .judged()
                .get(0)
                .rules();

        assertThat(rules.get(0).id()).isEqualTo("R-GEN-1");
        assertThat(rules)
                .extracting(DecisionTrace.Considered::id)
                .containsSubsequence(
                        "R-GEN-2",
                        "R-222-b",
                        "R-SEED-OPT",
                        "R-222-c1",
                        "R-2005-a",
                        "R-SEED-OO",
                        "R-2005-a1",
                        "R-2007-b1");
        assertThat(rule(rules, "R-222-c1").outcome()).isInstanceOf(RuleOutcome.NotConcerned.class);
        assertThat(rule(rules, "R-2005-a").outcome()).isEqualTo(new RuleOutcome.Permits(Set.of()));
        assertThat(rule(rules, "R-2005-a").read())
                .containsExactly(new DecisionTrace.Fact("customer takes VOIP", "yes"));
        assertThat(rule(rules, "R-SEED-OO").outcome())
                .isInstanceOfSatisfying(
                        RuleOutcome.Vetoes.class,
                        vetoes -> assertThat(vetoes.row()).isEqualTo("R-2005-a"));
        assertThat(rule(rules, "R-SEED-OO").read())
                .containsExactly(new DecisionTrace.Fact("approval for STAFF, MARKET, CALL_DETAIL", "OPTED_OUT"));
        assertThat(rule(rules, "R-2007-b1").outcome()).isInstanceOf(RuleOutcome.Withholds.class);
    }

    @Test
    void obligationsAreTracedToTheRuleThatAddsThem() {
        DecisionTrace trace = explain(stored(new InMemoryApprovalStore()), OfferPart.VOIP);

        List<DecisionTrace.Considered> rules =
                trace.items().get(0).judged().get(0).rules();
        assertThat(trace.decision()).isInstanceOf(Decision.Permit.class);
        assertThat(rule(rules, "R-2009-c1").outcome())
                .isEqualTo(new RuleOutcome.Adds(Set.of(Obligation.of(Obligation.Kind.RECORD_CAMPAIGN))));
        assertThat(trace.items().get(0).judged().get(0).remedy()).isEmpty();
    }

    @Test
    void aFindingIsNotAskedForUnlessTheApprovalWasRead() {
        CustomerFacts withoutEvidence = new SampleCustomer(3);
        AccessContext repair = AccessContext.of(
                        Accessor.staff("ann", Set.of("all"), AccessSpace.NOW.plusSeconds(1)), Purpose.PROVIDE_SERVICE)
                .build();

        DecisionTrace trace = engine().explain(request(repair), withoutEvidence, AccessSpace.NOW);

        assertThat(trace.items().get(0).judged().get(0).approvals()).isEmpty();
        assertThat(withoutEvidence.finding(new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.BILLING)))
                .isEmpty();
    }

    @Test
    void theFindingOfStoredFactsHasTheirState() {
        InMemoryApprovalStore approvals = new InMemoryApprovalStore();
        approvals.append(
                ANN, new OptOut(AccessSpace.NOW, AccessSpace.NOW, ContactChannel.ONLINE, ApprovalScope.everything()));
        ApprovalAsk ask = new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.BILLING);

        CustomerFacts facts = stored(approvals);

        assertThat(facts.finding(ask).map(ApprovalFinding::state)).contains(facts.approval(ask));
        assertThat(facts.finding(ask).flatMap(ApprovalFinding::rule)).contains(ApprovalRule.OPTED_OUT);
    }

    @Test
    void numbersAndNamesStayOutOfTheNamesOfFacts() {
        assertThat(FactNames.of(new Atom.Flag(io.cpni.customer.CustomerFlag.DO_NOT_CALL, Optional.of("+12125550100"))))
                .isEqualTo("DO_NOT_CALL for the one named");
        assertThat(FactNames.of(new Atom.Within(Optional.of(Instant.EPOCH), Optional.empty())))
                .doesNotContain("1970");
        assertThat(FactNames.value(Optional.empty())).isEqualTo("not known");
    }

    @Test
    void theYearsOfTheRuleBookAreChecked() {
        AccessContext repair = AccessContext.of(
                        Accessor.staff("ann", Set.of("all"), AccessSpace.NOW), Purpose.PROVIDE_SERVICE)
                .build();

        assertThatThrownBy(() -> engine().explain(request(repair), new SampleCustomer(1), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DecisionTrace explain(CustomerFacts facts, OfferPart offered) {
        AccessContext marketing = AccessContext.of(
                        Accessor.staff("ann", Set.of("all"), AccessSpace.NOW.plusSeconds(1)), Purpose.MARKET)
                .offer(Offer.of(offered))
                .build();
        return engine().explain(request(marketing), facts, AccessSpace.NOW);
    }

    private static DecisionEngine engine() {
        return new DecisionEngine(RULES, AccessSpace.GRANTS, CarrierSettings.voip());
    }

    private static AccessRequest request(AccessContext context) {
        return AccessRequest.of(context, Operation.READ, EnumSet.of(DataCategory.CALL_DETAIL));
    }

    private static CustomerFacts stored(InMemoryApprovalStore approvals) {
        return new StoredCustomerFacts.Stores(
                        approvals,
                        new NobodyAssigned(),
                        (customer, at) -> Set.of(ServiceCategory.VOIP),
                        CustomerFlags.none())
                .of(ANN, AccessSpace.NOW);
    }

    private static DecisionTrace.Considered rule(List<DecisionTrace.Considered> rules, String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow();
    }
}
