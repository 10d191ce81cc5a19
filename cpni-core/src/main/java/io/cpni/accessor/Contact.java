package io.cpni.accessor;

import java.util.Objects;
import java.util.Optional;

/**
 * Describes the contact with the customer in which, or for which, data is used.
 *
 * @param channel how the customer is reached
 * @param begunBy who began it
 * @param delivery how the data reaches the customer
 * @param to the id of the customer's address or number that is written to, called or called back, where known
 */
public record Contact(ContactChannel channel, Party begunBy, Delivery delivery, Optional<String> to) {

    /** Says who began a contact. */
    public enum Party {
        /** The customer. */
        CUSTOMER,
        /** The carrier or someone for it. */
        US
    }

    /** Says how data reaches the customer in a contact. */
    public enum Delivery {
        /** In the contact itself: read out, shown or handed over. */
        READ_OUT,
        /** Sent to an address. */
        SEND,
        /** Told in a call back. */
        CALL_BACK
    }

    /** Checks the parts. */
    public Contact {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(begunBy, "begunBy");
        Objects.requireNonNull(delivery, "delivery");
        to.ifPresent(id -> {
            if (id.isBlank()) {
                throw new IllegalArgumentException("to of a contact is blank");
            }
        });
    }

    /** Returns a contact in which data is given at once, by an address or number that is not named. */
    public static Contact of(ContactChannel channel, Party begunBy) {
        return new Contact(channel, begunBy, Delivery.READ_OUT, Optional.empty());
    }

    /** Tells whether the carrier, or someone for it, began the contact. */
    public boolean isOutbound() {
        return begunBy == Party.US;
    }

    /** Tells whether the contact is a telephone call, with a person or a menu. */
    public boolean isCall() {
        return channel == ContactChannel.PHONE || channel == ContactChannel.KEYPAD;
    }
}
