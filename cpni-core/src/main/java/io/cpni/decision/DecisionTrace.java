package io.cpni.decision;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalRule;
import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import java.util.List;
import java.util.Optional;

/**
 * Explains a decision to operators: what was considered, what it rests on and what would change it.
 *
 * <p>Holds no protected values: of the customer only states of approval, yes or no, and categories of service, with the
 * references of the evidence behind an approval. It says more than a caller who is denied may learn, so it is not for
 * callers.
 *
 * @param decision the decision, as {@link DecisionEngine#decide} gives it
 * @param items the decision for each piece of data, in the order asked for; one if none was
 */
public record DecisionTrace(Decision decision, List<Item> items) {

    /** Copies the items. */
    public DecisionTrace {
        items = List.copyOf(items);
    }

    /**
     * The decision for one piece of data.
     *
     * @param category what was asked for
     * @param decision the decision
     * @param judged as what it was judged: what it was derived from too (R-TAX-8, R-TAX-9)
     */
    public record Item(DataCategory category, Decision decision, List<Judged> judged) {

        /** Copies the list. */
        public Item {
            judged = List.copyOf(judged);
        }
    }

    /**
     * The decision for one category of data.
     *
     * @param category the category
     * @param decision the decision
     * @param rules the rules in the order in which they were considered, until one decided; a veto, and a rule of several
     *     kinds, may be there more than once
     * @param approvals what the states of approval that were read rest on
     * @param changes every fact that was read and alone, with another value, leads to another decision
     */
    public record Judged(
            DataCategory category,
            Decision decision,
            List<Considered> rules,
            List<ApprovalBasis> approvals,
            List<Change> changes) {

        /** Copies the lists. */
        public Judged {
            rules = List.copyOf(rules);
            approvals = List.copyOf(approvals);
            changes = List.copyOf(changes);
        }

        /** Returns what the rule that denies says would change the answer; empty for a permit. */
        public Optional<String> remedy() {
            return decision instanceof Decision.Deny deny
                    ? Optional.of(deny.reason().remedy())
                    : Optional.empty();
        }
    }

    /**
     * A rule that was considered.
     *
     * @param id the rule's id
     * @param citation the paragraph it comes from
     * @param outcome what came of it
     * @param read the facts of the customer and the data that it read
     */
    public record Considered(String id, String citation, RuleOutcome outcome, List<Fact> read) {

        /** Copies the facts. */
        public Considered {
            read = List.copyOf(read);
        }
    }

    /**
     * A fact of the customer or the data that a rule read.
     *
     * @param name the fact
     * @param value its value
     */
    public record Fact(String name, String value) {

        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    /**
     * What a state of approval rests on.
     *
     * @param ask the use
     * @param state the state
     * @param rule the rule of the life of approvals behind it; empty where nothing on record bears on the use, or nobody
     *     keeps the evidence
     * @param evidence the references of the events behind it
     */
    public record ApprovalBasis(
            ApprovalAsk ask, ApprovalState state, Optional<ApprovalRule> rule, List<String> evidence) {

        /** Copies the references. */
        public ApprovalBasis {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * A fact that, alone, would change the decision.
     *
     * @param fact the fact
     * @param values the values with which it would; each alone
     * @param decision what the decision would be
     */
    public record Change(String fact, List<String> values, Decision decision) {

        /** Copies the values. */
        public Change {
            values = List.copyOf(values);
        }
    }

    /** Returns the explanation as text of several lines, for operators. */
    public String render() {
        return TraceText.of(this);
    }

    @Override
    public String toString() {
        return render();
    }
}
