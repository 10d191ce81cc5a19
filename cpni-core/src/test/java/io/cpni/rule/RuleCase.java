package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DataItem;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Obligation;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A question to the rules in force. Unless said otherwise trained staff with every need to know ask for their own use,
 * about a customer who takes VoIP from a VoIP carrier, approved nothing and is the one the circumstances are about.
 * Immutable: what a method changes, it changes in a copy.
 */
record RuleCase(
        Accessor accessor,
        Purpose purpose,
        Consumer<AccessContext.Builder> context,
        List<DataItem> items,
        boolean partial,
        RuleCustomer customer,
        List<Grant> grants,
        CarrierSettings carrier) {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** The name of every recipient but our staff. */
    static final String NAME = "Delta Net";

    /** Any CPNI except location and crash alerts; other data in one record with CPNI is kept to its rules. */
    static final Set<DataCategory> CPNI = EnumSet.of(
            DataCategory.CALL_DETAIL,
            DataCategory.USAGE,
            DataCategory.SUBSCRIPTION,
            DataCategory.BILLING,
            DataCategory.NETWORK,
            DataCategory.OTHER);

    static final Set<DataCategory> CPNI_AND_LOCATION = and(CPNI, DataCategory.LOCATION);

    static final Set<Purpose> MARKETING =
            EnumSet.of(Purpose.MARKET, Purpose.MARKET_ADJUNCT, Purpose.MARKET_EQUIP_INFO, Purpose.MARKET_NONCOMM);

    private static final Set<String> ROLES = Set.of("any");

    static RuleCase of(Purpose purpose, DataCategory... data) {
        return new RuleCase(
                staff(NOW.plusSeconds(1)),
                purpose,
                context -> context.subject(RuleCustomer.ID),
                items(data),
                false,
                new RuleCustomer(ask -> ApprovalState.NONE, Set.of(ServiceCategory.VOIP), Set.of(), false),
                List.of(grant(GrantScope.ALL)),
                CarrierSettings.voip());
    }

    /** Returns a member of staff who is trained until the given instant. */
    static Accessor staff(Instant trainedUntil) {
        return Accessor.staff("ann", ROLES, trainedUntil);
    }

    /** Returns the customer as an accessor. */
    static Accessor customerSignedIn() {
        return Accessor.customer("cust", ROLES, RuleCustomer.ID);
    }

    /** Returns the need to know everything for every purpose. */
    static Grant grant(GrantScope scope) {
        return new Grant(
                "any",
                EnumSet.allOf(Purpose.class),
                EnumSet.allOf(DataCategory.class),
                EnumSet.of(Operation.READ),
                scope,
                Set.of());
    }

    static CarrierSettings carrierOf(ServiceCategory... categories) {
        return new CarrierSettings(Set.of(categories), true, 20, true);
    }

    static <E extends Enum<E>> Set<E> and(Set<E> some, E more) {
        Set<E> all = EnumSet.copyOf(some);
        all.add(more);
        return all;
    }

    // Who asks, why and for whom

    RuleCase by(Accessor value) {
        return new RuleCase(value, purpose, context, items, partial, customer, grants, carrier);
    }

    RuleCase bySales() {
        return by(accessor.asSales());
    }

    RuleCase purpose(Purpose value) {
        return new RuleCase(accessor, value, context, items, partial, customer, grants, carrier);
    }

    RuleCase really(Purpose value) {
        return with(c -> c.actualPurpose(value));
    }

    RuleCase to(RecipientKind kind) {
        return to(kind, NAME);
    }

    RuleCase to(RecipientKind kind, String name) {
        return with(c -> c.recipient(kind == RecipientKind.STAFF ? Recipient.staff() : Recipient.named(kind, name)));
    }

    RuleCase offer(OfferPart first, OfferPart... rest) {
        return with(c -> c.offer(Offer.of(first, rest)));
    }

    RuleCase byUs(ContactChannel channel) {
        return with(c -> c.contact(Contact.of(channel, Contact.Party.US)));
    }

    RuleCase byCustomer(ContactChannel channel) {
        return with(c -> c.contact(Contact.of(channel, Contact.Party.CUSTOMER)));
    }

    RuleCase contact(Contact value) {
        return with(c -> c.contact(value));
    }

    /** What the claimed customer presented, all of it right. */
    RuleCase proved(CustomerVerification.Kind... kinds) {
        return proved(Arrays.stream(kinds)
                .map(CustomerVerification.Method::matching)
                .toArray(CustomerVerification.Method[]::new));
    }

    RuleCase proved(CustomerVerification.Method... methods) {
        return with(c -> c.verification(new CustomerVerification(List.of(methods))));
    }

    RuleCase grounds(Grounds value) {
        return with(c -> c.grounds(value));
    }

    RuleCase needs(DataCategory... values) {
        return with(c -> c.needs(values));
    }

    RuleCase grants(Grant... values) {
        return new RuleCase(accessor, purpose, context, items, partial, customer, List.of(values), carrier);
    }

    RuleCase noNeedToKnow() {
        return new RuleCase(accessor, purpose, context, items, partial, customer, List.of(), carrier);
    }

    RuleCase carrier(CarrierSettings value) {
        return new RuleCase(accessor, purpose, context, items, partial, customer, grants, value);
    }

    RuleCase with(Consumer<AccessContext.Builder> detail) {
        return new RuleCase(accessor, purpose, context.andThen(detail), items, partial, customer, grants, carrier);
    }

    // The customer

    RuleCase state(ApprovalState value) {
        return approvals(ask -> value);
    }

    RuleCase approvals(Function<ApprovalAsk, ApprovalState> value) {
        return about(new RuleCustomer(value, customer.taken(), customer.flags(), customer.assigned()));
    }

    RuleCase takes(ServiceCategory... values) {
        return about(new RuleCustomer(customer.approvals(), Set.of(values), customer.flags(), customer.assigned()));
    }

    RuleCase assigned() {
        return about(new RuleCustomer(customer.approvals(), customer.taken(), customer.flags(), true));
    }

    RuleCase flag(CustomerFlag flag) {
        return about(customer.with(flag, Optional.empty()));
    }

    RuleCase flag(CustomerFlag flag, String detail) {
        return about(customer.with(flag, Optional.of(detail)));
    }

    private RuleCase about(RuleCustomer value) {
        return new RuleCase(accessor, purpose, context, items, partial, value, grants, carrier);
    }

    // The data

    RuleCase data(DataCategory... values) {
        return items(items(values));
    }

    RuleCase items(List<DataItem> values) {
        return new RuleCase(accessor, purpose, context, values, partial, customer, grants, carrier);
    }

    RuleCase takingWhatIsLeft() {
        return new RuleCase(accessor, purpose, context, items, true, customer, grants, carrier);
    }

    RuleCase source(ServiceCategory value) {
        return eachItem(i -> new DataItem(
                i.category(),
                Optional.of(value),
                i.derivedFrom(),
                i.groupSize(),
                i.perPerson(),
                i.fromOtherCarrier(),
                i.recited(),
                i.from(),
                i.until()));
    }

    RuleCase derivedFrom(DataCategory... values) {
        return eachItem(i -> new DataItem(
                i.category(),
                i.source(),
                Set.of(values),
                i.groupSize(),
                i.perPerson(),
                i.fromOtherCarrier(),
                i.recited(),
                i.from(),
                i.until()));
    }

    RuleCase group(int size, boolean perPerson) {
        return eachItem(i -> new DataItem(
                i.category(),
                i.source(),
                i.derivedFrom(),
                OptionalInt.of(size),
                perPerson,
                i.fromOtherCarrier(),
                i.recited(),
                i.from(),
                i.until()));
    }

    RuleCase fromOtherCarrier() {
        return eachItem(i -> new DataItem(
                i.category(),
                i.source(),
                i.derivedFrom(),
                i.groupSize(),
                i.perPerson(),
                true,
                i.recited(),
                i.from(),
                i.until()));
    }

    RuleCase recited() {
        return eachItem(i -> new DataItem(
                i.category(),
                i.source(),
                i.derivedFrom(),
                i.groupSize(),
                i.perPerson(),
                i.fromOtherCarrier(),
                true,
                i.from(),
                i.until()));
    }

    RuleCase recordsOf(Instant from, Instant until) {
        return eachItem(i -> new DataItem(
                i.category(),
                i.source(),
                i.derivedFrom(),
                i.groupSize(),
                i.perPerson(),
                i.fromOtherCarrier(),
                i.recited(),
                Optional.of(from),
                Optional.of(until)));
    }

    private RuleCase eachItem(UnaryOperator<DataItem> change) {
        return items(items.stream().map(change).toList());
    }

    private RuleCase category(DataCategory category) {
        RuleCase other = eachItem(i -> new DataItem(
                category,
                i.source(),
                i.derivedFrom(),
                i.groupSize(),
                i.perPerson(),
                i.fromOtherCarrier(),
                i.recited(),
                i.from(),
                i.until()));
        return category == DataCategory.AGGREGATE ? other.group(20, false) : other;
    }

    private static List<DataItem> items(DataCategory... data) {
        return Arrays.stream(data).map(DataItem::of).toList();
    }

    // The answer

    Decision decide() {
        AccessContext.Builder builder = AccessContext.of(accessor, purpose);
        context.accept(builder);
        return new DecisionEngine(FccRules.current(), Grants.of(grants), carrier)
                .decide(new AccessRequest(builder.build(), Operation.READ, items, partial), customer, NOW);
    }

    /** Asserts that the rule permits, with these obligations and no others. */
    Decision.Permit permits(String rule, Obligation.Kind... obligations) {
        Decision decision = decide();
        assertThat(decision).as("%s %s", purpose, items).isInstanceOf(Decision.Permit.class);
        Decision.Permit permit = (Decision.Permit) decision;
        assertThat(permit.reason().rule()).isEqualTo(rule);
        assertThat(obligationsOf(permit)).containsExactlyInAnyOrder(obligations);
        return permit;
    }

    /** Asserts a denial that reports one of the rules, and says what would change it. */
    void denies(String... rules) {
        Decision decision = decide();
        assertThat(decision).as("%s %s", purpose, items).isInstanceOf(Decision.Deny.class);
        assertThat(decision.reason().rule()).isIn((Object[]) rules);
        assertThat(decision.reason().remedy()).isNotBlank();
        assertThat(decision.reason().citation()).isNotBlank();
    }

    /** Returns the obligations of the permit; none if the use is denied. */
    Set<Obligation.Kind> obligations() {
        return decide() instanceof Decision.Permit permit ? obligationsOf(permit) : Set.of();
    }

    boolean isPermitted() {
        return decide() instanceof Decision.Permit;
    }

    boolean isPermittedBy(String rule) {
        return decide() instanceof Decision.Permit permit
                && permit.reason().rule().equals(rule);
    }

    private static Set<Obligation.Kind> obligationsOf(Decision.Permit permit) {
        return permit.obligations().stream().map(Obligation::kind).collect(Collectors.toSet());
    }

    // All of a kind

    /** Asserts to whom, of which data and for what purposes the rule permits this use, of all there are. */
    void isPermittedOnly(String rule, Set<RecipientKind> recipients, Set<DataCategory> data, Set<Purpose> purposes) {
        assertThat(recipients(rule)).as("recipients").isEqualTo(recipients);
        assertThat(data(rule)).as("data").isEqualTo(data);
        assertThat(purposes(rule)).as("purposes").isEqualTo(purposes);
    }

    /** Asserts that the rule permits whatever the customer approved or refused. */
    void isPermittedInEveryState(String rule) {
        assertThat(states(rule)).isEqualTo(EnumSet.allOf(ApprovalState.class));
    }

    Set<RecipientKind> recipients(String rule) {
        return all(RecipientKind.class, kind -> to(kind).isPermittedBy(rule));
    }

    Set<DataCategory> data(String rule) {
        return all(DataCategory.class, category -> category(category).isPermittedBy(rule));
    }

    Set<Purpose> purposes(String rule) {
        return all(Purpose.class, value -> purpose(value).isPermittedBy(rule));
    }

    Set<ApprovalState> states(String rule) {
        return all(ApprovalState.class, value -> state(value).isPermittedBy(rule));
    }

    /** Returns all to whom the data may go, whichever rule permits. */
    Set<RecipientKind> recipients() {
        return all(RecipientKind.class, kind -> to(kind).isPermitted());
    }

    /** Returns all data that may be used, whichever rule permits. */
    Set<DataCategory> data() {
        return all(DataCategory.class, category -> category(category).isPermitted());
    }

    static <E extends Enum<E>> Set<E> all(Class<E> type, Predicate<E> test) {
        Set<E> found = EnumSet.noneOf(type);
        Arrays.stream(type.getEnumConstants()).filter(test).forEach(found::add);
        return found;
    }
}
