package io.cpni.autoconfigure;

import io.cpni.data.JpaRelationCatalog;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** Reads the labels of JPA models, and lets Hibernate's schema tool pass while it builds an entity manager factory. */
@AutoConfiguration(after = CpniSqlAutoConfiguration.class, before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({LocalContainerEntityManagerFactoryBean.class, SessionFactory.class, JpaRelationCatalog.class})
@ConditionalOnBean(CatalogHolder.class)
public final class CpniJpaAutoConfiguration {

    /** Creates the configuration. */
    public CpniJpaAutoConfiguration() {}

    @Bean
    static JpaModelBeanPostProcessor cpniJpaModelBeanPostProcessor(ObjectProvider<CatalogHolder> catalog) {
        return new JpaModelBeanPostProcessor(catalog);
    }

    /** Checks Spring Data repositories, where there are any. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RepositoryFactoryInformation.class)
    static class RepositoryConfiguration {

        @Bean
        static RepositoryLabelCheck cpniRepositoryLabelCheck(
                ObjectProvider<RepositoryFactoryInformation<?, ?>> repositories) {
            return new RepositoryLabelCheck(repositories);
        }
    }
}
