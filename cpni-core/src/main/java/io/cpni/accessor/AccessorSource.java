package io.cpni.accessor;

import java.util.Optional;

/**
 * Finds out who is asking. Adapters to security frameworks implement it.
 *
 * <p>Implementations are called on the thread that does the work, often, and must be safe for many threads. They never
 * make up an accessor: nobody signed in is {@link Optional#empty()}, and no data is released.
 */
@FunctionalInterface
public interface AccessorSource {

    /** Returns the accessor of the current thread, if one is signed in. */
    Optional<Accessor> current();
}
