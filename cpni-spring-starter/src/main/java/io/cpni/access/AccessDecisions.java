package io.cpni.access;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerId;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Obligation;
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

/**
 * Decides and audits accesses that do not go through SQL: to a service's own data, such as the audit log itself. A
 * record is made before the work and its outcome after; no record, no work.
 *
 * <p>Safe for many threads.
 */
public final class AccessDecisions {

    private final DecisionEngine engine;
    private final AuditLog auditLog;
    private final StoredCustomerFacts.Stores stores;
    private final DecisionListener listener;
    private final Clock clock;
    private final String node;

    /** Creates the service. */
    public AccessDecisions(
            DecisionEngine engine,
            AuditLog auditLog,
            StoredCustomerFacts.Stores stores,
            DecisionListener listener,
            Clock clock,
            String node) {
        this.engine = engine;
        this.auditLog = auditLog;
        this.stores = stores;
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
     */
    public <T> T access(Operation operation, String service, Set<DataCategory> categories, Supplier<T> work) {
        return access(operation, service, categories, NobodysFacts.INSTANCE, CustomersConcerned.none(), work);
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
        Decision decision = context.<Decision>map(
                        bound -> engine.decide(new AccessRequest(bound, operation, categories), facts, start))
                .orElseGet(() -> new Decision.Deny(new Reason(
                        "R-GEN-3",
                        "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                        "declare the purpose: annotate the calling method with @CpniAccess, or open an AccessScope")));
        if (decision instanceof Decision.Permit permit && !permit.obligations().isEmpty()) {
            decision = new Decision.Deny(unfulfilled(permit));
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

    private AuditEntry.Builder entry(
            AuditEntry.Builder entry,
            Optional<AccessContext> context,
            Operation operation,
            String service,
            Set<DataCategory> categories,
            Decision decision) {
        context.ifPresent(entry::context);
        List<AppliedRule> rules = decision.map(
                permit -> Stream.concat(Stream.of(permit.reason()), permit.further().stream())
                        .distinct()
                        .map(AccessDecisions::rule)
                        .toList(),
                deny -> List.of(rule(deny.reason())));
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

    private void tell(
            Optional<AccessContext> context, Operation operation, String service, Decision decision, Instant start) {
        listener.decided(
                context,
                operation,
                service,
                decision.reason(),
                decision instanceof Decision.Permit,
                Duration.between(start, clock.instant()));
    }

    /** A permit whose obligation nobody fulfils is a denial; what the work returns cannot be masked from here. */
    private static Reason unfulfilled(Decision.Permit permit) {
        return new Reason(
                "R-GEN-3",
                "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                "the permit carries obligations, "
                        + permit.obligations().stream()
                                .map(Obligation::kind)
                                .sorted()
                                .toList() + ", that are not fulfilled outside of SQL; read the data through the gate");
    }

    private static AppliedRule rule(Reason reason) {
        return new AppliedRule(reason.rule(), reason.citation());
    }
}
