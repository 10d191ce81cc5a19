package io.cpni.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Derives from a customer's words what the customer refuses besides uses of data, at any instant (rules R-DNC-1,
 * R-DNC-2, R-SEED-OPT). A word about all numbers replaces earlier ones about single numbers.
 *
 * <p>As everywhere, a decision knows only what was recorded by its instant. Immutable.
 */
public final class PreferenceTimeline {

    /** Refusals last among equal instants, so that they win. */
    private static final Comparator<PreferenceChange> BY_INSTANT =
            Comparator.comparing(PreferenceChange::at).thenComparing(PreferenceChange::refused);

    private final List<PreferenceInterval> intervals = new ArrayList<>();

    private PreferenceTimeline(List<PreferenceChange> changes) {
        for (PreferenceFlag flag : PreferenceFlag.values()) {
            List<PreferenceChange> said =
                    changes.stream().filter(change -> change.flag() == flag).toList();
            DecisionSteps<List<PreferenceChange>> steps = DecisionSteps.of(
                    said, known -> known.stream().sorted(BY_INSTANT).toList());
            steps.spans(known -> spans(known, change -> change.contact().isEmpty())).stream()
                    .filter(Span::value)
                    .forEach(span -> add(flag, Optional.empty(), span));
            for (ContactId number : numbers(said)) {
                steps.spans(known -> spans(known, change -> change.concerns(number)))
                        .forEach(span -> add(flag, Optional.of(number), span));
            }
        }
    }

    /** Returns the timeline of one customer's events, given in any order; all but preferences are passed over. */
    public static PreferenceTimeline of(Collection<? extends ApprovalEvent> events) {
        return new PreferenceTimeline(events.stream()
                .filter(PreferenceChange.class::isInstance)
                .map(PreferenceChange.class::cast)
                .toList());
    }

    /** Returns what the customer refuses at the instant. */
    public CustomerPreferences at(Instant instant) {
        return CustomerPreferences.of(intervals.stream()
                .filter(interval -> interval.contains(instant))
                .toList());
    }

    /** Returns the periods for storage: those of all numbers, and complete ones of each number named. */
    public List<PreferenceInterval> intervals() {
        return List.copyOf(intervals);
    }

    private void add(PreferenceFlag flag, Optional<ContactId> contact, Span<Boolean> span) {
        intervals.add(new PreferenceInterval(flag, contact, span.value(), span.from(), span.to()));
    }

    private static Set<ContactId> numbers(List<PreferenceChange> said) {
        return said.stream()
                .flatMap(change -> change.contact().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Span<Boolean>> spans(List<PreferenceChange> known, Predicate<PreferenceChange> concerned) {
        List<PreferenceChange> said = known.stream().filter(concerned).toList();
        Spans<Boolean> spans = new Spans<>();
        for (int i = 0; i < said.size(); i++) {
            Instant until = i + 1 < said.size() ? said.get(i + 1).at() : ApprovalInterval.FOREVER;
            spans.add(said.get(i).refused(), said.get(i).at(), until);
        }
        return spans.toList();
    }
}
