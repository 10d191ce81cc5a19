package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-SEED-CR: a credit or payment check uses identity data. CPNI is used for billing and protection only. */
final class CreditCheck extends Paragraph implements Rule.Row {

    CreditCheck() {
        super("R-SEED-CR", "carrier's privacy promise of 2013");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.CREDIT_CHECK
                || facts.category() == DataCategory.AGGREGATE
                || facts.recipient().kind() == RecipientKind.DIRECTORY) {
            return Verdict.silent();
        }
        return Categories.isIdentity(facts.category())
                ? Verdict.permits()
                : Verdict.withholds(because("identity data alone; bill under BILL_COLLECT, fight fraud under PROTECT"));
    }
}
