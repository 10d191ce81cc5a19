package io.cpni.session;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.persister.internal.PersisterClassResolverInitiator;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Has Hibernate make persisters that can be guarded. Found by Hibernate, in whatever way a factory is built. Where an
 * application has a resolver of its own, that one stays; the start stops then if there are labelled entities.
 */
public final class GuardedPersisterContributor implements ServiceContributor {

    /** Creates the contributor. */
    public GuardedPersisterContributor() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder services) {
        if (!services.getSettings().containsKey(PersisterClassResolverInitiator.IMPL_NAME)) {
            services.addService(PersisterClassResolver.class, new GuardedPersisterClasses());
        }
    }
}
