package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.Contact;
import io.cpni.accessor.Contact.Delivery;
import io.cpni.accessor.Contact.Party;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification.Kind;
import io.cpni.accessor.CustomerVerification.Method;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.Obligation;
import io.cpni.label.DataCategory;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A claimed customer asks for data: what must be proved, by telephone, online and in a store. */
class AuthenticationRulesTest {

    private static final Set<Kind> PASSWORDS = EnumSet.of(Kind.PASSWORD, Kind.BACKUP_ANSWER);
    private static final Set<Kind> REASONABLE =
            EnumSet.of(Kind.PASSWORD, Kind.BACKUP_ANSWER, Kind.RECORD_CODE, Kind.PHOTO_ID);
    private static final Set<DataCategory> NOT_CALL_DETAIL = EnumSet.of(
            DataCategory.USAGE,
            DataCategory.SUBSCRIPTION,
            DataCategory.BILLING,
            DataCategory.NETWORK,
            DataCategory.OTHER);

    private static final RuleCase ACCESS =
            RuleCase.of(Purpose.CUSTOMER_ACCESS, DataCategory.CALL_DETAIL).to(RecipientKind.CUSTOMER);
    private static final RuleCase PHONE = ACCESS.byCustomer(ContactChannel.PHONE);
    private static final RuleCase ONLINE = ACCESS.byCustomer(ContactChannel.ONLINE);
    private static final RuleCase STORE = ACCESS.byCustomer(ContactChannel.STORE);

    @ParameterizedTest
    @EnumSource(ContactChannel.class)
    @Regulation({"64.2010(a)", "R-2010-a"})
    void whoProvesNothingGetsNoCpni(ContactChannel channel) {
        for (DataCategory category : RuleCase.CPNI_AND_LOCATION) {
            ACCESS.data(category)
                    .byCustomer(channel)
                    .state(ApprovalState.OPT_IN)
                    .denies("R-2010-a", "R-2010-b1", "R-2010-b4", "R-2010-c", "R-2010-d");
        }
    }

    @Test
    @Regulation({"64.2010(a)", "R-2010-a"})
    void whoWasAuthenticatedAsOneCustomerIsDeniedTheDataOfAnother() {
        for (RuleCase way : List.of(PHONE, ONLINE, STORE)) {
            RuleCase proved = way.proved(Kind.PASSWORD, Kind.PHOTO_ID);
            assertThat(proved.isPermitted()).isTrue();
            assertThat(proved.with(context -> context.subject(CustomerId.of(2))).isPermitted())
                    .isFalse();
        }
    }

    @Test
    @Regulation({"64.2010(a)", "R-2010-a", "R-GEN-3"})
    void onlyTheCustomerIsGivenAccessAsTheCustomer() {
        assertThat(ONLINE.proved(Kind.PASSWORD).recipients()).containsExactly(RecipientKind.CUSTOMER);
        ACCESS.proved(Kind.PASSWORD).denies("R-2010-a", "R-GEN-3");
    }

    @Test
    @Regulation({"64.2010(a)", "R-2010-a", "R-TAX-3"})
    void authenticationIsForCpniAndNamesAndNumbersAreNone() {
        PHONE.data(DataCategory.SUBSCRIPTION).denies("R-2010-a", "R-2010-b4");
        PHONE.data(DataCategory.IDENTITY).permits("R-TAX-3");
        PHONE.data(DataCategory.IDENTITY).noNeedToKnow().denies("R-GEN-1");
        PHONE.data(DataCategory.IDENTITY)
                .with(context -> context.subject(CustomerId.of(2)))
                .denies("R-GEN-3");
        PHONE.data(DataCategory.IDENTITY).to(RecipientKind.THIRD).denies("R-GEN-3");
    }

    @Test
    @Regulation({"64.2010(b)", "R-2010-b1"})
    void callDetailIsReadOutAfterThePasswordOrTheAnswerThatServesAsOne() {
        assertThat(accepted(PHONE)).isEqualTo(PASSWORDS);
        for (Kind kind : PASSWORDS) {
            PHONE.proved(kind).permits("R-2010-b1");
        }
        PHONE.proved(Kind.RECORD_CODE).denies("R-2010-b1");
        PHONE.proved(Kind.PASSWORD).isPermittedInEveryState("R-2010-b1");
        PHONE.byCustomer(ContactChannel.KEYPAD).proved(Kind.PASSWORD).permits("R-2010-b1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ACCOUNT_INFO", "BIO_INFO"})
    @Regulation({"64.2010(b)", "64.2010(e)", "R-2010-b1", "R-2010-e"})
    void aPasswordThatOthersMayKnowOrWereHelpedToIsNone(Kind weak) {
        Method prompted = new Method(Kind.PASSWORD, true, Optional.empty(), Optional.of(weak), Optional.empty());
        Method weaklySet = new Method(Kind.PASSWORD, true, Optional.of(weak), Optional.empty(), Optional.empty());
        Method weakAnswer = new Method(Kind.BACKUP_ANSWER, true, Optional.of(weak), Optional.empty(), Optional.empty());

        for (Method method : List.of(prompted, weaklySet, weakAnswer)) {
            PHONE.proved(method).denies("R-2010-b1", "R-2010-e");
            ONLINE.proved(method).denies("R-2010-c", "R-2010-e");
            PHONE.data(DataCategory.BILLING).proved(method).denies("R-2010-b4", "R-2010-a", "R-2010-e");
        }
    }

