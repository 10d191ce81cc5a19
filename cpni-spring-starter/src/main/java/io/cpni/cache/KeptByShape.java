package io.cpni.cache;

import io.cpni.label.DataCategory;
import io.cpni.session.AccessShape;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a declared cache keeps under one key: for each access shape what was shown to it. Not serializable on purpose: what
 * leaves the process leaves the guard. Safe for many threads.
 */
final class KeptByShape {

    /**
     * A value as it was shown.
     *
     * @param value the value
     * @param at when it was read, at the latest
     * @param categories of what labelled records are in it
     * @param records how many
     */
    record Kept(@Nullable Object value, Instant at, Set<DataCategory> categories, long records) {

        /** Says nothing of the value. */
        @Override
        public String toString() {
            return "Kept[at=" + at + ", records=" + records + "]";
        }
    }

    private final Map<AccessShape, Kept> byShape = new ConcurrentHashMap<>();

    @Nullable Kept get(AccessShape shape, Instant now, Duration atMost) {
        Kept kept = byShape.get(shape);
        return kept == null || isOld(kept, now, atMost) ? null : kept;
    }

    void put(AccessShape shape, Kept kept, Duration atMost) {
        byShape.values().removeIf(other -> isOld(other, kept.at(), atMost));
        byShape.put(shape, kept);
    }

    /** What comes from the future is of a clock that was put back, and its age is not known. */
    private static boolean isOld(Kept kept, Instant now, Duration atMost) {
        return !now.isBefore(kept.at().plus(atMost)) || now.isBefore(kept.at());
    }
}
