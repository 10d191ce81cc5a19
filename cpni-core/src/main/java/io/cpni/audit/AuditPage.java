package io.cpni.audit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some of what a query found, the newest first.
 *
 * @param matches what was found
 * @param next where to go on; empty after the last
 */
public record AuditPage(List<AuditMatch> matches, Optional<AuditWindow> next) {

    /** Checks the parts and copies the list. */
    public AuditPage {
        matches = List.copyOf(matches);
        Objects.requireNonNull(next, "next");
    }
}
