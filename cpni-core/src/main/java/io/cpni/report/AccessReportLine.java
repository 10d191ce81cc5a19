package io.cpni.report;

import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditDecision;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditPosition;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One access or denial: the record made before release, joined with the one made at close.
 *
 * @param position where the access or denial is recorded
 * @param kind what it was: never an outcome
 * @param decision what was decided; a denial that was only observed is a denial, though data was released
 * @param at when it happened
 * @param closedAt when it was closed; empty for denials, and for accesses that are not closed
 * @param accessor who asked; empty if nobody was signed in
 * @param onBehalfOf the person for whom a system asked
 * @param purpose the declared use; empty if none was declared
 * @param recipient who would hold the data
 * @param operation what was to be done
 * @param relation the table or service asked for
 * @param categories the kinds of data asked for
 * @param shownColumns names of the columns released as they are
 * @param maskedColumns names of the columns released masked
 * @param rules the rules that decided, with their citations
 * @param justification free text or ticket
 * @param certainty how surely the line concerns the customers it is about
 * @param customers the customers with their rows: in a report about a customer only that one, otherwise at most the
 *     first {@value AccessReport#CUSTOMERS_PER_LINE} by id
 * @param customerCount how many customers the log names for this access
 * @param rows the rows concerned: of the customer, in a report about a customer that is named; otherwise of all
 */
public record AccessReportLine(
        AuditPosition position,
        AuditKind kind,
        AuditDecision decision,
        Instant at,
        Optional<Instant> closedAt,
        Optional<String> accessor,
        Optional<String> onBehalfOf,
        Optional<Purpose> purpose,
        Optional<Recipient> recipient,
        Optional<Operation> operation,
        Optional<String> relation,
        Set<DataCategory> categories,
        List<String> shownColumns,
        List<String> maskedColumns,
        List<AppliedRule> rules,
        Optional<String> justification,
        Certainty certainty,
        SortedMap<CustomerId, Long> customers,
        long customerCount,
        long rows) {

    /** Checks the parts and copies the collections. */
    public AccessReportLine {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(certainty, "certainty");
        categories = Set.copyOf(categories);
        shownColumns = List.copyOf(shownColumns);
        maskedColumns = List.copyOf(maskedColumns);
        rules = List.copyOf(rules);
        customers = Collections.unmodifiableSortedMap(new TreeMap<>(customers));
    }

    /** Tells whether data may have been released. */
    public boolean isReleased() {
        return kind.releases();
    }

    /**
     * Tells whether data may have been released without its customers and rows being on record: the process ended, or
     * the log failed, between release and close.
     */
    public boolean isNotClosed() {
        return isReleased() && closedAt.isEmpty();
    }

    /** Returns the mark after which the next lines begin. */
    ReportWindow.Cursor cursor() {
        return new ReportWindow.Cursor(at, position);
    }
}
