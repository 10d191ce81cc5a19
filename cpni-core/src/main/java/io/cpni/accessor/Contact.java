package io.cpni.accessor;

import java.util.Objects;

/**
 * Describes the contact with the customer in which, or for which, data is used.
 *
 * @param channel how the customer is reached
 * @param begunBy who began it
 */
public record Contact(ContactChannel channel, Party begunBy) {

    /** Says who began a contact. */
    public enum Party {
        /** The customer. */
        CUSTOMER,
        /** The carrier or someone for it. */
        US
    }

    /** Checks the parts. */
    public Contact {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(begunBy, "begunBy");
    }
}
