package io.cpni.examples.voip.demo;

import java.time.ZoneId;
import java.util.Objects;

/**
 * Describes an invented customer.
 *
 * @param id from 1, without gaps
 * @param kind household or firm
 * @param name an invented name
 * @param address where bills go
 * @param zone the zone the customer lives in
 * @param unlisted whether the customer asked to be kept out of directories and caller name displays
 * @param approval what the customer said about CPNI
 */
public record DemoCustomer(
        long id,
        CustomerKind kind,
        String name,
        PostalAddress address,
        ZoneId zone,
        boolean unlisted,
        ApprovalStory approval) {

    public DemoCustomer {
        if (id < 1) {
            throw new IllegalArgumentException("id must be 1 or more: " + id);
        }
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(approval, "approval");
    }
}
