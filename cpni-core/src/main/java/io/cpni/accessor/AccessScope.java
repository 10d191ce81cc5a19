package io.cpni.accessor;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds an {@link AccessContext} to the current thread until it is closed.
 *
 * <pre>{@code
 * List<CallRecord> calls = AccessScope.within(context, () -> repository.findByAccount(account));
 * }</pre>
 *
 * <p>Scopes nest: an inner one hides the outer one until it is closed. A scope is closed on the thread that opened it,
 * inner before outer. Closing an outer one unbinds what was left open inside it and throws.
 */
public final class AccessScope implements AutoCloseable {

    private static final ThreadLocal<@Nullable AccessScope> CURRENT = new ThreadLocal<>();

    private final @Nullable AccessContext context;
    private final @Nullable AccessScope outer;
    private final Thread owner;
    private boolean closed;

    private AccessScope(@Nullable AccessContext context, @Nullable AccessScope outer) {
        this.context = context;
        this.outer = outer;
        this.owner = Thread.currentThread();
    }

    /** Binds a context to the current thread. */
    public static AccessScope open(AccessContext context) {
        return bind(context);
    }

    /** Does work with a context bound, and unbinds it whatever happens. */
    public static <T extends @Nullable Object, X extends Throwable> T within(AccessContext context, Work<T, X> work)
            throws X {
        AccessScope scope = open(context);
        try {
            return work.run();
        } finally {
            scope.close();
        }
    }

    /**
     * Work to be done within a scope.
     *
     * @param <T> what it returns
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Throwable> {

        /** Does the work. */
        T run() throws X;
    }

    /** Hides any context from the current thread, so that nothing labelled is released until the scope is closed. */
    public static AccessScope openEmpty() {
        return bind(null);
    }

    private static AccessScope bind(@Nullable AccessContext context) {
        AccessScope scope = new AccessScope(context, CURRENT.get());
        CURRENT.set(scope);
        return scope;
    }

    /** Returns the context bound to the current thread. */
    public static Optional<AccessContext> current() {
        AccessScope scope = CURRENT.get();
        return scope == null ? Optional.empty() : Optional.ofNullable(scope.context);
    }

    /**
     * Unbinds the context and binds the one before it.
     *
     * @throws IllegalStateException if called on another thread, or while an inner scope is open
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("an access scope is closed on the thread that opened it");
        }
        boolean innermost = CURRENT.get() == this;
        closed = true;
        // Whatever was left open inside goes with it: it must not lend its rights to the thread's next work.
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        if (!innermost) {
            throw new IllegalStateException("an access scope was left open inside this one; close inner scopes first");
        }
    }
}
