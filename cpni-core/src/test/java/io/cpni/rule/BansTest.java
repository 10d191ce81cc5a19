package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.ContactChannel;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.label.DataCategory;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is denied in every state of approval. */
class BansTest {

    @ParameterizedTest
    @EnumSource(DataCategory.class)
    @Regulation({"64.2005(b)(2)", "R-2005-b2"})
    void nobodyTracksCustomersWhoCallCompetitors(DataCategory category) {
        RuleCase tracking = RuleCase.of(Purpose.COMPETITOR_TRACKING, category);

        for (ApprovalState state : ApprovalState.values()) {
            tracking.state(state).denies("R-2005-b2");
        }
        assertThat(tracking.state(ApprovalState.OPT_IN).recipients()).isEmpty();
    }

    @Test
    @Regulation({"64.2005(b)(2)", "R-2005-b2"})
    void trackingUnderAnotherNameIsTracking() {
        RuleCase.of(Purpose.BILL_COLLECT, DataCategory.CALL_DETAIL)
                .really(Purpose.COMPETITOR_TRACKING)
                .denies("R-2005-b2");
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"MARKET", "MARKET_ADJUNCT", "MARKET_EQUIP_INFO", "MARKET_NONCOMM", "CARRIER_DATA"})
    @Regulation({"222(b)", "R-222-b"})
    void whatAnotherCarrierGaveIsNotUsedForOurMarketing(Purpose purpose) {
        RuleCase given = RuleCase.of(purpose, DataCategory.SUBSCRIPTION)
                .offer(OfferPart.VOIP)
                .fromOtherCarrier();

        for (ApprovalState state : ApprovalState.values()) {
            given.state(state).denies("R-222-b");
        }
        given.state(ApprovalState.OPT_IN)
                .data(DataCategory.IDENTITY)
                .fromOtherCarrier()
                .denies("R-222-b");
        assertThat(given.state(ApprovalState.OPT_IN).recipients()).isEmpty();
    }

    @Test
    @Regulation({"222(b)", "R-222-b"})
    void whatAnotherCarrierGaveServesTheServiceItCameFor() {
        RuleCase given =
                RuleCase.of(Purpose.PROVIDE_SERVICE, DataCategory.NETWORK).fromOtherCarrier();

        given.permits("R-222-c1");
        given.really(Purpose.MARKET).denies("R-222-b");
    }

    @Test
    @Regulation({"222(b)", "R-222-b"})
    void anApprovalForOneCallDoesNotOpenWhatAnotherCarrierGave() {
        RuleCase.of(Purpose.ONE_TIME, DataCategory.SUBSCRIPTION)
                .flag(CustomerFlag.APPROVED_AFTER_ORAL_NOTICE)
                .byCustomer(ContactChannel.PHONE)
                .fromOtherCarrier()
                .denies("R-222-b");
    }

    @ParameterizedTest
    @EnumSource(
            value = DataCategory.class,
            names = {"AGGREGATE", "CRASH_ALERT"},
            mode = EnumSource.Mode.EXCLUDE)
    @Regulation("R-SEED-SELL")
    void neitherCpniNorCustomerListsAreSold(DataCategory category) {
        RuleCase sale = RuleCase.of(Purpose.SALE, category).state(ApprovalState.OPT_IN);

        sale.denies("R-SEED-SELL");
        assertThat(sale.recipients()).isEmpty();
        sale.purpose(Purpose.BILL_COLLECT).really(Purpose.SALE).denies("R-SEED-SELL");
    }

    @Test
    @Regulation({"222(c)(3)", "R-SEED-SELL", "R-222-c3"})
    void aggregatesAreNeitherCpniNorCustomerLists() {
        RuleCase.of(Purpose.SALE, DataCategory.AGGREGATE).group(20, false).permits("R-222-c3");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    @Regulation({"222(f)(2)", "R-222-f2"})
    void aCrashAlertServesTheCrashAlertAndStaffWhoRunIt(Purpose purpose) {
        for (RecipientKind recipient : RecipientKind.values()) {
            RuleCase use =
                    RuleCase.of(purpose, DataCategory.CRASH_ALERT).to(recipient).offer(OfferPart.VOIP);
            if (purpose == Purpose.PROVIDE_SERVICE && recipient == RecipientKind.STAFF) {
                use.permits("R-222-f2");
                use.isPermittedInEveryState("R-222-f2");
            } else {
                assertThat(use.state(ApprovalState.OPT_IN).isPermitted()).isFalse();
            }
        }
    }

    @Test
    @Regulation({"222(f)(2)", "R-222-f2"})
    void crashAlertsAreDeniedByTheirOwnRule() {
        RuleCase.of(Purpose.PROTECT, DataCategory.CRASH_ALERT).denies("R-222-f2");
        RuleCase.of(Purpose.PROVIDE_SERVICE, DataCategory.CRASH_ALERT)
                .to(RecipientKind.AGENT)
                .denies("R-222-f2");
    }
}
