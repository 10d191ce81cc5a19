package io.cpni.examples.voip.security;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.rule.FccRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Says why each desk works with customer data, where the page itself cannot: the same list of calls is read to bill, to
 * help and to look for fraud.
 */
@Component
public class Desk {

    private static final String REGISTER = "register";

    /** The work of each role, the first one that the accessor has counts. */
    private static final List<Map.Entry<String, Purpose>> WORK = List.of(
            Map.entry("billing", Purpose.BILL_COLLECT),
            Map.entry("csr", Purpose.PROVIDE_SERVICE),
            Map.entry("engineer", Purpose.PROVIDE_SERVICE),
            Map.entry("fraud", Purpose.PROTECT),
            Map.entry("marketing", Purpose.MARKET),
            Map.entry("auditor", Purpose.AUDIT),
            Map.entry("officer", Purpose.AUDIT),
            Map.entry("customer", Purpose.CUSTOMER_ACCESS));

    /** The roles that count where statements come from outside; whatever else an account may do, it may not do in SQL. */
    private static final Set<String> AD_HOC = Set.of("billing", "csr", "engineer", "fraud", "marketing");

    /** Longer than any look-up takes. */
    private static final Duration LOOK_UP = Duration.ofMinutes(1);

    private final AccessorSource accessors;
    private final Clock clock;

    Desk(AccessorSource accessors, Clock clock) {
        this.accessors = accessors;
        this.clock = clock;
    }

    /** Does work for the purpose of the accessor's own desk. */
    public <T> T work(Supplier<T> work) {
        Accessor accessor = accessor();
        Purpose purpose = WORK.stream()
                .filter(entry -> accessor.roles().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(Desk::noPurpose);
        return purpose == Purpose.CUSTOMER_ACCESS
                ? asCustomer(work)
                : within(AccessContext.of(accessor, purpose).build(), work);
    }

    /** Does what only a customer may do, with the customer's own login: by password, over the web (47 CFR 64.2010(c)). */
    public <T> T asCustomer(Supplier<T> work) {
        AccessContext context = AccessContext.of(accessor(), Purpose.CUSTOMER_ACCESS)
                .recipient(Recipient.of(RecipientKind.CUSTOMER))
                .contact(Contact.of(ContactChannel.ONLINE, Contact.Party.CUSTOMER))
                .verification(CustomerVerification.password())
                .build();
        return within(context, work);
    }

    /** Looks something up in the register of customers, as the register itself and on behalf of whoever is signed in. */
    public <T> T lookUp(Supplier<T> work) {
        Accessor asking = accessor();
        Accessor register =
                new Accessor(REGISTER, Set.of(REGISTER), trainingOfRegisterFor(asking), Optional.empty(), false);
        AccessContext context = AccessContext.of(register, Purpose.PROVIDE_SERVICE)
                .onBehalfOf(asking.id())
                .build();
        return within(context, work);
    }

    /**
     * The register is a program, and programs are not trained: it is as good as whoever asks it. Customers are not trained
     * either, but need not be; for them it is trusted for this one look-up and no longer.
     */
    private Optional<Instant> trainingOfRegisterFor(Accessor asking) {
        return asking.customer().isPresent() ? Optional.of(clock.instant().plus(LOOK_UP)) : asking.trainedUntil();
    }

    /** Does marketing work for an offer that would be made by a recipient of the data. */
    public <T> T market(Offer offer, Recipient recipient, Supplier<T> work) {
        return within(
                AccessContext.of(accessor(), Purpose.MARKET)
                        .offer(offer)
                        .recipient(recipient)
                        .build(),
                work);
    }

    /**
     * Does work for a purpose that the accessor names, for an offer or about a customer where there is one. Nobody can
     * name here how a customer was verified, or on which grounds data is asked for: that is not for the asker to say.
     */
    public <T> T declared(
            Purpose purpose,
            Recipient recipient,
            Optional<Offer> offer,
            Optional<CustomerId> customer,
            Supplier<T> work) {
        AccessContext.Builder context =
                AccessContext.of(atTheDeskOnly(accessor()), purpose).recipient(recipient);
        offer.ifPresent(context::offer);
        customer.ifPresent(context::subject);
        return within(context.build(), work);
    }

    private static Accessor atTheDeskOnly(Accessor accessor) {
        return new Accessor(
                accessor.id(),
                accessor.roles().stream().filter(AD_HOC::contains).collect(Collectors.toSet()),
                accessor.trainedUntil(),
                Optional.empty(),
                accessor.sales());
    }

    /** Does supervising work, such as saying who may help whom, which no desk does for itself. */
    public <T> T supervise(Supplier<T> work) {
        return within(AccessContext.of(accessor(), Purpose.AUDIT).build(), work);
    }

    private Accessor accessor() {
        return accessors.current().orElseThrow(Desk::noPurpose);
    }

    private static <T> T within(AccessContext context, Supplier<T> work) {
        return AccessScope.within(context, work::get);
    }

    private static CpniAccessDeniedException noPurpose() {
        return new CpniAccessDeniedException(new Decision.Deny(FccRules.noRowPermits()));
    }
}
