package io.cpni.decision;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalFinding;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the facts about one customer at one instant.
 *
 * <p>Throws {@link io.cpni.customer.StoreUnavailableException} where a fact cannot be read; the access is then denied.
 */
public interface CustomerFacts {

    /** Returns the state of the customer's approval for a use. */
    ApprovalState approval(ApprovalAsk ask);

    /**
     * Returns the same state with the rule and the evidence behind it, for explanations. Empty where nobody keeps the
     * evidence: decisions do without it.
     */
    default Optional<ApprovalFinding> finding(ApprovalAsk ask) {
        return Optional.empty();
    }

    /** Tells whether the customer takes a category of service from us. */
    boolean subscribes(ServiceCategory category);

    /** Tells whether the accessor is assigned to the customer. */
    boolean assigned(String accessorId);

    /** Tells whether one of the carrier's own scopes lets the accessor reach the customer; one not known does not. */
    boolean inScope(GrantScope scope, String accessorId);

    /** Tells whether the accessor has opened the customer's records in an emergency, for a purpose. */
    boolean glassBroken(String accessorId, Purpose purpose);

    /** Tells whether the customer is the given one. */
    boolean is(CustomerId customer);

    /**
     * Tells whether a flag is up for the customer.
     *
     * @param detail which of them; a flag that is put up without a detail holds for every detail. Empty asks whether it is
     *     up for any
     */
    boolean flag(CustomerFlag flag, Optional<String> detail);

    /** Returns the facts where what is asked for concerns no single customer: only rules that need no fact permit then. */
    static CustomerFacts ofNobody() {
        return new NobodysFacts(Set.of());
    }

    /**
     * Returns the facts where what is asked for is no customer's and only grants of one scope, or of {@link GrantScope#ALL},
     * reach it.
     */
    static CustomerFacts ofNobodyIn(GrantScope scope) {
        return new NobodysFacts(Set.of(scope));
    }
}
