package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification.Kind;
import io.cpni.accessor.CustomerVerification.Method;
import io.cpni.accessor.Grounds.AccountChange;
import io.cpni.accessor.Grounds.AccountChange.Item;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.Obligation;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A claimed customer changes passwords and addresses, a SIM, or the carrier. */
class AccountChangeRulesTest {

    private static final Set<Kind> REASONABLE =
            EnumSet.of(Kind.PASSWORD, Kind.BACKUP_ANSWER, Kind.RECORD_CODE, Kind.PHOTO_ID);
    private static final RuleCase CHANGE = RuleCase.of(Purpose.ACCOUNT_CHANGE)
            .to(RecipientKind.CUSTOMER)
            .flag(CustomerFlag.ADDRESS_OF_RECORD, "home")
            .flag(CustomerFlag.NUMBER_OF_RECORD, "line");
    private static final RuleCase SIM = RuleCase.of(Purpose.SIM_CHANGE)
            .to(RecipientKind.CUSTOMER)
            .carrier(RuleCase.carrierOf(ServiceCategory.CMRS));
    private static final RuleCase PORT = SIM.purpose(Purpose.PORT_OUT);

    @ParameterizedTest
    @EnumSource(
            value = Item.class,
            names = {"PASSWORD", "BACKUP_ANSWER"})
    @Regulation({"64.2010(e)", "R-2010-e"})
    void passwordsAndAnswersAreNotSetOnWhatOthersMayKnow(Item item) {
        RuleCase change = CHANGE.grounds(change(item, "line"));

        assertThat(accepted(change)).isEqualTo(REASONABLE);
        for (Kind weak : EnumSet.complementOf(EnumSet.copyOf(REASONABLE))) {
            change.proved(weak).denies("R-2010-e");
        }
        change.denies("R-2010-e");
    }

    @ParameterizedTest
    @EnumSource(Item.class)
    @Regulation({"64.2010(f)", "R-2010-f"})
    void theCustomerIsToldOfAChange(Item item) {
        RuleCase proved = CHANGE.proved(Kind.RECORD_CODE);

        proved.grounds(change(item, "line")).permits("R-2010-f", Obligation.Kind.NOTIFY_CUSTOMER);
        proved.grounds(change(item, "home")).permits("R-2010-f", Obligation.Kind.NOTIFY_CUSTOMER);
        proved.grounds(new AccountChange(item, false, Optional.empty(), Optional.empty(), false))
                .permits("R-2010-f", Obligation.Kind.NOTIFY_CUSTOMER);
        proved.grounds(new AccountChange(item, true, Optional.empty(), Optional.empty(), false))
                .permits("R-2010-f");
        CHANGE.grounds(change(item, "line")).denies("R-2010-f", "R-2010-e");
    }

    @Test
    @Regulation({"64.2010(f)", "R-2010-f", "R-REC-1", "R-REC-2"})
    void theNoticeGoesToOldDataOfRecordAndDoesNotStateTheNew() {
        RuleCase proved = CHANGE.proved(Kind.PASSWORD);

        proved.grounds(change(Item.ADDRESS_OF_RECORD, "office")).denies("R-2010-f", "R-REC-1", "R-REC-2");
        proved.grounds(new AccountChange(
                        Item.ADDRESS_OF_RECORD, false, Optional.of("home"), Optional.of("home"), false))
                .denies("R-2010-f");
        proved.grounds(new AccountChange(Item.ADDRESS_OF_RECORD, false, Optional.of("new"), Optional.of("line"), true))
                .denies("R-2010-f");
        proved.grounds(new AccountChange(Item.ADDRESS_OF_RECORD, false, Optional.of("new"), Optional.of("line"), false))
                .permits("R-2010-f", Obligation.Kind.NOTIFY_CUSTOMER);
    }

    @Test
    @Regulation({"64.2010(f)", "64.2010(g)", "R-2010-f", "R-2010-g"})
    void anExemptBusinessIsToldOfAChangeToo() {
        CHANGE.grounds(change(Item.PASSWORD, "line"))
                .flag(CustomerFlag.BUSINESS_EXEMPT)
                .proved(Kind.CONTRACT)
                .permits("R-2010-f", Obligation.Kind.NOTIFY_CUSTOMER);
    }

