package io.cpni.autoconfigure;

import io.cpni.audit.AuditLog;
import io.cpni.audit.TraceSource;
import io.cpni.data.JpaRelationCatalog;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Enforcement;
import jakarta.persistence.EntityManagerFactory;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;
import org.springframework.web.context.request.WebRequestInterceptor;

/**
 * Reads the labels of JPA models, holds labelled ones to a guarded data source, and lets Hibernate's schema tool pass while
 * it builds an entity manager factory.
 */
@AutoConfiguration(after = CpniSqlAutoConfiguration.class, before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({LocalContainerEntityManagerFactoryBean.class, SessionFactory.class, JpaRelationCatalog.class})
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniJpaAutoConfiguration {

    /** Creates the configuration. */
    public CpniJpaAutoConfiguration() {}

    @Bean
    static JpaModelBeanPostProcessor cpniJpaModelBeanPostProcessor(
            ObjectProvider<CatalogHolder> catalog,
            ObjectProvider<DecisionEngine> engine,
            ObjectProvider<AuditLog> auditLog,
            ObjectProvider<DecisionListener> listeners,
            ObjectProvider<Enforcement> enforcement,
            ObjectProvider<Clock> clock,
            ObjectProvider<CpniProperties> properties,
            ObjectProvider<TraceSource> trace) {
        return new JpaModelBeanPostProcessor(
                catalog,
                engine,
                new RecordedSessionDenials(
                        auditLog, listeners, clock, properties, CpniAutoConfiguration.tracing(trace)),
                enforcement,
                clock);
    }

    @Bean
    static AwaitedModel cpniAwaitedModel(ListableBeanFactory beans) {
        return () -> beans.getBeanNamesForType(EntityManagerFactory.class, true, false).length > 0;
    }

    /** Until its labels are read nothing passes, so that a factory which waits for its first use would wait for ever. */
    @Bean
    static LazyInitializationExcludeFilter cpniEagerModel() {
        return LazyInitializationExcludeFilter.forBeanTypes(EntityManagerFactory.class);
    }

    /** Checks how web requests use sessions, where there are any. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({OpenEntityManagerInViewInterceptor.class, WebRequestInterceptor.class, Filter.class})
    static class WebConfiguration {

        @Bean
        static OpenInViewCheck cpniOpenInViewCheck(ListableBeanFactory beans, JpaModelBeanPostProcessor models) {
            return new OpenInViewCheck(beans, models::haveLabels);
        }
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
