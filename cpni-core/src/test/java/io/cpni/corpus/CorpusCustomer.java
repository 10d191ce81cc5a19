package io.cpni.corpus;

import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Describes the customer whom a case is about.
 *
 * @param id the customer's id
 * @param zone the zone of the service address
 * @param kind a household or a business
 * @param state the state of residence, two letters
 * @param subscriptions what the customer takes from us; all of them ended: a former customer
 * @param servedByAffiliates the names of affiliates that serve the customer
 * @param dedicatedRep whether a business has a representative of its own
 * @param cpniContract whether a business has a contract that addresses the protection of CPNI
 * @param unlisted whether the customer asked to be in no directory
 * @param contacts the addresses and numbers on the account
 */
record CorpusCustomer(
        String id,
        ZoneId zone,
        Kind kind,
        Optional<String> state,
        List<Subscription> subscriptions,
        Set<String> servedByAffiliates,
        boolean dedicatedRep,
        boolean cpniContract,
        boolean unlisted,
        List<ContactPoint> contacts) {

    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");

    /** Names the kinds of customer. */
    enum Kind {
        RESIDENTIAL,
        BUSINESS
    }

    /** A service taken from us, over a half-open period. */
    record Subscription(ServiceCategory category, Optional<Instant> from, Optional<Instant> until) {

        Subscription {
            CorpusChecks.required("category", category);
            from = CorpusChecks.optional(from);
            until = CorpusChecks.optional(until);
        }
    }

    /** An address or number, with the instant of its entry into the account. */
    record ContactPoint(String id, io.cpni.customer.ContactPoint.Kind kind, Instant addedAt, boolean bought) {

        ContactPoint {
            CorpusChecks.id("id", id);
            CorpusChecks.required("kind", kind);
            CorpusChecks.required("addedAt", addedAt);
        }
    }

    CorpusCustomer {
        id = CorpusChecks.id("id", CorpusChecks.orElse(id, "C-1"));
        zone = CorpusChecks.orElse(zone, ZoneId.of("America/New_York"));
        kind = CorpusChecks.orElse(kind, Kind.RESIDENTIAL);
        state = CorpusChecks.optional(state).map(text -> CorpusChecks.matching("state", text, STATE));
        subscriptions = CorpusChecks.distinct("subscriptions", CorpusChecks.list(subscriptions), service -> service);
        servedByAffiliates = CorpusChecks.texts("servedByAffiliates", servedByAffiliates);
        contacts = CorpusChecks.distinct("contacts", CorpusChecks.list(contacts), ContactPoint::id);
    }

    /** Returns the customer of a case that describes none. */
    static CorpusCustomer standard() {
        return new CorpusCustomer(
                "C-1",
                ZoneId.of("America/New_York"),
                Kind.RESIDENTIAL,
                Optional.empty(),
                List.of(),
                Set.of(),
                false,
                false,
                false,
                List.of());
    }

    /** Finds the address or number with the given id. */
    Optional<ContactPoint> contact(String contactId) {
        return contacts.stream().filter(point -> point.id().equals(contactId)).findFirst();
    }

    /** Checks that the account has the address or number that a field names. */
    void checkContact(String field, Optional<String> contactId) {
        contactId.ifPresent(value -> {
            if (contact(value).isEmpty()) {
                throw new IllegalArgumentException(
                        field + " names '" + value + "', which is no contact of the customer");
            }
        });
    }
}
