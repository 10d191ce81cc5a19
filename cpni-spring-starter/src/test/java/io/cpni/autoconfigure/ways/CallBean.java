package io.cpni.autoconfigure.ways;

import org.jspecify.annotations.Nullable;

/** A call as a projection by a class. */
public class CallBean {

    private final @Nullable Long id;
    private final @Nullable String callee;

    public CallBean(@Nullable Long id, @Nullable String callee) {
        this.id = id;
        this.callee = callee;
    }

    public @Nullable Long getId() {
        return id;
    }

    public @Nullable String getCallee() {
        return callee;
    }
}
