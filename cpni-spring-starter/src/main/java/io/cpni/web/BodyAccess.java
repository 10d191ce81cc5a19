package io.cpni.web;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.CpniAccess;
import io.cpni.purpose.Recipient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Writes the body that a method annotated with {@link CpniAccess} returns under the purpose of that method. The method's own
 * scope is closed by then, and without one nothing labelled is written. Work that such a method returns, to be done on
 * another thread, is done under that purpose too.
 */
public final class BodyAccess implements HandlerMethodReturnValueHandler {

    private final HandlerMethodReturnValueHandler writer;
    private final AccessorSource accessors;

    /** Creates a handler for what the given one writes. */
    public BodyAccess(HandlerMethodReturnValueHandler writer, AccessorSource accessors) {
        this.writer = writer;
        this.accessors = accessors;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return writer.supportsReturnType(returnType);
    }

    @Override
    public void handleReturnValue(
            @Nullable Object returnValue,
            MethodParameter returnType,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws Exception {
        Optional<AccessContext> context = context(returnType);
        if (context.isEmpty()) {
            writer.handleReturnValue(returnValue, returnType, container, request);
            return;
        }
        WebAsyncUtils.getAsyncManager(request)
                .registerCallableInterceptor(BodyAccess.class, new AsyncBodyAccess(context.get()));
        AccessScope.within(context.get(), () -> {
            writer.handleReturnValue(returnValue, returnType, container, request);
            return true;
        });
    }

    /** Returns the context that the method had; the bound one if it is of the same kind, as the method would. */
    private Optional<AccessContext> context(MethodParameter returnType) {
        CpniAccess access = access(returnType);
        if (access == null) {
            return Optional.empty();
        }
        Accessor accessor = accessors.current().orElse(null);
        if (accessor == null) {
            return Optional.empty();
        }
        return Optional.of(AccessScope.current()
                .filter(bound -> bound.isBy(accessor, access.purpose(), access.recipient()))
                .orElseGet(() -> AccessContext.of(accessor, access.purpose())
                        .recipient(Recipient.of(access.recipient()))
                        .build()));
    }

    private static @Nullable CpniAccess access(MethodParameter returnType) {
        CpniAccess ofMethod = returnType.getMethodAnnotation(CpniAccess.class);
        return ofMethod == null
                ? AnnotatedElementUtils.findMergedAnnotation(returnType.getContainingClass(), CpniAccess.class)
                : ofMethod;
    }
}
