package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.ServiceCategory;
import java.util.Optional;

/** Looks open facts up for one customer and piece of data. */
final class CustomerFactLookup {

    private static final ServiceCategory[] CATEGORIES = ServiceCategory.values();

    private CustomerFactLookup() {}

    /**
     * Returns which of the atom's values the fact has, by its place among {@link Atom#values()}.
     *
     * <p>A place, not the value: nothing is boxed or wrapped on the way down a tree.
     */
    static int indexOf(Atom atom, CustomerFacts facts, AccessContext context, DataItem item) {
        if (atom instanceof Atom.Approval approval) {
            return approval.values().indexOf(facts.approval(approval.ask()));
        }
        if (atom instanceof Atom.SubscribesAll subscribes) {
            return yesNo(atom, subscribesAll(subscribes, facts));
        }
        if (atom instanceof Atom.SubscribesAtLeast subscribes) {
            return yesNo(atom, subscribesAtLeast(subscribes.count(), facts));
        }
        if (atom instanceof Atom.Flag flag) {
            return yesNo(atom, facts.flag(flag.flag(), flag.detail()));
        }
        if (atom instanceof Atom.Assigned) {
            return yesNo(atom, facts.assigned(context.accessor().id()));
        }
        if (atom instanceof Atom.InScope in) {
            return yesNo(atom, isInScope(in, facts, context));
        }
        if (atom instanceof Atom.GlassBroken broken) {
            return yesNo(atom, facts.glassBroken(context.accessor().id(), broken.purpose()));
        }
        if (atom instanceof Atom.Own) {
            return yesNo(atom, isAbout(context.accessor().customer(), facts));
        }
        if (atom instanceof Atom.Subject) {
            return yesNo(atom, isAbout(context.subject(), facts));
        }
        return indexOf(atom, item);
    }

    /** Returns the value of a fact; empty if it is about customers and the customer is not known. */
    static Optional<Object> valueOf(Atom atom, Optional<CustomerFacts> facts, AccessContext context, DataItem item) {
        if (isOfData(atom)) {
            return Optional.of(atom.values().get(indexOf(atom, item)));
        }
        return facts.map(known -> atom.values().get(indexOf(atom, known, context, item)));
    }

    private static boolean isOfData(Atom atom) {
        return atom instanceof Atom.LargeGroup
                || atom instanceof Atom.Source
                || atom instanceof Atom.FromOtherCarrier
                || atom instanceof Atom.Recited
                || atom instanceof Atom.Within;
    }

    private static boolean isInScope(Atom.InScope in, CustomerFacts facts, AccessContext context) {
        return in.scopes().stream()
                .anyMatch(scope -> facts.inScope(scope, context.accessor().id()));
    }

    private static int indexOf(Atom atom, DataItem item) {
        if (atom instanceof Atom.LargeGroup group) {
            return yesNo(atom, item.isGroupOf(group.minimum()));
        }
        if (atom instanceof Atom.Source source) {
            return source.values().indexOf(item.source());
        }
        if (atom instanceof Atom.FromOtherCarrier) {
            return yesNo(atom, item.fromOtherCarrier());
        }
        if (atom instanceof Atom.Recited) {
            return yesNo(atom, item.recited());
        }
        if (atom instanceof Atom.Within within) {
            return yesNo(atom, item.isWithin(within.from(), within.until()));
        }
        throw new IllegalStateException("no lookup for fact " + atom);
    }

    /** Returns the place of an answer among the atom's two: which of them comes first is the atom's matter. */
    private static int yesNo(Atom atom, boolean yes) {
        return atom.values().get(0).equals(yes) ? 0 : 1;
    }

    private static boolean subscribesAll(Atom.SubscribesAll subscribes, CustomerFacts facts) {
        for (ServiceCategory category : subscribes.categories()) {
            if (!facts.subscribes(category)) {
                return false;
            }
        }
        return true;
    }

    private static boolean subscribesAtLeast(int count, CustomerFacts facts) {
        int taken = 0;
        for (ServiceCategory category : CATEGORIES) {
            if (facts.subscribes(category)) {
                taken++;
            }
        }
        return taken >= count;
    }

    private static boolean isAbout(Optional<CustomerId> customer, CustomerFacts facts) {
        return customer.isPresent() && facts.is(customer.get());
    }
}
