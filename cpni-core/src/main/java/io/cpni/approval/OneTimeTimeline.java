package io.cpni.approval;

import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derives from a customer's calls when an approval for the length of a call is in force: from the customer's yes, until
 * the call is over, or until the customer takes it back by an opt-out that concerns our staff or agents (222(d)(3),
 * 64.2008(f), 64.2007(a)(2)).
 *
 * <p>As everywhere, a decision knows only what was recorded by its instant. Immutable.
 */
public final class OneTimeTimeline {

    private final Map<OneTimeBasis, List<Span<Boolean>>> spans = new EnumMap<>(OneTimeBasis.class);

    private OneTimeTimeline(List<ApprovalEvent> events) {
        DecisionSteps<List<ApprovalEvent>> steps = DecisionSteps.of(events, known -> known);
        for (OneTimeBasis basis : OneTimeBasis.values()) {
            spans.put(basis, steps.spans(known -> inForce(known, basis)));
        }
    }

    /** Returns the timeline of one customer's events, given in any order; all but calls and opt-outs are passed over. */
    public static OneTimeTimeline of(Collection<? extends ApprovalEvent> events) {
        return new OneTimeTimeline(events.stream()
                .filter(event -> event instanceof CustomerCall || event instanceof OptOut)
                .map(ApprovalEvent.class::cast)
                .toList());
    }

    /** Returns the rules by which a one-time approval is in force at the instant; empty if none is. */
    public Set<OneTimeBasis> at(Instant instant) {
        Set<OneTimeBasis> bases = EnumSet.noneOf(OneTimeBasis.class);
        spans.forEach((basis, list) -> {
            if (Spans.at(list, instant).isPresent()) {
                bases.add(basis);
            }
        });
        return bases;
    }

    /** Returns the intervals in which one is in force, for each rule in order and without overlap. */
    public List<OneTimeInterval> intervals() {
        List<OneTimeInterval> intervals = new ArrayList<>();
        spans.forEach((basis, list) ->
                list.forEach(span -> intervals.add(new OneTimeInterval(basis, span.from(), span.to()))));
        return intervals;
    }

    private static List<Span<Boolean>> inForce(List<ApprovalEvent> known, OneTimeBasis basis) {
        List<Span<Boolean>> single = latest(known).stream()
                .filter(call -> call.bases().contains(basis))
                .map(call -> new Span<>(true, call.approvedAt().orElseThrow(), end(call, known)))
                .filter(span -> span.from().isBefore(span.to()))
                .sorted(Comparator.comparing(Span::from))
                .toList();
        Spans<Boolean> joined = new Spans<>();
        Instant end = Instant.MIN;
        for (Span<Boolean> span : single) {
            joined.add(true, span.from().isAfter(end) ? span.from() : end, span.to());
            end = span.to().isAfter(end) ? span.to() : end;
        }
        return joined.toList();
    }

    /** Returns each call as it was recorded last; of two records at the same instant the one that ends sooner. */
    private static Collection<CustomerCall> latest(List<ApprovalEvent> known) {
        Map<Instant, CustomerCall> calls = new LinkedHashMap<>();
        known.stream()
                .filter(CustomerCall.class::isInstance)
                .map(CustomerCall.class::cast)
                .sorted(Comparator.comparing(CustomerCall::recordedAt)
                        .thenComparing(
                                call -> call.until().orElse(ApprovalInterval.FOREVER), Comparator.reverseOrder()))
                .forEach(call -> calls.put(call.at(), call));
        return calls.values();
    }

    private static Instant end(CustomerCall call, List<ApprovalEvent> known) {
        Instant over = call.until().orElse(ApprovalInterval.FOREVER);
        return known.stream()
                .filter(event -> event instanceof OptOut optOut && takesBack(optOut.scope()))
                .map(ApprovalEvent::at)
                .filter(at -> !at.isBefore(call.approvedAt().orElseThrow()) && at.isBefore(over))
                .min(Comparator.naturalOrder())
                .orElse(over);
    }

    private static boolean takesBack(ApprovalScope scope) {
        return scope.recipients()
                .map(kinds -> kinds.contains(RecipientKind.STAFF) || kinds.contains(RecipientKind.AGENT))
                .orElse(true);
    }
}
