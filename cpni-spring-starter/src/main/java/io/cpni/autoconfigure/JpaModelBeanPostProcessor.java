package io.cpni.autoconfigure;

import io.cpni.data.JpaRelationCatalog;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Enforcement;
import io.cpni.session.SessionDenials;
import io.cpni.session.SessionGuard;
import io.cpni.sql.RowSecurityDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.JpaDialect;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.util.function.SingletonSupplier;

/**
 * Accompanies the creation of an entity manager factory: while Hibernate builds it, its schema tool may change the schema;
 * as soon as it is built, its labels are read, before any statement can use it.
 *
 * <p>Bulk changes of entities in several tables read the identifiers first and then change table after table, unless the
 * application names another strategy: Hibernate's own go by temporary tables or by changes inside of WITH, which the gate
 * does not pass.
 */
final class JpaModelBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

    private final ObjectProvider<CatalogHolder> catalog;
    private final ObjectProvider<DecisionEngine> engine;
    private final SessionDenials denials;
    private final ObjectProvider<Enforcement> enforcement;
    private final ObjectProvider<Clock> clock;
    private volatile boolean labels;

    JpaModelBeanPostProcessor(
            ObjectProvider<CatalogHolder> catalog,
            ObjectProvider<DecisionEngine> engine,
            SessionDenials denials,
            ObjectProvider<Enforcement> enforcement,
            ObjectProvider<Clock> clock) {
        this.catalog = catalog;
        this.engine = engine;
        this.denials = denials;
        this.enforcement = enforcement;
        this.clock = clock;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractEntityManagerFactoryBean factory) {
            requireGate(factory, beanName);
            factory.getJpaPropertyMap()
                    .putIfAbsent(
                            QuerySettings.QUERY_MULTI_TABLE_MUTATION_STRATEGY, InlineMutationStrategy.class.getName());
            factory.setPersistenceProvider(
                    new MaintainedPersistenceProvider(provider(factory), beanName, catalog.getIfAvailable()));
            JpaDialect dialect = dialect(factory);
            if (dialect != null) {
                factory.setJpaDialect(new MeaningfulJpaDialect(dialect));
            }
        }
        return bean;
    }

    /** Hibernate's sessions go by what the gate says of each statement; nobody says anything of those before the wall. */
    private static void requireGate(AbstractEntityManagerFactoryBean factory, String beanName) {
        if (factory.getDataSource() instanceof RowSecurityDataSource) {
            throw new IllegalStateException("the data source of entity manager factory " + beanName
                    + " is named in cpni.second-wall.instead, but entities need the gate; give it another one, or mark"
                    + " that as @Primary");
        }
    }

    /** Where nothing names a provider it is Hibernate, the only one whose model can be read here. */
    private static PersistenceProvider provider(AbstractEntityManagerFactoryBean factory) {
        PersistenceProvider named = factory.getPersistenceProvider();
        if (named != null) {
            return named;
        }
        JpaVendorAdapter vendor = factory.getJpaVendorAdapter();
        return vendor == null ? new HibernatePersistenceProvider() : vendor.getPersistenceProvider();
    }

    private static @Nullable JpaDialect dialect(AbstractEntityManagerFactoryBean factory) {
        JpaDialect named = factory.getJpaDialect();
        JpaVendorAdapter vendor = factory.getJpaVendorAdapter();
        return named != null || vendor == null ? named : vendor.getJpaDialect();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractEntityManagerFactoryBean factory) {
            read(factory.getNativeEntityManagerFactory(), beanName);
        } else if (bean instanceof EntityManagerFactory built && !(bean instanceof EntityManagerFactoryInfo)) {
            // Built without Spring's factory bean; what that one makes has been read with it.
            read(built, beanName);
        }
        return bean;
    }

    private void read(EntityManagerFactory built, String beanName) {
        JpaRelationCatalog model = JpaRelationCatalog.of(built);
        refuseUnlabelled(model.unlabelledEntities(), beanName);
        if (!model.labelledTables().isEmpty()) {
            labels = true;
            GuardedModels.require(built, beanName);
            SessionGuard.install(
                    built,
                    model,
                    SingletonSupplier.of(engine::getObject),
                    denials,
                    enforcement.getObject(),
                    CpniAutoConfiguration.ticking(clock));
        }
        // Without a gate there is no catalog, and nothing labelled got here.
        catalog.ifAvailable(holder -> holder.add(model::addTo));
    }

    /** Tells whether a model that was read has labelled entities. */
    boolean haveLabels() {
        return labels;
    }

    /** An entity that nobody has thought about must not pass for one without customer data. */
    private static void refuseUnlabelled(List<Class<?>> entities, String beanName) {
        if (!entities.isEmpty()) {
            throw new IllegalStateException("entities of " + beanName + " are neither labelled nor declared harmless: "
                    + entities.stream().map(Class::getName).sorted().collect(Collectors.joining(", "))
                    + "; mark each with @Cpni, or with @NotCpni and the reason why it holds no customer data");
        }
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
