package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.Set;

/** R-2005-c2: a wireless carrier researches the health effects of wireless service, masked. */
final class HealthResearch extends Paragraph implements Rule.Row {

    HealthResearch() {
        super("R-2005-c2", "47 CFR 64.2005(c)(2)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.HEALTH_RESEARCH
                        && facts.carrier().provides().contains(ServiceCategory.CMRS)
                        && Categories.isCpni(facts.category())
                ? new Verdict.Permits(Set.of(Obligation.of(Obligation.Kind.LIMIT_SCOPE), Obligation.Mask.all()))
                : Verdict.silent();
    }
}
