package io.cpni.corpus;

import io.cpni.approval.ApprovalStore;
import io.cpni.approval.InMemoryApprovalStore;
import io.cpni.customer.ContactPoint;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.NobodyAssigned;
import io.cpni.decision.StoredCustomerFacts;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the customer of a case as the library's stores would. */
final class CorpusFacts {

    static final CustomerId CUSTOMER = CustomerId.of(1);

    private final CorpusCustomer customer;
    private final ApprovalStore approvals = new InMemoryApprovalStore();

    CorpusFacts(CorpusCase one) {
        this.customer = one.customer();
        approvals.appendAll(CUSTOMER, CorpusLedger.of(one.events(), customer));
    }

    ApprovalStore approvals() {
        return approvals;
    }

    CustomerFacts at(Instant instant) {
        return new StoredCustomerFacts.Stores(
                        approvals,
                        new NobodyAssigned(),
                        (who, at) -> subscribed(at),
                        (who, flag, detail, at) -> flag(flag, detail, at))
                .of(CUSTOMER, instant);
    }

    private Set<ServiceCategory> subscribed(Instant at) {
        return customer.subscriptions().stream()
                .filter(service ->
                        service.from().filter(from -> from.isAfter(at)).isEmpty())
                .filter(service ->
                        service.until().filter(until -> !until.isAfter(at)).isEmpty())
                .map(CorpusCustomer.Subscription::category)
                .collect(Collectors.toSet());
    }

    private boolean flag(CustomerFlag flag, Optional<String> detail, Instant at) {
        return switch (flag) {
            case SERVED_BY_AFFILIATE ->
                detail.filter(customer.servedByAffiliates()::contains).isPresent();
            case BUSINESS_EXEMPT ->
                customer.kind() == CorpusCustomer.Kind.BUSINESS && customer.dedicatedRep() && customer.cpniContract();
            case UNLISTED -> customer.unlisted();
            case ADDRESS_OF_RECORD ->
                detail.flatMap(this::contact)
                        .flatMap(point -> point.addressOfRecordFrom(customer.zone()))
                        .filter(from -> !from.isAfter(at))
                        .isPresent();
            case NUMBER_OF_RECORD ->
                detail.flatMap(this::contact)
                        .flatMap(ContactPoint::numberOfRecordFrom)
                        .filter(from -> !from.isAfter(at))
                        .isPresent();
            default -> throw new IllegalStateException("flag " + flag + " is the ledger's");
        };
    }

    private Optional<ContactPoint> contact(String id) {
        return customer.contact(id).map(point -> new ContactPoint(point.id(), point.kind(), point.addedAt()));
    }
}
