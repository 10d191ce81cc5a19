package io.cpni.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects spans in their order: empty ones are left out, and those of one value that continue each other become one. */
final class Spans<V> {

    private final List<Span<V>> list = new ArrayList<>();

    void add(V value, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return;
        }
        int last = list.size() - 1;
        if (last >= 0
                && list.get(last).value().equals(value)
                && list.get(last).to().equals(from)) {
            list.set(last, new Span<>(value, list.get(last).from(), to));
        } else {
            list.add(new Span<>(value, from, to));
        }
    }

    /** Adds the parts of the given spans that lie in the period. */
    void addWithin(List<Span<V>> spans, Instant from, Instant to) {
        for (Span<V> span : spans) {
            add(
                    span.value(),
                    span.from().isAfter(from) ? span.from() : from,
                    span.to().isBefore(to) ? span.to() : to);
        }
    }

    List<Span<V>> toList() {
        return List.copyOf(list);
    }

    static <V> Optional<V> at(List<Span<V>> spans, Instant at) {
        return spans.stream().filter(span -> span.contains(at)).findAny().map(Span::value);
    }
}
