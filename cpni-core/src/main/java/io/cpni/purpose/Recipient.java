package io.cpni.purpose;

import java.util.Objects;
import java.util.Optional;

/**
 * Says who will hold the data once it is released.
 *
 * @param kind the kind of recipient
 * @param name the named entity, where it is not simply our staff
 */
public record Recipient(RecipientKind kind, Optional<String> name) {

    private static final Recipient STAFF = new Recipient(RecipientKind.STAFF, Optional.empty());

    /** Checks the parts. */
    public Recipient {
        Objects.requireNonNull(kind, "kind");
        name.ifPresent(value -> {
            if (value.isBlank()) {
                throw new IllegalArgumentException("name of a recipient is blank");
            }
        });
    }

    /** Returns our own employees. */
    public static Recipient staff() {
        return STAFF;
    }

    /** Returns an unnamed recipient of the given kind. */
    public static Recipient of(RecipientKind kind) {
        return kind == RecipientKind.STAFF ? STAFF : new Recipient(kind, Optional.empty());
    }

    /** Returns a named entity of the given kind. */
    public static Recipient named(RecipientKind kind, String name) {
        return new Recipient(kind, Optional.of(name));
    }
}
