package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Grounds;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every context that the rules can tell apart: the space over which the invariants are checked. */
public final class AccessSpace {

    /** The instant of all decisions. */
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** Carriers that the rules can tell apart. */
    public static final List<CarrierSettings> CARRIERS =
            List.of(CarrierSettings.voip(), new CarrierSettings(EnumSet.allOf(ServiceCategory.class), false, 20, true));

    /** Offers: none, one category, a bundle, in part no category, communications-related or not. */
    public static final List<Optional<Offer>> OFFERS = List.of(
            Optional.empty(),
            Optional.of(Offer.of(OfferPart.VOIP)),
            Optional.of(Offer.of(OfferPart.VOIP, OfferPart.LOCAL)),
            Optional.of(Offer.of(OfferPart.INTERNET_ACCESS)),
            Optional.of(Offer.of(OfferPart.VOIP, OfferPart.EQUIPMENT)),
            Optional.of(Offer.of(OfferPart.TRAVEL)),
            Optional.of(Offer.of(OfferPart.VOIP, OfferPart.TRAVEL)));

    /** Contacts and verifications: none, online with and without a sound password, by telephone. */
    public static final List<Meeting> MEETINGS = meetings();

    /** Contacts that we begin, to a number that is named and to one that is not. */
    private static final List<Meeting> CALLS = List.of(
            new Meeting(Optional.of(Contact.of(ContactChannel.PHONE, Contact.Party.US)), CustomerVerification.none()),
            new Meeting(
                    Optional.of(new Contact(
                            ContactChannel.PHONE, Contact.Party.US, Contact.Delivery.READ_OUT, Optional.of("line"))),
                    CustomerVerification.none()));

    /** One grant per role, each of its own scope, masks and operations; every purpose and category. */
    public static final Grants GRANTS = Grants.of(List.of(
            grant("all", GrantScope.ALL, EnumSet.allOf(Operation.class)),
            grant("all-masked", GrantScope.ALL, EnumSet.allOf(Operation.class), MaskStyle.TELEPHONE_NUMBER),
            grant("assigned", GrantScope.ASSIGNED, EnumSet.of(Operation.READ, Operation.INSERT)),
            grant("assigned-masked", GrantScope.ASSIGNED, EnumSet.of(Operation.READ, Operation.UPDATE), MaskStyle.TEXT),
            grant("region", GrantScope.of("region"), EnumSet.of(Operation.READ, Operation.UPDATE)),
            grant("region-masked", GrantScope.of("region"), EnumSet.of(Operation.READ), MaskStyle.TEXT),
            grant("reseller", GrantScope.of("reseller"), EnumSet.of(Operation.READ)),
            grant("glass", GrantScope.BREAK_GLASS, EnumSet.of(Operation.READ)),
            grant("own", GrantScope.OWN, EnumSet.of(Operation.READ, Operation.DELETE)),
            grant("own-masked", GrantScope.OWN, EnumSet.of(Operation.READ), MaskStyle.TELEPHONE_NUMBER, MaskStyle.TEXT),
            grant("all-masked-all", GrantScope.ALL, EnumSet.of(Operation.READ), MaskStyle.values())));

    /** Combinations of roles: without a grant, with one of each scope, with several that add up. */
    public static final List<Set<String>> ROLES = List.of(
            Set.of("nobody"),
            Set.of("all"),
            Set.of("all-masked"),
            Set.of("assigned"),
            Set.of("own"),
            Set.of("region", "reseller", "assigned-masked", "glass"),
            Set.of("region-masked", "reseller", "own"),
            Set.of("assigned-masked", "own"),
            Set.of("assigned", "own-masked"),
            Set.of("all-masked", "assigned-masked"),
            Set.of("all-masked-all", "all-masked", "own", "assigned-masked"),
            Set.of("all-masked-all", "assigned", "own"));

    private AccessSpace() {}

    /**
     * How a person is met.
     *
     * @param contact the contact, if any
     * @param verification how the person was authenticated
     */
    public record Meeting(Optional<Contact> contact, CustomerVerification verification) {

        /** Returns a meeting with nobody. */
        public static Meeting none() {
            return new Meeting(Optional.empty(), CustomerVerification.none());
        }
    }

    /** Names the kinds of accessor: training is a matter of staff. */
    public enum Kind {
        /** Staff with current training. */
        TRAINED,
        /** Staff whose training has lapsed. */
        UNTRAINED,
        /** A customer who signed in. */
        CUSTOMER;

        /** Returns an accessor of this kind with the given roles. */
        public Accessor with(Set<String> roles) {
            return switch (this) {
                case TRAINED -> Accessor.staff("ann", roles, NOW.plusSeconds(1));
                case UNTRAINED -> Accessor.staff("ann", roles, NOW);
                case CUSTOMER -> Accessor.customer("ann", roles, CustomerId.of(1));
            };
        }
    }

