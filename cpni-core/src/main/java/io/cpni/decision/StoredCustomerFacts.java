package io.cpni.decision;

import io.cpni.accessor.AssignmentStore;
import io.cpni.accessor.BreakGlassRegister;
import io.cpni.accessor.CustomScope;
import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalEvent;
import io.cpni.approval.ApprovalFinding;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.ContactId;
import io.cpni.approval.CustomerCall;
import io.cpni.approval.CustomerPreferences;
import io.cpni.approval.OneTimeBasis;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerFlags;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import io.cpni.purpose.SubscriptionRegister;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks the facts about one customer up in the stores, at one instant.
 *
 * <p>What one query tells of several facts is asked once. For one decision, and so for one thread.
 */
public final class StoredCustomerFacts implements CustomerFacts {

    private final Stores stores;
    private final CustomerId customer;
    private final Instant at;
    private @Nullable Set<ServiceCategory> subscriptions;
    private @Nullable CustomerPreferences preferences;

    /**
     * Where facts are kept.
     *
     * @param approvals what customers said
     * @param assignments who needs whose records
     * @param subscriptions what customers take
     * @param flags what else is so of customers
     * @param scopes the carrier's own scopes of grants
     * @param breakGlass whose records were opened in an emergency
     */
    public record Stores(
            ApprovalStore approvals,
            AssignmentStore assignments,
            SubscriptionRegister subscriptions,
            CustomerFlags flags,
            List<CustomScope> scopes,
            BreakGlassRegister breakGlass) {

        /** Copies the scopes. */
        public Stores {
            scopes = List.copyOf(scopes);
        }

        /** Creates stores of a carrier without scopes of its own, where no emergency opens anything. */
        public Stores(
                ApprovalStore approvals,
                AssignmentStore assignments,
                SubscriptionRegister subscriptions,
                CustomerFlags flags) {
            this(approvals, assignments, subscriptions, flags, List.of(), (accessorId, customer, purpose, at) -> false);
        }

        /** Returns the facts about a customer at an instant. */
        public CustomerFacts of(CustomerId customer, Instant at) {
            return new StoredCustomerFacts(this, customer, at);
        }
    }

    private StoredCustomerFacts(Stores stores, CustomerId customer, Instant at) {
        this.stores = stores;
        this.customer = customer;
        this.at = at;
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return stores.approvals().stateAt(customer, ask, at);
    }

    @Override
    public Optional<ApprovalFinding> finding(ApprovalAsk ask) {
        return Optional.of(stores.approvals().approvalAsOf(customer, ask, at, at));
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        if (subscriptions == null) {
            subscriptions = stores.subscriptions().subscribed(customer, at);
        }
        return subscriptions.contains(category);
    }

    @Override
    public boolean assigned(String accessorId) {
        return stores.assignments().inForce(accessorId, at).stream()
                .anyMatch(assignment -> assignment.customer().equals(customer));
    }

    @Override
    public boolean inScope(GrantScope scope, String accessorId) {
        return stores.scopes().stream()
                .filter(custom -> custom.scope().equals(scope))
                .anyMatch(custom -> custom.reaches(accessorId, customer, at));
    }

    @Override
    public boolean glassBroken(String accessorId, Purpose purpose) {
        return stores.breakGlass().isOpen(accessorId, customer, purpose, at);
    }

    @Override
    public boolean is(CustomerId other) {
        return customer.equals(other);
    }

    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return switch (flag) {
            case DO_NOT_CALL ->
                detail.map(number -> preferences().refusesCallsTo(new ContactId(number)))
                        .orElseGet(() -> preferences().refusesSomeCalls());
            case NO_MARKETING_CONTACT -> preferences().refusesMarketingContact();
            case NO_PARTNER_SHARING -> preferences().refusesPartnerSharing();
            case APPROVED_IN_OWN_CALL -> approvedBy(OneTimeBasis.CALL_BY_CUSTOMER);
            case APPROVED_AFTER_ORAL_NOTICE -> approvedBy(OneTimeBasis.ORAL_NOTICE);
            case ORAL_APPROVAL_SPENT ->
                stores.approvals().events(customer).stream().anyMatch(this::isSpentApproval);
            case SERVED_BY_AFFILIATE, BUSINESS_EXEMPT, UNLISTED, ADDRESS_OF_RECORD, NUMBER_OF_RECORD ->
                stores.flags().isUp(customer, flag, detail, at);
        };
    }

    private CustomerPreferences preferences() {
        if (preferences == null) {
            preferences = stores.approvals().preferencesAt(customer, at);
        }
        return preferences;
    }

    private boolean approvedBy(OneTimeBasis basis) {
        return stores.approvals().oneTimeAt(customer, at).contains(basis);
    }

    private boolean isSpentApproval(ApprovalEvent event) {
        return event instanceof CustomerCall call
                && !call.knownFrom().isAfter(at)
                && call.approvedAt().filter(yes -> !yes.isAfter(at)).isPresent()
                && (!call.authenticated()
                        || call.until().filter(over -> !over.isAfter(at)).isPresent());
    }
}
