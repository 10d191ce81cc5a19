package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import io.cpni.label.TableLabels;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was decided for the contexts that were asked about lately, so that a decision that was made before costs
 * a comparison of contexts: no key is built and no cache is told that it was read.
 *
 * <p>A context is found by what it says, not by which object says it, and what of it depends on time is evaluated before
 * it is compared. It has one of two places, which contexts share; the one that came last stays. What is forgotten here is
 * found again in the engine's caches.
 *
 * <p>Safe for many threads: entries are published whole, and whoever loses a race looks up once more.
 */
final class RecentContexts {

    private static final int PLACES = 256;

    private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

    /** Returns the entry for a context at an instant. */
    Entry at(AccessContext context, Operation operation, Instant instant) {
        AccessContext.Circumstances asOf = context.circumstances().asOf(instant);
        boolean trained = context.accessor().isTrainedAt(instant);
        int first = placeOf(context, asOf, operation);
        Entry entry = entries.getAcquire(first);
        if (entry != null && entry.key.isOf(context, asOf, trained, operation)) {
            return entry;
        }
        Entry other = entries.getAcquire(first ^ 1);
        if (other != null && other.key.isOf(context, asOf, trained, operation)) {
            return other;
        }
        Entry created = new Entry(ContextKey.of(context, asOf, trained, operation));
        if (entry != null) {
            entries.setRelease(first ^ 1, entry);
        }
        entries.setRelease(first, created);
        return created;
    }

    /** Returns the first place of a context, by what most often tells contexts apart; the rest is compared only. */
    private static int placeOf(AccessContext context, AccessContext.Circumstances asOf, Operation operation) {
        int hash = context.accessor().roles().hashCode();
        hash = 31 * hash + operation.hashCode();
        hash = 31 * hash + asOf.purpose().hashCode();
        hash = 31 * hash + asOf.recipient().kind().hashCode();
        if (asOf.offer().isPresent()) {
            hash = 31 * hash + asOf.offer().get().hashCode();
        }
        if (asOf.contact().isPresent()) {
            hash = 31 * hash + asOf.contact().get().hashCode();
        }
        if (!asOf.verification().methods().isEmpty()) {
            hash = 31 * hash + asOf.verification().methods().hashCode();
        }
        if (!asOf.grounds().isEmpty()) {
            hash = 31 * hash + asOf.grounds().hashCode();
        }
        hash *= 0x9E3779B9; // spreads what differs in few bits
        return (hash >>> 16) & (PLACES - 1);
    }

    /** The trees and plans found for one context so far. */
    static final class Entry {

        private static final int PLANS = 16;

        private final ContextKey key;
        private final AtomicReferenceArray<@Nullable PlanTree> trees =
                new AtomicReferenceArray<>(2 * DataCategory.values().length);
        private final AtomicReferenceArray<@Nullable AccessPlan> plans = new AtomicReferenceArray<>(PLANS);

        private Entry(ContextKey key) {
            this.key = key;
        }

        ContextKey key() {
            return key;
        }

        /** Returns the tree for a category, if it was found before. */
        @Nullable PlanTree tree(DataCategory category, boolean needed) {
            return trees.getAcquire(placeOf(category, needed));
        }

        void remember(DataCategory category, boolean needed, PlanTree tree) {
            trees.setRelease(placeOf(category, needed), tree);
        }

        /** Returns the plan for a table, if it was found before and no other took its place. */
        @Nullable AccessPlan plan(TableLabels table) {
            AccessPlan plan = plans.getAcquire(placeOf(table));
            return plan != null && plan.table().equals(table) ? plan : null;
        }

        void remember(AccessPlan plan) {
            plans.setRelease(placeOf(plan.table()), plan);
        }

        @SuppressWarnings("EnumOrdinal") // a place in an array of this object, kept nowhere else
        private static int placeOf(DataCategory category, boolean needed) {
            return 2 * category.ordinal() + (needed ? 1 : 0);
        }

        private static int placeOf(TableLabels table) {
            return table.hashCode() & (PLANS - 1);
        }
    }
}