    @Test
    @Regulation({"64.2010(h)", "R-2010-h"})
    void aSimIsChangedAfterSecureAuthenticationAndTheCustomerIsTold() {
        assertThat(accepted(SIM)).isEqualTo(REASONABLE);
        for (Kind kind : REASONABLE) {
            SIM.proved(kind).permits("R-2010-h", Obligation.Kind.NOTIFY_CUSTOMER);
        }
        for (Kind weak : Set.of(Kind.BIO_INFO, Kind.ACCOUNT_INFO, Kind.RECENT_PAYMENT, Kind.CALL_DETAIL)) {
            SIM.proved(weak).denies("R-2010-h");
        }
        SIM.proved(new Method(Kind.PASSWORD, true, Optional.of(Kind.BIO_INFO), Optional.empty(), Optional.empty()))
                .denies("R-2010-h");
        SIM.proved(Kind.RECORD_CODE).isPermittedInEveryState("R-2010-h");
        SIM.proved(Kind.RECORD_CODE)
                .with(context -> context.subject(CustomerId.of(2)))
                .denies("R-2010-h");
    }

    @Test
    @Regulation({"64.2010(h)", "R-SIM-STATUS"})
    void whereTheSimRulesAreSwitchedOffOrdinaryAuthenticationIsEnough() {
        RuleCase off = SIM.carrier(new CarrierSettings(Set.of(ServiceCategory.CMRS), true, 20, false));

        assertThat(accepted(off)).isEqualTo(REASONABLE);
        off.proved(Kind.RECORD_CODE).permits("R-SIM-STATUS");
        off.proved(Kind.BIO_INFO).denies("R-SIM-STATUS", "R-2010-b4");
        assertThat(CarrierSettings.voip().simRules()).isTrue();
    }

    @Test
    @Regulation({"52.37(b)", "R-PORT-1"})
    void aNumberLeavesAfterSecureAuthentication() {
        assertThat(accepted(PORT)).isEqualTo(REASONABLE);
        PORT.proved(Kind.RECORD_CODE).permits("R-PORT-1");
        PORT.proved(Kind.RECORD_CODE).isPermittedInEveryState("R-PORT-1");
        PORT.proved(Kind.ACCOUNT_INFO).denies("R-PORT-1");
    }

    @Test
    @Regulation({"52.37(b)", "R-PORT-1"})
    void carriersOfEveryKindPortNumbersOut() {
        PORT.carrier(CarrierSettings.voip()).proved(Kind.RECORD_CODE).permits("R-PORT-1");
    }

    @Test
    @Regulation({"64.2010(h)", "222(f)", "R-2010-h", "R-PORT-1", "R-2010-f", "R-SIM-STATUS"})
    void noneOfTheseRowsReachesLocation() {
        RuleCase off = SIM.carrier(new CarrierSettings(Set.of(ServiceCategory.CMRS), true, 20, false));

        for (RuleCase row : List.of(SIM, PORT, off, CHANGE.grounds(change(Item.PASSWORD, "line")))) {
            assertThat(row.proved(Kind.PASSWORD).data(DataCategory.LOCATION).isPermitted())
                    .as("%s", row.purpose())
                    .isFalse();
        }
    }

    @Test
    @Regulation({"64.2010(b)", "R-2010-b1", "R-2010-b2", "R-2010-h", "R-PORT-1", "R-2010-f"})
    void aChangeIsNoWayAroundThePasswordForCallDetail() {
        for (RuleCase row : List.of(SIM, PORT, CHANGE.grounds(change(Item.PASSWORD, "line")))) {
            assertThat(row.proved(Kind.RECORD_CODE)
                            .byCustomer(ContactChannel.PHONE)
                            .data(DataCategory.CALL_DETAIL)
                            .isPermitted())
                    .as("%s", row.purpose())
                    .isFalse();
        }
    }

    private static AccountChange change(Item item, String notifyTo) {
        return new AccountChange(item, false, Optional.empty(), Optional.of(notifyTo), false);
    }

    private static Set<Kind> accepted(RuleCase use) {
        return RuleCase.all(Kind.class, kind -> use.proved(kind).isPermitted());
    }
}
