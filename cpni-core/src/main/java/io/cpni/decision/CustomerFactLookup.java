package io.cpni.decision;

import io.cpni.accessor.Accessor;

/** Looks open facts up for one customer. */
record CustomerFactLookup(CustomerFacts facts, Accessor accessor) implements PlanTree.FactLookup {

    @Override
    public Object valueOf(Atom atom) {
        if (atom instanceof Atom.Approval approval) {
            return facts.approval(approval.ask());
        }
        if (atom instanceof Atom.SubscribesAll subscribes) {
            return facts.subscribesAll(subscribes.categories());
        }
        if (atom instanceof Atom.Assigned) {
            return facts.assigned(accessor.id());
        }
        if (atom instanceof Atom.Own) {
            return accessor.customer().map(facts::own).orElse(Boolean.FALSE);
        }
        if (atom instanceof Atom.LargeGroup group) {
            return facts.groupSize() >= group.minimum();
        }
        throw new IllegalStateException("no lookup for fact " + atom);
    }
}
