package io.cpni.autoconfigure.ways;

import org.jspecify.annotations.Nullable;

/** A call as a projection by a record. */
public record CallRow(@Nullable Long id, @Nullable String callee) {}
