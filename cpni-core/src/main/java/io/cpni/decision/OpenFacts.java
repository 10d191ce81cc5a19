package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Contact;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Grounds;
import io.cpni.accessor.Operation;
import io.cpni.accessor.RecordPeriod;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Facts of a context, with those of the customer left to a lookup. */
record OpenFacts(
        AccessContext.Circumstances circumstances,
        Set<String> roles,
        boolean trained,
        boolean sales,
        boolean isCustomer,
        boolean hasSubject,
        Operation operation,
        DataCategory category,
        boolean needed,
        Grants grants,
        CarrierSettings carrier,
        PlanTree.FactLookup open)
        implements Facts {

    static OpenFacts of(
            ContextKey context,
            DataCategory category,
            boolean needed,
            Grants grants,
            CarrierSettings carrier,
            PlanTree.FactLookup open) {
        return new OpenFacts(
                context.circumstances(),
                context.roles(),
                context.trained(),
                context.sales(),
                context.isCustomer(),
                context.hasSubject(),
                context.operation(),
                category,
                needed,
                grants,
                carrier,
                open);
    }

    @Override
    public Purpose purpose() {
        return circumstances.purpose();
    }

    @Override
    public Purpose actualPurpose() {
        return circumstances.actualPurpose().orElse(circumstances.purpose());
    }

    @Override
    public <G extends Grounds> Optional<G> grounds(Class<G> kind) {
        return circumstances.grounds(kind);
    }

    @Override
    public Recipient recipient() {
        return circumstances.recipient();
    }

    @Override
    public Optional<Offer> offer() {
        return circumstances.offer();
    }

    @Override
    public Optional<Contact> contact() {
        return circumstances.contact();
    }

    @Override
    public CustomerVerification verification() {
        return circumstances.verification();
    }

    @Override
    public Optional<Set<MaskStyle>> needToKnow() {
        List<Grant> matching = grants.matching(roles, purpose(), category, operation);
        Need need = new Need();
        reach(matching, GrantScope.ALL, need);
        // Narrower grants are looked at only where they can add something: reading them opens a fact per customer.
        if (!need.showsEverything() && any(matching, GrantScope.OWN) && own()) {
            reach(matching, GrantScope.OWN, need);
        }
        if (!need.showsEverything() && any(matching, GrantScope.ASSIGNED) && is(new Atom.Assigned())) {
            reach(matching, GrantScope.ASSIGNED, need);
        }
        // What gives the same is one fact, so that a carrier's many scopes do not make many branches.
        scopesByMasks(matching).forEach((masks, scopes) -> {
            if (need.gainsFrom(masks) && is(new Atom.InScope(scopes))) {
                need.add(masks);
            }
        });
        if (!need.showsEverything() && any(matching, GrantScope.BREAK_GLASS) && is(new Atom.GlassBroken(purpose()))) {
            reach(matching, GrantScope.BREAK_GLASS, need);
        }
        return need.masks();
    }

    @Override
    public ApprovalState approval() {
        return (ApprovalState) open.valueOf(new Atom.Approval(new ApprovalAsk(recipient(), purpose(), category)));
    }

    @Override
    public boolean subscribesToWholeOffer() {
        Set<ServiceCategory> offered = offer().map(Offer::serviceCategories).orElse(Set.of());
        return !offered.isEmpty() && is(new Atom.SubscribesAll(offered));
    }

    @Override
    public boolean subscribesAtLeast(int categories) {
        return is(new Atom.SubscribesAtLeast(categories));
    }

    @Override
    public boolean flag(CustomerFlag flag) {
        return is(new Atom.Flag(flag, Optional.empty()));
    }

    @Override
    public boolean flag(CustomerFlag flag, String detail) {
        return is(new Atom.Flag(flag, Optional.of(detail)));
    }

    @Override
    public boolean own() {
        return isCustomer && is(new Atom.Own());
    }

    @Override
    public boolean ofSubject() {
        return hasSubject ? is(new Atom.Subject()) : own();
    }

    @Override
    public boolean withinLimits() {
        Optional<RecordPeriod> period = circumstances.period();
        return (!hasSubject || is(new Atom.Subject()))
                && (period.isEmpty() || within(period.map(RecordPeriod::from), period.map(RecordPeriod::until)));
    }

    @Override
    @SuppressWarnings("unchecked") // the values of this atom are of this type
    public Optional<ServiceCategory> source() {
        return (Optional<ServiceCategory>) open.valueOf(new Atom.Source());
    }

    @Override
    public boolean fromOtherCarrier() {
        return is(new Atom.FromOtherCarrier());
    }

    @Override
    public boolean recited() {
        return is(new Atom.Recited());
    }

    @Override
    public boolean within(Optional<Instant> from, Optional<Instant> until) {
        return (from.isEmpty() && until.isEmpty()) || is(new Atom.Within(from, until));
    }

    @Override
    public boolean largeGroup() {
        return is(new Atom.LargeGroup(carrier.minimumAggregateGroup()));
    }

    private boolean is(Atom atom) {
        return (Boolean) open.valueOf(atom);
    }

    private static boolean any(List<Grant> grants, GrantScope scope) {
        return grants.stream().anyMatch(grant -> grant.scope().equals(scope));
    }

    /** Returns the carrier's own scopes by what their grants mask, those that mask least first. */
    private static Map<Set<MaskStyle>, Set<GrantScope>> scopesByMasks(List<Grant> grants) {
        Map<Set<MaskStyle>, Set<GrantScope>> byMasks = new TreeMap<>(Comparator.<Set<MaskStyle>>comparingInt(Set::size)
                .thenComparing(masks -> masks.stream().sorted().toList().toString()));
        for (Grant grant : grants) {
            if (!grant.scope().isBuiltIn()) {
                byMasks.computeIfAbsent(grant.masks(), masks -> new TreeSet<>()).add(grant.scope());
            }
        }
        return byMasks;
    }

    private static void reach(List<Grant> grants, GrantScope scope, Need need) {
        for (Grant grant : grants) {
            if (grant.scope().equals(scope)) {
                need.add(grant.masks());
            }
        }
    }

    /** Collects applicable grants: a field stays masked only if every one of them masks it. */
    private static final class Need {

        private Optional<Set<MaskStyle>> masks = Optional.empty();

        void add(Set<MaskStyle> ofGrant) {
            Set<MaskStyle> both = EnumSet.noneOf(MaskStyle.class);
            both.addAll(ofGrant);
            masks.ifPresent(both::retainAll);
            masks = Optional.of(both);
        }

        boolean gainsFrom(Set<MaskStyle> ofGrant) {
            return masks.isEmpty() || !ofGrant.containsAll(masks.get());
        }

        boolean showsEverything() {
            return masks.isPresent() && masks.get().isEmpty();
        }

        Optional<Set<MaskStyle>> masks() {
            return masks;
        }
    }
}
