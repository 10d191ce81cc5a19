package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.label.DataCategory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows who fulfils which obligation.
 *
 * <p>Some are fulfilled by what the library does anyway: the do-not-call list is part of the condition on rows
 * (64.1200(d)), a consent for one call stands in the customer's ledger and ends with the call (64.2008(f)), and the audit
 * record, durable before the data is released, is the record of a disclosure (64.2009(c)). What may be released only
 * within limits is kept to those of the context, if it names any ({@link AccessContext#isLimited}).
 *
 * <p>Immutable and safe for many threads.
 */
public final class ObligationHandlers {

    private static final Set<Obligation.Kind> FULFILLED_ANYWAY = Set.copyOf(EnumSet.of(
            Obligation.Kind.DNC_CHECK,
            Obligation.Kind.RECORD_CONSENT,
            Obligation.Kind.END_WITH_CALL,
            Obligation.Kind.RECORD_DISCLOSURE));

    private final Map<Obligation.Kind, ObligationHandler> byKind = new EnumMap<>(Obligation.Kind.class);

    private ObligationHandlers(Collection<? extends ObligationHandler> handlers) {
        for (ObligationHandler handler : handlers) {
            handler.kinds().forEach(kind -> byKind.putIfAbsent(kind, handler));
        }
    }

    /** Returns the given handlers; of two for one kind, the first is asked. */
    public static ObligationHandlers of(Collection<? extends ObligationHandler> handlers) {
        return new ObligationHandlers(handlers);
    }

    /** Returns no handlers: only what the library does anyway is fulfilled. */
    public static ObligationHandlers none() {
        return new ObligationHandlers(List.of());
    }

    /** Returns an obligation that nobody fulfils in a context, if there is one; masks are left out. */
    public Optional<Obligation.Kind> unhandled(Collection<Obligation.Kind> kinds, AccessContext context) {
        return kinds.stream()
                .filter(kind ->
                        kind != Obligation.Kind.MASK && !isFulfilledAnyway(kind, context) && !byKind.containsKey(kind))
                .sorted()
                .findFirst();
    }

    private static boolean isFulfilledAnyway(Obligation.Kind kind, AccessContext context) {
        return FULFILLED_ANYWAY.contains(kind) || (kind == Obligation.Kind.LIMIT_SCOPE && context.isLimited());
    }

    /** Returns what to do where an obligation of a permit is fulfilled by nobody. */
    public static String remedyFor(Obligation.Kind kind) {
        return kind == Obligation.Kind.LIMIT_SCOPE
                ? "name the customer or the period in the context, to which the release is then kept"
                : "add its handler";
    }

    /**
     * Has obligations fulfilled; masks are left out.
     *
     * @return the one that was not, if there is one; the further ones are then not tried
     */
    public Optional<Unfulfilled> fulfil(
            Collection<Obligation.Kind> kinds,
            AccessContext context,
            String relation,
            Set<DataCategory> categories,
            Instant at) {
        List<Obligation.Kind> done = new ArrayList<>();
        for (Obligation.Kind kind : EnumSet.allOf(Obligation.Kind.class)) {
            ObligationHandler handler = byKind.get(kind);
            if (handler != null && kind != Obligation.Kind.MASK && kinds.contains(kind)) {
                try {
                    handler.fulfil(new ObligationHandler.Occasion(kind, context, relation, categories, at));
                } catch (Exception why) {
                    // Some languages and tools let checked ones through.
                    return Optional.of(new Unfulfilled(kind, done, why));
                }
                done.add(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * An obligation that was not fulfilled.
     *
     * @param kind the obligation
     * @param done those that handlers fulfilled before it, in this order
     * @param why what its handler threw
     */
    public record Unfulfilled(Obligation.Kind kind, List<Obligation.Kind> done, Exception why) {

        /** Copies the list. */
        public Unfulfilled {
            done = List.copyOf(done);
        }
    }
}
