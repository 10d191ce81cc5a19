package io.cpni.session;

import io.cpni.data.JpaRelationCatalog;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Enforcement;
import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Guards the sessions of an entity manager factory whose model is labelled.
 *
 * <ul>
 *   <li>A session that holds labelled records has one access shape: who asks, why and about whom. Under another shape it
 *       gives out nothing and reads nothing until it is cleared.
 *   <li>An instance that was read masked is not merged, replicated, inserted or written as a whole. Changes of a managed
 *       one name the attributes that changed and no others.
 *   <li>A change of a row that is hidden or absent is denied, with one text for both.
 *   <li>Nothing labelled is kept in caches that sessions share.
 * </ul>
 *
 * <p>Safe for many threads.
 */
public final class SessionGuard {

    private SessionGuard() {}

    /**
     * Guards the sessions that a factory opens from now on.
     *
     * @param built the factory, which is Hibernate's
     * @param labels the labels of its model
     * @param engine decides what a context sees masked; asked for when records are read
     * @param denials puts denials on record
     * @param enforcement where denials are only observed
     * @param clock tells the instant
     * @throws IllegalStateException if they cannot be guarded; the message says what to change
     */
    public static void install(
            EntityManagerFactory built,
            JpaRelationCatalog labels,
            Supplier<DecisionEngine> engine,
            SessionDenials denials,
            Enforcement enforcement,
            InstantSource clock) {
        SessionFactoryImplementor factory = built.unwrap(SessionFactoryImplementor.class);
        GuardableModel.require(factory, labels);
        SessionShapes shapes = new SessionShapes(denials, enforcement, clock);
        MaskedInstances masked = new MaskedInstances(engine, denials, enforcement, clock);
        factory.getMappingMetamodel().forEachEntityDescriptor((EntityPersister persister) -> {
            if (persister instanceof GuardedPersister guarded) {
                guarded.guardBy(
                        new LabelledRecords(shapes, masked, labels.labelledTablesOf(persister.getEntityName())));
            }
        });
        listen(factory, new SessionEvents(shapes, masked));
        giveMeaning(factory, shapes, denials);
    }

    @SuppressWarnings("deprecation") // the other ways to the listeners fire an event; here they are wrapped, once
    private static void giveMeaning(SessionFactoryImplementor factory, SessionShapes shapes, SessionDenials denials) {
        EventListenerRegistry registry = factory.getEventListenerRegistry();
        HiddenRows rows = new HiddenRows(
                shapes,
                denials,
                registry.getEventListenerGroup(EventType.FLUSH).listeners(),
                registry.getEventListenerGroup(EventType.AUTO_FLUSH).listeners(),
                registry.getEventListenerGroup(EventType.LOCK).listeners());
        registry.setListeners(EventType.FLUSH, rows);
        registry.setListeners(EventType.AUTO_FLUSH, rows);
        registry.setListeners(EventType.LOCK, rows);
    }

    /** Ours come first: what is denied must not have begun. */
    private static void listen(SessionFactoryImplementor factory, SessionEvents events) {
        EventListenerRegistry registry = factory.getEventListenerRegistry();
        registry.prependListeners(EventType.LOAD, events);
        registry.prependListeners(EventType.LOCK, events);
        registry.prependListeners(EventType.PERSIST, events);
        registry.prependListeners(EventType.PERSIST_ONFLUSH, events);
        registry.prependListeners(EventType.MERGE, events);
        registry.prependListeners(EventType.REPLICATE, events);
        registry.prependListeners(EventType.POST_LOAD, events);
        registry.prependListeners(EventType.PRE_INSERT, events);
        registry.prependListeners(EventType.PRE_UPDATE, events);
        registry.prependListeners(EventType.PRE_UPSERT, events);
        registry.prependListeners(EventType.PRE_COLLECTION_RECREATE, events);
        registry.prependListeners(EventType.PRE_COLLECTION_UPDATE, events);
        registry.prependListeners(EventType.PRE_COLLECTION_REMOVE, events);
    }
}
