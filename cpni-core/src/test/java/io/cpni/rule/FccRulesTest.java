package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.CustomerVerification.Kind;
import io.cpni.accessor.CustomerVerification.Method;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerId;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows every rule in a use that it permits and in one that it denies. */
class FccRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Set<String> ANY_ROLE = Set.of("anything");
    private static final Accessor STAFF = Accessor.staff("ann", ANY_ROLE, NOW.plusSeconds(60));
    private static final Offer VOIP = Offer.of(OfferPart.VOIP);

    /** A customer: subscribed to the given categories, in the given state of approval. */
    private record Customer(
            ApprovalState state, Set<ServiceCategory> subscribed, boolean assigned, boolean own, int group)
            implements CustomerFacts {

        static Customer in(ApprovalState state, ServiceCategory... subscribed) {
            return new Customer(state, Set.of(subscribed), false, false, 1);
        }

        @Override
        public ApprovalState approval(ApprovalAsk ask) {
            return state;
        }

        @Override
        public boolean subscribesAll(Set<ServiceCategory> categories) {
            return subscribed.containsAll(categories);
        }

        @Override
        public boolean assigned(String accessorId) {
            return assigned;
        }

        @Override
        public boolean own(CustomerId accessorsCustomer) {
            return own;
        }

        @Override
        public int groupSize() {
            return group;
        }
    }

    private static final Customer NOBODY_SPECIAL = Customer.in(ApprovalState.NONE, ServiceCategory.VOIP);

    @Test
    void theRulesStandInTheOrderOfTheBook() {
        assertThat(FccRules.current().rules())
                .extracting(Rule::id)
                .containsExactly(
                        "R-GEN-1",
                        "R-GEN-2",
                        "R-2005-b2",
                        "R-SEED-SELL",
                        "R-222-c1",
                        "R-222-d1",
                        "R-222-d2",
                        "R-2005-a",
                        "R-222-c3",
                        "R-2010-c",
                        "R-TAX-3",
                        "R-2007-b1",
                        "R-AUD-X",
                        "R-SEED-OO",
                        "R-GEN-5");
        assertThat(FccRules.current().rules())
                .allSatisfy(rule -> assertThat(rule.citation()).isNotBlank());
    }

    @Test
    @Regulation({"222(a)", "64.2010(a)", "R-GEN-1"})
    void needToKnow() {
        Grant assigned = grant(GrantScope.ASSIGNED, Set.of(Purpose.PROVIDE_SERVICE), Set.of());
        AccessContext support = AccessContext.of(STAFF, Purpose.PROVIDE_SERVICE).build();
        AccessContext billing = AccessContext.of(STAFF, Purpose.BILL_COLLECT).build();
        Customer someone = Customer.in(ApprovalState.OPT_IN, ServiceCategory.VOIP);
        Customer mine = new Customer(ApprovalState.NONE, Set.of(), true, false, 1);

        assertPermit("R-222-c1", decide(engine(assigned), support, DataCategory.CALL_DETAIL, mine));
        assertDeny("R-GEN-1", decide(engine(assigned), support, DataCategory.CALL_DETAIL, someone));
        assertDeny("R-GEN-1", decide(engine(assigned), billing, DataCategory.CALL_DETAIL, mine));
        assertDeny("R-GEN-1", decide(engine(), support, DataCategory.CALL_DETAIL, mine));
    }

    @Test
    @Regulation({"64.2009(b)", "R-GEN-2"})
    void trainingMustBeCurrent() {
        Accessor lapsed = Accessor.staff("ann", ANY_ROLE, NOW);

        assertPermit("R-222-d1", all(AccessContext.of(STAFF, Purpose.BILL_COLLECT), DataCategory.BILLING));
        assertDeny("R-GEN-2", all(AccessContext.of(lapsed, Purpose.BILL_COLLECT), DataCategory.BILLING));
        assertDeny(
                "R-GEN-2",
                all(
                        AccessContext.of(
                                new Accessor("new", ANY_ROLE, Optional.empty(), Optional.empty()),
                                Purpose.BILL_COLLECT),
                        DataCategory.IDENTITY));
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {
                "PROVIDE_SERVICE",
                "BILL_COLLECT",
                "PROTECT",
                "MARKET",
                "AUDIT",
                "CUSTOMER_ACCESS",
                "SALE",
                "COMPETITOR_TRACKING"
            },
            mode = EnumSource.Mode.EXCLUDE)
    @Regulation({"222(c)(1)", "64.2007(b)", "R-GEN-3"})
    void whatNoRowPermitsIsDenied(Purpose purpose) {
        assertDeny("R-GEN-3", all(AccessContext.of(STAFF, purpose).offer(VOIP), DataCategory.CALL_DETAIL));
    }

    @Test
    @Regulation("R-GEN-4")
    void everyCategoryIsDecidedAndAnyDenialDeniesAll() {
        AccessContext audit = AccessContext.of(STAFF, Purpose.AUDIT).build();
        DecisionEngine engine = engine(grant(GrantScope.ALL, EnumSet.allOf(Purpose.class), Set.of()));

        assertThat(engine.decide(
                        new AccessRequest(
                                audit, Operation.READ, Set.of(DataCategory.BILLING, DataCategory.CALL_DETAIL)),
                        NOBODY_SPECIAL,
                        NOW))
                .isInstanceOf(Decision.Permit.class);
        assertDeny(
                "R-GEN-3",
                engine.decide(
                        new AccessRequest(audit, Operation.READ, Set.of(DataCategory.BILLING, DataCategory.LOCATION)),
                        NOBODY_SPECIAL,
                        NOW));
    }

    @Test
    @Regulation({"222(a)", "R-GEN-5"})
    void whatAGrantMasksStaysMasked() {
        Grant masked = grant(GrantScope.ALL, Set.of(Purpose.PROVIDE_SERVICE), Set.of(MaskStyle.TELEPHONE_NUMBER));
        AccessContext support = AccessContext.of(STAFF, Purpose.PROVIDE_SERVICE).build();

        Decision.Permit permit =
                assertPermit("R-222-c1", decide(engine(masked), support, DataCategory.CALL_DETAIL, NOBODY_SPECIAL));

        assertThat(permit.obligations()).containsExactly(Obligation.Mask.of(Set.of(MaskStyle.TELEPHONE_NUMBER)));
        assertThat(permit.further()).extracting(reason -> reason.rule()).containsExactly("R-GEN-5");
        assertThat(permit.masks(MaskStyle.TELEPHONE_NUMBER)).isTrue();
        assertThat(permit.masks(MaskStyle.TEXT)).isFalse();
        assertThat(assertPermit(
                                "R-222-c1",
                                all(AccessContext.of(STAFF, Purpose.PROVIDE_SERVICE), DataCategory.CALL_DETAIL))
                        .obligations())
                .isEmpty();
    }

    @Test
    @Regulation({"222(c)(1)", "R-222-c1"})
    void staffProvideTheServiceLocationToo() {
        assertStaffRow("R-222-c1", Purpose.PROVIDE_SERVICE);
    }

    @Test
    @Regulation({"222(d)(1)", "R-222-d1"})
    void staffBillAndCollectLocationToo() {
        assertStaffRow("R-222-d1", Purpose.BILL_COLLECT);
    }

    @Test
    @Regulation({"222(d)(2)", "64.2005(d)", "R-222-d2"})
    void staffProtectAgainstFraudLocationToo() {
        assertStaffRow("R-222-d2", Purpose.PROTECT);
    }

    @Test
    @Regulation({"64.2005(a)", "R-2005-a"})
    void staffAndAgentsMarketWhollyWithinSubscribedCategories() {
        Customer subscriber = Customer.in(ApprovalState.NONE, ServiceCategory.VOIP);
        Customer other = Customer.in(ApprovalState.NONE, ServiceCategory.CMRS);
        Offer bundle = Offer.of(OfferPart.VOIP, OfferPart.LOCAL);

        for (RecipientKind kind : List.of(RecipientKind.STAFF, RecipientKind.AGENT)) {
            AccessContext.Builder market =
                    AccessContext.of(STAFF, Purpose.MARKET).recipient(Recipient.of(kind));
            assertPermit("R-2005-a", all(market.offer(VOIP), DataCategory.USAGE, subscriber));
            assertThat(all(market.offer(VOIP), DataCategory.USAGE, other)).isInstanceOf(Decision.Deny.class);
            assertThat(all(market.offer(bundle), DataCategory.USAGE, subscriber))
                    .isInstanceOf(Decision.Deny.class);
            assertPermit(
                    "R-2005-a",
                    all(
                            market.offer(bundle),
                            DataCategory.USAGE,
                            Customer.in(ApprovalState.NONE, ServiceCategory.VOIP, ServiceCategory.LOCAL)));
            assertThat(all(market.offer(VOIP), DataCategory.LOCATION, subscriber))
                    .isInstanceOf(Decision.Deny.class);
        }
        for (RecipientKind kind : EnumSet.complementOf(EnumSet.of(RecipientKind.STAFF, RecipientKind.AGENT))) {
            assertDeny(
                    "R-GEN-3",
                    all(
                            AccessContext.of(STAFF, Purpose.MARKET)
                                    .recipient(Recipient.of(kind))
                                    .offer(VOIP),
                            DataCategory.USAGE,
                            subscriber));
        }
    }

    @ParameterizedTest
    @EnumSource(ApprovalState.class)
    @Regulation({"64.2005(b)", "64.2007(b)", "R-2007-b1"})
    void staffMarketOutsideSubscribedCategoriesWithOptOutApprovalOrBetter(ApprovalState state) {
        Customer customer = Customer.in(state, ServiceCategory.VOIP);
        AccessContext.Builder wireless = AccessContext.of(STAFF, Purpose.MARKET).offer(Offer.of(OfferPart.CMRS));

        if (state == ApprovalState.DEEMED || state == ApprovalState.OPT_IN) {
            assertPermit("R-2007-b1", all(wireless, DataCategory.CALL_DETAIL, customer));
        } else {
            assertDeny("R-2007-b1", all(wireless, DataCategory.CALL_DETAIL, customer));
        }
        assertDeny(
                "R-GEN-3",
                all(
                        AccessContext.of(STAFF, Purpose.MARKET).offer(Offer.of(OfferPart.CMRS, OfferPart.INSURANCE)),
                        DataCategory.CALL_DETAIL,
                        customer));
        assertDeny("R-GEN-3", all(wireless, DataCategory.LOCATION, customer));
        assertDeny("R-GEN-3", all(AccessContext.of(STAFF, Purpose.MARKET), DataCategory.CALL_DETAIL, customer));
    }

    @Test
    @Regulation({"64.2007(a)(2)", "R-SEED-OO"})
    void anOptOutEndsMarketingWithinCategoriesTooUnlessTheCarrierSaysOtherwise() {
        Customer optedOut = Customer.in(ApprovalState.OPTED_OUT, ServiceCategory.VOIP);
        AccessContext market =
                AccessContext.of(STAFF, Purpose.MARKET).offer(VOIP).build();
        Grants grants = Grants.of(List.of(grant(GrantScope.ALL, EnumSet.allOf(Purpose.class), Set.of())));
        DecisionEngine lawOnly = new DecisionEngine(
                FccRules.current(), grants, new CarrierSettings(Set.of(ServiceCategory.VOIP), false, 20));

        assertDeny(
                "R-SEED-OO",
                all(AccessContext.of(STAFF, Purpose.MARKET).offer(VOIP), DataCategory.CALL_DETAIL, optedOut));
        assertPermit("R-2005-a", decide(lawOnly, market, DataCategory.CALL_DETAIL, optedOut));
        assertPermit(
                "R-2005-a",
                all(
                        AccessContext.of(STAFF, Purpose.MARKET).offer(VOIP),
                        DataCategory.CALL_DETAIL,
                        Customer.in(ApprovalState.LAPSED, ServiceCategory.VOIP)));
    }

    @Test
    @Regulation({"222(c)(3)", "222(h)(2)", "R-222-c3"})
    void aggregateDataForAnyPurposeAndRecipientFromTwentyCustomersOn() {
        Customer group = new Customer(ApprovalState.OPTED_OUT, Set.of(), false, false, 20);
        Customer few = new Customer(ApprovalState.OPT_IN, Set.of(), false, false, 19);
        CarrierSettings local = new CarrierSettings(Set.of(ServiceCategory.LOCAL), true, 20);
        Grants grants = Grants.of(List.of(grant(GrantScope.ALL, EnumSet.allOf(Purpose.class), Set.of())));

        for (RecipientKind kind : RecipientKind.values()) {
            AccessContext.Builder sale =
                    AccessContext.of(STAFF, Purpose.ANALYTICS).recipient(Recipient.of(kind));
            assertThat(assertPermit("R-222-c3", all(sale, DataCategory.AGGREGATE, group))
                            .obligations())
                    .isEmpty();
            assertDeny("R-GEN-3", all(sale, DataCategory.AGGREGATE, few));
            assertThat(assertPermit(
                                    "R-222-c3",
                                    decide(
                                            new DecisionEngine(FccRules.current(), grants, local),
                                            sale.build(),
                                            DataCategory.AGGREGATE,
                                            group))
                            .obligations())
                    .containsExactly(new Obligation.Duty(Obligation.Kind.NONDISCRIMINATORY_OFFER));
        }
    }

    @Test
    @Regulation("R-AUD-X")
    void auditIsMaskedAndAnExternalAuditorIsBoundByContract() {
        AccessContext.Builder audit = AccessContext.of(STAFF, Purpose.AUDIT);

        assertThat(assertPermit("R-AUD-X", all(audit, DataCategory.CALL_DETAIL)).obligations())
                .containsExactly(Obligation.Mask.all());
        assertThat(assertPermit(
                                "R-AUD-X",
                                all(
                                        AccessContext.of(STAFF, Purpose.AUDIT)
                                                .recipient(Recipient.of(RecipientKind.AUDITOR)),
                                        DataCategory.CALL_DETAIL))
                        .obligations())
                .containsExactlyInAnyOrder(Obligation.Mask.all(), new Obligation.Duty(Obligation.Kind.CONTRACT));
        for (RecipientKind kind : EnumSet.complementOf(EnumSet.of(RecipientKind.STAFF, RecipientKind.AUDITOR))) {
            assertDeny(
                    "R-GEN-3",
                    all(
                            AccessContext.of(STAFF, Purpose.AUDIT).recipient(Recipient.of(kind)),
                            DataCategory.CALL_DETAIL));
        }
        assertDeny("R-GEN-3", all(audit, DataCategory.LOCATION));
    }

    @Test
    @Regulation({"64.2010(c)", "R-2010-c"})
    void aCustomerSeesOwnRecordsOnlineAfterASoundPassword() {
        Customer own = new Customer(ApprovalState.NONE, Set.of(), false, true, 1);
        CustomerVerification weak = new CustomerVerification(
                List.of(new Method(Kind.PASSWORD, true, Optional.of(Kind.BIO_INFO), Optional.empty())));

        assertPermit("R-2010-c", online(ContactChannel.ONLINE, CustomerVerification.password(), own));
        assertDeny("R-2010-c", online(ContactChannel.ONLINE, weak, own));
        assertDeny("R-2010-c", online(ContactChannel.ONLINE, CustomerVerification.none(), own));
        assertDeny("R-GEN-3", online(ContactChannel.PHONE, CustomerVerification.password(), own));
        assertDeny("R-GEN-1", online(ContactChannel.ONLINE, CustomerVerification.password(), NOBODY_SPECIAL));
    }

    @Test
    @Regulation({"64.2010(c)", "R-2010-c"})
    void noOtherAccessorSeesRecordsAsACustomerWould() {
        AccessContext.Builder posing = AccessContext.of(STAFF, Purpose.CUSTOMER_ACCESS)
                .recipient(Recipient.of(RecipientKind.CUSTOMER))
                .contact(new Contact(ContactChannel.ONLINE, Contact.Party.CUSTOMER))
                .verification(CustomerVerification.password());

        assertDeny(
                "R-GEN-3",
                all(posing, DataCategory.CALL_DETAIL, new Customer(ApprovalState.OPT_IN, Set.of(), true, true, 1)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataCategory.class,
            names = {"IDENTITY", "LISTING"})
    @Regulation({"222(h)(1)", "222(h)(3)", "R-TAX-3"})
    void namesAndOwnNumbersNeedNeedToKnowAndTrainingOnly(DataCategory category) {
        AccessContext market = AccessContext.of(STAFF, Purpose.MARKET).build();

        assertPermit("R-TAX-3", all(AccessContext.of(STAFF, Purpose.MARKET), category));
        assertDeny("R-GEN-1", decide(engine(), market, category, NOBODY_SPECIAL));
        assertDeny("R-GEN-2", all(AccessContext.of(Accessor.staff("ann", ANY_ROLE, NOW), Purpose.MARKET), category));
    }

    private static void assertStaffRow(String rule, Purpose purpose) {
        for (DataCategory category : List.of(
                DataCategory.CALL_DETAIL,
                DataCategory.USAGE,
                DataCategory.SUBSCRIPTION,
                DataCategory.BILLING,
                DataCategory.NETWORK,
                DataCategory.LOCATION,
                DataCategory.OTHER)) {
            for (ApprovalState state : ApprovalState.values()) {
                assertPermit(rule, all(AccessContext.of(STAFF, purpose), category, Customer.in(state)));
            }
        }
        assertDeny("R-GEN-3", all(AccessContext.of(STAFF, purpose), DataCategory.CRASH_ALERT));
        for (RecipientKind kind : EnumSet.complementOf(EnumSet.of(RecipientKind.STAFF))) {
            assertDeny(
                    "R-GEN-3",
                    all(AccessContext.of(STAFF, purpose).recipient(Recipient.of(kind)), DataCategory.CALL_DETAIL));
        }
    }

    private static Decision online(ContactChannel channel, CustomerVerification verification, Customer customer) {
        Accessor accessor = Accessor.customer("me", ANY_ROLE, CustomerId.of(1));
        return decide(
                engine(grant(GrantScope.OWN, Set.of(Purpose.CUSTOMER_ACCESS), Set.of())),
                AccessContext.of(accessor, Purpose.CUSTOMER_ACCESS)
                        .recipient(Recipient.of(RecipientKind.CUSTOMER))
                        .contact(new Contact(channel, Contact.Party.CUSTOMER))
                        .verification(verification)
                        .build(),
                DataCategory.CALL_DETAIL,
                customer);
    }

    @Test
    @Regulation({"64.2005(b)(2)", "R-2005-b2"})
    void nobodyTracksCustomersWhoCallCompetitorsWhateverTheySaid() {
        assertDeny(
                "R-2005-b2",
                all(
                        AccessContext.of(STAFF, Purpose.COMPETITOR_TRACKING),
                        DataCategory.CALL_DETAIL,
                        Customer.in(ApprovalState.OPT_IN, ServiceCategory.VOIP)));
    }

    @Test
    @Regulation("R-SEED-SELL")
    void customerListsAreNotSoldWhateverCustomersSaid() {
        for (DataCategory category : List.of(DataCategory.CALL_DETAIL, DataCategory.IDENTITY)) {
            assertDeny(
                    "R-SEED-SELL",
                    all(
                            AccessContext.of(STAFF, Purpose.SALE),
                            category,
                            Customer.in(ApprovalState.OPT_IN, ServiceCategory.VOIP)));
        }
    }

    /** Decides with the need to know everything. */
    private static Decision all(AccessContext.Builder context, DataCategory category) {
        return all(context, category, NOBODY_SPECIAL);
    }

    private static Decision all(AccessContext.Builder context, DataCategory category, Customer customer) {
        return decide(
                engine(grant(GrantScope.ALL, EnumSet.allOf(Purpose.class), Set.of())),
                context.build(),
                category,
                customer);
    }

    private static Decision decide(
            DecisionEngine engine, AccessContext context, DataCategory category, CustomerFacts customer) {
        return engine.decide(new AccessRequest(context, Operation.READ, Set.of(category)), customer, NOW);
    }

    private static DecisionEngine engine(Grant... grants) {
        return new DecisionEngine(FccRules.current(), Grants.of(List.of(grants)), CarrierSettings.voip());
    }

    private static Grant grant(GrantScope scope, Set<Purpose> purposes, Set<MaskStyle> masks) {
        return new Grant("anything", purposes, EnumSet.allOf(DataCategory.class), Set.of(Operation.READ), scope, masks);
    }

    private static Decision.Permit assertPermit(String rule, Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Permit.class);
        assertThat(decision.reason().rule()).isEqualTo(rule);
        return (Decision.Permit) decision;
    }

    private static void assertDeny(String rule, Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Deny.class);
        assertThat(decision.reason().rule()).isEqualTo(rule);
        assertThat(decision.reason().remedy()).isNotBlank();
    }
}
