package io.cpni.autoconfigure;

import io.cpni.access.CpniAccessInterceptor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.CpniAccess;
import io.cpni.audit.AuditLog;
import io.cpni.audit.TraceSource;
import io.cpni.decision.Enforcement;
import java.time.Clock;
import org.springframework.aop.Advisor;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotationMetadata;

/** Binds access contexts around methods annotated with {@link CpniAccess}, and insists on knowing who asks. */
@AutoConfiguration(after = CpniSecurityAutoConfiguration.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
@Import(CpniAccessAutoConfiguration.ProxyCreator.class)
public final class CpniAccessAutoConfiguration {

    /** Outside of transactions, so that what a commit does still has the context. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1000;

    /** Creates the configuration. */
    public CpniAccessAutoConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor cpniAccessAdvisor(
            ObjectProvider<AccessorSource> accessors,
            ObjectProvider<AuditLog> auditLog,
            ObjectProvider<Enforcement> enforcement,
            ObjectProvider<Clock> clock,
            ObjectProvider<TraceSource> trace) {
        ComposablePointcut annotated = new ComposablePointcut(
                        AnnotationMatchingPointcut.forClassAnnotation(CpniAccess.class))
                .union(new AnnotationMatchingPointcut(CpniAccess.class, true))
                .union(new AnnotationMatchingPointcut(null, CpniAccess.class, true));
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
                annotated,
                new CpniAccessInterceptor(
                        () -> accessors.getObject().current(),
                        new LateAuditLog(auditLog),
                        enforcement::getObject,
                        CpniAutoConfiguration.ticking(clock),
                        CpniAutoConfiguration.tracing(trace)));
        advisor.setOrder(ORDER);
        return advisor;
    }

    @Bean
    static SmartInitializingSingleton cpniAccessorSourceCheck(ObjectProvider<AccessorSource> accessors) {
        return () -> {
            if (accessors.stream().findAny().isEmpty()) {
                throw new MissingAccessorSourceException();
            }
        };
    }

    /** Makes sure that annotated beans are proxied, by class, whatever else asks for proxies. */
    static final class ProxyCreator implements ImportBeanDefinitionRegistrar {

        @Override
        public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
            AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
            AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(registry);
        }
    }
}
