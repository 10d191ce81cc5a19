package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grounds;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Decision;
import io.cpni.decision.Obligation;
import io.cpni.decision.Obligation.Kind;
import io.cpni.decision.Reason;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The general rows of the decision table: need to know, training, purpose, several classes, and what is added. */
class GeneralRulesTest {

    private static final RuleCase REPAIR = RuleCase.of(Purpose.PROVIDE_SERVICE, DataCategory.CALL_DETAIL);
    private static final RuleCase IN_CATEGORY =
            RuleCase.of(Purpose.MARKET, DataCategory.USAGE).offer(OfferPart.VOIP);
    private static final RuleCase COMPELLED = RuleCase.of(Purpose.LEGAL, DataCategory.USAGE)
            .grounds(new Grounds.LegalProcess(
                    true, true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));

    @ParameterizedTest
    @EnumSource(DataCategory.class)
    @Regulation({"222(a)", "64.2010(a)", "R-GEN-1"})
    void whoHasNoNeedToKnowGetsNothingEvenWithOptIn(DataCategory category) {
        REPAIR.data(category).state(ApprovalState.OPT_IN).noNeedToKnow().denies("R-GEN-1");
    }

    @Test
    @Regulation({"222(a)", "64.2010(a)", "R-GEN-1"})
    void aGrantGivesNeedToKnowForItsPurposeDataAndOperationOnly() {
        REPAIR.grants(grant(Purpose.PROVIDE_SERVICE, DataCategory.CALL_DETAIL, Operation.READ))
                .permits("R-222-c1");
        REPAIR.grants(grant(Purpose.BILL_COLLECT, DataCategory.CALL_DETAIL, Operation.READ))
                .denies("R-GEN-1");
        REPAIR.grants(grant(Purpose.PROVIDE_SERVICE, DataCategory.BILLING, Operation.READ))
                .denies("R-GEN-1");
        REPAIR.grants(grant(Purpose.PROVIDE_SERVICE, DataCategory.CALL_DETAIL, Operation.UPDATE))
                .denies("R-GEN-1");
    }

    @Test
    @Regulation({"222(a)", "64.2010(a)", "R-GEN-1"})
    void aGrantGivesNeedToKnowOfItsCustomersOnly() {
        RuleCase assigned = REPAIR.grants(RuleCase.grant(GrantScope.ASSIGNED));
        RuleCase own = REPAIR.grants(RuleCase.grant(GrantScope.OWN));

        assigned.denies("R-GEN-1");
        assigned.assigned().permits("R-222-c1");
        own.assigned().denies("R-GEN-1");
    }

    @Test
    @Regulation({"222(a)", "R-GEN-1"})
    void theReleaserNeedsToKnowWhoeverReceives() {
        assertThat(COMPELLED.noNeedToKnow().recipients()).isEmpty();
    }

    @Test
    @Regulation({"64.2009(b)", "R-GEN-2"})
    void trainingMustBeCurrentAtTheInstantOfTheDecision() {
        REPAIR.by(RuleCase.staff(RuleCase.NOW.plusNanos(1))).permits("R-222-c1");
        REPAIR.by(RuleCase.staff(RuleCase.NOW)).denies("R-GEN-2");
        REPAIR.by(new Accessor("new", Set.of("any"), Optional.empty(), Optional.empty(), false))
                .denies("R-GEN-2");
    }

    @Test
    @Regulation({"64.2009(b)", "R-GEN-2"})
    void trainingIsAskedForWhateverTheApprovalButNotForNamesAndNumbers() {
        RuleCase untrained = REPAIR.by(RuleCase.staff(RuleCase.NOW)).state(ApprovalState.OPT_IN);

        assertThat(untrained.data()).containsExactlyInAnyOrder(DataCategory.IDENTITY, DataCategory.LISTING);
        for (Purpose purpose :
                List.of(Purpose.SOLICIT_APPROVAL, Purpose.ACCOUNT_CHANGE, Purpose.SIM_CHANGE, Purpose.PORT_OUT)) {
            untrained.purpose(purpose).data(DataCategory.IDENTITY).denies("R-GEN-2");
        }
        untrained.noNeedToKnow().denies("R-GEN-1");
    }

