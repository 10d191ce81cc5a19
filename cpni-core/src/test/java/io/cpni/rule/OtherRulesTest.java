package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Grounds.Transfer;
import io.cpni.accessor.Grounds.Transfer.Stage;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Decision;
import io.cpni.decision.Obligation;
import io.cpni.decision.Obligation.Kind;
import io.cpni.label.DataCategory;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Audit, sale of the business, credit checks, data that is no CPNI, and the carrier's promises. */
class OtherRulesTest {

    private static final Set<RecipientKind> PARTNERS = EnumSet.of(
            RecipientKind.AFF_COMM, RecipientKind.AFF_OTHER, RecipientKind.JV, RecipientKind.IC, RecipientKind.THIRD);

    private static final RuleCase AUDIT = RuleCase.of(Purpose.AUDIT, DataCategory.BILLING);
    private static final RuleCase CLOSING = RuleCase.of(Purpose.TRANSFER, DataCategory.CALL_DETAIL)
            .to(RecipientKind.OTHER_CARRIER)
            .grounds(new Transfer(Stage.CLOSING));
    private static final RuleCase CREDIT = RuleCase.of(Purpose.CREDIT_CHECK, DataCategory.IDENTITY);
    private static final RuleCase MAILING =
            RuleCase.of(Purpose.MARKET, DataCategory.IDENTITY).offer(OfferPart.CMRS);

    @Test
    @Regulation("R-AUD-X")
    void auditIsMaskedAndAnExternalAuditorIsBoundByContract() {
        Decision.Permit permit = AUDIT.permits("R-AUD-X", Kind.MASK);

        assertThat(permit.obligations()).containsExactly(Obligation.Mask.all());
        AUDIT.to(RecipientKind.AUDITOR).permits("R-AUD-X", Kind.MASK, Kind.CONTRACT, Kind.RECORD_DISCLOSURE);
        AUDIT.isPermittedOnly(
                "R-AUD-X",
                EnumSet.of(RecipientKind.STAFF, RecipientKind.AUDITOR),
                RuleCase.CPNI,
                EnumSet.of(Purpose.AUDIT));
        AUDIT.isPermittedInEveryState("R-AUD-X");
        AUDIT.to(RecipientKind.AFF_OTHER).denies("R-GEN-3", "R-AUD-X");
        AUDIT.data(DataCategory.LOCATION).denies("R-GEN-3", "R-AUD-X");
    }

    @Test
    @Regulation("R-BT-1")
    void atClosingTheCarrierThatGoesOnServingTakesTheDataOver() {
        CLOSING.permits("R-BT-1", Kind.CONTRACT, Kind.RECORD_DISCLOSURE);
        CLOSING.isPermittedInEveryState("R-BT-1");
        assertThat(CLOSING.recipients()).containsExactly(RecipientKind.OTHER_CARRIER);
        assertThat(CLOSING.data("R-BT-1")).containsAll(RuleCase.CPNI).doesNotContain(DataCategory.LOCATION);
        assertThat(CLOSING.purposes("R-BT-1")).containsExactly(Purpose.TRANSFER);
        CLOSING.to(RecipientKind.THIRD).denies("R-BT-1");
    }

    @Test
    @Regulation({"222(c)(3)", "R-BT-1", "R-222-c3"})
    void whoMightBuySeesAggregatesOnly() {
        for (RecipientKind recipient : RecipientKind.values()) {
            RuleCase look = RuleCase.of(Purpose.TRANSFER, DataCategory.BILLING)
                    .to(recipient)
                    .state(ApprovalState.OPT_IN);
            look.denies("R-BT-1");
            look.grounds(new Transfer(Stage.DILIGENCE)).denies("R-BT-1");
            // A directory publisher has its listings by R-222-e, whatever it may buy.
            assertThat(look.grounds(new Transfer(Stage.DILIGENCE)).data())
                    .contains(DataCategory.AGGREGATE)
                    .isSubsetOf(
                            recipient == RecipientKind.DIRECTORY
                                    ? EnumSet.of(DataCategory.AGGREGATE, DataCategory.LISTING)
                                    : EnumSet.of(DataCategory.AGGREGATE));
        }
    }

    @Test
    @Regulation("R-BT-1")
    void theBuyersMarketingNeedsAFreshApproval() {
        RuleCase buyer = RuleCase.of(Purpose.MARKET, DataCategory.USAGE)
                .offer(OfferPart.VOIP)
                .state(ApprovalState.OPT_IN)
                .grounds(new Transfer(Stage.CLOSED));

        assertThat(buyer.recipients()).containsExactly(RecipientKind.OTHER_CARRIER);
        buyer.denies("R-BT-1");
        RuleCase approved = buyer.to(RecipientKind.OTHER_CARRIER);
        approved.permits("R-BT-1", Obligation.Kind.RECORD_DISCLOSURE, Obligation.Kind.RECORD_CAMPAIGN);
        approved.state(ApprovalState.DEEMED).denies("R-BT-1");
        approved.data(DataCategory.LOCATION).denies("R-222-f1", "R-GEN-3");
        buyer.purpose(Purpose.PROVIDE_SERVICE).permits("R-222-c1");
    }

