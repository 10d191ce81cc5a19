package io.cpni.rule;

import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.RecipientKind;

/** R-222-e: listing data for directory publishers, on the same terms for all; what is unlisted stays out. */
final class DirectoryListing extends Paragraph implements Rule.Row {

    DirectoryListing() {
        super("R-222-e", "47 U.S.C. 222(e), 222(h)(3)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.category() != DataCategory.LISTING || facts.recipient().kind() != RecipientKind.DIRECTORY) {
            return Verdict.silent();
        }
        return facts.flag(CustomerFlag.UNLISTED)
                ? Verdict.withholds(because("the customer's consent to be listed"))
                : Verdict.permits(Obligation.Kind.NONDISCRIMINATORY_OFFER);
    }
}
