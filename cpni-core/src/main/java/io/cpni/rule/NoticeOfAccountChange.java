package io.cpni.rule;

import io.cpni.accessor.Grounds;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import java.util.Optional;

/**
 * R-2010-f: the customer is told at once of a new password, back-up answer, online account or address of record: by
 * the number or at an address of record, not at the new one, and without the new data. Not when the service is set
 * up.
 */
final class NoticeOfAccountChange extends Paragraph implements Rule.Row {

    NoticeOfAccountChange() {
        super("R-2010-f", "47 CFR 64.2010(f)");
    }

    @Override
    public Verdict judge(Facts facts) {
        Optional<Grounds.AccountChange> asked = AccountChanges.of(facts);
        if (asked.isEmpty() || !CustomerAccess.isAuthenticated(facts)) {
            return Verdict.silent();
        }
        Grounds.AccountChange change = asked.get();
        if (change.atInitiation()) {
            return Verdict.permits();
        }
        return AccountChanges.isNoticeGood(change, facts)
                ? Verdict.permits(Obligation.Kind.NOTIFY_CUSTOMER)
                : Verdict.withholds(because(
                        "a notice to the number or an older address of record that does not state the new data"));
    }
}
