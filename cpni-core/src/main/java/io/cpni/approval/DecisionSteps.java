package io.cpni.approval;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What is known at each instant: it changes when an event is known for the first time, and a decision is based on what
 * is known at its own instant (rule R-TIME-5).
 *
 * @param <H> what follows from the events known
 */
final class DecisionSteps<H> {

    private record Step<H>(Instant from, H history) {}

    private final List<Step<H>> steps;

    private DecisionSteps(List<Step<H>> steps) {
        this.steps = steps;
    }

    static <E extends ApprovalEvent, H> DecisionSteps<H> of(List<E> events, Function<List<E>, H> history) {
        return new DecisionSteps<>(events.stream()
                .map(ApprovalEvent::knownFrom)
                .distinct()
                .sorted()
                .map(from -> new Step<>(
                        from,
                        history.apply(events.stream()
                                .filter(event -> !event.knownFrom().isAfter(from))
                                .toList())))
                .toList());
    }

    List<H> histories() {
        return steps.stream().map(Step::history).toList();
    }

    /** Returns what decisions find: of each history the part that lies in its own step. */
    <V> List<Span<V>> spans(Function<H, List<Span<V>>> ofHistory) {
        Spans<V> spans = new Spans<>();
        for (int i = 0; i < steps.size(); i++) {
            Instant until = i + 1 < steps.size() ? steps.get(i + 1).from() : ApprovalInterval.FOREVER;
            spans.addWithin(
                    ofHistory.apply(steps.get(i).history()), steps.get(i).from(), until);
        }
        return spans.toList();
    }
}
