package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.Grant;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalState;
import io.cpni.decision.AccessSpace;
import io.cpni.decision.Atom;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.CustomerWorld;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Obligation;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks what must hold of all rules together, for every context, category and customer. */
class RuleInvariantsTest {

    private static final Set<RecipientKind> OPT_IN_ONLY =
            EnumSet.of(RecipientKind.AFF_OTHER, RecipientKind.JV, RecipientKind.IC, RecipientKind.THIRD);

    private static final Map<Invariant, Queue<String>> VIOLATIONS = new EnumMap<>(Invariant.class);

    /** What must hold of every use of one category of data of one customer, in every state of approval. */
    private enum Invariant {
        OPTING_OUT_NEVER_PERMITS_MORE {
            @Override
            boolean holds(Use use, Map<ApprovalState, Decision> decisions) {
                return decisions.values().stream()
                        .allMatch(other -> noMore(decisions.get(ApprovalState.OPTED_OUT), other));
            }
        },
        OPT_IN_NEVER_PERMITS_LESS {
            @Override
            boolean holds(Use use, Map<ApprovalState, Decision> decisions) {
                return decisions.values().stream()
                        .allMatch(other -> noMore(other, decisions.get(ApprovalState.OPT_IN)));
            }
        },
        NO_CPNI_MARKETING_AFTER_OPT_OUT {
            @Override
            boolean holds(Use use, Map<ApprovalState, Decision> decisions) {
                return !use.context().purpose().isMarketing()
                        || !use.category().isCpni()
                        || !use.carrier().optOutBlocksAllCpniMarketing()
                        || decisions.get(ApprovalState.OPTED_OUT) instanceof Decision.Deny;
            }
        },
        NO_LOCATION_ON_DEEMED_APPROVAL {
            @Override
            boolean holds(Use use, Map<ApprovalState, Decision> decisions) {
                Purpose purpose = use.context().purpose();
                Decision deemed = decisions.get(ApprovalState.DEEMED);
                return use.category() != DataCategory.LOCATION
                        || noMore(deemed, decisions.get(ApprovalState.NONE))
                                && (deemed instanceof Decision.Deny
                                        || !purpose.isMarketing() && purpose != Purpose.ANALYTICS);
            }
        },
        NO_OUTSIDER_MARKETS_ON_DEEMED_APPROVAL {
            @Override
            boolean holds(Use use, Map<ApprovalState, Decision> decisions) {
                return !use.context().purpose().isMarketing()
                        || !use.category().isCpni()
                        || !OPT_IN_ONLY.contains(use.context().recipient().kind())
                        || decisions.get(ApprovalState.DEEMED) instanceof Decision.Deny;
            }
        },
        CRASH_ALERTS_SERVE_THE_CRASH_ALERT_ONLY {
            @Override
            boolean holds(Use use, Map<ApprovalState, Decision> decisions) {
                return use.category() != DataCategory.CRASH_ALERT
                        || use.context().purpose() == Purpose.PROVIDE_SERVICE
                                && use.context().recipient().kind() == RecipientKind.STAFF
                        || decisions.values().stream().allMatch(Decision.Deny.class::isInstance);
            }
        },
        NO_CPNI_WITHOUT_TRAINING {
            @Override
            boolean holds(Use use, Map<ApprovalState, Decision> decisions) {
                boolean atOwnData = use.context().recipient().kind() == RecipientKind.CUSTOMER
                        && use.context().accessor().customer().isPresent();
                return use.context().accessor().isTrainedAt(AccessSpace.NOW)
                        || atOwnData
                        || Categories.isIdentity(use.category())
                        || decisions.values().stream().allMatch(Decision.Deny.class::isInstance);
            }
        };

        abstract boolean holds(Use use, Map<ApprovalState, Decision> decisions);
    }

    /** Walks the space once for all invariants. */
    @BeforeAll
    static void decideEverything() {
        for (Invariant invariant : Invariant.values()) {
            VIOLATIONS.put(invariant, new ConcurrentLinkedQueue<>());
        }
        for (CarrierSettings carrier : AccessSpace.CARRIERS) {
            Arrays.stream(Purpose.values()).parallel().forEach(purpose -> {
                DecisionEngine engine = engine(AccessSpace.GRANTS, carrier);
                for (AccessSpace.Kind kind : AccessSpace.Kind.values()) {
                    for (Set<String> roles : AccessSpace.roles(kind, carrier)) {
                        for (AccessContext context : AccessSpace.contexts(purpose, kind, roles)) {
                            for (DataCategory category : DataCategory.values()) {
                                check(new Use(engine, carrier, context, category));
                            }
                        }
                    }
                }
            });
        }
    }