    @Test
    @Regulation({"64.2010(b)", "R-2010-b1", "R-2010-c", "R-2010-d"})
    void whatDidNotMatchProvesNothing() {
        PHONE.proved(wrong(Kind.PASSWORD)).denies("R-2010-b1");
        ONLINE.proved(wrong(Kind.PASSWORD)).denies("R-2010-c");
        STORE.proved(wrong(Kind.PHOTO_ID)).denies("R-2010-d");
        PHONE.proved(wrong(Kind.PASSWORD), Method.matching(Kind.BACKUP_ANSWER)).permits("R-2010-b1");
    }

    @Test
    @Regulation({"64.2010(b)", "R-2010-b1"})
    void callDetailIsReadOutInACallThatTheCustomerBeganOnly() {
        assertThat(PHONE.byUs(ContactChannel.PHONE).proved(Kind.PASSWORD).isPermitted())
                .isFalse();
    }

    @Test
    @Regulation({"64.2010(b)", "64.2003(b)", "R-2010-b2", "R-REC-1"})
    void withoutPasswordCallDetailIsSentToTheAddressOfRecord() {
        RuleCase known = PHONE.flag(CustomerFlag.ADDRESS_OF_RECORD, "home").flag(CustomerFlag.NUMBER_OF_RECORD, "line");

        delivered(known, Delivery.SEND, "home").permits("R-2010-b2", Obligation.Kind.SEND_TO_RECORD);
        delivered(known, Delivery.SEND, "new").denies("R-2010-b2", "R-REC-1");
        delivered(known, Delivery.SEND, "line").denies("R-2010-b2", "R-REC-1");
        known.contact(new Contact(ContactChannel.PHONE, Party.CUSTOMER, Delivery.SEND, Optional.empty()))
                .denies("R-2010-b2");
    }

    @Test
    @Regulation({"64.2010(b)", "64.2003(q)", "R-2010-b2", "R-REC-2"})
    void withoutPasswordTheNumberOfRecordIsCalled() {
        RuleCase known = PHONE.flag(CustomerFlag.ADDRESS_OF_RECORD, "home").flag(CustomerFlag.NUMBER_OF_RECORD, "line");

        delivered(known, Delivery.CALL_BACK, "line").permits("R-2010-b2", Obligation.Kind.CALL_BACK);
        delivered(known, Delivery.CALL_BACK, "office").denies("R-2010-b2", "R-REC-2");
        delivered(known, Delivery.CALL_BACK, "home").denies("R-2010-b2", "R-REC-2");
        delivered(known, Delivery.READ_OUT, "line").denies("R-2010-b1");
    }

    @Test
    @Regulation({"64.2010(b)", "R-2010-b3"})
    void callsThatTheCallerRecitesAreDiscussedAndNoOthers() {
        PHONE.recited().permits("R-2010-b3", Obligation.Kind.LIMIT_SCOPE);
        PHONE.proved(Kind.CALL_DETAIL).denies("R-2010-b1", "R-2010-b3");
        PHONE.items(List.of(PHONE.recited().items().get(0), PHONE.items().get(0)))
                .denies("R-2010-b1", "R-2010-b3", "R-GEN-4");
        ONLINE.recited().denies("R-2010-c");
        STORE.recited().denies("R-2010-d");
    }

    @Test
    @Regulation({"64.2010(b)", "R-2010-b2", "R-2010-b3"})
    void recitedCallsAreDiscussedInTheCallAndNotSentAnywhere() {
        delivered(PHONE.recited(), Delivery.SEND, "new").denies("R-2010-b2", "R-REC-1");
        delivered(PHONE.recited(), Delivery.CALL_BACK, "office").denies("R-2010-b2", "R-REC-2");
    }

    @Test
    @Regulation({"64.2010(b)", "R-2010-b1", "R-2010-b3"})
    void whoGaveThePasswordMayHearMoreThanWasRecited() {
        PHONE.recited().proved(Kind.PASSWORD).permits("R-2010-b1");
    }

