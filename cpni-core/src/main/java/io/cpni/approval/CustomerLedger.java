package io.cpni.approval;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A customer's ledger after an append, with what the appended events can have changed. */
final class CustomerLedger {

    private final List<ApprovalEvent> events;
    private final Set<ApprovalEvent.Kind> added;

    private CustomerLedger(List<ApprovalEvent> events, Set<ApprovalEvent.Kind> added) {
        this.events = events;
        this.added = added;
    }

    /**
     * Returns the ledger with the new events at its end.
     *
     * @throws IllegalArgumentException if they do not fit the others
     */
    static CustomerLedger of(List<ApprovalEvent> before, List<ApprovalEvent> added) {
        List<ApprovalEvent> all = new ArrayList<>(before);
        all.addAll(added);
        References.check(all);
        Set<ApprovalEvent.Kind> kinds = EnumSet.noneOf(ApprovalEvent.Kind.class);
        added.forEach(event -> kinds.add(event.kind()));
        return new CustomerLedger(List.copyOf(all), kinds);
    }

    List<ApprovalEvent> events() {
        return events;
    }

    boolean changesApproval() {
        return added.stream().anyMatch(ApprovalEvent.Kind::changesApproval);
    }

    boolean changesOneTime() {
        return added.contains(ApprovalEvent.Kind.CALL) || added.contains(ApprovalEvent.Kind.OPT_OUT);
    }

    boolean changesPreferences() {
        return added.contains(ApprovalEvent.Kind.PREFERENCE);
    }
}
