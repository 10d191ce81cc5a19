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
import io.cpni.audit.RecordedObligation;
import io.cpni.audit.TraceSource;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
    private final TraceSource trace;

    /** Creates the service. */
    public AccessDecisions(
            DecisionEngine engine,
            AuditLog auditLog,
            StoredCustomerFacts.Stores stores,
            ObligationHandlers handlers,
            DecisionListener listener,
            Clock clock,
            String node,
            TraceSource trace) {
        this.engine = engine;
        this.auditLog = auditLog;
        this.stores = stores;
        this.handlers = handlers;
        this.listener = listener;
        this.clock = clock;
        this.node = node;
        this.trace = trace;
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
        Asked asked = new Asked(AccessScope.current(), operation, service, categories, clock.instant());
        Settled settled;
        try {
            settled = decide(asked, facts);
        } catch (StoreUnavailableException unavailable) {
            // Without its facts no rule permits; the caller is told that it is the store, and the log that it was
            // tried.
            tell(asked, UNKNOWN);
            throw recorded(
                    unavailable,
                    entry(AuditEntry.denial(asked.at()), asked, Settled.of(UNKNOWN))
                            .customers(customers)
                            .build());
        }
        if (settled.decision() instanceof Decision.Deny deny) {
            auditLog.append(entry(AuditEntry.denial(asked.at()), asked, settled)
                    .customers(customers)
                    .build());
            tell(asked, deny);
            throw new CpniAccessDeniedException(deny);
        }
        AuditEntry intent = entry(AuditEntry.access(asked.at()), asked, settled)
                .customers(customers)
                .build();
        AuditPosition position = auditLog.append(intent);
        tell(asked, settled.decision());
        T result = work.get();
        auditLog.append(AuditEntry.outcomeOf(position, intent, clock.instant())
                .customers(customers)
                .build());
        return result;
    }

    /** Who asks for what, and when. */
    private record Asked(
            Optional<AccessContext> context,
            Operation operation,
            String service,
            Set<DataCategory> categories,
            Instant at) {}

    /**
     * A decision, and what its record says of it.
     *
     * @param obligations what became of obligations
     * @param evidence the events that it rests on
     * @param onBrokenGlass whether it permits what an opening of the glass lets be seen
     */
    private record Settled(
            Decision decision, List<RecordedObligation> obligations, List<String> evidence, boolean onBrokenGlass) {

        static Settled of(Decision decision) {
            return new Settled(decision, List.of(), List.of(), false);
        }
    }

    private Settled decide(Asked asked, CustomerFacts facts) {
        if (asked.context().isEmpty()) {
            return Settled.of(new Decision.Deny(Reason.noContext()));
        }
        AccessContext context = asked.context().get();
        RestingFacts resting = new RestingFacts(facts);
        Decision decision =
                engine.decide(AccessRequest.of(context, asked.operation(), asked.categories()), resting, asked.at());
        List<String> evidence = resting.evidence();
        if (!(decision instanceof Decision.Permit permit)) {
            return new Settled(decision, List.of(), evidence, false);
        }
        Set<Obligation.Kind> owed =
                permit.obligations().stream().map(Obligation::kind).collect(Collectors.toSet());
        List<RecordedObligation> became = fulfil(owed, context, asked);
        return became.stream().allMatch(each -> each.state() == RecordedObligation.State.DONE)
                ? new Settled(permit, became, evidence, resting.restOnBrokenGlass())
                : new Settled(new Decision.Deny(unfulfilled(permit)), became, evidence, false);
    }

    /** Has the obligations of a permit fulfilled; ends at the first that is not. */
    private List<RecordedObligation> fulfil(Set<Obligation.Kind> owed, AccessContext context, Asked asked) {
        Optional<Obligation.Kind> inVain = owed.contains(Obligation.Kind.MASK)
                ? Optional.of(Obligation.Kind.MASK)
                : handlers.unhandled(owed, context);
        if (inVain.isPresent()) {
            return List.of(RecordedObligation.failed(inVain.get().name()));
        }
        Optional<ObligationHandlers.Unfulfilled> failed =
                handlers.fulfil(owed, context, asked.service(), asked.categories(), asked.at());
        if (failed.isEmpty()) {
            return done(owed.stream().sorted(Comparator.comparing(Enum::name)).toList());
        }
        LOG.warn(
                "The obligation {} was not fulfilled, so the access is denied",
                failed.get().kind(),
                failed.get().why());
        List<RecordedObligation> became = new ArrayList<>(done(failed.get().done()));
        became.add(RecordedObligation.failed(failed.get().kind().name()));
        return became;
    }

    private static List<RecordedObligation> done(Collection<Obligation.Kind> kinds) {
        return kinds.stream().map(kind -> RecordedObligation.done(kind.name())).toList();
    }

    private StoreUnavailableException recorded(StoreUnavailableException unavailable, AuditEntry denial) {
        try {
            auditLog.append(denial);
        } catch (AuditUnavailableException unrecorded) {
            unavailable.addSuppressed(unrecorded);
        }
        return unavailable;
    }

    private AuditEntry.Builder entry(AuditEntry.Builder entry, Asked asked, Settled settled) {
        asked.context().ifPresent(entry::context);
        return entry.operation(asked.operation())
                .relation(asked.service())
                .categories(asked.categories())
                .rules(reasons(settled.decision()).stream()
                        .map(AccessDecisions::rule)
                        .toList())
                .recordedObligations(settled.obligations())
                .evidence(settled.evidence())
                .breakGlass(settled.onBrokenGlass())
                .trace(trace)
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

    private void tell(Asked asked, Decision decision) {
        listener.decided(
                asked.context(),
                asked.operation(),
                asked.service(),
                reasons(decision),
                decision instanceof Decision.Permit,
                Duration.between(asked.at(), clock.instant()));
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