    @Test
    @Regulation({"64.2010(a)", "64.2010(b)", "R-2010-b4"})
    void otherCpniIsReadOutAfterReasonableAuthentication() {
        RuleCase bill = PHONE.data(DataCategory.BILLING);

        assertThat(accepted(bill)).isEqualTo(REASONABLE);
        assertThat(bill.proved(Kind.RECORD_CODE).data("R-2010-b4"))
                .containsAll(NOT_CALL_DETAIL)
                .doesNotContain(DataCategory.CALL_DETAIL, DataCategory.CRASH_ALERT);
        bill.proved(Kind.RECORD_CODE).permits("R-2010-b4");
        bill.proved(Kind.BIO_INFO, Kind.ACCOUNT_INFO).denies("R-2010-b4", "R-2010-a");
    }

    @Test
    @Regulation({"64.2010(b)", "R-2010-b1"})
    void locationIsNoLessThanCallDetail() {
        PHONE.data(DataCategory.LOCATION).proved(Kind.RECORD_CODE).denies("R-2010-b1");
        PHONE.data(DataCategory.LOCATION).proved(Kind.PASSWORD).permits("R-2010-b1");
    }

    @Test
    @Regulation({"64.2010(c)", "R-2010-c"})
    void onlineAllCpniNeedsThePassword() {
        assertThat(accepted(ONLINE)).isEqualTo(PASSWORDS);
        assertThat(accepted(ONLINE.data(DataCategory.SUBSCRIPTION))).isEqualTo(PASSWORDS);
        assertThat(ONLINE.proved(Kind.PASSWORD).data("R-2010-c")).containsAll(RuleCase.CPNI_AND_LOCATION);
        ONLINE.proved(Kind.PASSWORD).permits("R-2010-c");
        ONLINE.data(DataCategory.USAGE).proved(Kind.RECORD_CODE).denies("R-2010-c");
    }

    @Test
    @Regulation({"64.2010(c)", "R-2010-c", "R-GEN-1", "R-GEN-2"})
    void aCustomerWhoSignedInNeedsNoTrainingAndSeesNobodyElse() {
        RuleCase signedIn = ONLINE.by(RuleCase.customerSignedIn()).proved(Kind.PASSWORD);

        signedIn.permits("R-2010-c");
        signedIn.with(context -> context.subject(CustomerId.of(2))).denies("R-2010-a");
    }

    @Test
    @Regulation({"64.2010(d)", "64.2003(r)", "R-2010-d"})
    void inAStoreACurrentGovernmentPhotoIdOpensAnyCpni() {
        assertThat(accepted(STORE)).containsExactly(Kind.PHOTO_ID);
        assertThat(STORE.proved(Kind.PHOTO_ID).data("R-2010-d")).containsAll(RuleCase.CPNI_AND_LOCATION);
        STORE.proved(Kind.PHOTO_ID).permits("R-2010-d");
        STORE.proved(idUntil(RuleCase.NOW.plusSeconds(1))).permits("R-2010-d");
        STORE.proved(idUntil(RuleCase.NOW)).denies("R-2010-d");
    }

    @Test
    @Regulation({"64.2010(g)", "R-2010-g"})
    void anExemptBusinessIsAuthenticatedAsItsContractProvides() {
        for (RuleCase way : List.of(PHONE, ONLINE, STORE)) {
            RuleCase exempt = way.flag(CustomerFlag.BUSINESS_EXEMPT);
            exempt.proved(Kind.CONTRACT).permits("R-2010-g");
            assertThat(exempt.proved(wrong(Kind.CONTRACT)).isPermitted()).isFalse();
            assertThat(exempt.proved(Kind.VOICE).isPermitted()).isFalse();
            assertThat(way.proved(Kind.CONTRACT).isPermitted()).isFalse();
        }
    }

    @Test
    @Regulation({"64.2010(g)", "R-2010-g"})
    void anExemptBusinessStillApprovesMarketing() {
        RuleCase.of(Purpose.MARKET, DataCategory.USAGE)
                .offer(OfferPart.CMRS)
                .flag(CustomerFlag.BUSINESS_EXEMPT)
                .denies("R-2007-b1");
    }

    /** Returns the methods each of which is enough by itself. */
    private static Set<Kind> accepted(RuleCase access) {
        return RuleCase.all(Kind.class, kind -> access.proved(kind).isPermitted());
    }

    private static RuleCase delivered(RuleCase access, Delivery delivery, String to) {
        return access.contact(new Contact(ContactChannel.PHONE, Party.CUSTOMER, delivery, Optional.of(to)));
    }

    private static Method wrong(Kind kind) {
        return new Method(kind, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Method idUntil(Instant until) {
        return new Method(Kind.PHOTO_ID, true, Optional.empty(), Optional.empty(), Optional.of(until));
    }
}
