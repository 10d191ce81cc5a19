package io.cpni.report;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.GrantSource;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditQuery;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerId;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Reason;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the audit log for those who may, and records that they did.
 *
 * <ol>
 *   <li>The context declares the purpose {@link Purpose#AUDIT} with staff as recipient, and a role of the accessor has a grant of the scope
 *       {@link #SCOPE} to read for it. Such a grant reaches the log and no record of any customer.
 *   <li>All rules are asked as for any access to who customers are. A permit that masks, or obliges to anything, is a denial,
 *       because a report is shown as it is or not at all.
 *   <li>The log gets a record under the relation {@value #RELATION}, with the customer asked for and the names of the other
 *       conditions, and it is durable before the first line is read. No record, no line. Once the lines are read it gets the
 *       customers whom they name, so that a report on one of them tells of this reading too. Somebody whom the log does not
 *       know, or knows no longer, does not become known by being asked for: such a record says that and names nobody.
 *   <li>Justifications, and statements with their values, may quote what they are about: without a second grant, of the scope
 *       {@link #TEXT_SCOPE}, lines come without them.
 * </ol>
 *
 * <p>Who has no right is denied, on record. Safe for many threads.
 */
public final class AuditedReports {

    /** The relation under which readings stand in the audit log. */
    public static final String RELATION = "audit-log";

    /** The scope of grants that give the need to know the log; it reaches nothing else. */
    public static final GrantScope SCOPE = GrantScope.of("audit-log");

    /** The scope of grants that give the need to know what people wrote, and what statements held. */
    public static final GrantScope TEXT_SCOPE = GrantScope.of("audit-text");

    private static final String NEED_TO_KNOW = "R-GEN-1";
    private static final String NEED_TO_KNOW_BY = "47 U.S.C. 222(a), 47 CFR 64.2010(a)";
    private static final String NOT_PERMITTED = "R-GEN-3";
    private static final String NOT_PERMITTED_BY = "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)";
    private static final String WITH_TEXTS = "texts";
    private static final String UNKNOWN = "customer unknown to the log";

    private static final Set<DataCategory> CATEGORIES = EnumSet.of(DataCategory.IDENTITY);
    private static final CustomerFacts FACTS = CustomerFacts.ofNobodyIn(SCOPE);

    private final AccessReport report;
    private final DecisionEngine engine;
    private final GrantSource grants;
    private final AuditLog auditLog;
    private final Clock clock;
    private final String node;

    /**
     * Creates the service.
     *
     * @param report reads the log
     * @param engine decides
     * @param grants who may
     * @param auditLog where readings and denials are recorded
     * @param clock tells when that was
     * @param node name of this node in the log
     */
    public AuditedReports(
            AccessReport report,
            DecisionEngine engine,
            GrantSource grants,
            AuditLog auditLog,
            Clock clock,
            String node) {
        this.report = Objects.requireNonNull(report, "report");
        this.engine = Objects.requireNonNull(engine, "engine");
        this.grants = Objects.requireNonNull(grants, "grants");
        this.auditLog = Objects.requireNonNull(auditLog, "auditLog");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.node = Objects.requireNonNull(node, "node");
    }

    /**
     * Returns who saw, or may have seen, or was denied, a customer's records.
     *
     * @see AccessReport#whoSaw
     * @see #read
     */
    public AccessReportPage whoSaw(CustomerId customer, ReportWindow window, AccessContext context) {
        return read(AuditQuery.all().accesses().ofCustomer(customer), window, context);
    }

    /**
     * Returns what an accessor saw and was denied.
     *
     * @see AccessReport#whatDidSee
     * @see #read
     */
    public AccessReportPage whatDidSee(String accessorId, ReportWindow window, AccessContext context) {
        return read(AuditQuery.all().accesses().byAccessor(accessorId), window, context);
    }

    /**
     * Returns the accesses and denials that a query finds.
     *
     * @param context who asks, and why
     * @throws CpniAccessDeniedException if the context may not; the denial is recorded
     * @throws AuditUnavailableException if the reading, or the denial, cannot be recorded; nothing is released
     * @throws io.cpni.customer.StoreUnavailableException if the audit tables or the grants cannot be read
     */
    public AccessReportPage read(AuditQuery query, ReportWindow window, AccessContext context) {
        return read(
                query.conditions(),
                query.customer(),
                context,
                withTexts -> withTexts
                        ? report.withStatements().find(query, window)
                        : withoutTexts(report.find(query, window)),
                page -> page.lines().stream()
                        .flatMap(line -> line.customers().keySet().stream())
                        .collect(Collectors.toSet()));
    }

    /**
     * Returns the customers that the log names for an access or denial, by id.
     *
     * @see AccessReport#customersOf
     * @see #read
     */
    public SortedMap<CustomerId, Long> customersOf(
            AuditPosition position, Optional<CustomerId> after, int limit, AccessContext context) {
        return read(
                List.of("record"),
                Optional.empty(),
                context,
                withTexts -> report.customersOf(position, after, limit),
                Map::keySet);
    }

    private static AccessReportPage withoutTexts(AccessReportPage page) {
        return new AccessReportPage(
                page.lines().stream().map(AccessReportLine::withoutTexts).toList(), page.next(), page.unreadable());
    }

    private <T> T read(
            List<String> asConditions,
            Optional<CustomerId> customer,
            AccessContext context,
            Function<Boolean, T> reading,
            Function<T, Set<CustomerId>> named) {
        Instant now = clock.instant();
        Optional<CustomerId> known = customer.filter(report::knows);
        CustomersConcerned asked = known.map(id -> CustomersConcerned.of(id, 0))
                // Whom the lines will name is not known yet; nobody, if they are about somebody whom the log does not
                // know.
                .orElseGet(() -> customer.isPresent() ? CustomersConcerned.none() : CustomersConcerned.unnamed(0));
        List<String> conditions = customer.isPresent() && known.isEmpty()
                ? Stream.concat(asConditions.stream(), Stream.of(UNKNOWN)).toList()
                : asConditions;
        Decision.Permit permit = permit(conditions, asked, context, now);
        boolean withTexts = hasGrant(TEXT_SCOPE, context);
        List<Reason> reasons = Stream.concat(Stream.of(permit.reason()), permit.further().stream())
                .distinct()
                .toList();
        List<String> asSaid = Stream.concat(conditions.stream(), withTexts ? Stream.of(WITH_TEXTS) : Stream.empty())
                .toList();
        AuditEntry intent = entry(AuditEntry.access(now), asSaid, asked, context, reasons);
        AuditPosition position = auditLog.append(intent);
        T read;
        try {
            read = reading.apply(withTexts);
        } catch (RuntimeException e) {
            // Otherwise this reading may have concerned anybody, for ever.
            auditLog.amend(AuditEntry.outcomeOf(position, intent, clock.instant())
                    .customers(asked instanceof CustomersConcerned.Known ? asked : CustomersConcerned.none())
                    .build());
            throw e;
        }
        auditLog.append(AuditEntry.outcomeOf(position, intent, clock.instant())
                .customers(concerned(known, named.apply(read)))
                .build());
        return read;
    }

    private static CustomersConcerned concerned(Optional<CustomerId> asked, Set<CustomerId> named) {
        Map<CustomerId, Long> rows = new TreeMap<>();
        asked.ifPresent(customer -> rows.put(customer, 0L));
        named.forEach(customer -> rows.put(customer, 0L));
        return rows.isEmpty() ? CustomersConcerned.none() : CustomersConcerned.of(rows);
    }

    private Decision.Permit permit(
            List<String> conditions, CustomersConcerned asked, AccessContext context, Instant now) {
        Decision decision = isAudit(context) && hasGrant(SCOPE, context)
                ? engine.decide(AccessRequest.of(context, Operation.READ, CATEGORIES), FACTS, now)
                : new Decision.Deny(new Reason(
                        NEED_TO_KNOW,
                        NEED_TO_KNOW_BY,
                        "declare the purpose AUDIT for staff, and grant a role of the accessor the scope " + SCOPE
                                + " for it"));
        if (decision instanceof Decision.Permit permit && permit.obligations().isEmpty()) {
            return permit;
        }
        Decision.Deny deny = decision.map(AuditedReports::obliged, denied -> denied);
        auditLog.append(entry(AuditEntry.denial(now), conditions, asked, context, List.of(deny.reason())));
        throw new CpniAccessDeniedException(deny);
    }

    /** The rules let others have names as such; that somebody looked at somebody's records is not for them. */
    private static boolean isAudit(AccessContext context) {
        return context.purpose() == Purpose.AUDIT && context.recipient().kind() == RecipientKind.STAFF;
    }

    private boolean hasGrant(GrantScope scope, AccessContext context) {
        return grants.inForce().all().stream()
                .filter(grant -> grant.scope().equals(scope))
                .filter(grant -> grant.purposes().contains(context.purpose()))
                .filter(grant -> grant.operations().contains(Operation.READ))
                .map(Grant::role)
                .anyMatch(context.accessor().roles()::contains);
    }

    private static Decision.Deny obliged(Decision.Permit permit) {
        return new Decision.Deny(new Reason(
                NOT_PERMITTED,
                NOT_PERMITTED_BY,
                "the permit masks or carries other obligations, and a report from the log is shown as it is or not at all;"
                        + " grant the scope "
                        + SCOPE
                        + " without masks, to staff; it was permitted by "
                        + permit.reason().rule()));
    }

    private AuditEntry entry(
            AuditEntry.Builder entry,
            List<String> conditions,
            CustomersConcerned asked,
            AccessContext context,
            List<Reason> reasons) {
        return entry.context(context)
                .operation(Operation.READ)
                .relation(RELATION)
                .categories(CATEGORIES)
                .rules(reasons.stream()
                        .map(reason -> new AppliedRule(reason.rule(), reason.citation()))
                        .toList())
                .evidence(conditions.stream().map(name -> "asked by " + name).toList())
                .node(node)
                .customers(asked)
                .build();
    }
}
