package io.cpni.rule;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import java.util.Optional;
import java.util.Set;

/** R-SEED-OO: a customer who opted out is not marketed to with CPNI at all, though the law would permit some of it. */
final class OptOutPromise extends Paragraph implements Rule.Veto {

    OptOutPromise() {
        super("R-SEED-OO", "carrier's privacy promise of 2013, stricter than 47 CFR 64.2005");
    }

    @Override
    public Set<String> rows() {
        return Set.of("R-2005-a", "R-2005-a1", "R-2005-b1w", "R-2005-b1l", "R-2005-c3");
    }

    @Override
    public Optional<Reason> withholds(Facts facts) {
        return facts.carrier().optOutBlocksAllCpniMarketing() && facts.approval() == ApprovalState.OPTED_OUT
                ? Optional.of(because("the customer's change of mind; an opt-out holds until the customer changes it"))
                : Optional.empty();
    }
}
