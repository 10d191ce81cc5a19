package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.Obligation.Kind;
import io.cpni.label.DataCategory;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marketing without approval, and the promise that ends it when a customer opts out. */
class MarketingRulesTest {

    private static final Set<RecipientKind> STAFF_AND_AGENTS = EnumSet.of(RecipientKind.STAFF, RecipientKind.AGENT);

    private static final RuleCase IN_CATEGORY =
            RuleCase.of(Purpose.MARKET, DataCategory.USAGE).offer(OfferPart.VOIP);
    private static final RuleCase AFFILIATE = IN_CATEGORY
            .to(RecipientKind.AFF_COMM)
            .takes(ServiceCategory.VOIP, ServiceCategory.CMRS)
            .flag(CustomerFlag.SERVED_BY_AFFILIATE, RuleCase.NAME);
    private static final RuleCase WIRELESS_DATA = RuleCase.of(Purpose.MARKET_EQUIP_INFO, DataCategory.USAGE)
            .offer(OfferPart.EQUIPMENT)
            .source(ServiceCategory.CMRS);
    private static final RuleCase LOCAL_DATA = WIRELESS_DATA.source(ServiceCategory.LOCAL);
    private static final RuleCase FEATURES =
            RuleCase.of(Purpose.MARKET_ADJUNCT, DataCategory.USAGE).offer(OfferPart.CALLER_ID);

    /** The rows that the promise takes back, each with a use that it permits. */
    private static final Map<String, RuleCase> ROWS = Map.of(
            "R-2005-a", IN_CATEGORY,
            "R-2005-a1", AFFILIATE,
            "R-2005-b1w", WIRELESS_DATA,
            "R-2005-b1l", LOCAL_DATA,
            "R-2005-c3", FEATURES);

