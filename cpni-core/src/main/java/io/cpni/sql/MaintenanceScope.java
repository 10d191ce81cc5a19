package io.cpni.sql;

import org.jspecify.annotations.Nullable;

/**
 * Lets a named schema tool change the schema through the guarded data source, on the current thread, until it is
 * closed.
 *
 * <p>Within it DDL and the tool's look at the catalog pass; statements on labelled tables still need a context. Queries
 * within DDL, which could copy labelled rows elsewhere, do not pass.
 */
public final class MaintenanceScope implements AutoCloseable {

    private static final ThreadLocal<@Nullable MaintenanceScope> CURRENT = new ThreadLocal<>();

    private final String tool;
    private final @Nullable MaintenanceScope outer;

    private MaintenanceScope(String tool, @Nullable MaintenanceScope outer) {
        this.tool = tool;
        this.outer = outer;
    }

    /**
     * Opens the way for a schema tool.
     *
     * @param tool its name, for the log
     */
    public static MaintenanceScope open(String tool) {
        if (tool.isBlank()) {
            throw new IllegalArgumentException("a schema tool has a name");
        }
        MaintenanceScope scope = new MaintenanceScope(tool, CURRENT.get());
        CURRENT.set(scope);
        return scope;
    }

    static boolean isOpen() {
        return CURRENT.get() != null;
    }

    /** Closes the way again. */
    @Override
    public void close() {
        if (CURRENT.get() != this) {
            throw new IllegalStateException(
                    "the maintenance scope of " + tool + " is closed on the thread that opened it, inner scopes first");
        }
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
