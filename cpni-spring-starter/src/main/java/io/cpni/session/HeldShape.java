package io.cpni.session;

import io.cpni.accessor.AccessContext;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one access shape of a session, while the session holds labelled records. Belongs to the session's thread. */
final class HeldShape {

    private boolean holds;

    /** Null where no context was bound, in which nothing labelled is read but new records are made all the same. */
    private @Nullable AccessShape shape;

    boolean holds() {
        return holds;
    }

    void take(Optional<AccessContext> context, Instant now) {
        holds = true;
        shape = context.map(bound -> AccessShape.of(bound, now)).orElse(null);
    }

    void letGo() {
        holds = false;
        shape = null;
    }

    /** Tells whether a context is of this shape. */
    boolean isOf(Optional<AccessContext> context, Instant now) {
        AccessShape known = shape;
        return known == null ? context.isEmpty() : context.isPresent() && known.isOf(context.get(), now);
    }
}
