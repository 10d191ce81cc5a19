package io.cpni.autoconfigure.ways;

import org.jspecify.annotations.Nullable;

/** A call as a projection by an interface. */
public interface CallView {

    @Nullable Long getId();

    @Nullable String getCallee();
}
