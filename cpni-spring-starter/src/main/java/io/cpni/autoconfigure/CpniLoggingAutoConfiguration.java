package io.cpni.autoconfigure;

import ch.qos.logback.classic.LoggerContext;
import io.cpni.observation.LabelledArguments;
import jakarta.validation.MessageInterpolator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps values of labelled records out of logs, where Logback writes them, and out of messages of constraints. */
@AutoConfiguration
@ConditionalOnClass(LoggerContext.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniLoggingAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CpniLoggingAutoConfiguration.class);

    /** Creates the configuration. */
    public CpniLoggingAutoConfiguration() {}

    /** Before any bean is made, as each may log. */
    @Bean
    static BeanFactoryPostProcessor cpniLabelledArguments() {
        return beans -> MaskedLogging.Logback.mask();
    }

    /** Whoever switched such a logger on waits for its lines. */
    @Bean
    static SmartInitializingSingleton cpniLoggersInVain() {
        return () -> {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
                LabelledArguments.inVain(context)
                        .forEach(logger -> LOG.warn(
                                "The logger {} is switched on, but what it says is left out: it writes values of customers'"
                                        + " records",
                                logger));
            }
        };
    }

    /** Lets no message quote the value that a constraint refuses. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ValidationConfigurationCustomizer.class, MessageInterpolator.class})
    static class ValidationConfiguration {

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        static ValidationConfigurationCustomizer cpniQuietMessages() {
            return QuietMessages::in;
        }
    }
}