    private static void check(Use use) {
        CustomerWorld.forEach(world -> {
            Map<ApprovalState, Decision> decisions = new EnumMap<>(ApprovalState.class);
            for (ApprovalState state : ApprovalState.values()) {
                decisions.put(state, use.decide(world, state));
            }
            for (Invariant invariant : Invariant.values()) {
                if (!invariant.holds(use, decisions)) {
                    VIOLATIONS.get(invariant).add(use.context() + " " + use.category() + " " + world + " " + decisions);
                }
            }
        });
    }

    private static void assertHolds(Invariant invariant) {
        assertThat(VIOLATIONS.get(invariant)).isEmpty();
    }

    @Test
    @Regulation({"64.2007(a)(2)", "R-LIFE-3"})
    void optingOutNeverPermitsMoreThanAnyOtherState() {
        assertHolds(Invariant.OPTING_OUT_NEVER_PERMITS_MORE);
    }

    @Test
    @Regulation({"64.2003(k)", "64.2003(l)"})
    void optInNeverPermitsLessThanAnyOtherState() {
        assertHolds(Invariant.OPT_IN_NEVER_PERMITS_LESS);
    }

    @Test
    @Regulation("R-SEED-OO")
    void whoOptedOutIsNeverMarketedToWithCpniWhereThatIsPromised() {
        assertHolds(Invariant.NO_CPNI_MARKETING_AFTER_OPT_OUT);
    }

    @Test
    @Regulation({"222(f)(1)", "R-222-f1"})
    void locationIsNeverPermittedBecauseApprovalIsDeemed() {
        assertHolds(Invariant.NO_LOCATION_ON_DEEMED_APPROVAL);
    }

