package io.cpni.report;

import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.Grounds;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.CarrierSettings;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses the situations of a decision table: for each purpose those between which some rule in force tells. Their names
 * are the same for every carrier.
 */
final class TableSituations {

    private static final String PLAIN = "nothing further";
    private static final String RECORD = "contact";

    /** The category of service that the customer takes and one that the customer does not. */
    private final ServiceCategory taken;

    private final ServiceCategory other;

    private TableSituations(CarrierSettings carrier) {
        this.taken = carrier.provides().contains(ServiceCategory.VOIP)
                ? ServiceCategory.VOIP
                : EnumSet.copyOf(carrier.provides()).iterator().next();
        this.other = taken == ServiceCategory.LOCAL ? ServiceCategory.INTEREXCHANGE : ServiceCategory.LOCAL;
    }

    static List<TableSituation> of(CarrierSettings carrier) {
        TableSituations situations = new TableSituations(carrier);
        return Arrays.stream(Purpose.values()).flatMap(situations::of).toList();
    }

    private Stream<TableSituation> of(Purpose purpose) {
        return switch (purpose) {
            case PROVIDE_SERVICE -> general();
            case MARKET -> Stream.concat(market(), marketWithinCategory());
            case MARKET_ADJUNCT -> features();
            case MARKET_EQUIP_INFO -> equipment();
            case SOLICIT_APPROVAL -> requests();
            case INBOUND_ASSIST, ONE_TIME -> calls(purpose);
            case CUSTOMER_ACCESS -> Stream.concat(byTelephone(), inOtherWays());
            case DESIGNATED -> designations();
            case LEGAL -> processes();
            case EMERGENCY -> emergencies();
            case DIRECTORY ->
                Stream.of(plain(purpose), plain(purpose, "unlisted").flag(CustomerFlag.UNLISTED));
            case AGGREGATE ->
                Stream.of(
                        plain(purpose),
                        plain(purpose, "groups smaller than the minimum").ofSmallGroups());
            case TRANSFER -> transfers();
            case ACCOUNT_CHANGE -> accountChanges();
            case SIM_CHANGE, PORT_OUT ->
                Stream.of(
                        plain(purpose, "customer authenticated")
                                .with(c -> c.verification(CustomerVerification.password())),
                        plain(purpose, "customer not authenticated"));
            case UNDECLARED,
                    BILL_COLLECT,
                    PROTECT,
                    INSIDE_WIRING,
                    HEALTH_RESEARCH,
                    MARKET_NONCOMM,
                    EMERGENCY_LISTING,
                    COMPETITOR_TRACKING,
                    CARRIER_DATA,
                    SALE,
                    ANALYTICS,
                    AUDIT,
                    CREDIT_CHECK -> Stream.of(plain(purpose));
        };
    }

    /** What holds for every purpose is shown for one. */
    private static Stream<TableSituation> general() {
        Purpose purpose = Purpose.PROVIDE_SERVICE;
        return Stream.of(
                plain(purpose),
                plain(purpose, "the purpose does not need this data").with(c -> c.needs()),
                plain(purpose, "the data is really used for marketing").with(c -> c.actualPurpose(Purpose.MARKET)),
                plain(purpose, "the accessor does not need to know").withoutNeedToKnow(),
                plain(purpose, "the accessor's training is not current").untrained());
    }

    private Stream<TableSituation> market() {
        return Stream.of(
                market("offer not named"),
                market("offer outside the category that the customer takes").with(c -> c.offer(offerOf(other))),
                market("offer of something that is not communications-related")
                        .with(c -> c.offer(Offer.of(OfferPart.TRAVEL))),
                market("bundle of the customer's category and something that is not communications-related")
                        .with(c -> c.offer(Offer.of(OfferPart.valueOf(taken.name()), OfferPart.TRAVEL))));
    }

    private Stream<TableSituation> marketWithinCategory() {
        return Stream.of(
                within(""),
                within(", of two that the customer takes; the affiliate serves the customer")
                        .taking(Set.of(other))
                        .flag(CustomerFlag.SERVED_BY_AFFILIATE),
                within("; data that another carrier gave").ofOtherCarrier(),
                within("; we call the customer").with(c -> c.contact(ourCall())),
                within("; we call a number on the do-not-call list")
                        .with(c -> c.contact(ourCall()))
                        .flag(CustomerFlag.DO_NOT_CALL),
                within("; we write to a customer who refused marketing contact")
                        .with(c -> c.contact(ourMail()))
                        .flag(CustomerFlag.NO_MARKETING_CONTACT),
                within("; the customer refused sharing with partners").flag(CustomerFlag.NO_PARTNER_SHARING),
                within("; the business has passed to a buyer")
                        .with(c -> c.grounds(new Grounds.Transfer(Grounds.Transfer.Stage.CLOSED))));
    }

