package io.cpni.autoconfigure;

import io.cpni.sql.MaintenanceScope;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.ProviderUtil;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds entity manager factories with another provider, and lets the schema tool of that provider pass the gate
 * meanwhile: on the thread that builds, which need not be the one that starts the application, and no longer, even where
 * building fails.
 */
final class MaintainedPersistenceProvider implements PersistenceProvider {

    private final PersistenceProvider provider;
    private final String beanName;
    private final @Nullable CatalogHolder catalog;

    MaintainedPersistenceProvider(PersistenceProvider provider, String beanName, @Nullable CatalogHolder catalog) {
        this.provider = provider;
        this.beanName = beanName;
        this.catalog = catalog;
    }

    @Override
    public EntityManagerFactory createContainerEntityManagerFactory(
            PersistenceUnitInfo unit, @Nullable Map<?, ?> settings) {
        return maintained(() -> provider.createContainerEntityManagerFactory(unit, settings));
    }

    @Override
    public @Nullable EntityManagerFactory createEntityManagerFactory(
            @Nullable String unit, @Nullable Map<?, ?> settings) {
        return maintained(() -> provider.createEntityManagerFactory(unit, settings));
    }

    @Override
    public @Nullable EntityManagerFactory createEntityManagerFactory(PersistenceConfiguration configuration) {
        return maintained(() -> provider.createEntityManagerFactory(configuration));
    }

    @Override
    public void generateSchema(PersistenceUnitInfo unit, @Nullable Map<?, ?> settings) {
        boolean unused = maintained(() -> {
            provider.generateSchema(unit, settings);
            return true;
        });
    }

    @Override
    public boolean generateSchema(@Nullable String unit, @Nullable Map<?, ?> settings) {
        return maintained(() -> provider.generateSchema(unit, settings));
    }

    @Override
    public ProviderUtil getProviderUtil() {
        return provider.getProviderUtil();
    }

    private <T extends @Nullable Object> T maintained(Supplier<T> work) {
        MaintenanceScope scope = MaintenanceScope.open("Hibernate, entity manager factory " + beanName);
        try (scope) {
            return catalog == null ? work.get() : catalog.whileBuilding(work);
        }
    }
}
