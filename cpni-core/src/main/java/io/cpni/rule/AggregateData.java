package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.ServiceCategory;

/**
 * R-222-c3: aggregate data for any purpose and recipient; a local exchange carrier offers it to others on the same
 * terms.
 */
final class AggregateData extends Paragraph implements Rule.Row {

    AggregateData() {
        super("R-222-c3", "47 U.S.C. 222(c)(3)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.category() != DataCategory.AGGREGATE || !facts.largeGroup()) {
            return Verdict.silent();
        }
        return facts.carrier().provides().contains(ServiceCategory.LOCAL)
                ? Verdict.permits(Obligation.Kind.NONDISCRIMINATORY_OFFER)
                : Verdict.permits();
    }
}
