package io.cpni.session;

import org.hibernate.Hibernate;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.LockEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.event.spi.ReplicateEvent;
import org.hibernate.event.spi.ReplicateEventListener;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Hears what sessions are asked for, before Hibernate does it: an instance that is managed already is given out without a
 * statement that the SQL gate would see, and one that was read masked looks to Hibernate like any other.
 */
@SuppressWarnings("deprecation") // as long as sessions replicate, what they replicate is looked at
final class SessionEvents
        implements LoadEventListener,
                LockEventListener,
                PersistEventListener,
                MergeEventListener,
                ReplicateEventListener,
                PostLoadEventListener,
                PreInsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                PreCollectionRecreateEventListener,
                PreCollectionUpdateEventListener,
                PreCollectionRemoveEventListener {

    private static final long serialVersionUID = 1L;

    private final transient SessionShapes shapes;
    private final transient MaskedInstances masked;

    SessionEvents(SessionShapes shapes, MaskedInstances masked) {
        this.shapes = shapes;
        this.masked = masked;
    }

    // What is given out

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        shapes.check(event.getSession());
    }

    @Override
    public void onLock(LockEvent event) {
        shapes.check(event.getSession());
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        RecordGuard guard = guard(event.getPersister());
        if (guard.isLabelled()) {
            shapes.hold(event.getSession());
            guard.loaded(event.getEntity());
        }
    }

    // What is taken in

    @Override
    public void onPersist(PersistEvent event) {
        takenIn(event.getObject(), event.getSession());
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {
        takenIn(event.getObject(), event.getSession());
    }

    @Override
    public void onMerge(MergeEvent event) {
        copied(event.getOriginal(), event.getSession());
    }

    @Override
    public void onMerge(MergeEvent event, MergeContext copiedAlready) {
        copied(event.getOriginal(), event.getSession());
    }

    @Override
    public void onReplicate(ReplicateEvent event) {
        copied(event.getObject(), event.getSession());
    }

    /** Merging what is managed already copies nothing; repositories do it with whatever they are told to save. */
    private void copied(Object original, EventSource session) {
        if (masked.contains(original) && !session.contains(original)) {
            throw masked.denied();
        }
        takenIn(original, session);
    }

    /** A record that was never read is managed all the same, and would be given to whoever asks for it. */
    private void takenIn(Object instance, EventSource session) {
        MappingMetamodelImplementor model = session.getFactory().getMappingMetamodel();
        EntityPersister persister = model.findEntityDescriptor(Hibernate.getClassLazy(instance));
        if (persister != null && guard(persister).isLabelled()) {
            shapes.hold(session);
        }
    }

    // What is written as a whole

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return refuseMasked(event.getEntity());
    }

    /**
     * With its old state at hand a session writes what has changed, else all. Of an embedded object that has changed it writes
     * all in any case: under the access that read it the gate refuses the masks among it, under another it would not know
     * them.
     */
    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        shapes.check(event.getSession());
        return event.getOldState() == null && refuseMasked(event.getEntity());
    }

    /** A collection of values is written anew, with the masks that it was read with. */
    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        written(event);
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        written(event);
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        written(event);
    }

    /** Asks the collection for its session: the events of one without state, which holds nothing, name none. */
    private void written(AbstractCollectionEvent event) {
        SharedSessionContractImplementor session =
                event.getCollection() instanceof AbstractPersistentCollection<?> collection
                        ? collection.getSession()
                        : event.getSession();
        if (session != null) {
            shapes.check(session);
        }
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return refuseMasked(event.getEntity());
    }

    /** Returns false, which vetoes nothing: Hibernate would go on as if it had been written. */
    private boolean refuseMasked(Object instance) {
        if (masked.contains(instance)) {
            throw masked.denied();
        }
        return false;
    }

    private static RecordGuard guard(EntityPersister persister) {
        return persister instanceof GuardedPersister guarded ? guarded.guard() : RecordGuard.NONE;
    }
}
