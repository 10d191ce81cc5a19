package io.cpni.session;

import io.cpni.data.JpaRelationCatalog;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.persister.entity.EntityPersister;

/** What a factory must be like for its sessions to be guarded. */
final class GuardableModel {

    private GuardableModel() {}

    /**
     * Checks a factory with labelled entities.
     *
     * @throws IllegalStateException if labelled records would be shared by sessions, or pass unseen
     */
    static void require(SessionFactoryImplementor factory, JpaRelationCatalog labels) {
        Set<String> unguarded = new TreeSet<>();
        Set<String> cached = new TreeSet<>();
        factory.getMappingMetamodel().forEachEntityDescriptor((EntityPersister persister) -> {
            if (!labels.labelledTablesOf(persister.getEntityName()).isEmpty()) {
                if (!(persister instanceof GuardedPersister)) {
                    unguarded.add(persister.getEntityName());
                }
                if (persister.canReadFromCache() || persister.canWriteToCache() || persister.hasNaturalIdCache()) {
                    cached.add(persister.getEntityName());
                }
            }
        });
        factory.getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            String owner = collection.getOwnerEntityPersister().getEntityName();
            if (collection.hasCache() && !labels.labelledTablesOf(owner).isEmpty()) {
                cached.add(collection.getRole());
            }
        });
        if (!unguarded.isEmpty()) {
            throw new IllegalStateException("sessions cannot be guarded for the labelled entities " + unguarded
                    + ", because their persisters are not the library's; take the setting hibernate.persister.resolver or"
                    + " hibernate.persister.factory away");
        }
        Set<String> histories = histories(factory, labels);
        if (!histories.isEmpty()) {
            throw new IllegalStateException(
                    "histories of labelled records would be kept in entities that carry no label: "
                            + histories
                            + "; the gate passes nothing to their tables, so that each change of the records would"
                            + " fail. Take @Audited off the labelled entities, and keep what they were in labelled entities of"
                            + " your own");
        }
        if (!cached.isEmpty()) {
            throw new IllegalStateException(
                    "labelled records would be kept in the second-level cache, where whoever comes"
                            + " next gets them as somebody else saw them: " + cached
                            + "; take @Cache and @Cacheable off, or set jakarta.persistence.sharedCache.mode=NONE");
        }
        if (factory.getSessionFactoryOptions().isQueryCacheEnabled()) {
            throw new IllegalStateException(
                    "the query cache would answer one accessor with what another one was shown; set"
                            + " hibernate.cache.use_query_cache=false where entities are labelled");
        }
    }

    /** Envers names the history of an entity by the entity's name, with something before or behind it. */
    private static Set<String> histories(SessionFactoryImplementor factory, JpaRelationCatalog labels) {
        Set<String> classless = new TreeSet<>();
        Set<String> labelled = new TreeSet<>();
        factory.getMappingMetamodel().forEachEntityDescriptor((EntityPersister persister) -> {
            if (persister.getRepresentationStrategy().getMode() == RepresentationMode.MAP) {
                classless.add(persister.getEntityName());
            } else if (!labels.labelledTablesOf(persister.getEntityName()).isEmpty()) {
                labelled.add(persister.getEntityName());
            }
        });
        classless.removeIf(name -> labelled.stream().noneMatch(name::contains));
        return classless;
    }
}
