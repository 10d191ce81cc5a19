package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/**
 * R-TAX-3: names, addresses and own numbers are not CPNI. Need-to-know, training and the customer's preferences still
 * apply; directories, transfers and dealings with the customer have rows of their own.
 */
final class IdentityData extends Paragraph implements Rule.Row {

    IdentityData() {
        super("R-TAX-3", "47 U.S.C. 222(h)(1) and (3)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return Categories.isIdentity(facts.category())
                        && facts.recipient().kind() != RecipientKind.DIRECTORY
                        && !Uses.hasOwnRowForIdentity(facts.purpose())
                        && !ListingForEmergencyServices.isAbout(facts)
                        && !isAccessOfAnother(facts)
                ? Verdict.permits()
                : Verdict.silent();
    }

    /** Access as the customer is that customer's, and to that customer's own name. */
    private static boolean isAccessOfAnother(Facts facts) {
        return facts.purpose() == Purpose.CUSTOMER_ACCESS
                && !(Uses.isStaffOrCustomer(facts.recipient().kind()) && facts.ofSubject());
    }
}
