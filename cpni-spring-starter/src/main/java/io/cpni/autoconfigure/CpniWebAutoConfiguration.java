package io.cpni.autoconfigure;

import io.cpni.accessor.AccessorSource;
import io.cpni.web.CpniProblemAdvice;
import io.cpni.web.QuietProblems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Answers denials over HTTP as problem details, and writes bodies under the purpose of the method that returns them. */
@AutoConfiguration(after = CpniAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniWebAutoConfiguration {

    /** Creates the configuration. */
    public CpniWebAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CpniProblemAdvice cpniProblemAdvice() {
        return new CpniProblemAdvice();
    }

    @Bean
    WebMvcConfigurer cpniQuietProblems() {
        return new WebMvcConfigurer() {
            @Override
            public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
                interceptors.add(new QuietProblems());
            }
        };
    }

    @Bean
    static BodyAccessBeanPostProcessor cpniBodyAccessBeanPostProcessor(ObjectProvider<AccessorSource> accessors) {
        return new BodyAccessBeanPostProcessor(accessors);
    }

    @Bean
    static ConverterGuard cpniConverterGuard(BeanFactory beans, Environment environment) {
        return new ConverterGuard(
                beans,
                names(environment, "cpni.json.exempt-converters"),
                names(environment, "cpni.json.exempt-mappers"));
    }

    /** Read from the settings themselves, which no bean holds yet when those that process beans are made. */
    private static Set<String> names(Environment environment, String setting) {
        return Binder.get(environment)
                .bind(setting, Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of)
                .keySet();
    }
}
