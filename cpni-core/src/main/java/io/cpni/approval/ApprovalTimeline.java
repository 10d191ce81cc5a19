package io.cpni.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Derives from a customer's events the state of the customer's approval, for any use and instant (64.2007, 64.2008).
 *
 * <p>Unless asked otherwise, the state at an instant is the one that a decision at that instant is based on: it follows
 * from what was recorded by then, and what is recorded later does not change it. An event thus takes effect when it has
 * both happened and been recorded. The other form asks what we know now, or knew at another time, about an instant.
 *
 * <p>Immutable. Reads no clock: states that time alone brings about, such as DEEMED, are intervals that lie ahead.
 */
public final class ApprovalTimeline {

    /** The events that count from an instant on, until the next step. */
    private record Step(Instant from, KnownHistory history) {}

    private final List<ApprovalEvent> events;
    private final List<Step> steps;

    private ApprovalTimeline(List<ApprovalEvent> events, List<Step> steps) {
        this.events = events;
        this.steps = steps;
    }

    /**
     * Returns the timeline of one customer's events, given in any order.
     *
     * @throws IllegalArgumentException if two notices have the same id
     */
    public static ApprovalTimeline of(Collection<? extends ApprovalEvent> events) {
        List<ApprovalEvent> all = List.copyOf(events);
        List<Step> steps = all.stream()
                .map(ApprovalEvent::recordedAt)
                .distinct()
                .sorted()
                .map(instant -> new Step(instant, known(all, instant)))
                .toList();
        return new ApprovalTimeline(all, steps);
    }

    /** Returns the state on which a decision at the given instant is based. */
    public ApprovalState stateAt(ApprovalAsk ask, Instant at) {
        return Intervals.stateAt(intervals(ask), at);
    }

    /** Returns the state at an instant as it was known at another one. */
    public ApprovalState stateAt(ApprovalAsk ask, Instant at, Instant knownAt) {
        return Intervals.stateAt(known(events, knownAt).intervals(covering(ask)), at);
    }

    /**
     * Returns the intervals of the states on which decisions are based, in order and without overlap. Outside them the
     * state is NONE.
     */
    public List<ApprovalInterval> intervals(ApprovalAsk ask) {
        return intervals(covering(ask));
    }

    /**
     * Returns the same intervals for all uses at once: for each scope cell in which there are any. At most one of the
     * cells covers a use; where none does, the state is always NONE.
     */
    public Map<ScopeCell, List<ApprovalInterval>> cells() {
        Set<ApprovalScope> scopes = new HashSet<>();
        steps.forEach(step -> scopes.addAll(step.history().scopes()));
        return ScopePartition.of(scopes).cells(covering -> intervals(covering::contains));
    }

    private List<ApprovalInterval> intervals(Predicate<ApprovalScope> covers) {
        Intervals intervals = new Intervals();
        for (int i = 0; i < steps.size(); i++) {
            Instant until = i + 1 < steps.size() ? steps.get(i + 1).from() : ApprovalInterval.FOREVER;
            intervals.addWithin(
                    steps.get(i).history().intervals(covers), steps.get(i).from(), until);
        }
        return intervals.toList();
    }

    private static Predicate<ApprovalScope> covering(ApprovalAsk ask) {
        return scope -> scope.covers(ask);
    }

    private static KnownHistory known(List<ApprovalEvent> events, Instant instant) {
        List<ApprovalEvent> known = new ArrayList<>(events);
        known.removeIf(event -> event.recordedAt().isAfter(instant));
        return KnownHistory.of(known);
    }
}
