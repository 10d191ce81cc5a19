package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import java.util.Optional;

/** R-222-b: what another carrier gave for providing service is not used for our marketing or to win customers back. */
final class NoMarketingWithCarrierData extends Paragraph implements Rule.Ban {

    NoMarketingWithCarrierData() {
        super("R-222-b", "47 U.S.C. 222(b)");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        return Uses.isMarketingWithCarrierData(facts.purpose(), facts.actualPurpose()) && facts.fromOtherCarrier()
                ? Optional.of(because("nothing; use data of our own"))
                : Optional.empty();
    }
}
