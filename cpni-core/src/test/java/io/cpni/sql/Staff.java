package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who works with the carrier's records, for what, and the customers who look at their own. */
final class Staff {

    static final String KIM = "kim";
    static final String RAY = "ray";
    static final String ED = "ed";
    static final GrantScope REGION = GrantScope.of("region");

    private static final Set<DataCategory> RECORDS =
            Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING, DataCategory.SUBSCRIPTION, DataCategory.IDENTITY);
    private static final Set<DataCategory> RECORDS_AND_PLACES = Set.of(
            DataCategory.CALL_DETAIL,
            DataCategory.BILLING,
            DataCategory.SUBSCRIPTION,
            DataCategory.IDENTITY,
            DataCategory.LOCATION);
    private static final Set<Operation> ALL = EnumSet.allOf(Operation.class);

    private Staff() {}

    static Grants grants() {
        return Grants.of(List.of(
                grant("billing", Purpose.BILL_COLLECT, RECORDS_AND_PLACES, ALL, GrantScope.ALL, Set.of()),
                grant(
                        "csr",
                        Purpose.PROVIDE_SERVICE,
                        RECORDS,
                        ALL,
                        GrantScope.ASSIGNED,
                        Set.of(MaskStyle.TELEPHONE_NUMBER)),
                grant("engineer", Purpose.PROVIDE_SERVICE, RECORDS, Set.of(Operation.READ), GrantScope.ALL, Set.of()),
                grant(
                        "engineer",
                        Purpose.PROVIDE_SERVICE,
                        Set.of(DataCategory.LOCATION),
                        Set.of(Operation.READ),
                        GrantScope.ASSIGNED,
                        Set.of()),
                grant("clerk", Purpose.PROVIDE_SERVICE, RECORDS, ALL, GrantScope.ASSIGNED, Set.of()),
                grant("intake", Purpose.PROVIDE_SERVICE, RECORDS, Set.of(Operation.INSERT), GrantScope.ALL, Set.of()),
                grant(
                        "intake",
                        Purpose.PROVIDE_SERVICE,
                        RECORDS,
                        Set.of(Operation.READ),
                        GrantScope.ASSIGNED,
                        Set.of()),
                grant("marketing", Purpose.MARKET, RECORDS, ALL, GrantScope.ALL, Set.of()),
                grant(
                        "customer",
                        Purpose.CUSTOMER_ACCESS,
                        RECORDS_AND_PLACES,
                        Set.of(Operation.READ),
                        GrantScope.OWN,
                        Set.of()),
                grant("sales-agent", Purpose.PROVIDE_SERVICE, RECORDS, ALL, REGION, Set.of(MaskStyle.TELEPHONE_NUMBER)),
                grant(
                        "on-call",
                        Purpose.PROVIDE_SERVICE,
                        RECORDS,
                        Set.of(Operation.READ),
                        GrantScope.BREAK_GLASS,
                        Set.of()),
                grant("on-call", Purpose.PROTECT, RECORDS, Set.of(Operation.READ), GrantScope.BREAK_GLASS, Set.of()),
                grant(
                        "tracer",
                        Purpose.PROVIDE_SERVICE,
                        Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING),
                        Set.of(Operation.READ),
                        GrantScope.ASSIGNED,
                        Set.of()),
                grant("mover", Purpose.PROVIDE_SERVICE, RECORDS, ALL, GrantScope.ALL, Set.of()),
                grant(
                        "mover",
                        Purpose.PROVIDE_SERVICE,
                        Set.of(DataCategory.LOCATION),
                        ALL,
                        GrantScope.ASSIGNED,
                        Set.of()),
                grant(
                        "analyst",
                        Purpose.AGGREGATE,
                        Set.of(DataCategory.AGGREGATE),
                        Set.of(Operation.READ),
                        GrantScope.ALL,
                        Set.of()),
                grant("auditor", Purpose.AUDIT, RECORDS, Set.of(Operation.READ), GrantScope.ALL, Set.of())));
    }

    private static Grant grant(
            String role,
            Purpose purpose,
            Set<DataCategory> categories,
            Set<Operation> operations,
            GrantScope scope,
            Set<MaskStyle> masks) {
        return new Grant(role, Set.of(purpose), categories, operations, scope, masks);
    }

    private static Accessor staff(String id, String role) {
        return Accessor.staff(id, Set.of(role), Instant.parse("2027-01-01T00:00:00Z"));
    }

    /** Billing sees every record. */
    static AccessContext billing() {
        return AccessContext.of(staff("bill", "billing"), Purpose.BILL_COLLECT).build();
    }

    /** The help desk sees the records of customers it has tickets of, telephone numbers masked, places too. */
    static AccessContext helpDesk() {
        return AccessContext.of(staff(KIM, "csr"), Purpose.PROVIDE_SERVICE).build();
    }

    /** A clerk works on the same tickets, numbers in full. */
    static AccessContext clerk() {
        return AccessContext.of(staff(KIM, "clerk"), Purpose.PROVIDE_SERVICE).build();
    }

    /** Who takes records in may write those of every customer, and sees only those it has tickets of. */
    static AccessContext intake() {
        return AccessContext.of(staff(KIM, "intake"), Purpose.PROVIDE_SERVICE).build();
    }

    /** Who traces calls sees those of customers with a ticket, and not the accounts by which the customers are found. */
    static AccessContext tracer() {
        return AccessContext.of(staff(KIM, "tracer"), Purpose.PROVIDE_SERVICE).build();
    }

    /** Engineers see all calls, but places only of customers they have tickets of. */
    static AccessContext engineer() {
        return AccessContext.of(staff(KIM, "engineer"), Purpose.PROVIDE_SERVICE).build();
    }

    /** An agent in the field works for the customers of the agent's region, numbers masked. */
    static AccessContext regionalAgent() {
        return AccessContext.of(staff(RAY, "sales-agent"), Purpose.PROVIDE_SERVICE)
                .build();
    }

    /** Who is on call sees the records of customers opened in an emergency. */
    static AccessContext onCall() {
        return AccessContext.of(staff(ED, "on-call"), Purpose.PROVIDE_SERVICE).build();
    }

    /** Who is on call does something else than what the glass was broken for. */
    static AccessContext onCallForSomethingElse() {
        return AccessContext.of(staff(ED, "on-call"), Purpose.PROTECT).build();
    }

    /** Marketing offers what customers do not take yet: it needs their approval. */
    static AccessContext marketing() {
        return AccessContext.of(staff("mara", "marketing"), Purpose.MARKET)
                .offer(Offer.of(OfferPart.INTERNET_ACCESS))
                .build();
    }

    /** Marketing offers more of what customers take already: an opt-out still ends it. */
    static AccessContext moreOfTheSame() {
        return AccessContext.of(staff("mara", "marketing"), Purpose.MARKET)
                .offer(Offer.of(OfferPart.VOIP))
                .build();
    }

    static AccessContext customer(long customer) {
        CustomerId id = CustomerId.of(customer);
        return AccessContext.of(Accessor.customer(loginOf(id), Set.of("customer"), id), Purpose.CUSTOMER_ACCESS)
                .recipient(Recipient.of(RecipientKind.CUSTOMER))
                .contact(Contact.of(ContactChannel.ONLINE, Contact.Party.CUSTOMER))
                .verification(CustomerVerification.password())
                .build();
    }

    /** The auditor sees that records exist and how they are handled, nothing in them. */
    static AccessContext auditor() {
        return AccessContext.of(staff("audrey", "auditor"), Purpose.AUDIT).build();
    }

    /** Who may change every record, and sees places only of customers with a ticket. */
    static AccessContext mover() {
        return AccessContext.of(staff(KIM, "mover"), Purpose.PROVIDE_SERVICE).build();
    }

    /** An analyst sees large groups, and nobody in them. */
    static AccessContext analyst() {
        return AccessContext.of(staff("ann", "analyst"), Purpose.AGGREGATE).build();
    }

    /** Billing has no need to know of groups. */
    static AccessContext billingOfGroups() {
        return AccessContext.of(staff("bill", "billing"), Purpose.AGGREGATE).build();
    }

    static String loginOf(CustomerId customer) {
        return "customer-" + customer;
    }

    /** Everybody who may read calls, by name. */
    static Map<String, AccessContext> readers() {
        Map<String, AccessContext> readers = new LinkedHashMap<>();
        readers.put("billing", billing());
        readers.put("help desk", helpDesk());
        readers.put("engineer", engineer());
        readers.put("regional agent", regionalAgent());
        readers.put("on call", onCall());
        readers.put("on call for something else", onCallForSomethingElse());
        readers.put("marketing", marketing());
        readers.put("more of the same", moreOfTheSame());
        readers.put("customer Dee", customer(Carrier.DEE));
        readers.put("auditor", auditor());
        return readers;
    }
}
