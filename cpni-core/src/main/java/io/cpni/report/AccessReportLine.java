package io.cpni.report;

import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditDecision;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.RecordedObligation;
import io.cpni.audit.RecordedStatement;
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
 * @param loggedAt when the record was written by which the line was found; lines are sorted by it
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
 * @param evidence ids of the notices and answers that the decision relied on
 * @param obligations the obligations of a permit, and what became of each
 * @param breakGlass whether the access may rest on a broken glass
 * @param justification free text or ticket; empty where the reader has no right to texts, or it was erased
 * @param statements statements with their values, where they could not name their customers; empty where the reader has no
 *     right to texts
 * @param correlation id of the transaction or call to which several records belong
 * @param traceId id under which tracing knows the call
 * @param spanId id under which tracing knows the part of the call
 * @param certainty how surely the line concerns the customers it is about
 * @param customers the customers with their rows: in a report about a customer only that one, otherwise at most the
 *     first {@value AccessReport#CUSTOMERS_PER_LINE} by id
 * @param customerCount how many customers the log names for this access
 * @param erasedCustomers how many of them are erased, so that nobody can tell who they were; not counted in a report about a
 *     customer
 * @param rows the rows concerned: of the customer, in a report about a customer that is named; otherwise of all
 */
public record AccessReportLine(
        AuditPosition position,
        AuditKind kind,
        AuditDecision decision,
        Instant at,
        Optional<Instant> closedAt,
        Instant loggedAt,
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
        List<String> evidence,
        List<RecordedObligation> obligations,
        boolean breakGlass,
        Optional<String> justification,
        List<RecordedStatement> statements,
        Optional<String> correlation,
        Optional<String> traceId,
        Optional<String> spanId,
        Certainty certainty,
        SortedMap<CustomerId, Long> customers,
        long customerCount,
        long erasedCustomers,
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
        Objects.requireNonNull(loggedAt, "loggedAt");
        rules = List.copyOf(rules);
        evidence = List.copyOf(evidence);
        obligations = List.copyOf(obligations);
        statements = List.copyOf(statements);
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

    /** Returns the line without what people wrote, and without statements and their values. */
    AccessReportLine withoutTexts() {
        return new AccessReportLine(
                position,
                kind,
                decision,
                at,
                closedAt,
                loggedAt,
                accessor,
                onBehalfOf,
                purpose,
                recipient,
                operation,
                relation,
                categories,
                shownColumns,
                maskedColumns,
                rules,
                evidence,
                obligations,
                breakGlass,
                Optional.empty(),
                List.of(),
                correlation,
                traceId,
                spanId,
                certainty,
                customers,
                customerCount,
                erasedCustomers,
                rows);
    }
}
