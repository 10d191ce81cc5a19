package io.cpni.autoconfigure;

import ch.qos.logback.classic.LoggerContext;
import io.cpni.observation.LabelledArguments;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Masks labelled records among the arguments of log statements, where Logback writes the log. */
@AutoConfiguration
@ConditionalOnClass(LoggerContext.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniLoggingAutoConfiguration {

    /** Creates the configuration. */
    public CpniLoggingAutoConfiguration() {}

    /** Before any bean is made, as each may log. */
    @Bean
    static BeanFactoryPostProcessor cpniLabelledArguments() {
        return beans -> {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
                LabelledArguments.maskIn(context);
            }
        };
    }
}
