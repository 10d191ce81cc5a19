package io.cpni.audit;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.GrantSource;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Reason;
import io.cpni.label.DataCategory;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Shows to operators who have the right to it what a server said of a failure, and nobody else was told.
 *
 * <p>A text may quote any value of the tables concerned, of a customer whom nobody knows. So it is treated as the most
 * guarded of what it may quote, call detail and the categories of those tables:
 *
 * <ol>
 *   <li>A role of the accessor needs a grant of the scope {@link #SCOPE} to read for the context's purpose. Such a grant
 *       reaches these texts and no record of any customer.
 *   <li>All rules are asked as for any access: training, purpose, recipient. A permit that masks, or obliges to anything,
 *       is a denial, because a text can be shown as it is or not at all; so auditors do not see it.
 *   <li>The audit log gets a record under the relation {@value #RELATION} with the reference. No record, no text.
 * </ol>
 *
 * <p>Who has no right is denied, on record, and not told whether there is such a failure. Safe for many threads.
 */
public final class ServerTexts {

    /** The relation under which readings stand in the audit log. */
    public static final String RELATION = "server-text";

    /** The scope of grants that give the need to know texts of servers; it reaches nothing else. */
    public static final GrantScope SCOPE = GrantScope.of("server-text");

    private static final String NEED_TO_KNOW = "R-GEN-1";
    private static final String NEED_TO_KNOW_BY = "47 U.S.C. 222(a), 47 CFR 64.2010(a)";
    private static final String NOT_PERMITTED = "R-GEN-3";
    private static final String NOT_PERMITTED_BY = "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)";

    private static final CustomerFacts FACTS = CustomerFacts.ofNobodyIn(SCOPE);

    private final DataSource records;
    private final AuditKeys auditKeys;
    private final ServerTextKeys keys;
    private final DecisionEngine engine;
    private final GrantSource grants;
    private final AuditLog auditLog;
    private final Clock clock;
    private final String node;

    /**
     * Creates the service.
     *
     * @param records the database that holds the audit tables; reading rights are enough
     * @param auditKeys what opens the keys of the log
     * @param keys the keys that texts were encrypted under
     * @param engine decides
     * @param grants who may, for which purposes
     * @param auditLog where readings and denials are recorded
     * @param clock tells when that was
     * @param node name of this node in the log
     */
    public ServerTexts(
            DataSource records,
            AuditKeys auditKeys,
            ServerTextKeys keys,
            DecisionEngine engine,
            GrantSource grants,
            AuditLog auditLog,
            Clock clock,
            String node) {
        this.records = Objects.requireNonNull(records, "records");
        this.auditKeys = Objects.requireNonNull(auditKeys, "auditKeys");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.engine = Objects.requireNonNull(engine, "engine");
        this.grants = Objects.requireNonNull(grants, "grants");
        this.auditLog = Objects.requireNonNull(auditLog, "auditLog");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.node = Objects.requireNonNull(node, "node");
    }

    /**
     * Returns what the server said of a failure; empty if no failure has the reference.
     *
     * @param reference names the failure, as the exception did
     * @param context who asks, and why
     * @throws CpniAccessDeniedException if the context may not; the denial is recorded
     * @throws UnreadableServerTextException if the key is not here, or the record was changed; nothing is released
     * @throws AuditUnavailableException if the reading, or the denial, cannot be recorded; nothing is released
     * @throws io.cpni.customer.StoreUnavailableException if the audit tables or the grants cannot be read
     */
    public Optional<ServerFailure> read(FailureReference reference, AccessContext context) {
        Instant now = clock.instant();
        permit(reference, context, EnumSet.of(DataCategory.CALL_DETAIL), now);
        AuditEntry failure = find(reference).orElse(null);
        if (failure == null) {
            return Optional.empty();
        }
        Set<DataCategory> categories = EnumSet.of(DataCategory.CALL_DETAIL);
        categories.addAll(failure.categories());
        Decision.Permit permit = permit(reference, context, categories, now);
        ServerFailure said = keys.open(failure);
        List<Reason> reasons = Stream.concat(Stream.of(permit.reason()), permit.further().stream())
                .distinct()
                .toList();
        AuditEntry intent = entry(AuditEntry.access(now), reference, context, categories, reasons);
        AuditPosition position = auditLog.append(intent);
        auditLog.append(AuditEntry.outcomeOf(position, intent, clock.instant())
                .customers(intent.customers())
                .build());
        return Optional.of(said);
    }

    /** Two failures of one reference cannot be: one of them is a copy, and nobody knows what else was done to the log. */
    private Optional<AuditEntry> find(FailureReference reference) {
        List<AuditEntry> found = AuditFinder.over(records, auditKeys).failures(reference).stream()
                .map(AuditRecord::entry)
                .toList();
        if (found.size() > 1) {
            throw new UnreadableServerTextException(
                    "the log has " + found.size() + " records of failure " + reference
                            + ", of which one at most was written by the gate; let an AuditVerifier look at the streams",
                    null);
        }
        return found.stream().findFirst();
    }

    private Decision.Permit permit(
            FailureReference reference, AccessContext context, Set<DataCategory> categories, Instant now) {
        Decision decision = hasGrant(context)
                ? engine.decide(AccessRequest.of(context, Operation.READ, categories), FACTS, now)
                : new Decision.Deny(new Reason(
                        NEED_TO_KNOW,
                        NEED_TO_KNOW_BY,
                        "grant a role of the accessor the scope " + SCOPE + " for " + context.purpose()));
        if (decision instanceof Decision.Permit permit && permit.obligations().isEmpty()) {
            return permit;
        }
        Decision.Deny deny = decision.map(ServerTexts::obliged, denied -> denied);
        auditLog.append(entry(AuditEntry.denial(now), reference, context, categories, List.of(deny.reason())));
        throw new CpniAccessDeniedException(deny);
    }

    private boolean hasGrant(AccessContext context) {
        return grants.inForce().all().stream()
                .filter(grant -> grant.scope().equals(SCOPE))
                .filter(grant -> grant.purposes().contains(context.purpose()))
                .filter(grant -> grant.operations().contains(Operation.READ))
                .map(Grant::role)
                .anyMatch(context.accessor().roles()::contains);
    }

    private static Decision.Deny obliged(Decision.Permit permit) {
        return new Decision.Deny(new Reason(
                NOT_PERMITTED,
                NOT_PERMITTED_BY,
                "the permit masks or carries other obligations, and a text of the server is shown as it is or not at all;"
                        + " declare the purpose that needs it, such as PROVIDE_SERVICE for repair, and grant it without"
                        + " masks; it was permitted by "
                        + permit.reason().rule()));
    }

    private AuditEntry entry(
            AuditEntry.Builder entry,
            FailureReference reference,
            AccessContext context,
            Set<DataCategory> categories,
            List<Reason> reasons) {
        return entry.context(context)
                .operation(Operation.READ)
                .relation(RELATION)
                .categories(categories)
                .rules(reasons.stream()
                        .map(reason -> new AppliedRule(reason.rule(), reason.citation()))
                        .toList())
                .correlation(reference.value())
                .node(node)
                .customers(CustomersConcerned.unnamed(1))
                .build();
    }
}
