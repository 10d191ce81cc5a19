/**
 * What is told: reports from the audit log for privacy officers and for customers who ask who looked at their records.
 *
 * <p>A report names accessors and customers. Nothing here decides who may read it: the caller lets only auditors do so
 * (purpose {@link io.cpni.purpose.Purpose#AUDIT}), and appends an entry for the reading itself.
 *
 * <pre>{@code
 * AccessReport report = AccessReport.over(auditDatabase);
 * Optional<ReportWindow> window = Optional.of(ReportWindow.between(from, to));
 * while (window.isPresent()) {
 *     AccessReportPage page = report.whoSaw(customer, window.get());
 *     page.lines().forEach(csv::add);
 *     window = page.next();
 * }
 * }</pre>
 */
@NullMarked
package io.cpni.report;

import org.jspecify.annotations.NullMarked;
