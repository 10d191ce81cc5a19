package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import java.util.Optional;

/** R-SEED-SELL: customer data and customer lists are not sold, rented or traded, even with the customer's opt-in. */
final class NoSale implements Rule.Ban {

    @Override
    public String id() {
        return "R-SEED-SELL";
    }

    @Override
    public String citation() {
        return "carrier's privacy promises of 2013 and 2018";
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        return facts.purpose() == Purpose.SALE
                ? Optional.of(because("nothing; this use is forbidden"))
                : Optional.empty();
    }
}
