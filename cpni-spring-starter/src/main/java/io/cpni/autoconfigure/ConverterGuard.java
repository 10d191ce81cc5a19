package io.cpni.autoconfigure;

import io.cpni.json.CpniJacksonModule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Leaves no converter in place by which the caller, who chooses one by the header {@code Accept}, would get labelled records
 * as they are: Spring finds converters for YAML, XML and others on the class path and makes them with mappers that know
 * nothing of labels. Those of Spring's are left out; one of the application's own stops the start.
 */
final class ConverterGuard implements BeanPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ConverterGuard.class);

    private static final boolean JACKSON =
            ClassUtils.isPresent("tools.jackson.databind.ObjectMapper", ConverterGuard.class.getClassLoader());

    /** They write texts and bytes, of which nobody can tell whose they are. */
    private static final Set<Class<?>> OF_BYTES = Set.of(
            ByteArrayHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ResourceHttpMessageConverter.class,
            ResourceRegionHttpMessageConverter.class);

    private final BeanFactory beans;
    private final Set<String> exempt;
    private final Set<String> exemptMappers;

    /**
     * Creates a guard.
     *
     * @param exempt converters that may write labelled records as they are, by the simple names of their classes
     * @param exemptMappers mappers that may, by the names of their beans
     */
    ConverterGuard(BeanFactory beans, Set<String> exempt, Set<String> exemptMappers) {
        this.beans = beans;
        this.exempt = Set.copyOf(exempt);
        this.exemptMappers = Set.copyOf(exemptMappers);
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            guard(adapter.getMessageConverters());
        } else if (bean instanceof HandlerExceptionResolverComposite composite) {
            composite.getExceptionResolvers().forEach(this::guard);
        } else if (bean instanceof HandlerExceptionResolver resolver) {
            guard(resolver);
        }
        return bean;
    }

    private void guard(HandlerExceptionResolver resolver) {
        if (resolver instanceof ExceptionHandlerExceptionResolver handlers) {
            guard(handlers.getMessageConverters());
        }
    }

    /** Takes them out of the very list, which all that write bodies share. */
    private void guard(List<HttpMessageConverter<?>> converters) {
        Set<String> ours = new TreeSet<>();
        Set<String> left = new TreeSet<>();
        for (HttpMessageConverter<?> converter : List.copyOf(converters)) {
            if (converter instanceof FormHttpMessageConverter form) {
                form.setPartConverters(form.getPartConverters().stream()
                        .filter(this::isGuarded)
                        .toList());
            } else if (!isGuarded(converter)) {
                String name = name(converter);
                if (converter.getClass().getName().startsWith("org.springframework.")) {
                    left.add(name);
                    converters.remove(converter);
                } else {
                    ours.add(name);
                }
            }
        }
        if (!ours.isEmpty()) {
            throw new UnguardedConverterException(ours);
        }
        if (!left.isEmpty()) {
            LOG.info(
                    "Converters {} would write labelled records as they are and are left out; build one with a mapper that"
                            + " has the bean CpniJacksonModule, or say why not: cpni.json.exempt-converters.<name>=<reason>",
                    left);
        }
    }

    private boolean isGuarded(HttpMessageConverter<?> converter) {
        return OF_BYTES.contains(converter.getClass())
                || exempt.contains(name(converter))
                || (JACKSON && Jackson.isGuarded(converter, this::isExempt));
    }

    @SuppressWarnings("ReferenceEquality") // the very mapper that was declared
    private boolean isExempt(Object mapper) {
        return exemptMappers.stream().filter(beans::containsBean).anyMatch(name -> beans.getBean(name) == mapper);
    }

    private static String name(HttpMessageConverter<?> converter) {
        return converter.getClass().getSimpleName();
    }

    /** Keeps Jackson's classes out of where there is no Jackson. */
    private static final class Jackson {

        private Jackson() {}

        static boolean isGuarded(HttpMessageConverter<?> converter, Predicate<Object> exempt) {
            return converter instanceof AbstractJacksonHttpMessageConverter<?> jackson
                    && (jackson.getMapper().registeredModules().stream().anyMatch(CpniJacksonModule.class::isInstance)
                            || exempt.test(jackson.getMapper()));
        }
    }
}
