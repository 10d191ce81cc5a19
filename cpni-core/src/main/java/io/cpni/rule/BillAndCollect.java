package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-222-d1: our staff initiate, render, bill and collect. Location too. */
final class BillAndCollect extends Paragraph implements Rule.Row {

    BillAndCollect() {
        super("R-222-d1", "47 U.S.C. 222(d)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.BILL_COLLECT
                        && facts.recipient().kind() == RecipientKind.STAFF
                        && Categories.isCpniWithLocation(facts.category())
                ? Verdict.permits()
                : Verdict.silent();
    }
}
