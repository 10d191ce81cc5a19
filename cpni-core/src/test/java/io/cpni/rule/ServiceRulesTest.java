package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.Decision;
import io.cpni.decision.Obligation;
import io.cpni.decision.Obligation.Kind;
import io.cpni.label.DataCategory;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uses without approval that are no marketing: service, billing, protection, wiring, research, aggregates, listings. */
class ServiceRulesTest {

    private static final Set<RecipientKind> STAFF = EnumSet.of(RecipientKind.STAFF);
    private static final Set<RecipientKind> FOR_US = EnumSet.of(
            RecipientKind.AGENT,
            RecipientKind.AFF_COMM,
            RecipientKind.AFF_OTHER,
            RecipientKind.JV,
            RecipientKind.IC,
            RecipientKind.THIRD);

    private static final RuleCase SERVICE = RuleCase.of(Purpose.PROVIDE_SERVICE, DataCategory.CALL_DETAIL);
    private static final RuleCase BILL = RuleCase.of(Purpose.BILL_COLLECT, DataCategory.BILLING);
    private static final RuleCase PROTECT = RuleCase.of(Purpose.PROTECT, DataCategory.CALL_DETAIL);
    private static final RuleCase WIRING = RuleCase.of(Purpose.INSIDE_WIRING, DataCategory.SUBSCRIPTION);
    private static final RuleCase RESEARCH =
            RuleCase.of(Purpose.HEALTH_RESEARCH, DataCategory.USAGE).carrier(RuleCase.carrierOf(ServiceCategory.CMRS));
    private static final RuleCase AGGREGATE =
            RuleCase.of(Purpose.ANALYTICS, DataCategory.AGGREGATE).group(20, false);

    @Test
    @Regulation({"222(c)(1)", "R-222-c1"})
    void staffProvideTheServiceLocationToo() {
        SERVICE.permits("R-222-c1");
        SERVICE.isPermittedOnly("R-222-c1", STAFF, RuleCase.CPNI_AND_LOCATION, EnumSet.of(Purpose.PROVIDE_SERVICE));
        SERVICE.isPermittedInEveryState("R-222-c1");
    }

    @Test
    @Regulation({"222(c)(1)", "R-222-c1x"})
    void othersProvideTheServiceForUsUnderContract() {
        RuleCase through = SERVICE.to(RecipientKind.IC);

        for (RecipientKind recipient : FOR_US) {
            SERVICE.to(recipient).permits("R-222-c1x", Kind.CONTRACT, Kind.RECORD_DISCLOSURE);
        }
        through.isPermittedOnly("R-222-c1x", FOR_US, RuleCase.CPNI_AND_LOCATION, EnumSet.of(Purpose.PROVIDE_SERVICE));
        through.isPermittedInEveryState("R-222-c1x");
        assertThat(SERVICE.recipients()).isEqualTo(RuleCase.and(FOR_US, RecipientKind.STAFF));
        SERVICE.to(RecipientKind.OTHER_CARRIER).denies("R-GEN-3");
    }

    @Test
    @Regulation({"222(d)(1)", "R-222-d1"})
    void staffBillAndCollectLocationToo() {
        BILL.permits("R-222-d1");
        BILL.isPermittedOnly("R-222-d1", STAFF, RuleCase.CPNI_AND_LOCATION, EnumSet.of(Purpose.BILL_COLLECT));
        BILL.isPermittedInEveryState("R-222-d1");
    }

    @Test
    @Regulation({"222(d)(1)", "R-222-d1x"})
    void printersAndCollectorsBillUnderContractWithCallDetailMasked() {
        Set<RecipientKind> billers = EnumSet.of(RecipientKind.IC, RecipientKind.THIRD);
        RuleCase through = BILL.to(RecipientKind.IC);

        for (RecipientKind recipient : billers) {
            BILL.to(recipient).permits("R-222-d1x", Kind.CONTRACT, Kind.RECORD_DISCLOSURE);
            Decision.Permit masked = BILL.to(recipient)
                    .data(DataCategory.CALL_DETAIL)
                    .permits("R-222-d1x", Kind.CONTRACT, Kind.RECORD_DISCLOSURE, Kind.MASK);
            assertThat(masked.obligations()).contains(Obligation.Mask.all());
        }
        through.isPermittedOnly("R-222-d1x", billers, RuleCase.CPNI_AND_LOCATION, EnumSet.of(Purpose.BILL_COLLECT));
        through.isPermittedInEveryState("R-222-d1x");
        assertThat(BILL.recipients()).isEqualTo(RuleCase.and(billers, RecipientKind.STAFF));
        BILL.to(RecipientKind.JV).denies("R-GEN-3");
    }

