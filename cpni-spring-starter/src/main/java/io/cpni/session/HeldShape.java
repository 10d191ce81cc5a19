package io.cpni.session;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one access shape of a session, while the session holds labelled records. Belongs to the session's thread. */
final class HeldShape {

    /** How long a check holds for the records that come next. */
    private static final long MEMORY_NANOS = 1_000_000;

    private boolean holds;
    private @Nullable AccessContext checkedContext;
    private long checkedNanos;

    /** Null where no context was bound, in which nothing labelled is read but new records are made all the same. */
    private @Nullable AccessShape shape;

    boolean holds() {
        return holds;
    }

    void take(Optional<AccessContext> context, Instant now) {
        holds = true;
        checkedContext = null;
        shape = context.map(bound -> AccessShape.of(bound, now)).orElse(null);
    }

    /** Takes note that a context was found to be of this shape. */
    void checked(Optional<AccessContext> context) {
        checkedContext = context.orElse(null);
        checkedNanos = System.nanoTime();
    }

    /** Tells whether the bound context was found to be of this shape a moment ago: a result has many records. */
    @SuppressWarnings("ReferenceEquality") // the very context, so that nothing of it need be compared
    boolean isJustChecked() {
        AccessContext known = checkedContext;
        return known != null
                && AccessScope.current().orElse(null) == known
                && System.nanoTime() - checkedNanos < MEMORY_NANOS;
    }

    void letGo() {
        holds = false;
        checkedContext = null;
        shape = null;
    }

    /** Tells whether a context is of this shape. */
    boolean isOf(Optional<AccessContext> context, Instant now) {
        AccessShape known = shape;
        return known == null ? context.isEmpty() : context.isPresent() && known.isOf(context.get(), now);
    }
}
