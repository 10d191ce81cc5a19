package io.cpni.breakglass;

import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.GrantSource;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.TraceSource;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.decision.Obligation;
import io.cpni.decision.Reason;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens one customer's records in an emergency, and has it reviewed.
 *
 * <ol>
 *   <li>The accessor needs a role with a grant of the scope {@link GrantScope#BREAK_GLASS} for the purpose.
 *   <li>The audit log gets a record under the relation {@value #RELATION}, with the reason. No record, no opening.
 *   <li>The opening is stored; from then on it counts wherever need to know is asked, in statements and in decisions, for
 *       this accessor, customer and purpose, and ends by itself. It permits nothing that another rule denies.
 *   <li>The alarm is raised, and the opening waits for a supervisor's review, which its own accessor cannot make.
 * </ol>
 *
 * <p>Safe for many threads.
 */
public final class BreakGlass {

    /** The relation under which openings, closings and reviews stand in the audit log. */
    public static final String RELATION = "break-glass";

    private static final Logger LOG = LoggerFactory.getLogger(BreakGlass.class);
    private static final String RULE = "R-GEN-1";
    private static final String CITATION = "47 U.S.C. 222(a), 47 CFR 64.2010(a)";

    private final BreakGlassStore store;
    private final GrantSource grants;
    private final AuditLog auditLog;
    private final BreakGlassListener listener;
    private final BreakGlassSettings settings;
    private final Clock clock;
    private final String node;
    private final TraceSource trace;

    /** Creates the service for an application without tracing. */
    public BreakGlass(
            BreakGlassStore store,
            GrantSource grants,
            AuditLog auditLog,
            BreakGlassListener listener,
            BreakGlassSettings settings,
            Clock clock,
            String node) {
        this(store, grants, auditLog, listener, settings, clock, node, TraceSource.none());
    }

    /**
     * Creates the service.
     *
     * @param store where openings are kept
     * @param grants who may open, and for which purposes
     * @param auditLog where openings, closings and reviews are recorded
     * @param listener who raises the alarm
     * @param settings what the carrier allows
     * @param clock tells when an opening begins
     * @param node name of this node in the log
     * @param trace tells the ids under which tracing knows the calling thread's work
     */
    public BreakGlass(
            BreakGlassStore store,
            GrantSource grants,
            AuditLog auditLog,
            BreakGlassListener listener,
            BreakGlassSettings settings,
            Clock clock,
            String node,
            TraceSource trace) {
        this.store = Objects.requireNonNull(store, "store");
        this.grants = Objects.requireNonNull(grants, "grants");
        this.auditLog = Objects.requireNonNull(auditLog, "auditLog");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.node = Objects.requireNonNull(node, "node");
        this.trace = Objects.requireNonNull(trace, "trace");
    }

    /**
     * Opens a customer's records from now on.
     *
     * @param accessor who needs to know
     * @param customer whose records
     * @param purpose for which purpose
     * @param reason why, for the audit log and the reviewer; never data of the customer
     * @param duration for how long, at most the time that the carrier allows
     * @return the opening, in force
     * @throws IllegalArgumentException if the reason is blank or longer than 2,000 characters, or the duration not
     *     allowed
     * @throws CpniAccessDeniedException if no role of the accessor has the right to it; the denial is recorded
     * @throws AuditUnavailableException if it cannot be recorded; nothing is then open
     * @throws io.cpni.customer.StoreUnavailableException if the grants or the store of openings fail; nothing is then
     *     open
     */
    public BreakGlassGrant open(
            Accessor accessor, CustomerId customer, Purpose purpose, String reason, Duration duration) {
        if (duration.isZero() || duration.isNegative() || duration.compareTo(settings.maximumDuration()) > 0) {
            throw new IllegalArgumentException(
                    "duration of an opening of the glass must be more than nothing and at most "
                            + settings.maximumDuration());
        }
        Instant now = now();
        BreakGlassGrant grant = new BreakGlassGrant(
                new BreakGlassId(UUID.randomUUID()),
                accessor.id(),
                customer,
                purpose,
                reason,
                now,
                now.plus(duration),
                Optional.empty());
        if (!mayOpen(accessor, purpose)) {
            throw denied(
                    grant,
                    accessor,
                    purpose,
                    Operation.INSERT,
                    "grant a role of the accessor the scope" + " BREAK_GLASS for " + purpose);
        }
        AuditEntry intent = entry(AuditEntry.access(now), grant, accessor, purpose, Operation.INSERT)
                .justification(reason)
                .build();
        AuditPosition position = auditLog.append(intent);
        store.add(grant);
        try {
            close(position, intent);
        } catch (AuditUnavailableException unrecorded) {
            store.end(grant.id(), now);
            throw unrecorded;
        }
        alarm(grant);
        return grant;
    }

    /**
     * Ends an opening before its time; its own accessor or a reviewer does that.
     *
     * @return whether it was open
     * @throws IllegalArgumentException if there is no such opening
     * @throws CpniAccessDeniedException if the accessor is neither; the denial is recorded
     */
    public boolean close(Accessor accessor, BreakGlassId id) {
        BreakGlassGrant grant = find(id);
        if (!accessor.id().equals(grant.accessor()) && !isReviewer(accessor)) {
            throw denied(
                    grant,
                    accessor,
                    grant.purpose(),
                    Operation.UPDATE,
                    "let its own accessor or a reviewer close" + " the opening");
        }
        Instant now = now();
        // Less is open afterwards: that it could not be recorded is no reason to leave it open.
        boolean ended = store.end(id, now);
        AuditEntry intent = entry(AuditEntry.access(now), grant, accessor, grant.purpose(), Operation.UPDATE)
                .justification("closed early")
                .build();
        close(auditLog.append(intent), intent);
        return ended;
    }

    /** Returns the openings that wait for their review, the oldest first, whether they are over or not. */
    public List<BreakGlassGrant> unreviewed() {
        return store.unreviewed();
    }

    /**
     * Records a supervisor's review of an opening.
     *
     * @param id the opening
     * @param reviewer the supervisor, who is not the one who opened
     * @param note what was found
     * @return the opening with its review
     * @throws IllegalArgumentException if there is no such opening, or the note is blank or longer than 2,000 characters
     * @throws IllegalStateException if it was reviewed before; what was found then stays
     * @throws CpniAccessDeniedException if the reviewer has no role for it, or opened it; the denial is recorded
     * @throws AuditUnavailableException if it cannot be recorded; it then still waits
     */
    public BreakGlassGrant review(BreakGlassId id, Accessor reviewer, String note) {
        BreakGlassGrant grant = find(id);
        Instant now = now();
        BreakGlassReview review = new BreakGlassReview(reviewer.id(), note, now);
        if (reviewer.id().equals(grant.accessor()) || !isReviewer(reviewer)) {
            throw denied(
                    grant,
                    reviewer,
                    Purpose.AUDIT,
                    Operation.UPDATE,
                    "have the opening reviewed by a holder of a" + " reviewer's role who did not open it");
        }
        if (grant.review().isPresent()) {
            throw reviewedBefore();
        }
        AuditEntry intent = entry(AuditEntry.access(now), grant, reviewer, Purpose.AUDIT, Operation.UPDATE)
                .justification(note)
                .obligations(List.of(Obligation.Kind.SUPERVISOR_REVIEW.name()))
                .build();
        AuditPosition position = auditLog.append(intent);
        if (!store.review(id, review)) {
            throw reviewedBefore();
        }
        close(position, intent);
        return new BreakGlassGrant(
                grant.id(),
                grant.accessor(),
                grant.customer(),
                grant.purpose(),
                grant.reason(),
                grant.from(),
                grant.until(),
                Optional.of(review));
    }

    private static IllegalStateException reviewedBefore() {
        return new IllegalStateException("the opening was reviewed before");
    }

    private boolean mayOpen(Accessor accessor, Purpose purpose) {
        return grants.inForce().all().stream()
                .filter(grant -> grant.scope().equals(GrantScope.BREAK_GLASS))
                .filter(grant -> grant.purposes().contains(purpose))
                .map(Grant::role)
                .anyMatch(accessor.roles()::contains);
    }

    private boolean isReviewer(Accessor accessor) {
        Set<String> roles = settings.reviewerRoles();
        return !Collections.disjoint(roles, accessor.roles());
    }

    private BreakGlassGrant find(BreakGlassId id) {
        return store.find(id).orElseThrow(() -> new IllegalArgumentException("there is no opening of this id"));
    }

    private void alarm(BreakGlassGrant grant) {
        try {
            listener.opened(grant);
        } catch (RuntimeException e) {
            LOG.error("The glass was broken ({}), and the alarm could not be raised", grant.id(), e);
        }
    }

    private CpniAccessDeniedException denied(
            BreakGlassGrant grant, Accessor accessor, Purpose purpose, Operation operation, String remedy) {
        auditLog.append(entry(AuditEntry.denial(now()), grant, accessor, purpose, operation)
                .build());
        return new CpniAccessDeniedException(new Decision.Deny(new Reason(RULE, CITATION, remedy)));
    }

    private AuditEntry.Builder entry(
            AuditEntry.Builder entry, BreakGlassGrant grant, Accessor accessor, Purpose purpose, Operation operation) {
        return entry.accessor(accessor.id())
                .purpose(purpose)
                .recipient(Recipient.staff())
                .operation(operation)
                .relation(RELATION)
                .rules(List.of(new AppliedRule(RULE, CITATION)))
                .customers(CustomersConcerned.of(grant.customer(), 1))
                .correlation(grant.id().toString())
                .trace(trace)
                .node(node);
    }

    private void close(AuditPosition position, AuditEntry intent) {
        auditLog.append(AuditEntry.outcomeOf(position, intent, now())
                .customers(intent.customers())
                .build());
    }

    /** To the microsecond, as stores keep instants: what is open in one must be open in the other. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
