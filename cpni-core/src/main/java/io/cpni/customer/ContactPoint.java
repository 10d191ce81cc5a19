package io.cpni.customer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * An address or number on a customer's account.
 *
 * @param id its id among the customer's
 * @param kind what it is
 * @param addedAt when it was entered into the account; for a bought address too, however long its seller knew it
 */
public record ContactPoint(String id, Kind kind, Instant addedAt) {

    private static final int DAYS_ON_THE_ACCOUNT = 30;

    /** Names the kinds of addresses and numbers. */
    public enum Kind {
        /** A postal address. */
        POSTAL,
        /** An e-mail address. */
        EMAIL,
        /** The number of the service itself. */
        SERVICE_NUMBER,
        /** A number that the customer left to be reached at. */
        CONTACT_NUMBER
    }

    /** Checks the parts. */
    public ContactPoint {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id of a contact point is blank");
        }
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(addedAt, "addedAt");
    }

    /**
     * Returns from when on it is an address of record: the first midnight after 30 days on the account (64.2003(b),
     * R-TIME-2). Empty for numbers.
     *
     * @param zone the zone of the customer's service address, in which the days count
     */
    public Optional<Instant> addressOfRecordFrom(ZoneId zone) {
        return switch (kind) {
            case POSTAL, EMAIL ->
                Optional.of(addedAt.atZone(zone)
                        .toLocalDate()
                        .plusDays(DAYS_ON_THE_ACCOUNT + 1L)
                        .atStartOfDay(zone)
                        .toInstant());
            case SERVICE_NUMBER, CONTACT_NUMBER -> Optional.empty();
        };
    }

    /** Returns from when on it is a number of record: its entry, for the number of the service itself (64.2003(q)). */
    public Optional<Instant> numberOfRecordFrom() {
        return kind == Kind.SERVICE_NUMBER ? Optional.of(addedAt) : Optional.empty();
    }
}
