package io.cpni.examples.benchmarks;

import io.sapl.api.pdp.AuthorizationSubscription;
import io.sapl.api.pdp.Decision;
import io.sapl.api.pdp.PolicyDecisionPoint;
import io.sapl.interpreter.InitializationException;
import io.sapl.interpreter.combinators.PolicyDocumentCombiningAlgorithm;
import io.sapl.pdp.PolicyDecisionPointFactory;
import java.util.List;
import java.util.Map;

/** The policy in SAPL, decided by a decision point within this process. */
final class Sapl implements Peer {

    private static final List<String> POLICIES = List.of("""
            policy "billing"
            permit action == "BILL_COLLECT" & resource == "CALL_DETAIL" & subject.role == "billing"
            """, """
            policy "marketing"
            permit action == "MARKET" & resource == "USAGE" & subject.role == "marketing"
            where environment.approval == "DEEMED" || environment.approval == "OPT_IN" || environment.within;
            """, """
            policy "csr"
            permit action == "PROVIDE_SERVICE" & resource == "CALL_DETAIL" & subject.role == "csr"
            where environment.assigned;
            """);

    private final PolicyDecisionPoint decisionPoint;
    private final List<AuthorizationSubscription> subscriptions;

    Sapl(List<Question> questions) {
        try {
            this.decisionPoint = PolicyDecisionPointFactory.fixedInRamPolicyDecisionPoint(
                    POLICIES, PolicyDocumentCombiningAlgorithm.DENY_UNLESS_PERMIT, Map.of());
        } catch (InitializationException e) {
            throw new IllegalStateException("SAPL takes no policies", e);
        }
        this.subscriptions = questions.stream().map(Sapl::subscription).toList();
    }

    private static AuthorizationSubscription subscription(Question question) {
        return AuthorizationSubscription.of(
                Map.of("name", "ann", "role", question.role()),
                question.purpose().name(),
                question.category().name(),
                Map.of(
                        "approval",
                        question.customer().approval().name(),
                        "within",
                        question.isWithinCategory(),
                        "assigned",
                        question.customer().assigned()));
    }

    @Override
    public boolean permits(int question) {
        return decisionPoint
                .decideOnce(subscriptions.get(question))
                .map(decision -> decision.getDecision() == Decision.PERMIT)
                .blockOptional()
                .orElseThrow();
    }
}
