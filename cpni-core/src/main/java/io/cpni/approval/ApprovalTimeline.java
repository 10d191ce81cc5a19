package io.cpni.approval;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Derives from a customer's events the state of the customer's approval, for any use and instant (64.2007, 64.2008).
 *
 * <p>Unless asked otherwise, the state at an instant is the one that a decision at that instant is based on: it follows
 * from what was recorded by then, and what is recorded later does not change it. An event thus takes effect when it has
 * both happened and been recorded. The other form asks what we know now, or knew at another time, about an instant; the
 * return of a notice then counts from the beginning, as the notice was never given.
 *
 * <p>Calls and preferences among the events make no difference here: see {@link OneTimeTimeline} and
 * {@link PreferenceTimeline}.
 *
 * <p>Immutable. Reads no clock: states that time alone brings about, such as DEEMED, are intervals that lie ahead.
 */
public final class ApprovalTimeline {

    private final List<ApprovalEvent> events;
    private final DecisionSteps<KnownHistory> steps;

    private ApprovalTimeline(List<ApprovalEvent> events) {
        this.events = events;
        this.steps = DecisionSteps.of(events, KnownHistory::of);
    }

    /**
     * Returns the timeline of one customer's events, given in any order.
     *
     * @throws IllegalArgumentException if two notices have the same id, if a bounce or a repeated notice refers to a
     *     notice that is not among the events, or if a notice came back before it was given
     */
    public static ApprovalTimeline of(Collection<? extends ApprovalEvent> events) {
        References.check(events);
        return new ApprovalTimeline(events.stream()
                .filter(event -> event.kind().changesApproval())
                .map(ApprovalEvent.class::cast)
                .toList());
    }

    /** Returns the state on which a decision at the given instant is based. */
    public ApprovalState stateAt(ApprovalAsk ask, Instant at) {
        return state(spans(covering(ask)), at);
    }

    /** Returns the state at an instant as it was known at another one. */
    public ApprovalState stateAt(ApprovalAsk ask, Instant at, Instant knownAt) {
        return state(known(at, knownAt).spans(covering(ask)), at);
    }

    /** Returns the state on which a decision at the given instant is based, with the rule and the evidence behind it. */
    public ApprovalFinding explain(ApprovalAsk ask, Instant at) {
        return explain(ask, at, at);
    }

    /** Returns the state at an instant as it was known at another one, with the rule and the evidence behind it. */
    public ApprovalFinding explain(ApprovalAsk ask, Instant at, Instant knownAt) {
        return Explanation.of(known(at, knownAt), covering(ask), at);
    }

    /**
     * Returns from when on uses are to be reviewed, as a bounce known at the given instant has taken away the approval
     * on which they rested (64.2008(d)(3)(iii)); empty if no use can have done so. Once there is an answer it stays,
     * whatever becomes of the state, and only a further bounce can move it, to an earlier instant.
     */
    public Optional<Instant> reviewFrom(ApprovalAsk ask, Instant at) {
        List<Span<ApprovalState>> decided = spans(covering(ask));
        return events.stream()
                .filter(event -> event.kind() == ApprovalEvent.Kind.BOUNCE)
                .map(ApprovalEvent::knownFrom)
                .filter(learned -> !learned.isAfter(at))
                .distinct()
                .flatMap(learned -> review(ask, decided, learned).from().stream())
                .min(Comparator.naturalOrder());
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
        steps.histories().forEach(history -> scopes.addAll(history.scopes()));
        return new LinkedHashMap<>(ScopePartition.of(scopes).cells(covering -> intervals(covering::contains)));
    }

    private Review review(ApprovalAsk ask, List<Span<ApprovalState>> decided, Instant learned) {
        List<ApprovalEvent> after = events.stream()
                .filter(event -> !event.knownFrom().isAfter(learned))
                .toList();
        List<ApprovalEvent> before = after.stream()
                .filter(event -> event.kind() != ApprovalEvent.Kind.BOUNCE
                        || event.knownFrom().isBefore(learned))
                .toList();
        return new Review(
                decided,
                KnownHistory.of(before).spans(covering(ask)),
                KnownHistory.of(after).spans(covering(ask)),
                learned);
    }

    private List<ApprovalInterval> intervals(Predicate<ApprovalScope> covers) {
        return spans(covers).stream()
                .map(span -> new ApprovalInterval(span.value(), span.from(), span.to()))
                .toList();
    }

    private List<Span<ApprovalState>> spans(Predicate<ApprovalScope> covers) {
        return steps.spans(history -> history.spans(covers));
    }

    private static ApprovalState state(List<Span<ApprovalState>> spans, Instant at) {
        return Spans.at(spans, at).orElse(ApprovalState.NONE);
    }

    private static Predicate<ApprovalScope> covering(ApprovalAsk ask) {
        return scope -> scope.covers(ask);
    }

    /** Returns what was recorded by the one instant and had happened by the later of both. */
    private KnownHistory known(Instant at, Instant knownAt) {
        Instant happenedBy = at.isAfter(knownAt) ? at : knownAt;
        return KnownHistory.of(events.stream()
                .filter(event -> !event.recordedAt().isAfter(knownAt))
                .filter(event -> !event.at().isAfter(happenedBy))
                .toList());
    }
}
