package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;
import java.util.Optional;

/**
 * R-GEN-2: the accessor's CPNI training is not current. Customers who look at their own data need none, and nobody needs
 * it for names and numbers as such, which are no CPNI; dealings with a customer, which such data stands for, need it.
 */
final class TrainingCurrent extends Paragraph implements Rule.Ban {

    TrainingCurrent() {
        super("R-GEN-2", "47 CFR 64.2009(b)");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        boolean ownData = facts.recipient().kind() == RecipientKind.CUSTOMER && facts.own();
        return facts.trained() || isIdentityAsSuch(facts) || ownData
                ? Optional.empty()
                : Optional.of(because("train the accessor and enter the training in the register"));
    }

    private static boolean isIdentityAsSuch(Facts facts) {
        return Categories.isIdentity(facts.category()) && !Uses.isDealingWithCustomer(facts.purpose());
    }
}
