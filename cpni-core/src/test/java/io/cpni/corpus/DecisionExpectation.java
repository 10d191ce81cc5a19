package io.cpni.corpus;

import io.cpni.decision.Obligation;
import java.util.Set;

/**
 * Says what the decision must be.
 *
 * @param obligations exactly what must be done, where the result has obligations
 * @param rules the rules of which one is reported
 */
record DecisionExpectation(Result result, Set<Obligation.Kind> obligations, Set<String> rules) {

    /** Names the results. */
    enum Result {
        PERMIT,
        DENY,
        PERMIT_WITH_OBLIGATION
    }

    DecisionExpectation {
        boolean withObligation = CorpusChecks.required("result", result) == Result.PERMIT_WITH_OBLIGATION;
        if (withObligation && CorpusChecks.set(obligations).isEmpty()) {
            throw new IllegalArgumentException("obligations is missing or empty with PERMIT_WITH_OBLIGATION");
        }
        if (!withObligation && obligations != null) {
            throw new IllegalArgumentException("obligations is given with " + result);
        }
        obligations = CorpusChecks.set(obligations);
        rules = CorpusChecks.ruleIds("rules", rules);
    }
}
