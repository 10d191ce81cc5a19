package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;

/** R-TAX-3: names, addresses and own numbers are not CPNI; need-to-know and training still apply. */
final class IdentityData implements Rule.Row {

    @Override
    public String id() {
        return "R-TAX-3";
    }

    @Override
    public String citation() {
        return "47 U.S.C. 222(h)(1) and (3)";
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.category() == DataCategory.IDENTITY || facts.category() == DataCategory.LISTING
                ? Verdict.permits()
                : Verdict.silent();
    }
}
