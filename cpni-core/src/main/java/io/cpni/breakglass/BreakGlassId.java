package io.cpni.breakglass;

import java.util.Objects;
import java.util.UUID;

/**
 * Identifies an opening.
 *
 * @param value its number
 */
public record BreakGlassId(UUID value) {

    /** Checks that it is present. */
    public BreakGlassId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
