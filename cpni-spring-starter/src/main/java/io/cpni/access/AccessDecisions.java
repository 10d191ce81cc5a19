package io.cpni.access;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandlers;
import io.cpni.decision.Reason;
import io.cpni.decision.StoredCustomerFacts;
import io.cpni.label.DataCategory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides and audits accesses that do not go through SQL: to a service's own data, such as the audit log itself. A
 * record is made before the work and its outcome after; no record, no work.
 *
 * <p>Obligations are fulfilled before the work begins, by the handlers that there are. What the work returns cannot be
 * masked from here: a permit that carries a mask, or an obligation that nobody fulfils, is a denial.
 *
 * <p>Safe for many threads.
 */
public final class AccessDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(AccessDecisions.class);
    private static final String NOT_PERMITTED = "R-GEN-3";
    private static final String NOT_PERMITTED_BY = "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)";

    /** As the gate puts it for SQL. */
    private static final Decision UNKNOWN = new Decision.Deny(new Reason(
            NOT_PERMITTED, NOT_PERMITTED_BY, "bring the store of facts back: what it holds could not be read"));

    private final DecisionEngine engine;
    private final AuditLog auditLog;
    private final StoredCustomerFacts.Stores stores;
    private final ObligationHandlers handlers;
    private final DecisionListener listener;
    private final Clock clock;
    private final String node;

    /** Creates the service. */
    public AccessDecisions(
            DecisionEngine engine,
            AuditLog auditLog,
            StoredCustomerFacts.Stores stores,
            ObligationHandlers handlers,
            DecisionListener listener,
            Clock clock,
            String node) {
        this.engine = engine;
        this.auditLog = auditLog;
        this.stores = stores;
        this.handlers = handlers;
        this.listener = listener;
        this.clock = clock;
        this.node = node;
    }

    /**
     * Runs work on one customer's data if the bound context may do it.
     *
     * @param operation what is to be done
     * @param service the name of what is asked, for the audit log
     * @param categories the data
     * @param customer whose data
     * @param work what uses or releases the data
     * @throws CpniAccessDeniedException if no context is bound or it may not; the denial is recorded
     * @throws StoreUnavailableException if facts that the decision needs cannot be read; that is recorded as a denial
     * @throws AuditUnavailableException if the record cannot be made; the work is not begun, or its result not returned
     */
    public <T> T access(
            Operation operation, String service, Set<DataCategory> categories, CustomerId customer, Supplier<T> work) {
        Instant start = clock.instant();
        CustomerFacts facts = stores.of(customer, start);
        return access(operation, service, categories, facts, CustomersConcerned.of(customer, 1), work);
    }

    /**
     * Runs work on data that concerns no single customer if the bound context may do it.
     *
     * @param operation what is to be done
     * @param service the name of what is asked, for the audit log
     * @param categories the data
     * @param work what uses or releases the data
     * @throws CpniAccessDeniedException if no context is bound or it may not; the denial is recorded
     * @throws AuditUnavailableException if the record cannot be made; the work is not begun, or its result not returned
     */
    public <T> T access(Operation operation, String service, Set<DataCategory> categories, Supplier<T> work) {
        return access(operation, service, categories, CustomerFacts.ofNobody(), CustomersConcerned.none(), work);
    }

    private <T> T access(
            Operation operation,
            String service,
            Set<DataCategory> categories,
            CustomerFacts facts,
            CustomersConcerned customers,
            Supplier<T> work) {
        Instant start = clock.instant();
        Optional<AccessContext> context = AccessScope.current();
        Decision decision;
        try {
            decision = decide(context, operation, service, categories, facts, start);
        } catch (StoreUnavailableException unavailable) {
            // Without its facts no rule permits; the caller is told that it is the store, and the log that it was
            // tried.
            tell(context, operation, service, UNKNOWN, start);
            throw recorded(
                    unavailable,
                    entry(AuditEntry.denial(start), context, operation, service, categories, UNKNOWN)
                            .customers(customers)
                            .build());
        }
        if (decision instanceof Decision.Deny deny) {
            auditLog.append(entry(AuditEntry.denial(start), context, operation, service, categories, decision)
                    .customers(customers)
                    .build());
            tell(context, operation, service, decision, start);
            throw new CpniAccessDeniedException(deny);
        }
        AuditEntry intent = entry(AuditEntry.access(start), context, operation, service, categories, decision)
                .customers(customers)
                .build();
        AuditPosition position = auditLog.append(intent);
        tell(context, operation, service, decision, start);
        T result = work.get();
        auditLog.append(AuditEntry.outcomeOf(position, intent, clock.instant())
                .customers(customers)
                .build());
        return result;
    }

    private Decision decide(
            Optional<AccessContext> context,
            Operation operation,
            String service,
            Set<DataCategory> categories,
            CustomerFacts facts,
            Instant instant) {
        if (context.isEmpty()) {
            return new Decision.Deny(Reason.noContext());
        }
        Decision decision = engine.decide(AccessRequest.of(context.get(), operation, categories), facts, instant);
        return decision instanceof Decision.Permit permit
                ? fulfil(permit, context.get(), service, categories, instant)
                : decision;
    }

    /** Has the obligations of a permit fulfilled, or denies. */
    private Decision fulfil(
            Decision.Permit permit,
            AccessContext context,
            String service,
            Set<DataCategory> categories,
            Instant instant) {
        Set<Obligation.Kind> kinds =
                permit.obligations().stream().map(Obligation::kind).collect(Collectors.toSet());
        if (kinds.contains(Obligation.Kind.MASK)
                || handlers.unhandled(kinds, context).isPresent()) {
            return new Decision.Deny(unfulfilled(permit));
        }
        Optional<ObligationHandlers.Unfulfilled> failed = handlers.fulfil(kinds, context, service, categories, instant);
        if (failed.isEmpty()) {
            return permit;
        }
        LOG.warn(
                "The obligation {} was not fulfilled, so the access is denied",
                failed.get().kind(),
                failed.get().why());
        return new Decision.Deny(unfulfilled(permit));
    }

    private StoreUnavailableException recorded(StoreUnavailableException unavailable, AuditEntry denial) {
        try {
            auditLog.append(denial);
        } catch (AuditUnavailableException unrecorded) {
            unavailable.addSuppressed(unrecorded);
        }
        return unavailable;
    }

    private AuditEntry.Builder entry(
            AuditEntry.Builder entry,
            Optional<AccessContext> context,
            Operation operation,
            String service,
            Set<DataCategory> categories,
            Decision decision) {
        context.ifPresent(entry::context);
        List<AppliedRule> rules =
                reasons(decision).stream().map(AccessDecisions::rule).toList();
        List<String> obligations = decision.map(
                permit -> permit.obligations().stream()
                        .map(obligation -> obligation.kind().name())
                        .distinct()
                        .sorted()
                        .collect(Collectors.toList()),
                deny -> List.of());
        return entry.operation(operation)
                .relation(service)
                .categories(categories)
                .rules(rules)
                .obligations(obligations)
                .node(node);
    }

    /** Returns the rules that took part, the decisive one first. */
    private static List<Reason> reasons(Decision decision) {
        return decision.map(
                permit -> Stream.concat(Stream.of(permit.reason()), permit.further().stream())
                        .distinct()
                        .toList(),
                deny -> List.of(deny.reason()));
    }

    private void tell(
            Optional<AccessContext> context, Operation operation, String service, Decision decision, Instant start) {
        listener.decided(
                context,
                operation,
                service,
                reasons(decision),
                decision instanceof Decision.Permit,
                Duration.between(start, clock.instant()));
    }

    /** A permit whose obligation nobody fulfils is a denial; what the work returns cannot be masked from here. */
    private static Reason unfulfilled(Decision.Permit permit) {
        return new Reason(
                NOT_PERMITTED,
                NOT_PERMITTED_BY,
                "the permit carries obligations, "
                        + permit.obligations().stream()
                                .map(Obligation::kind)
                                .distinct()
                                .sorted()
                                .toList()
                        + ", not all of which are fulfilled here; add handlers, name the customer or the period in the context"
                        + " where the scope is limited, or read the data through the gate");
    }

    private static AppliedRule rule(Reason reason) {
        return new AppliedRule(reason.rule(), reason.citation());
    }
}
