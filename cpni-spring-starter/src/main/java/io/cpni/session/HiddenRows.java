package io.cpni.session;

import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Reason;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.HibernateException;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StaleStateException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.LockEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what it means that a change found no row. To Hibernate somebody else was faster, and callers try again; but the row
 * may be one that the context must not change, or there may be none. Both are denied with one text, so that the caller
 * learns nothing of which it is. Somebody else was faster only where the row is seen and has another version.
 */
final class HiddenRows implements FlushEventListener, AutoFlushEventListener, LockEventListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(HiddenRows.class);

    private static final Reason NOT_YOURS = new Reason(
            "R-GEN-1",
            "47 U.S.C. 222(a), 47 CFR 64.2010(a)",
            "there is no such row that the context may change: it is hidden from it, or gone");

    private final transient SessionShapes shapes;
    private final transient SessionDenials denials;
    private final transient List<FlushEventListener> flushing;
    private final transient List<AutoFlushEventListener> flushingBeforeQueries;
    private final transient List<LockEventListener> locking;

    /** Hibernate's listeners, whose failures are given their meaning. */
    HiddenRows(
            SessionShapes shapes,
            SessionDenials denials,
            Iterable<FlushEventListener> flushing,
            Iterable<AutoFlushEventListener> flushingBeforeQueries,
            Iterable<LockEventListener> locking) {
        this.shapes = shapes;
        this.denials = denials;
        this.flushing = copy(flushing);
        this.flushingBeforeQueries = copy(flushingBeforeQueries);
        this.locking = copy(locking);
    }

    private static <T> List<T> copy(Iterable<T> listeners) {
        List<T> copy = new ArrayList<>();
        listeners.forEach(copy::add);
        return copy;
    }

    @Override
    public void onFlush(FlushEvent event) {
        try {
            flushing.forEach(listener -> listener.onFlush(event));
        } catch (StaleStateException stale) {
            throw meaning(stale, event.getSession());
        }
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        try {
            flushingBeforeQueries.forEach(listener -> listener.onAutoFlush(event));
        } catch (StaleStateException stale) {
            throw meaning(stale, event.getSession());
        }
    }

    @Override
    public void onLock(LockEvent event) {
        try {
            locking.forEach(listener -> listener.onLock(event));
        } catch (StaleStateException stale) {
            throw meaning(stale, event.getSession());
        }
    }

    private RuntimeException meaning(StaleStateException stale, EventSource session) {
        if (!mayBeHidden(stale, session)) {
            return stale;
        }
        session.markForRollbackOnly();
        return denials.deny(AccessScope.current(), Operation.UPDATE, NOT_YOURS);
    }

    private boolean mayBeHidden(StaleStateException stale, EventSource session) {
        EntityPersister persister = stale instanceof StaleObjectStateException row
                ? session.getFactory().getMappingMetamodel().findEntityDescriptor(row.getEntityName())
                : null;
        if (persister == null) {
            // Of a batch or a collection; nothing tells whose row it was.
            return shapes.holds(session);
        }
        return persister instanceof GuardedPersister guarded
                && guarded.guard().isLabelled()
                && !isSeenWithOtherVersion(persister, ((StaleObjectStateException) stale).getIdentifier(), session);
    }

    /** Asks through the gate, so that a hidden row has no version, like one that is gone. */
    private static boolean isSeenWithOtherVersion(EntityPersister persister, @Nullable Object id, EventSource session) {
        Object held = persister.isVersioned() && id != null ? heldVersion(persister, id, session) : null;
        if (held == null) {
            return false;
        }
        try {
            Object stored = persister.getCurrentVersion(id, session);
            return stored != null && !persister.getVersionType().isEqual(held, stored);
        } catch (CpniAccessDeniedException | HibernateException unseen) {
            LOG.debug("The version of a row that was not changed cannot be read, so that the change is denied", unseen);
            return false;
        }
    }

    private static @Nullable Object heldVersion(EntityPersister persister, Object id, EventSource session) {
        Object instance = session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, persister));
        EntityEntry entry = instance == null
                ? null
                : session.getPersistenceContextInternal().getEntry(instance);
        return entry == null ? null : entry.getVersion();
    }
}
