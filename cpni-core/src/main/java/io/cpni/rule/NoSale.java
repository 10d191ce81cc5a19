package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.util.Optional;

/** R-SEED-SELL: customer data and customer lists are not sold, rented or traded, even with the customer's opt-in. */
final class NoSale extends Paragraph implements Rule.Ban {

    NoSale() {
        super("R-SEED-SELL", "carrier's privacy promises of 2013 and 2018");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        return Uses.isOrIsReally(facts, Purpose.SALE) && facts.category() != DataCategory.AGGREGATE
                ? Optional.of(because("nothing; this use is forbidden"))
                : Optional.empty();
    }
}