    private static Stream<TableSituation> features() {
        Purpose purpose = Purpose.MARKET_ADJUNCT;
        return Stream.of(
                plain(purpose, "offer not named"),
                plain(purpose, "offer of calling features").with(c -> c.offer(Offer.of(OfferPart.CALLER_ID))));
    }

    private static Stream<TableSituation> equipment() {
        return Stream.concat(
                Stream.of(plain(Purpose.MARKET_EQUIP_INFO, "offer not named")),
                Arrays.stream(ServiceCategory.values())
                        .flatMap(source -> Stream.of(
                                equipment("equipment or voice mail", OfferPart.EQUIPMENT, source),
                                equipment("Internet access", OfferPart.INTERNET_ACCESS, source))));
    }

    private static Stream<TableSituation> requests() {
        Purpose purpose = Purpose.SOLICIT_APPROVAL;
        return Stream.of(
                plain(purpose),
                plain(purpose, "sales personnel call; a supervisor approved before")
                        .bySales()
                        .with(c -> c.contact(ourCall()).grounds(new Grounds.SupervisorApproval(Instant.EPOCH))),
                plain(purpose, "sales personnel call; no supervisor approved")
                        .bySales()
                        .with(c -> c.contact(ourCall())));
    }

    private static Stream<TableSituation> calls(Purpose purpose) {
        return Stream.of(
                plain(purpose, "in a call that the customer began, the customer approved")
                        .flag(CustomerFlag.APPROVED_IN_OWN_CALL),
                plain(purpose, "in this call, the customer approved after an oral notice")
                        .flag(CustomerFlag.APPROVED_AFTER_ORAL_NOTICE),
                plain(purpose, "the call is over, or the caller was not authenticated")
                        .flag(CustomerFlag.ORAL_APPROVAL_SPENT),
                plain(purpose));
    }

    private static Stream<TableSituation> byTelephone() {
        return Stream.of(
                access("the customer calls: nothing presented", theirCall()),
                access("the customer calls: password", theirCall(), CustomerVerification.Kind.PASSWORD),
                access("the customer calls: account information", theirCall(), CustomerVerification.Kind.ACCOUNT_INFO),
                access(
                        "the customer calls: code sent to the number or address of record",
                        theirCall(),
                        CustomerVerification.Kind.RECORD_CODE),
                access("the customer calls and describes the calls", theirCall())
                        .recitedCalls(),
                access("the customer calls; sent to an address of record", delivered(Contact.Delivery.SEND))
                        .flag(CustomerFlag.ADDRESS_OF_RECORD),
                access("the customer calls; sent to another address", delivered(Contact.Delivery.SEND)),
                access("the customer calls; we call back the number of record", delivered(Contact.Delivery.CALL_BACK))
                        .flag(CustomerFlag.NUMBER_OF_RECORD),
                access("the customer calls; we call back another number", delivered(Contact.Delivery.CALL_BACK)));
    }

    private static Stream<TableSituation> inOtherWays() {
        return Stream.of(
                plain(Purpose.CUSTOMER_ACCESS),
                access("online: nothing presented", theirs(ContactChannel.ONLINE)),
                access("online: password", theirs(ContactChannel.ONLINE), CustomerVerification.Kind.PASSWORD),
                access("in a store: no photo ID", theirs(ContactChannel.STORE)),
                access("in a store: photo ID", theirs(ContactChannel.STORE), CustomerVerification.Kind.PHOTO_ID),
                access(
                                "exempt business: authenticated as its contract provides",
                                theirs(ContactChannel.ONLINE),
                                CustomerVerification.Kind.CONTRACT)
                        .flag(CustomerFlag.BUSINESS_EXEMPT));
    }

    private static Stream<TableSituation> designations() {
        return Stream.of(designation("PAPER", "signed"), designation("ORAL", "spoken"), plain(Purpose.DESIGNATED));
    }

    private static Stream<TableSituation> processes() {
        return Stream.of(process(true), process(false), plain(Purpose.LEGAL));
    }

