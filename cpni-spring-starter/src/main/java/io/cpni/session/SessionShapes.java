package io.cpni.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Enforcement;
import io.cpni.decision.Reason;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each session to one access shape. A session gives out the instances that it manages without asking the database
 * again, and fills no instance anew that it manages: what was read for one purpose would be seen for another.
 *
 * <p>A session takes the shape of the context in which it first gets hold of a labelled record, and keeps it until it is
 * empty again. Sessions that hold no labelled record cost nothing.
 */
final class SessionShapes {

    private static final Logger LOG = LoggerFactory.getLogger(SessionShapes.class);

    private static final Reason OTHER_SHAPE = new Reason(
            "R-GEN-3",
            "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
            "the Hibernate session holds records that were read by another accessor, for another purpose or about another"
                    + " subject, or without any context; do what is done for another purpose in a session of its own (a"
                    + " transaction of its own, such as Propagation.REQUIRES_NEW), or flush and clear the session first."
                    + " Where a method has a transaction, put @CpniAccess on that method, so that all of it has one context");

    private final SessionDenials denials;
    private final Enforcement enforcement;
    private final InstantSource clock;
    private final Cache<SharedSessionContractImplementor, HeldShape> held =
            Caffeine.newBuilder().weakKeys().build();

    SessionShapes(SessionDenials denials, Enforcement enforcement, InstantSource clock) {
        this.denials = denials;
        this.enforcement = enforcement;
        this.clock = clock;
    }

    /**
     * Checks that the bound context may be given what a session manages.
     *
     * @throws CpniAccessDeniedException if the session holds labelled records and they were read under another shape
     */
    void check(SharedSessionContractImplementor session) {
        HeldShape shape = held.getIfPresent(session);
        if (shape != null && shape.holds()) {
            check(session, shape);
        }
    }

    private void check(SharedSessionContractImplementor session, HeldShape shape) {
        Optional<AccessContext> context = AccessScope.current();
        if (shape.isOf(context, clock.instant())) {
            shape.checked(context);
            return;
        }
        if (isEmpty(session)) {
            shape.letGo();
            return;
        }
        if (enforcement.observesEverything()) {
            denials.observe(context, Operation.READ, OTHER_SHAPE);
            shape.take(context, clock.instant());
            return;
        }
        LOG.warn(
                "A Hibernate session is used under another access context than its own; denied: {}",
                OTHER_SHAPE.remedy());
        throw denials.deny(context, Operation.READ, OTHER_SHAPE);
    }

    /**
     * Takes note that a session gets hold of a labelled record under the bound context.
     *
     * @throws CpniAccessDeniedException if it holds labelled records that were read under another shape
     */
    void hold(EventSource session) {
        HeldShape shape = held.get(session, unused -> watched(session));
        if (shape.holds() && !shape.isJustChecked()) {
            check(session, shape);
        }
        if (!shape.holds()) {
            shape.take(AccessScope.current(), clock.instant());
        }
    }

    /** Tells whether a session holds labelled records. */
    boolean holds(EventSource session) {
        HeldShape shape = held.getIfPresent(session);
        return shape != null && shape.holds();
    }

    private HeldShape watched(EventSource session) {
        session.getEventListenerManager().addListener(new StatementGuard(session, this));
        return new HeldShape();
    }

    private static boolean isEmpty(SharedSessionContractImplementor session) {
        Map<EntityKey, EntityHolder> managed =
                session.getPersistenceContextInternal().getEntityHoldersByKey();
        return managed == null || managed.isEmpty();
    }
}
