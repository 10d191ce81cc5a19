package io.cpni.web;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Binds the context under which a controller method returned a {@code Callable}, a {@code WebAsyncTask} or a
 * {@code StreamingResponseBody} on the thread that runs it, for as long as it runs. Spring Security does the same for who is
 * signed in.
 *
 * <p>One for each request, and nothing of it stands in the request: a server may hand the request object to somebody else's
 * request while the work still waits for a thread.
 */
final class AsyncBodyAccess implements CallableProcessingInterceptor {

    private final AccessContext context;
    private @Nullable AccessScope scope;

    AsyncBodyAccess(AccessContext context) {
        this.context = context;
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        scope = AccessScope.open(context);
    }

    /** Called on the thread of {@link #preProcess}, whatever came of the work. */
    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
        AccessScope open = scope;
        if (open != null) {
            open.close();
        }
    }
}
