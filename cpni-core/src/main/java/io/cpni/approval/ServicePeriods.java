package io.cpni.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When the customer was served, as known at one time (rule R-TAX-10). Without word of an end, always. */
final class ServicePeriods {

    private record Change(Instant at, boolean ends, ApprovalEvent event) {}

    /** Ends come first among equal instants, so that approvals end although service goes on. */
    private static final Comparator<Change> BY_INSTANT =
            Comparator.comparing(Change::at).thenComparing(change -> !change.ends());

    /** Ends and beginnings in turn, an end first. */
    private final List<Change> changes;

    private ServicePeriods(List<Change> changes) {
        this.changes = changes;
    }

    static ServicePeriods of(Collection<ServiceEnded> ends, Collection<ServiceBegan> beginnings) {
        List<Change> all = new ArrayList<>();
        ends.forEach(end -> all.add(new Change(end.at(), true, end)));
        beginnings.forEach(began -> all.add(new Change(began.at(), false, began)));
        all.sort(BY_INSTANT);
        List<Change> changes = new ArrayList<>();
        for (Change change : all) {
            if (change.ends() == (changes.size() % 2 == 0)) {
                changes.add(change);
            }
        }
        return new ServicePeriods(List.copyOf(changes));
    }

    /** Returns the instants at which the customer became a former one, in order. */
    List<Instant> ends() {
        return changes.stream().filter(Change::ends).map(Change::at).toList();
    }

    boolean isServed(Instant instant) {
        return changesBy(instant) % 2 == 0;
    }

    /** Tells whether the customer was served at the one instant and ever since until the other. */
    boolean isServedThroughout(Instant from, Instant to) {
        return isServed(from) && changesBy(from) == changesBy(to);
    }

    /** Returns the last end by the instant. */
    Optional<ApprovalEvent> lastEnd(Instant instant) {
        return changes.stream()
                .filter(Change::ends)
                .filter(change -> !change.at().isAfter(instant))
                .reduce((earlier, later) -> later)
                .map(Change::event);
    }

    private long changesBy(Instant instant) {
        return changes.stream().filter(change -> !change.at().isAfter(instant)).count();
    }
}
