package io.cpni.report;

import io.cpni.audit.AuditPosition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some lines of a report, the newest first.
 *
 * @param lines the lines
 * @param next where to go on; empty after the last line
 * @param unreadable where records stand that may belong in the report, and cannot be told: they were damaged or changed, a later
 *     version of this library wrote them, or they are outcomes of accesses that the database has lost. Whoever hands the report
 *     on says so. Several pages may name the same one.
 */
public record AccessReportPage(
        List<AccessReportLine> lines, Optional<ReportWindow> next, List<AuditPosition> unreadable) {

    /** Checks the parts and copies the lines. */
    public AccessReportPage {
        lines = List.copyOf(lines);
        Objects.requireNonNull(next, "next");
        unreadable = List.copyOf(unreadable);
    }
}