    @Test
    @Regulation({"222(d)(2)", "64.2005(d)", "R-222-d2"})
    void staffProtectAgainstFraudLocationToo() {
        PROTECT.permits("R-222-d2");
        PROTECT.isPermittedOnly("R-222-d2", STAFF, RuleCase.CPNI_AND_LOCATION, EnumSet.of(Purpose.PROTECT));
        PROTECT.isPermittedInEveryState("R-222-d2");
    }

    @Test
    @Regulation({"222(d)(2)", "R-222-d2x"})
    void carriersAndContractorsGetWhatProtectionNeeds() {
        Set<RecipientKind> helpers = EnumSet.of(RecipientKind.OTHER_CARRIER, RecipientKind.IC, RecipientKind.THIRD);
        RuleCase through = PROTECT.to(RecipientKind.OTHER_CARRIER);

        for (RecipientKind recipient : helpers) {
            PROTECT.to(recipient).permits("R-222-d2x", Kind.LIMIT_SCOPE, Kind.RECORD_DISCLOSURE);
        }
        through.isPermittedOnly("R-222-d2x", helpers, RuleCase.CPNI_AND_LOCATION, EnumSet.of(Purpose.PROTECT));
        through.isPermittedInEveryState("R-222-d2x");
        assertThat(PROTECT.recipients()).isEqualTo(RuleCase.and(helpers, RecipientKind.STAFF));
        PROTECT.to(RecipientKind.AGENT).denies("R-GEN-3");
    }

    @Test
    @Regulation({"64.2005(c)(1)", "R-2005-c1"})
    void staffDoInsideWiringAndOthersUnderContract() {
        WIRING.permits("R-2005-c1");
        for (RecipientKind recipient : FOR_US) {
            WIRING.to(recipient).permits("R-2005-c1", Kind.CONTRACT, Kind.RECORD_DISCLOSURE);
        }
        WIRING.isPermittedInEveryState("R-2005-c1");
        assertThat(WIRING.data("R-2005-c1")).isEqualTo(RuleCase.CPNI);
        assertThat(WIRING.purposes("R-2005-c1")).containsExactly(Purpose.INSIDE_WIRING);
        WIRING.data(DataCategory.LOCATION).denies("R-GEN-3");
    }

    @Test
    @Regulation({"64.2005(c)(2)", "R-2005-c2"})
    void aWirelessCarrierResearchesHealthEffectsMasked() {
        Decision.Permit permit = RESEARCH.permits("R-2005-c2", Kind.LIMIT_SCOPE, Kind.MASK);

        assertThat(permit.obligations()).contains(Obligation.Mask.all());
        RESEARCH.isPermittedInEveryState("R-2005-c2");
        assertThat(RESEARCH.data("R-2005-c2")).isEqualTo(RuleCase.CPNI);
        assertThat(RESEARCH.purposes("R-2005-c2")).containsExactly(Purpose.HEALTH_RESEARCH);
        RESEARCH.to(RecipientKind.IC).permits("R-2005-c2", Kind.LIMIT_SCOPE, Kind.MASK, Kind.RECORD_DISCLOSURE);
        RESEARCH.data(DataCategory.LOCATION).denies("R-GEN-3");
    }

    @ParameterizedTest
    @EnumSource(value = ServiceCategory.class, names = "CMRS", mode = EnumSource.Mode.EXCLUDE)
    @Regulation({"64.2005(c)(2)", "R-2005-c2"})
    void onlyAWirelessCarrierResearchesHealthEffects(ServiceCategory category) {
        RESEARCH.carrier(RuleCase.carrierOf(category)).denies("R-GEN-3", "R-2005-c2");
    }