    @Test
    @Regulation({"222(c)(1)", "64.2007(b)", "R-GEN-3"})
    void noPurposeMeansNoAccess() {
        RuleCase undeclared = REPAIR.purpose(Purpose.UNDECLARED).state(ApprovalState.OPT_IN);

        assertThat(undeclared.data()).isEmpty();
        assertThat(undeclared.recipients()).isEmpty();
        undeclared.denies("R-GEN-3");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    @Regulation({"222(c)(1)", "R-GEN-3"})
    void whoReallyDoesSomethingElseIsDenied(Purpose actual) {
        RuleCase other = REPAIR.really(actual).state(ApprovalState.OPT_IN);

        switch (actual) {
            case PROVIDE_SERVICE -> other.permits("R-222-c1");
            case SALE -> other.denies("R-SEED-SELL");
            case COMPETITOR_TRACKING -> other.denies("R-2005-b2");
            default -> other.denies("R-GEN-3");
        }
    }

    @Test
    @Regulation({"222(c)(1)", "64.2007(b)", "R-GEN-3"})
    void whatNoRowPermitsIsDenied() {
        REPAIR.to(RecipientKind.REGULATOR).state(ApprovalState.OPT_IN).denies("R-GEN-3");
        REPAIR.to(RecipientKind.DIRECTORY).denies("R-GEN-3");
        RuleCase.of(Purpose.DIRECTORY, DataCategory.BILLING)
                .to(RecipientKind.DIRECTORY)
                .denies("R-GEN-3", "R-222-e");
        RuleCase.of(Purpose.PROTECT, DataCategory.USAGE).to(RecipientKind.JV).denies("R-GEN-3");
    }

    @Test
    @Regulation("R-GEN-4")
    void oneDeniedClassDeniesAllUnlessTheCallerTakesTheRest() {
        RuleCase both = IN_CATEGORY.data(DataCategory.USAGE, DataCategory.LOCATION);

        both.denies("R-222-f1", "R-GEN-4");
        Decision.Permit rest = (Decision.Permit) both.takingWhatIsLeft().decide();
        assertThat(rest.obligations()).contains(Obligation.Mask.all());
        assertThat(rest.reason().rule()).isEqualTo("R-GEN-4");
        assertThat(rest.further()).extracting(Reason::rule).contains("R-2005-a");
        assertThat(both.takingWhatIsLeft().obligations()).containsExactlyInAnyOrder(Kind.MASK, Kind.RECORD_CAMPAIGN);
    }

    @Test
    @Regulation("R-GEN-4")
    void wherePermittedDataAddsUpSoDoItsObligations() {
        RuleCase.of(Purpose.BILL_COLLECT, DataCategory.BILLING, DataCategory.CALL_DETAIL)
                .to(RecipientKind.IC)
                .permits("R-222-d1x", Kind.CONTRACT, Kind.MASK, Kind.RECORD_DISCLOSURE);
    }

    @Test
    @Regulation("R-GEN-4")
    void whereNothingIsLeftNothingIsTaken() {
        IN_CATEGORY
                .data(DataCategory.LOCATION, DataCategory.CRASH_ALERT)
                .takingWhatIsLeft()
                .denies("R-222-f1", "R-222-f2");
    }

    @Test
    @Regulation({"222(a)", "R-GEN-5"})
    void whatThePurposeDoesNotNeedIsMasked() {
        RuleCase fraud = RuleCase.of(Purpose.PROTECT, DataCategory.CALL_DETAIL, DataCategory.BILLING);

        fraud.permits("R-222-d2");
        fraud.needs(DataCategory.CALL_DETAIL, DataCategory.BILLING).permits("R-222-d2");
        Decision.Permit masked = fraud.needs(DataCategory.CALL_DETAIL).permits("R-GEN-5", Kind.MASK);
        assertThat(masked.further()).extracting(Reason::rule).contains("R-222-d2");
    }

    @Test
    @Regulation({"222(a)", "R-GEN-5"})
    void whatAGrantMasksStaysMasked() {
        Grant masked = new Grant(
                "any",
                EnumSet.of(Purpose.PROVIDE_SERVICE),
                EnumSet.of(DataCategory.CALL_DETAIL),
                EnumSet.of(Operation.READ),
                GrantScope.ALL,
                Set.of(MaskStyle.TELEPHONE_NUMBER));

        Decision.Permit permit = REPAIR.grants(masked).permits("R-222-c1", Kind.MASK);
        assertThat(permit.masks(MaskStyle.TELEPHONE_NUMBER)).isTrue();
        assertThat(permit.masks(MaskStyle.TEXT)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(RecipientKind.class)
    @Regulation({"64.2009(c)", "R-2009-c2"})
    void aReleaseToAnyoneButStaffAndCustomerIsRecorded(RecipientKind recipient) {
        boolean outside = recipient != RecipientKind.STAFF && recipient != RecipientKind.CUSTOMER;

        COMPELLED
                .to(recipient)
                .permits(
                        "R-LAW-1",
                        outside
                                ? new Kind[] {Kind.LIMIT_SCOPE, Kind.LEGAL_REVIEW, Kind.RECORD_DISCLOSURE}
                                : new Kind[] {Kind.LIMIT_SCOPE, Kind.LEGAL_REVIEW});
    }

    @ParameterizedTest
    @EnumSource(DataCategory.class)
    @Regulation({"64.2009(c)", "R-2009-c2"})
    void aReleaseOfCpniIsRecordedAndOneOfOtherDataIsNot(DataCategory category) {
        RuleCase release = COMPELLED.to(RecipientKind.LEA);
        Set<DataCategory> recorded = RuleCase.all(
                DataCategory.class, data -> release.data(data).obligations().contains(Kind.RECORD_DISCLOSURE));

        assertThat(recorded.contains(category))
                .isEqualTo(RuleCase.CPNI_AND_LOCATION.contains(category)
                        || category == DataCategory.AGGREGATE); // of a group of unknown size, so none
    }

    @Test
    @Regulation({"64.2009(c)", "R-2009-c1"})
    void everyMarketingUseWithCpniIsARecordedCampaignAndNothingElseIs() {
        RuleCase optIn = IN_CATEGORY.state(ApprovalState.OPT_IN);

        assertThat(RuleCase.all(
                        Purpose.class,
                        purpose -> optIn.purpose(purpose).obligations().contains(Kind.RECORD_CAMPAIGN)))
                .isEqualTo(RuleCase.MARKETING);
        for (RecipientKind recipient : optIn.recipients()) {
            assertThat(optIn.to(recipient).obligations()).contains(Kind.RECORD_CAMPAIGN);
        }
        assertThat(optIn.data(DataCategory.IDENTITY).obligations()).isEmpty();
        assertThat(optIn.data(DataCategory.LOCATION).obligations()).containsExactly(Kind.RECORD_CAMPAIGN);
    }

    @ParameterizedTest
    @EnumSource(ContactChannel.class)
    @Regulation({"64.2009(d)", "R-2009-d1"})
    void aSupervisorReviewsMarketingThatWeBeginWithCpni(ContactChannel channel) {
        assertThat(IN_CATEGORY.byUs(channel).obligations()).contains(Kind.SUPERVISOR_REVIEW);
        assertThat(IN_CATEGORY.byCustomer(channel).obligations()).containsExactly(Kind.RECORD_CAMPAIGN);
        assertThat(IN_CATEGORY.data(DataCategory.IDENTITY).byUs(channel).obligations())
                .doesNotContain(Kind.SUPERVISOR_REVIEW);
        assertThat(REPAIR.byUs(channel).obligations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ContactChannel.class)
    @Regulation({"64.2009(d)", "R-2009-d2"})
    void salesStaffAskForApprovalAfterASupervisorAgreed(ContactChannel channel) {
        RuleCase ask = RuleCase.of(Purpose.SOLICIT_APPROVAL).byUs(channel).bySales();

        ask.denies("R-2009-d2");
        ask.grounds(new Grounds.SupervisorApproval(RuleCase.NOW.plusSeconds(1))).denies("R-2009-d2");
        ask.grounds(new Grounds.SupervisorApproval(RuleCase.NOW.minusSeconds(1)))
                .permits("R-2009-d2", Kind.SUPERVISOR_REVIEW);
        ask.byCustomer(channel).permits("R-2009-d2");
    }

    @Test
    @Regulation({"64.2009(d)", "R-2009-d2"})
    void othersAskForApprovalWithoutASupervisor() {
        RuleCase ask = RuleCase.of(Purpose.SOLICIT_APPROVAL);

        ask.permits("R-2009-d2");
        ask.bySales().permits("R-2009-d2");
        ask.byUs(ContactChannel.PHONE).permits("R-2009-d2");
        ask.byUs(ContactChannel.MAIL).data(DataCategory.SUBSCRIPTION).isPermittedInEveryState("R-2009-d2");
        assertThat(ask.data(DataCategory.LOCATION).isPermitted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"MARKET", "MARKET_ADJUNCT", "MARKET_EQUIP_INFO", "MARKET_NONCOMM"})
    @Regulation({"64.1200(d)", "R-DNC-1"})
    void nobodyOnTheListIsCalledForMarketingEvenWithOptIn(Purpose purpose) {
        for (ContactChannel channel : ContactChannel.values()) {
            boolean call = channel == ContactChannel.PHONE || channel == ContactChannel.KEYPAD;
            for (DataCategory data : Set.of(DataCategory.USAGE, DataCategory.IDENTITY)) {
                RuleCase placed = IN_CATEGORY
                        .purpose(purpose)
                        .data(data)
                        .state(ApprovalState.OPT_IN)
                        .byUs(channel);
                assertThat(placed.obligations().contains(Kind.DNC_CHECK)).isEqualTo(call);
                assertThat(placed.flag(CustomerFlag.DO_NOT_CALL).isPermitted()).isEqualTo(!call);
            }
        }
    }

    @Test
    @Regulation({"64.1200(d)", "R-DNC-1"})
    void theListIsAboutNumbersAndAboutCallsThatWePlaceForMarketing() {
        RuleCase listed = IN_CATEGORY.flag(CustomerFlag.DO_NOT_CALL, "line");

        call(listed, "line").denies("R-DNC-1");
        call(listed, "mobile").permits("R-2005-a", Kind.RECORD_CAMPAIGN, Kind.SUPERVISOR_REVIEW, Kind.DNC_CHECK);
        call(listed.to(RecipientKind.AGENT), "line").denies("R-DNC-1");
        call(IN_CATEGORY.flag(CustomerFlag.DO_NOT_CALL), "line").denies("R-DNC-1");
        listed.byCustomer(ContactChannel.PHONE).permits("R-2005-a", Kind.RECORD_CAMPAIGN);
        listed.permits("R-2005-a", Kind.RECORD_CAMPAIGN);
        call(listed.purpose(Purpose.BILL_COLLECT), "line").permits("R-222-d1");
        call(listed.purpose(Purpose.PROVIDE_SERVICE), "line").permits("R-222-c1");
    }

    private static RuleCase call(RuleCase use, String number) {
        return use.contact(
                new Contact(ContactChannel.PHONE, Contact.Party.US, Contact.Delivery.READ_OUT, Optional.of(number)));
    }

    private static Grant grant(Purpose purpose, DataCategory category, Operation operation) {
        return new Grant("any", Set.of(purpose), Set.of(category), Set.of(operation), GrantScope.ALL, Set.of());
    }
}
