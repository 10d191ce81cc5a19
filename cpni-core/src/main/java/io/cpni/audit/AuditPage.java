package io.cpni.audit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some of what a query found, the newest first.
 *
 * @param matches what was found
 * @param next where to go on; empty after the last
 * @param unreadable where records stand that may be what was asked for, and cannot be told: they were damaged or changed, a
 *     later version of this library wrote them, or they are outcomes of accesses that the database has lost. An
 *     {@link AuditVerifier} says more. Several pages may name the same one.
 */
public record AuditPage(List<AuditMatch> matches, Optional<AuditWindow> next, List<AuditPosition> unreadable) {

    /** Checks the parts and copies the list. */
    public AuditPage {
        matches = List.copyOf(matches);
        Objects.requireNonNull(next, "next");
        unreadable = List.copyOf(unreadable);
    }
}
