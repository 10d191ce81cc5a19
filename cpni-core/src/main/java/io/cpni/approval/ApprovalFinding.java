package io.cpni.approval;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A state of approval with its reason. Immutable.
 *
 * @param state the state
 * @param rule the rule behind it; empty where nothing on record bears on the use, the state then being NONE
 * @param evidence the events behind it, in the order in which they happened; none that happened after the instant
 */
public record ApprovalFinding(ApprovalState state, Optional<ApprovalRule> rule, List<ApprovalEvent> evidence) {

    /**
     * Copies the evidence.
     *
     * @throws IllegalArgumentException if no rule is given for a state other than NONE
     */
    public ApprovalFinding {
        Objects.requireNonNull(state, "state");
        evidence = List.copyOf(evidence);
        if (rule.isEmpty() && state != ApprovalState.NONE) {
            throw new IllegalArgumentException("rule of a finding is empty, but the state is " + state);
        }
    }

    /** Returns the finding that nothing on record bears on the use. */
    static ApprovalFinding nothing() {
        return new ApprovalFinding(ApprovalState.NONE, Optional.empty(), List.of());
    }

    static ApprovalFinding of(ApprovalState state, ApprovalRule rule, List<? extends ApprovalEvent> evidence) {
        return new ApprovalFinding(state, Optional.of(rule), List.copyOf(evidence));
    }

    /** Returns the names of the pieces of evidence, for the audit record: {@link ApprovalEvent#reference}. */
    public List<String> references() {
        return evidence.stream().map(ApprovalEvent::reference).toList();
    }
}
