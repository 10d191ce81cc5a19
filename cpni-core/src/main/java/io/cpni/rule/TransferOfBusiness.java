package io.cpni.rule;

import io.cpni.accessor.Grounds;
import io.cpni.approval.ApprovalState;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.Optional;

/**
 * R-BT-1: a merger, sale or insolvency. Who might buy sees aggregates only; at closing the carrier that goes on
 * serving takes the data over, under contract; the buyer's marketing needs a fresh approval: an opt-in to a notice that
 * reaches the buyer.
 */
final class TransferOfBusiness extends Paragraph implements Rule.Ban, Rule.Row {

    TransferOfBusiness() {
        super("R-BT-1", "carrier's privacy promises of 2003, 2013 and 2018");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        boolean marketing = Uses.isMarketingOrOneTime(facts.purpose())
                && Categories.isCpniWithLocation(facts.category())
                && isAt(facts, Grounds.Transfer.Stage.CLOSED);
        return marketing && !isApprovedByBuyersCustomer(facts)
                ? Optional.of(because("an approval that the customer gives to the buyer"))
                : Optional.empty();
    }

    @Override
    public Verdict judge(Facts facts) {
        if (isBuyer(facts)
                && facts.purpose().isMarketing()
                && Categories.isCpni(facts.category())
                && isAt(facts, Grounds.Transfer.Stage.CLOSED)) {
            // Without a fresh approval the ban has denied it.
            return Verdict.permits();
        }
        if (facts.purpose() != Purpose.TRANSFER || facts.category() == DataCategory.AGGREGATE) {
            return Verdict.silent();
        }
        boolean successor = isBuyer(facts)
                && isAt(facts, Grounds.Transfer.Stage.CLOSING)
                && Categories.isCpniOrIdentity(facts.category());
        return successor
                ? Verdict.permits(Obligation.Kind.CONTRACT)
                : Verdict.withholds(because("aggregate data, or the closing with a carrier that goes on serving"));
    }

    private static boolean isBuyer(Facts facts) {
        return facts.recipient().kind() == RecipientKind.OTHER_CARRIER;
    }

    /** What was given to the seller names the seller's people; it is not looked at where they go on for the buyer. */
    private static boolean isApprovedByBuyersCustomer(Facts facts) {
        return isBuyer(facts) && facts.approval() == ApprovalState.OPT_IN;
    }

    private static boolean isAt(Facts facts, Grounds.Transfer.Stage stage) {
        return facts.grounds(Grounds.Transfer.class)
                .filter(transfer -> transfer.stage() == stage)
                .isPresent();
    }
}
