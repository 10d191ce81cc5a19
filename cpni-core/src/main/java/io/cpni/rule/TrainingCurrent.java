package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;
import java.util.Optional;

/** R-GEN-2: the accessor's CPNI training is not current. Customers who look at their own data need none. */
final class TrainingCurrent implements Rule.Ban {

    @Override
    public String id() {
        return "R-GEN-2";
    }

    @Override
    public String citation() {
        return "47 CFR 64.2009(b)";
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        return facts.trained() || isCustomerAtOwnData(facts)
                ? Optional.empty()
                : Optional.of(because("train the accessor and enter the training in the register"));
    }

    private static boolean isCustomerAtOwnData(Facts facts) {
        return facts.recipient().kind() == RecipientKind.CUSTOMER && facts.own();
    }
}
