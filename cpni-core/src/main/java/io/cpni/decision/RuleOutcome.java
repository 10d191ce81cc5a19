package io.cpni.decision;

import java.util.Set;

/** What came of a rule that was considered. */
public sealed interface RuleOutcome {

    /** The rule is about something else, or added nothing. */
    record NotConcerned() implements RuleOutcome {}

    /**
     * A row permits.
     *
     * @param obligations what it obliges to
     */
    record Permits(Set<Obligation> obligations) implements RuleOutcome {

        /** Copies the obligations. */
        public Permits {
            obligations = Set.copyOf(obligations);
        }
    }

    /**
     * A row would permit but for something.
     *
     * @param reason what is missing
     */
    record Withholds(Reason reason) implements RuleOutcome {}

    /**
     * A ban denies.
     *
     * @param reason why
     */
    record Denies(Reason reason) implements RuleOutcome {}

    /**
     * A veto takes back what a row permits.
     *
     * @param row the id of the row
     * @param reason why
     */
    record Vetoes(String row, Reason reason) implements RuleOutcome {}

    /**
     * An adder adds obligations to the permit.
     *
     * @param obligations which
     */
    record Adds(Set<Obligation> obligations) implements RuleOutcome {

        /** Copies the obligations. */
        public Adds {
            obligations = Set.copyOf(obligations);
        }
    }
}
