package io.cpni.audit;

import java.util.Set;

/** Says which records a legal hold keeps. */
final class PurgeRules {

    private PurgeRules() {}

    /** Tells whether a hold's period covers a record: when it happened, when its access did, or when it was written. */
    static boolean isOfPeriod(Leaf leaf, HoldTable.Row hold) {
        return hold.covers(leaf.loggedMicros())
                || hold.covers(leaf.body().atMicros())
                || leaf.body()
                        .intent()
                        .filter(intent -> hold.covers(Micros.of(intent.at())))
                        .isPresent();
    }

    /**
     * Tells whether a hold keeps a record. A hold on a customer's records keeps those too that cannot tell whose rows were
     * released: what may have concerned the customer is evidence.
     *
     * @param closed the accesses around this record that have an outcome, which tells more than they do
     */
    static boolean isHeld(RecordTable.Row row, Leaf leaf, HoldTable.Row hold, Set<Long> closed) {
        if (!isOfPeriod(leaf, hold)) {
            return false;
        }
        Set<Integer> persons = hold.persons();
        return persons == null
                || Mentioned.by(row, leaf).stream().anyMatch(persons::contains)
                || mayConcernAnybody(leaf, closed);
    }

    private static boolean mayConcernAnybody(Leaf leaf, Set<Long> closed) {
        AuditKind kind = leaf.body().kind();
        return leaf.tail().concern() == Leaf.Concern.SCOPE
                && (kind == AuditKind.OUTCOME
                        || (kind.releases() && !closed.contains(leaf.position().seq())));
    }
}
