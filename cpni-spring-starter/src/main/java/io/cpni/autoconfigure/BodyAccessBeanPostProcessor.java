package io.cpni.autoconfigure;

import io.cpni.accessor.AccessorSource;
import io.cpni.web.BodyAccess;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.AbstractMessageConverterMethodProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityReturnValueHandler;

/** Has the bodies that handler methods return written under the purpose of the method. */
final class BodyAccessBeanPostProcessor implements BeanPostProcessor {

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

    private HandlerMethodReturnValueHandler scoped(HandlerMethodReturnValueHandler handler) {
        return handler instanceof AbstractMessageConverterMethodProcessor
                        || handler instanceof ResponseEntityReturnValueHandler
                ? new BodyAccess(handler, () -> accessors.getObject().current())
                : handler;
    }
}
