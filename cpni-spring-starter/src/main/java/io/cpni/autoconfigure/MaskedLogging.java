package io.cpni.autoconfigure;

import ch.qos.logback.classic.LoggerContext;
import io.cpni.observation.LabelledArguments;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Has Logback mask from the moment at which Spring Boot has set it up: before there is any bean, and again when another
 * application in the same process sets it up anew, which takes all filters away from those that are running.
 */
final class MaskedLogging implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (event.getEnvironment().getProperty("cpni.enabled", Boolean.class, true)
                && ClassUtils.isPresent(
                        "ch.qos.logback.classic.LoggerContext", getClass().getClassLoader())) {
            Logback.mask();
        }
    }

    /** Keeps Logback's classes out of where there is no Logback. */
    static final class Logback {

        private Logback() {}

        static void mask() {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
                LabelledArguments.maskIn(context);
            }
        }
    }
}
