package io.cpni.cache;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditLog;
import io.cpni.audit.TraceSource;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says which caches may keep labelled records, for whom and for how long.
 *
 * @param declared names of the caches that may
 * @param keepAtMost how long they may give out what was read
 * @param auditLog takes a record of each look into them; looked up when it is needed
 * @param clock tells the instant
 * @param node name of this node in the audit log
 * @param trace tells the ids under which tracing knows the calling thread's work
 */
public record CacheRules(
        Set<String> declared,
        Duration keepAtMost,
        Supplier<AuditLog> auditLog,
        InstantSource clock,
        String node,
        TraceSource trace) {

    /** The longest that grants and training are remembered, which are facts of the same kind. */
    public static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * Uses that are permitted without the customer's approval and carry no obligation, so that no choice of the customer's
     * changes what was shown, and nothing is left undone where a cache answers in the gate's place.
     */
    private static final Set<Purpose> KEPT_FOR = EnumSet.of(Purpose.PROVIDE_SERVICE, Purpose.BILL_COLLECT);

    /** Checks the age and copies the names. */
    public CacheRules {
        declared = Set.copyOf(declared);
        if (keepAtMost.isNegative() || keepAtMost.isZero() || keepAtMost.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("keepAtMost must be above zero and at most " + LONGEST);
        }
    }

    /** Returns the bound context if what it is shown may be kept. */
    Optional<AccessContext> kept() {
        return AccessScope.current()
                .filter(context -> context.recipient().kind() == RecipientKind.STAFF
                        && KEPT_FOR.contains(context.purpose())
                        && context.circumstances().actualPurpose().isEmpty());
    }
}
