package io.cpni.decision;

import java.util.Optional;
import java.util.Set;

/** Tells what came of a rule from what it answered. */
final class RuleOutcomes {

    private static final RuleOutcome NOT_CONCERNED = new RuleOutcome.NotConcerned();

    private RuleOutcomes() {}

    static RuleOutcome ofBan(Optional<Reason> denial) {
        return denial.<RuleOutcome>map(RuleOutcome.Denies::new).orElse(NOT_CONCERNED);
    }

    static RuleOutcome ofRow(Rule.Verdict verdict) {
        if (verdict instanceof Rule.Verdict.Permits permits) {
            return new RuleOutcome.Permits(permits.obligations());
        }
        return verdict instanceof Rule.Verdict.Withholds withholds
                ? new RuleOutcome.Withholds(withholds.reason())
                : NOT_CONCERNED;
    }

    static RuleOutcome ofVeto(Rule.Row row, Optional<Reason> reason) {
        return reason.<RuleOutcome>map(why -> new RuleOutcome.Vetoes(row.id(), why))
                .orElse(NOT_CONCERNED);
    }

    static RuleOutcome ofAdder(Set<Obligation> obligations) {
        return obligations.isEmpty() ? NOT_CONCERNED : new RuleOutcome.Adds(obligations);
    }
}
