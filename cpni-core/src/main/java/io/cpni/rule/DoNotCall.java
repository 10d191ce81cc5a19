package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import java.util.Optional;
import java.util.Set;

/**
 * R-DNC-1: a marketing call that we place. A number on our do-not-call list is not called, even with opt-in; where
 * the number is not named, none of the customer's may be on it.
 */
final class DoNotCall extends Paragraph implements Rule.Ban, Rule.Adder {

    DoNotCall() {
        super("R-DNC-1", "47 CFR 64.1200(d)");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        if (!isMarketingCall(facts)) {
            return Optional.empty();
        }
        boolean listed = facts.contact()
                .flatMap(Contact::to)
                .map(number -> facts.flag(CustomerFlag.DO_NOT_CALL, number))
                .orElseGet(() -> facts.flag(CustomerFlag.DO_NOT_CALL));
        return listed
                ? Optional.of(because("the customer's withdrawal of the do-not-call request; write instead"))
                : Optional.empty();
    }

    @Override
    public Set<Obligation> adds(Facts facts, Row permitting) {
        return isMarketingCall(facts) ? Set.of(Obligation.of(Obligation.Kind.DNC_CHECK)) : Set.of();
    }

    private static boolean isMarketingCall(Facts facts) {
        return Uses.isMarketingOrOneTime(facts.purpose())
                && facts.contact()
                        .filter(Contact::isOutbound)
                        .filter(Contact::isCall)
                        .isPresent();
    }
}