    /** Returns one context. */
    public static AccessContext context(
            Kind kind,
            Set<String> roles,
            Purpose purpose,
            RecipientKind recipient,
            Optional<Offer> offer,
            Meeting meeting) {
        AccessContext.Builder context = AccessContext.of(kind.with(roles), purpose)
                .recipient(Recipient.named(recipient, "Delta Net"))
                .verification(meeting.verification());
        offer.ifPresent(context::offer);
        meeting.contact().ifPresent(context::contact);
        grounds(purpose).forEach(context::grounds);
        if (kind != Kind.CUSTOMER) {
            context.subject(CustomerId.of(2));
        }
        return context.build();
    }

    /** Returns what supports a purpose best; what supports it less can only deny more, and has tests of its own. */
    private static List<Grounds> grounds(Purpose purpose) {
        return switch (purpose) {
            case ACCOUNT_CHANGE ->
                List.of(new Grounds.AccountChange(
                        Grounds.AccountChange.Item.PASSWORD, false, Optional.empty(), Optional.of("line"), false));
            case DESIGNATED ->
                List.of(new Grounds.Designation(Grounds.Designation.Form.PAPER, true, true, Optional.of("Delta Net")));
            case LEGAL ->
                List.of(new Grounds.LegalProcess(
                        true, true, Optional.empty(), Optional.empty(), Optional.of(Instant.EPOCH), Optional.of(NOW)));
            case EMERGENCY -> List.of(new Grounds.Emergency(true, true, true));
            case SOLICIT_APPROVAL -> List.of(new Grounds.SupervisorApproval(NOW));
            case TRANSFER -> List.of(new Grounds.Transfer(Grounds.Transfer.Stage.CLOSING));
            default -> List.of();
        };
    }

    /**
     * Returns every recipient and offer for a purpose, and every meeting with a customer; meetings with one other
     * recipient stand for those with all others.
     */
    public static List<AccessContext> contexts(Purpose purpose, Kind kind, Set<String> roles) {
        List<AccessContext> contexts = new ArrayList<>();
        for (RecipientKind recipient : RecipientKind.values()) {
            for (Optional<Offer> offer : OFFERS) {
                contexts.add(context(kind, roles, purpose, recipient, offer, Meeting.none()));
            }
        }
        for (RecipientKind recipient : List.of(RecipientKind.CUSTOMER, RecipientKind.STAFF)) {
            for (Meeting meeting : MEETINGS) {
                contexts.add(context(kind, roles, purpose, recipient, Optional.empty(), meeting));
            }
        }
        for (RecipientKind recipient : List.of(RecipientKind.STAFF, RecipientKind.AGENT, RecipientKind.JV)) {
            for (Meeting meeting : CALLS) {
                contexts.add(context(kind, roles, purpose, recipient, Optional.of(Offer.of(OfferPart.VOIP)), meeting));
            }
        }
        return contexts;
    }

    /**
     * Returns the combinations of roles worth trying: training is asked for before grants matter, and the second
     * carrier differs in what rows ask for, not in what grants give.
     */
    public static List<Set<String>> roles(Kind kind, CarrierSettings carrier) {
        return kind == Kind.UNTRAINED || !carrier.equals(CARRIERS.get(0))
                ? List.of(Set.of("all"), Set.of("assigned", "own-masked"))
                : ROLES;
    }

    private static List<Meeting> meetings() {
        CustomerVerification wrong = new CustomerVerification(List.of(new CustomerVerification.Method(
                CustomerVerification.Kind.PASSWORD, false, Optional.empty(), Optional.empty(), Optional.empty())));
        CustomerVerification weak = new CustomerVerification(List.of(new CustomerVerification.Method(
                CustomerVerification.Kind.PASSWORD,
                true,
                Optional.of(CustomerVerification.Kind.BIO_INFO),
                Optional.empty(),
                Optional.empty())));
        List<Meeting> meetings = new ArrayList<>();
        for (ContactChannel channel : List.of(ContactChannel.ONLINE, ContactChannel.PHONE)) {
            for (Contact.Party party : Contact.Party.values()) {
                for (CustomerVerification verification :
                        List.of(CustomerVerification.none(), CustomerVerification.password(), wrong, weak)) {
                    meetings.add(new Meeting(Optional.of(Contact.of(channel, party)), verification));
                }
            }
        }
        for (Contact.Delivery delivery : List.of(Contact.Delivery.SEND, Contact.Delivery.CALL_BACK)) {
            meetings.add(new Meeting(
                    Optional.of(
                            new Contact(ContactChannel.PHONE, Contact.Party.CUSTOMER, delivery, Optional.of("line"))),
                    CustomerVerification.none()));
        }
        for (CustomerVerification.Kind kind :
                List.of(CustomerVerification.Kind.PHOTO_ID, CustomerVerification.Kind.CONTRACT)) {
            meetings.add(new Meeting(
                    Optional.of(Contact.of(ContactChannel.STORE, Contact.Party.CUSTOMER)),
                    new CustomerVerification(List.of(CustomerVerification.Method.matching(kind)))));
        }
        return meetings;
    }

    private static Grant grant(String role, GrantScope scope, Set<Operation> operations, MaskStyle... masks) {
        return new Grant(
                role,
                EnumSet.allOf(Purpose.class),
                EnumSet.allOf(DataCategory.class),
                operations,
                scope,
                Set.of(masks));
    }
}
