/**
 * What is told: reports from the audit log for privacy officers and for customers who ask who looked at their records.
 *
 * <p>A report names accessors and customers. {@link io.cpni.report.AuditedReports} lets only auditors read it (purpose
 * {@link io.cpni.purpose.Purpose#AUDIT}), and records the reading itself. {@link io.cpni.report.AccessReport} does neither: whoever
 * calls it has to.
 *
 * <pre>{@code
 * AuditedReports reports = new AuditedReports(
 *         AccessReport.over(auditDatabase, auditKeys, auditLog), engine, grants, auditLog, clock, node);
 * Optional<ReportWindow> window = Optional.of(ReportWindow.between(from, to));
 * while (window.isPresent()) {
 *     AccessReportPage page = reports.whoSaw(customer, window.get(), context);
 *     page.lines().forEach(csv::add);
 *     window = page.next();
 * }
 * }</pre>
 */
@NullMarked
package io.cpni.report;

import org.jspecify.annotations.NullMarked;