    @Test
    @Regulation({"222(c)(3)", "222(h)(2)", "R-222-c3"})
    void aggregatesOfTwentyCustomersServeAnyPurposeAndRecipient() {
        AGGREGATE.permits("R-222-c3");
        AGGREGATE.isPermittedInEveryState("R-222-c3");
        assertThat(AGGREGATE.recipients("R-222-c3")).isEqualTo(EnumSet.allOf(RecipientKind.class));
        assertThat(AGGREGATE.offer(OfferPart.TRAVEL).purposes("R-222-c3"))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Purpose.UNDECLARED, Purpose.COMPETITOR_TRACKING)));
    }

    @Test
    @Regulation({"222(h)(2)", "R-222-c3", "R-TAX-9"})
    void aSmallGroupOrRowsPerPersonAreNoAggregate() {
        AGGREGATE.group(19, false).denies("R-2007-b8", "R-222-c3");
        AGGREGATE.group(25_000, true).denies("R-2007-b8", "R-TAX-9");
        AGGREGATE.data(DataCategory.AGGREGATE).denies("R-2007-b8", "R-222-c3");
        AGGREGATE.group(19, false).derivedFrom(DataCategory.LOCATION).denies("R-222-f1");
        AGGREGATE.group(20, false).derivedFrom(DataCategory.LOCATION).permits("R-222-c3");
        AGGREGATE.data(DataCategory.BILLING).group(25_000, true).denies("R-2007-b8", "R-TAX-9");
        AGGREGATE.group(19, false).purpose(Purpose.BILL_COLLECT).permits("R-222-d1");
    }

    @ParameterizedTest
    @EnumSource(ServiceCategory.class)
    @Regulation({"222(c)(3)", "R-222-c3"})
    void aLocalExchangeCarrierOffersItsAggregatesToOthers(ServiceCategory category) {
        RuleCase ours = AGGREGATE.carrier(RuleCase.carrierOf(category));

        if (category == ServiceCategory.LOCAL) {
            ours.permits("R-222-c3", Kind.NONDISCRIMINATORY_OFFER);
        } else {
            ours.permits("R-222-c3");
        }
    }

    @Test
    @Regulation({"222(h)(2)", "R-222-c3"})
    void aCarrierMayAskForLargerGroups() {
        CarrierSettings hundred = new CarrierSettings(Set.of(ServiceCategory.VOIP), true, 100, true);

        AGGREGATE.carrier(hundred).group(99, false).denies("R-2007-b8", "R-222-c3");
        AGGREGATE.carrier(hundred).group(100, false).permits("R-222-c3");
    }

    @Test
    @Regulation({"222(e)", "222(h)(3)", "R-222-e"})
    void listingsGoToDirectoriesOnTheSameTermsForAll() {
        RuleCase listing = RuleCase.of(Purpose.DIRECTORY, DataCategory.LISTING).to(RecipientKind.DIRECTORY);

        listing.permits("R-222-e", Kind.NONDISCRIMINATORY_OFFER);
        listing.isPermittedInEveryState("R-222-e");
        listing.flag(CustomerFlag.UNLISTED).denies("R-222-e");
        listing.flag(CustomerFlag.UNLISTED).state(ApprovalState.OPT_IN).denies("R-222-e");
        assertThat(listing.recipients("R-222-e")).containsExactly(RecipientKind.DIRECTORY);
        assertThat(listing.data("R-222-e")).containsExactly(DataCategory.LISTING);
        assertThat(listing.data()).isEqualTo(EnumSet.of(DataCategory.LISTING, DataCategory.AGGREGATE));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    @Regulation({"222(h)(3)", "R-222-e"})
    void noPurposeBringsIdentityOrUnlistedDataIntoADirectory(Purpose purpose) {
        RuleCase publisher = RuleCase.of(purpose, DataCategory.IDENTITY)
                .to(RecipientKind.DIRECTORY)
                .offer(OfferPart.VOIP)
                .flag(CustomerFlag.UNLISTED)
                .state(ApprovalState.OPT_IN);

        assertThat(publisher.data()).doesNotContain(DataCategory.IDENTITY, DataCategory.LISTING);
    }
}
