package io.cpni.access;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Micrometer's context propagation bind the access context of one thread on another, where the application says that
 * work takes its context along: executors with a {@code ContextPropagatingTaskDecorator}
 * ({@code spring.task.execution.propagate-context}), Reactor's automatic propagation, {@code ContextSnapshot}. Who says
 * nothing of the kind has threads without a context, to which everything labelled is denied.
 *
 * <p>Found by {@link java.util.ServiceLoader}. Safe for many threads; each has its own scopes.
 */
public final class PropagatedAccess implements ThreadLocalAccessor<AccessContext> {

    /** The key under which contexts stand in snapshots and in Reactor's context. */
    public static final String KEY = "io.cpni.access-context";

    private static final Logger LOG = LoggerFactory.getLogger(PropagatedAccess.class);

    /** What was opened here and is to be closed here, innermost first. */
    private static final ThreadLocal<@Nullable Deque<AccessScope>> OPENED = new ThreadLocal<>();

    /** Creates an accessor, as {@link java.util.ServiceLoader} does. */
    public PropagatedAccess() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable AccessContext getValue() {
        return AccessScope.current().orElse(null);
    }

    @Override
    public void setValue(AccessContext context) {
        opened().push(AccessScope.open(context));
    }

    /** Binds no context: the work took none along, whatever the thread had. */
    @Override
    public void setValue() {
        opened().push(AccessScope.openEmpty());
    }

    @Override
    public void restore(AccessContext previous) {
        close();
    }

    @Override
    public void restore() {
        close();
    }

    private Deque<AccessScope> opened() {
        Deque<AccessScope> scopes = OPENED.get();
        if (scopes == null) {
            scopes = new ArrayDeque<>();
            OPENED.set(scopes);
        }
        return scopes;
    }

    /**
     * Unbinds what was bound last; with it goes what the work left open inside.
     *
     * @throws IllegalStateException if nothing was bound here: what is to be restored is not known
     */
    private void close() {
        Deque<AccessScope> scopes = OPENED.get();
        if (scopes == null) {
            throw new IllegalStateException("an access context is restored on a thread on which none was propagated");
        }
        AccessScope scope = scopes.pop();
        if (scopes.isEmpty()) {
            OPENED.remove();
        }
        try {
            scope.close();
        } catch (IllegalStateException left) {
            // It is unbound all the same. Thrown, it would keep other values from being restored, such as who is signed
            // in.
            LOG.error("Work on a pooled thread left an access scope open; it is unbound. Use AccessScope.within", left);
        }
    }
}
