package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import java.util.Optional;

/** R-2005-b2: nobody finds or tracks customers who call competitors, in any state of approval. */
final class NoTrackingOfCompetitors extends Paragraph implements Rule.Ban {

    NoTrackingOfCompetitors() {
        super("R-2005-b2", "47 CFR 64.2005(b)(2)");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        return Uses.isOrIsReally(facts, Purpose.COMPETITOR_TRACKING)
                ? Optional.of(because("nothing; this use is forbidden"))
                : Optional.empty();
    }
}
