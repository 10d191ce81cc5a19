package io.cpni.autoconfigure;

import io.cpni.accessor.AccessorSource;
import io.cpni.web.BodyAccess;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.AbstractMessageConverterMethodProcessor;
import org.springframework.web.servlet.mvc.method.annotation.AsyncTaskMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.CallableMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBodyReturnValueHandler;

/**
 * Has the bodies that handler methods return written under the purpose of the method. Comes first: others, such as Spring
 * HATEOAS, put all handlers behind one of their own, of which nothing tells what it writes.
 */
final class BodyAccessBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

    /** What writes bodies, and what has work done on other threads that writes them: the context is taken along from here. */
    private static final List<Class<?>> WRITERS = List.of(
            AbstractMessageConverterMethodProcessor.class,
            ResponseEntityReturnValueHandler.class,
            CallableMethodReturnValueHandler.class,
            AsyncTaskMethodReturnValueHandler.class,
            StreamingResponseBodyReturnValueHandler.class);

    private final ObjectProvider<AccessorSource> accessors;

    BodyAccessBeanPostProcessor(ObjectProvider<AccessorSource> accessors) {
        this.accessors = accessors;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            List<HandlerMethodReturnValueHandler> handlers = adapter.getReturnValueHandlers();
            if (handlers != null) {
                adapter.setReturnValueHandlers(
                        handlers.stream().map(this::scoped).toList());
            }
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private HandlerMethodReturnValueHandler scoped(HandlerMethodReturnValueHandler handler) {
        return WRITERS.stream().anyMatch(type -> type.isInstance(handler))
                ? new BodyAccess(handler, () -> accessors.getObject().current())
                : handler;
    }
}
