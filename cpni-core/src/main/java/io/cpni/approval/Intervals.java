package io.cpni.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects intervals in their order: empty ones are left out, and those that continue each other become one. */
final class Intervals {

    private final List<ApprovalInterval> list = new ArrayList<>();

    void add(ApprovalState state, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return;
        }
        int last = list.size() - 1;
        if (last >= 0 && list.get(last).state() == state && list.get(last).to().equals(from)) {
            list.set(last, new ApprovalInterval(state, list.get(last).from(), to));
        } else {
            list.add(new ApprovalInterval(state, from, to));
        }
    }

    /** Adds the parts of the given intervals that lie in the period. */
    void addWithin(List<ApprovalInterval> intervals, Instant from, Instant to) {
        for (ApprovalInterval interval : intervals) {
            add(
                    interval.state(),
                    interval.from().isAfter(from) ? interval.from() : from,
                    interval.to().isBefore(to) ? interval.to() : to);
        }
    }

    List<ApprovalInterval> toList() {
        return List.copyOf(list);
    }

    static ApprovalState stateAt(List<ApprovalInterval> intervals, Instant at) {
        return intervals.stream()
                .filter(interval -> interval.contains(at))
                .findAny()
                .map(ApprovalInterval::state)
                .orElse(ApprovalState.NONE);
    }
}
