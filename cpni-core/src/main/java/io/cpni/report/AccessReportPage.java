package io.cpni.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some lines of a report, the newest first.
 *
 * @param lines the lines
 * @param next where to go on; empty after the last line
 */
public record AccessReportPage(List<AccessReportLine> lines, Optional<ReportWindow> next) {

    /** Checks the parts and copies the lines. */
    public AccessReportPage {
        lines = List.copyOf(lines);
        Objects.requireNonNull(next, "next");
    }
}