    @Test
    @Regulation({"222(f)(2)", "R-222-f2"})
    void aCrashAlertServesTheCrashAlertOnly() {
        assertHolds(Invariant.CRASH_ALERTS_SERVE_THE_CRASH_ALERT_ONLY);
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b4", "R-2007-b5", "R-2007-b6"})
    void nobodyOutsideMarketsBecauseApprovalIsDeemed() {
        assertHolds(Invariant.NO_OUTSIDER_MARKETS_ON_DEEMED_APPROVAL);
    }

    @Test
    @Regulation({"64.2009(b)", "R-GEN-2"})
    void whoIsNotTrainedIsNeverPermittedMoreThanNamesAndNumbers() {
        assertHolds(Invariant.NO_CPNI_WITHOUT_TRAINING);
    }

    @Test
    @Regulation({"222(a)", "R-GEN-1"})
    void takingAGrantAwayOrEndingWhatItReachesByNeverPermitsMore() {
        AccessSpace.Meeting signedIn = new AccessSpace.Meeting(
                Optional.of(Contact.of(ContactChannel.ONLINE, Contact.Party.CUSTOMER)),
                CustomerVerification.password());
        Optional<Offer> offer = Optional.of(Offer.of(OfferPart.VOIP));
        Arrays.stream(Purpose.values()).parallel().forEach(purpose -> {
            DecisionEngine engine = engine(AccessSpace.GRANTS, CarrierSettings.voip());
            for (AccessSpace.Kind kind : List.of(AccessSpace.Kind.TRAINED, AccessSpace.Kind.CUSTOMER)) {
                for (Set<String> roles : allRoles()) {
                    for (RecipientKind recipient : RecipientKind.values()) {
                        AccessContext context = AccessSpace.context(kind, roles, purpose, recipient, offer, signedIn);
                        for (DataCategory category : List.of(DataCategory.CALL_DETAIL, DataCategory.IDENTITY)) {
                            Use use = new Use(engine, CarrierSettings.voip(), context, category);
                            CustomerWorld.forEach(world -> {
                                requireFewerRolesPermitNoMore(use, world);
                                requireEndedReachPermitsNoMore(use, world);
                            });
                        }
                    }
                }
            }
        });
    }

    @Test
    @Regulation({"222(a)", "R-GEN-1"})
    void aGrantOfARoleIsAsGoodAsARoleOfItsOwn() {
        // The test above takes roles away, each with one grant; taking one of a role's grants away must do the same.
        List<Grant> all = AccessSpace.GRANTS.all();
        for (int without = 0; without < all.size(); without++) {
            List<Grant> oneRole = new ArrayList<>();
            Set<String> otherRoles = new LinkedHashSet<>();
            for (int i = 0; i < all.size(); i++) {
                if (i != without) {
                    Grant grant = all.get(i);
                    otherRoles.add(grant.role());
                    oneRole.add(new Grant(
                            "one",
                            grant.purposes(),
                            grant.categories(),
                            grant.operations(),
                            grant.scope(),
                            grant.masks()));
                }
            }
            DecisionEngine ofOne = engine(Grants.of(oneRole), CarrierSettings.voip());
            DecisionEngine ofMany = engine(AccessSpace.GRANTS, CarrierSettings.voip());
            for (Operation operation : Operation.values()) {
                AccessContext one = context(Set.of("one"));
                AccessContext many = context(otherRoles);
                CustomerWorld.forEach(world -> {
                    if (!world.decide(ofOne, one, operation, DataCategory.CALL_DETAIL)
                            .equals(world.decide(ofMany, many, operation, DataCategory.CALL_DETAIL))) {
                        throw new AssertionError("a role's grants do not add up as roles do: " + oneRole);
                    }
                });
            }
        }
    }

    private static AccessContext context(Set<String> roles) {
        return AccessContext.of(AccessSpace.Kind.CUSTOMER.with(roles), Purpose.BILL_COLLECT)
                .build();
    }

    private static void requireFewerRolesPermitNoMore(Use use, CustomerWorld world) {
        Decision before = use.decide(world);
        Set<String> roles = use.context().accessor().roles();
        for (String role : roles) {
            Set<String> fewer = new LinkedHashSet<>(roles);
            fewer.remove(role);
            Decision after = use.withRoles(fewer).decide(world);
            if (!noMore(after, before)) {
                throw new AssertionError("without the grant of " + role + ": " + after + ", with it " + before + ", "
                        + use.context() + " " + world);
            }
        }
    }

    /** An assignment ends, a customer leaves the scope, the glass is closed: each alone permits no more than before. */
    private static void requireEndedReachPermitsNoMore(Use use, CustomerWorld world) {
        Decision before = use.decide(world);
        for (Class<? extends Atom> reach : List.of(Atom.Assigned.class, Atom.InScope.class, Atom.GlassBroken.class)) {
            Decision after = world.decideWithout(reach, use.engine(), use.context(), Operation.READ, use.category());
            if (!noMore(after, before)) {
                throw new AssertionError("without " + reach.getSimpleName() + ": " + after + ", with it " + before
                        + ", " + use.context() + " " + world);
            }
        }
    }

    /** Tells whether whatever the first decision shows, the second shows too, with no further duty. */
    private static boolean noMore(Decision less, Decision more) {
        if (less instanceof Decision.Deny || less.equals(more)) {
            return true;
        }
        Decision.Permit permit = (Decision.Permit) less;
        return more instanceof Decision.Permit wider
                && Arrays.stream(MaskStyle.values()).allMatch(style -> permit.masks(style) || !wider.masks(style))
                && duties(permit).containsAll(duties(wider));
    }

    private static Set<Obligation.Kind> duties(Decision.Permit permit) {
        return permit.obligations().stream()
                .map(Obligation::kind)
                .filter(kind -> kind != Obligation.Kind.MASK)
                .collect(Collectors.toSet());
    }

    /** A use of one category of data in one context. */
    private record Use(DecisionEngine engine, CarrierSettings carrier, AccessContext context, DataCategory category) {

        Decision decide(CustomerWorld customer) {
            return customer.decide(engine, context, Operation.READ, category);
        }

        Decision decide(CustomerWorld customer, ApprovalState state) {
            return customer.decide(engine, context, Operation.READ, category, state);
        }

        Use withRoles(Set<String> roles) {
            AccessContext other = new AccessContext(
                    new Accessor(
                            context.accessor().id(),
                            roles,
                            context.accessor().trainedUntil(),
                            context.accessor().customer(),
                            context.accessor().sales()),
                    context.circumstances(),
                    context.subject(),
                    context.onBehalfOf(),
                    context.justification());
            return new Use(engine, carrier, other, category);
        }
    }

    /** Every combination of at most two of the roles that have a grant, and those of several that add up. */
    private static List<Set<String>> allRoles() {
        List<String> roles = AccessSpace.GRANTS.all().stream().map(Grant::role).toList();
        Set<Set<String>> all = new LinkedHashSet<>(AccessSpace.ROLES);
        all.add(Set.of());
        for (String one : roles) {
            for (String other : roles) {
                all.add(one.equals(other) ? Set.of(one) : Set.of(one, other));
            }
        }
        return List.copyOf(all);
    }

    private static DecisionEngine engine(Grants grants, CarrierSettings carrier) {
        return new DecisionEngine(FccRules.current(), grants, carrier);
    }
}