    private static Stream<TableSituation> emergencies() {
        return Stream.of(
                emergency("wireless or VoIP user called for help", new Grounds.Emergency(true, false, false))
                        .source(ServiceCategory.VOIP),
                emergency("other user called for help", new Grounds.Emergency(true, false, false))
                        .source(ServiceCategory.LOCAL),
                emergency("risk of death or serious harm", new Grounds.Emergency(false, true, false)),
                emergency("the data assists a response", new Grounds.Emergency(false, false, true)),
                plain(Purpose.EMERGENCY));
    }

    private static Stream<TableSituation> transfers() {
        return Stream.concat(
                Stream.of(Grounds.Transfer.Stage.DILIGENCE, Grounds.Transfer.Stage.CLOSING)
                        .map(stage -> plain(Purpose.TRANSFER, "stage " + stage)
                                .with(c -> c.grounds(new Grounds.Transfer(stage)))),
                Stream.of(plain(Purpose.TRANSFER)));
    }

    private static Stream<TableSituation> accountChanges() {
        return Stream.of(
                change("customer authenticated; notice to the number or address of record", true, false)
                        .flag(CustomerFlag.NUMBER_OF_RECORD),
                change("customer authenticated; notice elsewhere", true, false),
                change("customer authenticated; at initiation of service", true, true),
                change("customer not authenticated", false, false),
                plain(Purpose.ACCOUNT_CHANGE));
    }

    // The parts

    private static TableSituation plain(Purpose purpose) {
        return plain(purpose, PLAIN);
    }

    private static TableSituation plain(Purpose purpose, String name) {
        return new TableSituation(purpose, name);
    }

    private TableSituation market(String name) {
        return plain(Purpose.MARKET, name).taking(Set.of(taken));
    }

    private TableSituation within(String name) {
        return market("offer within a category" + (name.startsWith(",") ? "" : " that the customer takes") + name)
                .with(c -> c.offer(offerOf(taken)));
    }

    private static TableSituation equipment(String offer, OfferPart part, ServiceCategory source) {
        return plain(Purpose.MARKET_EQUIP_INFO, "offer of " + offer + "; data of " + source)
                .with(c -> c.offer(Offer.of(part)))
                .source(source);
    }

    private static TableSituation access(String name, Contact contact, CustomerVerification.Kind... presented) {
        List<CustomerVerification.Method> methods = Arrays.stream(presented)
                .map(CustomerVerification.Method::matching)
                .toList();
        return plain(Purpose.CUSTOMER_ACCESS, name)
                .with(c -> c.contact(contact).verification(new CustomerVerification(methods)));
    }

    private static TableSituation designation(String form, String word) {
        return plain(Purpose.DESIGNATED, word + " request of the customer that names the recipient")
                .with(c -> c.grounds(
                        new Grounds.Designation(Grounds.Designation.Form.valueOf(form), true, true, Optional.empty())));
    }

    private static TableSituation process(boolean validated) {
        return plain(Purpose.LEGAL, "compulsory process in force, " + (validated ? "" : "not ") + "validated")
                .with(c -> c.grounds(new Grounds.LegalProcess(
                        true, validated, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private static TableSituation emergency(String name, Grounds.Emergency emergency) {
        return plain(Purpose.EMERGENCY, name).with(c -> c.grounds(emergency));
    }

    private static TableSituation change(String name, boolean authenticated, boolean atInitiation) {
        return plain(Purpose.ACCOUNT_CHANGE, name)
                .with(c -> c.grounds(new Grounds.AccountChange(
                                Grounds.AccountChange.Item.PASSWORD,
                                atInitiation,
                                Optional.empty(),
                                Optional.of(RECORD),
                                false))
                        .verification(authenticated ? CustomerVerification.password() : CustomerVerification.none()));
    }

    private static Offer offerOf(ServiceCategory category) {
        return Offer.of(OfferPart.valueOf(category.name()));
    }

    private static Contact ourCall() {
        return Contact.of(ContactChannel.PHONE, Contact.Party.US);
    }

    private static Contact ourMail() {
        return Contact.of(ContactChannel.MAIL, Contact.Party.US);
    }

    private static Contact theirCall() {
        return theirs(ContactChannel.PHONE);
    }

    private static Contact theirs(ContactChannel channel) {
        return Contact.of(channel, Contact.Party.CUSTOMER);
    }

    private static Contact delivered(Contact.Delivery delivery) {
        return new Contact(ContactChannel.PHONE, Contact.Party.CUSTOMER, delivery, Optional.of(RECORD));
    }
}
