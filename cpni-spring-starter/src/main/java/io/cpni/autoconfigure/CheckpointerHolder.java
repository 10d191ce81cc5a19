package io.cpni.autoconfigure;

import io.cpni.audit.Checkpointer;
import java.util.Optional;

/** The checkpointer, if somebody signs. Closed before the log, which it depends on. */
record CheckpointerHolder(Optional<Checkpointer> found) implements AutoCloseable {

    @Override
    public void close() {
        found.ifPresent(Checkpointer::close);
    }
}