    @Test
    @Regulation({"64.2005(a)", "R-2005-a"})
    void staffAndAgentsMarketWithinSubscribedCategories() {
        IN_CATEGORY.permits("R-2005-a", Kind.RECORD_CAMPAIGN);
        IN_CATEGORY.to(RecipientKind.AGENT).permits("R-2005-a", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        IN_CATEGORY.isPermittedOnly("R-2005-a", STAFF_AND_AGENTS, RuleCase.CPNI, EnumSet.of(Purpose.MARKET));
        IN_CATEGORY.data(DataCategory.LOCATION).denies("R-222-f1");
    }

    @ParameterizedTest
    @EnumSource(ServiceCategory.class)
    @Regulation({"64.2005(a)", "R-2005-a"})
    void everyPartOfTheOfferIsInASubscribedCategory(ServiceCategory category) {
        OfferPart part = OfferPart.valueOf(category.name());
        OfferPart other = category == ServiceCategory.VOIP ? OfferPart.CMRS : OfferPart.VOIP;
        ServiceCategory ofOther = ServiceCategory.valueOf(other.name());

        IN_CATEGORY.offer(part).takes(category).permits("R-2005-a", Kind.RECORD_CAMPAIGN);
        IN_CATEGORY.offer(part).takes(ofOther).denies("R-2007-b1");
        IN_CATEGORY.offer(part, other).takes(category).denies("R-2007-b1");
        IN_CATEGORY.offer(part, other).takes(category, ofOther).permits("R-2005-a", Kind.RECORD_CAMPAIGN);
        IN_CATEGORY.offer(part).takes().denies("R-2007-b1", "R-TAX-10");
    }

    @ParameterizedTest
    @EnumSource(OfferPart.class)
    @Regulation({"64.2005(a)", "R-2005-a"})
    void aPartThatIsNoServiceCategoryLeavesTheRow(OfferPart part) {
        boolean category = part.serviceCategory().isPresent();
        RuleCase all = IN_CATEGORY.takes(ServiceCategory.values());

        assertThat(all.offer(part).isPermittedBy("R-2005-a")).isEqualTo(category);
        assertThat(all.offer(OfferPart.VOIP, part).isPermittedBy("R-2005-a")).isEqualTo(category);
    }

    @Test
    @Regulation({"64.2005(a)", "R-2005-a", "R-GEN-3"})
    void whoDoesNotSayWhatIsOfferedIsInNoCategory() {
        RuleCase.of(Purpose.MARKET, DataCategory.USAGE).denies("R-2007-b1", "R-GEN-3");
    }

    @Test
    @Regulation({"64.2005(a)(1)", "R-2005-a1"})
    void anAffiliateThatServesTheCustomerMarketsInCategoryToThoseWhoTakeTwo() {
        AFFILIATE.permits("R-2005-a1", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        AFFILIATE.isPermittedOnly(
                "R-2005-a1", EnumSet.of(RecipientKind.AFF_COMM), RuleCase.CPNI, EnumSet.of(Purpose.MARKET));
        AFFILIATE.takes(ServiceCategory.values()).permits("R-2005-a1", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        AFFILIATE.to(RecipientKind.AFF_COMM, "Delta Fiber").denies("R-2007-b3");
        AFFILIATE.offer(OfferPart.LOCAL).denies("R-2007-b3");
        AFFILIATE.data(DataCategory.LOCATION).denies("R-222-f1");
    }

    @ParameterizedTest
    @EnumSource(ApprovalState.class)
    @Regulation({"64.2005(a)(2)", "R-2005-a2", "R-2007-b3"})
    void toACustomerOfOneCategoryTheAffiliateNeedsApproval(ApprovalState state) {
        RuleCase one = AFFILIATE.takes(ServiceCategory.VOIP).state(state);

        if (state == ApprovalState.DEEMED || state == ApprovalState.OPT_IN) {
            one.permits("R-2007-b3", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        } else {
            one.denies("R-2005-a2", "R-2007-b3");
        }
    }

    @ParameterizedTest
    @EnumSource(OfferPart.class)
    @Regulation({"64.2005(b)(1)", "R-2005-b1w"})
    void withWirelessDataEquipmentAndAllInformationServicesAreMarketed(OfferPart part) {
        boolean inRow = part.kind() == OfferPart.Kind.EQUIPMENT || part.kind() == OfferPart.Kind.INFORMATION_SERVICE;

        assertThat(WIRELESS_DATA.offer(part).isPermittedBy("R-2005-b1w")).isEqualTo(inRow);
        assertThat(WIRELESS_DATA.offer(OfferPart.EQUIPMENT, part).isPermittedBy("R-2005-b1w"))
                .isEqualTo(inRow);
    }

    @Test
    @Regulation({"64.2005(b)(1)", "R-2005-b1w"})
    void staffAndAgentsMarketEquipmentWithWirelessData() {
        WIRELESS_DATA.permits("R-2005-b1w", Kind.RECORD_CAMPAIGN);
        WIRELESS_DATA.to(RecipientKind.AGENT).permits("R-2005-b1w", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        WIRELESS_DATA.isPermittedOnly(
                "R-2005-b1w", STAFF_AND_AGENTS, RuleCase.CPNI, EnumSet.of(Purpose.MARKET_EQUIP_INFO));
        WIRELESS_DATA.to(RecipientKind.AFF_COMM).denies("R-2007-b3");
    }

    @ParameterizedTest
    @EnumSource(OfferPart.class)
    @Regulation({"64.2005(b)(1)", "R-2005-b1l"})
    void withLocalAndLongDistanceDataInternetAccessIsNotMarketed(OfferPart part) {
        boolean inRow = Set.of(
                        OfferPart.EQUIPMENT,
                        OfferPart.CALL_ANSWERING,
                        OfferPart.VOICE_MAIL,
                        OfferPart.VOICE_STORAGE,
                        OfferPart.FAX_STORE_FORWARD,
                        OfferPart.PROTOCOL_CONVERSION)
                .contains(part);

        for (ServiceCategory source : Set.of(ServiceCategory.LOCAL, ServiceCategory.INTEREXCHANGE)) {
            RuleCase ours = LOCAL_DATA.source(source);
            assertThat(ours.offer(part).isPermittedBy("R-2005-b1l")).isEqualTo(inRow);
            assertThat(ours.offer(OfferPart.EQUIPMENT, part).isPermittedBy("R-2005-b1l"))
                    .isEqualTo(inRow);
        }
    }

    @Test
    @Regulation({"64.2005(b)(1)", "R-2005-b1l"})
    void staffAndAgentsMarketEquipmentWithLocalData() {
        LOCAL_DATA.permits("R-2005-b1l", Kind.RECORD_CAMPAIGN);
        LOCAL_DATA.to(RecipientKind.AGENT).permits("R-2005-b1l", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        LOCAL_DATA.isPermittedOnly(
                "R-2005-b1l", STAFF_AND_AGENTS, RuleCase.CPNI, EnumSet.of(Purpose.MARKET_EQUIP_INFO));
        LOCAL_DATA.offer(OfferPart.VOICE_MAIL, OfferPart.INTERNET_ACCESS).denies("R-2007-b1");
    }

    @Test
    @Regulation({"64.2005(b)(1)", "R-2005-b1v", "R-2005-b1w", "R-2005-b1l"})
    void dataOfVoipOrOfUnknownServiceIsInNeitherRow() {
        RuleCase voip = WIRELESS_DATA.source(ServiceCategory.VOIP);

        voip.denies("R-2005-b1v", "R-2007-b1");
        voip.state(ApprovalState.DEEMED).permits("R-2007-b1", Kind.RECORD_CAMPAIGN);
        voip.to(RecipientKind.AGENT)
                .state(ApprovalState.DEEMED)
                .permits("R-2007-b2", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        WIRELESS_DATA.data(DataCategory.USAGE).denies("R-2007-b1");
    }

    @ParameterizedTest
    @EnumSource(OfferPart.class)
    @Regulation({"64.2005(c)(3)", "R-2005-c3"})
    void callingFeaturesAreMarketedAndNothingElse(OfferPart part) {
        boolean inRow = Set.of(
                        OfferPart.SPEED_DIAL,
                        OfferPart.CALLER_ID,
                        OfferPart.CALL_WAITING,
                        OfferPart.CALL_FORWARDING,
                        OfferPart.CALL_BLOCKING,
                        OfferPart.CALL_TRACING,
                        OfferPart.CALL_RETURN,
                        OfferPart.REPEAT_DIAL,
                        OfferPart.DIRECTORY_HELP,
                        OfferPart.CENTREX)
                .contains(part);

        assertThat(FEATURES.offer(part).isPermittedBy("R-2005-c3")).isEqualTo(inRow);
        assertThat(FEATURES.offer(OfferPart.CALLER_ID, part).isPermittedBy("R-2005-c3"))
                .isEqualTo(inRow);
    }

    @Test
    @Regulation({"64.2005(c)(3)", "R-2005-c3"})
    void staffAndAgentsMarketCallingFeatures() {
        FEATURES.permits("R-2005-c3", Kind.RECORD_CAMPAIGN);
        FEATURES.to(RecipientKind.AGENT).permits("R-2005-c3", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        FEATURES.isPermittedOnly("R-2005-c3", STAFF_AND_AGENTS, RuleCase.CPNI, EnumSet.of(Purpose.MARKET_ADJUNCT));
        FEATURES.to(RecipientKind.AFF_COMM).denies("R-2007-b3");
        FEATURES.data(DataCategory.LOCATION).denies("R-222-f1");
    }

    @ParameterizedTest
    @EnumSource(ServiceCategory.class)
    @Regulation({"64.2005(c)(3)", "R-2005-c3"})
    void aCarrierOfLongDistanceAloneIsNotInTheRow(ServiceCategory category) {
        RuleCase ours = FEATURES.carrier(RuleCase.carrierOf(category));

        if (category == ServiceCategory.INTEREXCHANGE) {
            ours.denies("R-2007-b1");
        } else {
            ours.permits("R-2005-c3", Kind.RECORD_CAMPAIGN);
        }
    }

    @ParameterizedTest
    @EnumSource(ApprovalState.class)
    @Regulation({"64.2005", "64.2007(a)(2)", "R-SEED-OO"})
    void anOptOutEndsMarketingThatNeedsNoApproval(ApprovalState state) {
        ROWS.forEach((rule, use) -> {
            if (state == ApprovalState.OPTED_OUT) {
                use.state(state).denies("R-SEED-OO", "R-LIFE-3");
            } else {
                assertThat(use.state(state).isPermittedBy(rule)).as(rule).isTrue();
            }
        });
    }

    @Test
    @Regulation({"64.2005", "R-SEED-OO"})
    void withoutThePromiseTheRowsStand() {
        CarrierSettings lawOnly = new CarrierSettings(Set.of(ServiceCategory.VOIP), false, 20, true);

        ROWS.forEach((rule, use) -> use.carrier(lawOnly).isPermittedInEveryState(rule));
        IN_CATEGORY
                .carrier(lawOnly)
                .offer(OfferPart.CMRS)
                .state(ApprovalState.OPTED_OUT)
                .denies("R-2007-b1", "R-LIFE-3");
    }
}
