package io.cpni.autoconfigure;

import io.cpni.data.JpaRelationCatalog;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Accompanies the creation of an entity manager factory: while Hibernate builds it, its schema tool may change the schema;
 * as soon as it is built, its labels are read, before any statement can use it.
 */
final class JpaModelBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

    private final MaintenanceWindow maintenance = new MaintenanceWindow();
    private final ObjectProvider<CatalogHolder> catalog;

    JpaModelBeanPostProcessor(ObjectProvider<CatalogHolder> catalog) {
        this.catalog = catalog;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof LocalContainerEntityManagerFactoryBean) {
            maintenance.open("Hibernate, entity manager factory " + beanName);
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof LocalContainerEntityManagerFactoryBean factory) {
            maintenance.close();
            EntityManagerFactory built = factory.getNativeEntityManagerFactory();
            JpaRelationCatalog model = JpaRelationCatalog.of(built);
            refuseUnlabelled(model.unlabelledEntities(), beanName);
            catalog.getObject().add(model::addTo);
        }
        return bean;
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
