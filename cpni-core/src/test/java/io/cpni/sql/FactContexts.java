package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.CustomerVerification.Kind;
import io.cpni.accessor.CustomerVerification.Method;
import io.cpni.accessor.Grounds;
import io.cpni.accessor.RecordPeriod;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people do with customers' records that depends on facts about the customer, the record or the occasion. */
final class FactContexts {

    private static final Accessor SAM =
            Accessor.staff("sam", Set.of(FactCarrier.ANYTHING), Instant.parse("2027-01-01T00:00:00Z"));

    private FactContexts() {}

    private static AccessContext.Builder of(Purpose purpose) {
        return AccessContext.of(SAM, purpose);
    }

    private static AccessContext.Builder offerOfVoip() {
        return of(Purpose.MARKET).offer(Offer.of(OfferPart.VOIP));
    }

    private static Contact byUs(ContactChannel channel, String... to) {
        return contact(channel, Contact.Party.US, Contact.Delivery.READ_OUT, to);
    }

    private static Contact byCustomer(ContactChannel channel) {
        return contact(channel, Contact.Party.CUSTOMER, Contact.Delivery.READ_OUT);
    }

    private static Contact contact(ContactChannel channel, Contact.Party by, Contact.Delivery delivery, String... to) {
        return new Contact(
                channel,
                by,
                delivery,
                Optional.of(List.of(to)).flatMap(ids -> ids.stream().findFirst()));
    }

    private static AccessContext.Builder access(ContactChannel channel, long subject) {
        return of(Purpose.CUSTOMER_ACCESS)
                .recipient(Recipient.of(RecipientKind.CUSTOMER))
                .contact(byCustomer(channel))
                .subject(FactCarrier.id(subject));
    }

    private static CustomerVerification by(Kind kind) {
        return new CustomerVerification(List.of(Method.matching(kind)));
    }

    private static AccessContext.Builder process(Optional<Instant> from, Optional<Instant> until) {
        return of(Purpose.LEGAL)
                .recipient(Recipient.of(RecipientKind.LEA))
                .subject(FactCarrier.id(FactCarrier.PLAIN))
                .grounds(new Grounds.LegalProcess(true, true, Optional.empty(), Optional.empty(), from, until));
    }

    private static AccessContext.Builder toContractor() {
        return of(Purpose.PROTECT).recipient(Recipient.of(RecipientKind.IC));
    }

    private static AccessContext.Builder emergency() {
        return of(Purpose.EMERGENCY)
                .recipient(Recipient.of(RecipientKind.PSAP))
                .grounds(new Grounds.Emergency(true, true, true));
    }

    private static AccessContext.Builder equipment(OfferPart part) {
        return of(Purpose.MARKET_EQUIP_INFO).offer(Offer.of(part));
    }

    /** Returns them by name. */
    static Map<String, AccessContext> all() {
        Map<String, AccessContext.Builder> all = new LinkedHashMap<>();
        all.put("call", offerOfVoip().contact(byUs(ContactChannel.PHONE)));
        all.put("call of the first number", offerOfVoip().contact(byUs(ContactChannel.PHONE, FactCarrier.FIRST)));
        all.put("call of the second number", offerOfVoip().contact(byUs(ContactChannel.KEYPAD, FactCarrier.SECOND)));
        all.put("letter", offerOfVoip().contact(byUs(ContactChannel.MAIL, FactCarrier.FIRST)));
        all.put("call by the customer", offerOfVoip().contact(byCustomer(ContactChannel.PHONE)));
        all.put("affiliate", offerOfVoip().recipient(Recipient.named(RecipientKind.AFF_COMM, FactCarrier.AFFILIATE)));
        all.put("affiliate without a name", offerOfVoip().recipient(Recipient.of(RecipientKind.AFF_COMM)));
        all.put("partner", offerOfVoip().recipient(Recipient.of(RecipientKind.THIRD)));
        all.put("own call", of(Purpose.INBOUND_ASSIST).contact(byCustomer(ContactChannel.PHONE)));
        all.put("one time", of(Purpose.ONE_TIME).contact(byCustomer(ContactChannel.PHONE)));
        all.put("one time, call by us", of(Purpose.ONE_TIME).contact(byUs(ContactChannel.PHONE, FactCarrier.FIRST)));
        all.put(
                "phone, by a code",
                access(ContactChannel.PHONE, FactCarrier.AGREED).verification(by(Kind.RECORD_CODE)));
        all.put(
                "phone, by password",
                access(ContactChannel.PHONE, FactCarrier.AGREED).verification(CustomerVerification.password()));
        all.put(
                "online, by password",
                access(ContactChannel.ONLINE, FactCarrier.AGREED).verification(CustomerVerification.password()));
        all.put(
                "phone, by a voice",
                access(ContactChannel.PHONE, FactCarrier.AGREED).verification(by(Kind.VOICE)));
        for (long customer : List.of(FactCarrier.LONG_AT_FIRST, FactCarrier.SOON_AT_FIRST)) {
            all.put(
                    "sent to the first address of " + customer,
                    access(ContactChannel.PHONE, customer)
                            .contact(contact(
                                    ContactChannel.PHONE,
                                    Contact.Party.CUSTOMER,
                                    Contact.Delivery.SEND,
                                    FactCarrier.FIRST)));
        }
        for (long customer : List.of(FactCarrier.OWNS_FIRST, FactCarrier.LONG_AT_FIRST)) {
            all.put(
                    "called back at the first number of " + customer,
                    access(ContactChannel.PHONE, customer)
                            .contact(contact(
                                    ContactChannel.PHONE,
                                    Contact.Party.CUSTOMER,
                                    Contact.Delivery.CALL_BACK,
                                    FactCarrier.FIRST)));
        }
        for (long customer : List.of(FactCarrier.EXEMPT, FactCarrier.EXEMPT_NO_MORE)) {
            all.put(
                    "contract of " + customer,
                    access(ContactChannel.EMAIL, customer).verification(by(Kind.CONTRACT)));
        }
        all.put("process", process(Optional.of(FactRecords.FROM), Optional.of(FactRecords.UNTIL)));
        all.put("process from then on", process(Optional.of(FactRecords.FROM), Optional.empty()));
        all.put("process until then", process(Optional.empty(), Optional.of(FactRecords.UNTIL)));
        all.put("process for all time", process(Optional.empty(), Optional.empty()));
        all.put(
                "to a contractor, of a period",
                toContractor().period(new RecordPeriod(FactRecords.FROM, FactRecords.UNTIL)));
        all.put("to a contractor, of a customer", toContractor().subject(FactCarrier.id(FactCarrier.PLAIN)));
        all.put("emergency", emergency().subject(FactCarrier.id(FactCarrier.PLAIN)));
        all.put("emergency of nobody", emergency());
        all.put("equipment", equipment(OfferPart.EQUIPMENT));
        all.put("internet access", equipment(OfferPart.INTERNET_ACCESS));
        all.put("directory", of(Purpose.DIRECTORY).recipient(Recipient.of(RecipientKind.DIRECTORY)));
        Map<String, AccessContext> built = new LinkedHashMap<>();
        all.forEach((name, context) -> built.put(name, context.build()));
        return built;
    }
}
