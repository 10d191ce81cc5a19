package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which records to find: those that meet every condition. Begin with {@link #all()}; each method returns a query with
 * one condition more, and a second one of the same kind stands in place of the first. Outcomes are found with their access,
 * never alone.
 *
 * @param customer the customer whose records may have been concerned: named in the record or in its outcome, or not ruled
 *     out by an access that could not name its customers or was not closed
 * @param namedOnly whether only records count that name the customer
 * @param accessor id of who asked. One who is a customer is found by the customer's id, because the log keeps their name
 *     encrypted
 * @param purpose the declared use
 * @param rule id of a rule among those that decided
 * @param relation the table or service asked for, as the record writes it
 * @param failure the reference of a failure
 * @param kinds what the record tells; never an outcome
 * @param breakGlass whether only accesses count that may rest on a broken glass
 */
public record AuditQuery(
        Optional<CustomerId> customer,
        boolean namedOnly,
        Optional<String> accessor,
        Optional<Purpose> purpose,
        Optional<String> rule,
        Optional<String> relation,
        Optional<FailureReference> failure,
        Set<AuditKind> kinds,
        boolean breakGlass) {

    private static final Set<AuditKind> ALL_KINDS = EnumSet.complementOf(EnumSet.of(AuditKind.OUTCOME));
    private static final Set<AuditKind> ACCESSES =
            EnumSet.of(AuditKind.ACCESS, AuditKind.OBSERVED_DENIAL, AuditKind.DENIAL);
    private static final AuditQuery ALL = new AuditQuery(
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ALL_KINDS,
            false);

    /** Checks and copies the parts. */
    public AuditQuery {
        kinds = Set.copyOf(kinds);
        if (kinds.isEmpty() || kinds.contains(AuditKind.OUTCOME)) {
            throw new IllegalArgumentException("kinds names what to find: at least one kind, and no outcome");
        }
    }

    /** Returns the query for every record. */
    public static AuditQuery all() {
        return ALL;
    }

    /** Finds what a customer's records were, or may have been, concerned by; and denials that name the customer. */
    public AuditQuery ofCustomer(CustomerId id) {
        return new AuditQuery(
                Optional.of(id), namedOnly, accessor, purpose, rule, relation, failure, kinds, breakGlass);
    }

    /** Leaves out what only cannot rule the customer out. */
    public AuditQuery named() {
        return new AuditQuery(customer, true, accessor, purpose, rule, relation, failure, kinds, breakGlass);
    }

    /** Finds what somebody asked for. */
    public AuditQuery byAccessor(String id) {
        return new AuditQuery(
                customer, namedOnly, Optional.of(id), purpose, rule, relation, failure, kinds, breakGlass);
    }

    /** Finds what was asked for a declared use. */
    public AuditQuery forPurpose(Purpose value) {
        return new AuditQuery(
                customer, namedOnly, accessor, Optional.of(value), rule, relation, failure, kinds, breakGlass);
    }

    /** Finds what a rule decided, alone or with others. */
    public AuditQuery underRule(String id) {
        return new AuditQuery(
                customer, namedOnly, accessor, purpose, Optional.of(id), relation, failure, kinds, breakGlass);
    }

    /** Finds what was asked of a table or service. */
    public AuditQuery onRelation(String name) {
        return new AuditQuery(
                customer, namedOnly, accessor, purpose, rule, Optional.of(name), failure, kinds, breakGlass);
    }

    /** Finds the record of a failure. */
    public AuditQuery ofFailure(FailureReference reference) {
        return new AuditQuery(
                customer, namedOnly, accessor, purpose, rule, relation, Optional.of(reference), kinds, breakGlass);
    }

    /** Finds accesses and denials: what reports about data tell. */
    public AuditQuery accesses() {
        return kinds(ACCESSES);
    }

    /** Finds denials, enforced ones and those that were observed only. */
    public AuditQuery denials() {
        return kinds(EnumSet.of(AuditKind.DENIAL, AuditKind.OBSERVED_DENIAL));
    }

    /** Finds denials that were enforced. */
    public AuditQuery enforcedDenials() {
        return kinds(EnumSet.of(AuditKind.DENIAL));
    }

    /** Finds denials that were observed only: data was released. */
    public AuditQuery observedDenials() {
        return kinds(EnumSet.of(AuditKind.OBSERVED_DENIAL));
    }

    /** Finds records of some kinds. */
    public AuditQuery kinds(Set<AuditKind> some) {
        return new AuditQuery(customer, namedOnly, accessor, purpose, rule, relation, failure, some, breakGlass);
    }

    /** Finds what may rest on a broken glass. */
    public AuditQuery onBrokenGlass() {
        return new AuditQuery(customer, namedOnly, accessor, purpose, rule, relation, failure, kinds, true);
    }

    /** Returns the names of the conditions, without what they ask for: what may stand in the record of a reading. */
    public List<String> conditions() {
        List<String> names = new ArrayList<>();
        customer.ifPresent(any -> names.add(namedOnly ? "named-customer" : "customer"));
        accessor.ifPresent(any -> names.add("accessor"));
        purpose.ifPresent(any -> names.add("purpose"));
        rule.ifPresent(any -> names.add("rule"));
        relation.ifPresent(any -> names.add("relation"));
        failure.ifPresent(any -> names.add("failure"));
        if (!kinds.equals(ALL_KINDS) && !kinds.equals(ACCESSES)) {
            names.add("kind");
        }
        if (breakGlass) {
            names.add("break-glass");
        }
        return List.copyOf(names);
    }

    /** Returns the names of the conditions only: what is asked for may be a customer's id. */
    @Override
    public String toString() {
        return "AuditQuery" + conditions();
    }
}