    @Test
    @Regulation("R-SEED-CR")
    void aCreditCheckUsesIdentityDataOnly() {
        CREDIT.permits("R-SEED-CR");
        CREDIT.to(RecipientKind.THIRD).permits("R-SEED-CR");
        CREDIT.isPermittedInEveryState("R-SEED-CR");
        for (DataCategory category : RuleCase.CPNI_AND_LOCATION) {
            CREDIT.data(category).state(ApprovalState.OPT_IN).denies("R-SEED-CR", "R-GEN-3");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataCategory.class,
            names = {"IDENTITY", "LISTING"})
    @Regulation({"222(h)(1)", "222(h)(3)", "R-TAX-3"})
    void namesAndOwnNumbersAreNoCpni(DataCategory category) {
        RuleCase name = RuleCase.of(Purpose.PROVIDE_SERVICE, category);

        name.permits("R-TAX-3");
        name.isPermittedInEveryState("R-TAX-3");
        name.to(RecipientKind.IC).permits("R-TAX-3");
        name.noNeedToKnow().denies("R-GEN-1");
    }

    @Test
    @Regulation("R-SEED-NM")
    void anOptOutDoesNotEndMarketingWithoutCpni() {
        MAILING.permits("R-SEED-NM");
        MAILING.isPermittedInEveryState("R-SEED-NM");
        MAILING.byUs(ContactChannel.MAIL).state(ApprovalState.OPTED_OUT).permits("R-SEED-NM");
        MAILING.byUs(ContactChannel.PHONE).permits("R-SEED-NM", Kind.DNC_CHECK);
        MAILING.byUs(ContactChannel.PHONE).flag(CustomerFlag.DO_NOT_CALL).denies("R-DNC-1");
    }

    @ParameterizedTest
    @EnumSource(ContactChannel.class)
    @Regulation({"R-SEED-OPT", "R-SEED-EML"})
    void whoRefusedMarketingContactIsNotContacted(ContactChannel channel) {
        RuleCase refused = MAILING.flag(CustomerFlag.NO_MARKETING_CONTACT);

        refused.byUs(channel).denies("R-SEED-OPT", "R-SEED-EML");
        refused.byUs(channel)
                .data(DataCategory.USAGE)
                .state(ApprovalState.OPT_IN)
                .denies("R-SEED-OPT");
        refused.byCustomer(channel).permits("R-SEED-NM");
    }

    @Test
    @Regulation("R-SEED-OPT")
    void whoRefusedSharingIsNotSharedWithPartnersNotEvenByName() {
        RuleCase refused = MAILING.flag(CustomerFlag.NO_PARTNER_SHARING).state(ApprovalState.OPT_IN);

        for (RecipientKind partner : PARTNERS) {
            MAILING.to(partner).permits("R-SEED-NM");
            refused.to(partner).denies("R-SEED-OPT");
            refused.to(partner).data(DataCategory.USAGE).denies("R-SEED-OPT");
        }
        refused.permits("R-SEED-NM");
        refused.to(RecipientKind.AGENT).permits("R-SEED-NM");
    }

    @Test
    @Regulation({"R-SEED-SVC", "R-DNC-2", "R-LIFE-4"})
    void noPreferenceStopsBillsAndService() {
        RuleCase refused = RuleCase.of(Purpose.BILL_COLLECT, DataCategory.BILLING)
                .state(ApprovalState.OPTED_OUT)
                .flag(CustomerFlag.DO_NOT_CALL)
                .flag(CustomerFlag.NO_MARKETING_CONTACT)
                .flag(CustomerFlag.NO_PARTNER_SHARING)
                .byUs(ContactChannel.PHONE);

        refused.permits("R-222-d1");
        refused.to(RecipientKind.IC).permits("R-222-d1x", Kind.CONTRACT, Kind.RECORD_DISCLOSURE);
        refused.purpose(Purpose.PROVIDE_SERVICE).permits("R-222-c1");
        refused.purpose(Purpose.PROTECT).permits("R-222-d2");
    }

    @Test
    @Regulation("R-TAX-8")
    void aListChosenByCpniIsAUseOfIt() {
        MAILING.offer(OfferPart.VOIP)
                .derivedFrom(DataCategory.SUBSCRIPTION)
                .byUs(ContactChannel.MAIL)
                .permits("R-2005-a", Kind.RECORD_CAMPAIGN, Kind.SUPERVISOR_REVIEW);
        MAILING.derivedFrom(DataCategory.SUBSCRIPTION).denies("R-2007-b1", "R-TAX-8");
        MAILING.derivedFrom(DataCategory.LOCATION).denies("R-222-f1", "R-TAX-8");
        MAILING.derivedFrom(DataCategory.CRASH_ALERT).denies("R-222-f2", "R-TAX-8");
        MAILING.to(RecipientKind.IC).derivedFrom(DataCategory.CALL_DETAIL).denies("R-2007-b5", "R-TAX-8");
    }

    @Test
    @Regulation({"222(c)(1)", "R-TAX-10"})
    void formerCustomersAreProtectedAlikeAndInNoCategory() {
        RuleCase former = RuleCase.of(Purpose.MARKET, DataCategory.BILLING)
                .offer(OfferPart.VOIP)
                .takes();

        former.denies("R-2007-b1", "R-TAX-10");
        former.purpose(Purpose.BILL_COLLECT).permits("R-222-d1");
        former.to(RecipientKind.THIRD).denies("R-2007-b6", "R-TAX-10");
    }
}
