package io.cpni.report;

import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditFinder;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditMatch;
import io.cpni.audit.AuditPage;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditQuery;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.AuditWindow;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.RecordedStatement;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Answers from the audit log who saw a customer's records, what an accessor saw, and whatever else a query asks of accesses
 * and denials.
 *
 * <p>Lines come newest first. Each is an access or a denial; what is recorded at close is joined to what was recorded
 * before release. An access that was never closed says so.
 *
 * <p><b>Who saw a customer?</b> A line is {@link Certainty#KNOWN} if the log names the customer, before release or at
 * close, and {@link Certainty#POSSIBLY} if the log cannot rule the customer out: the statement could not name its
 * customers, or the access was not closed and had not named them before. Denials are listed only where they name the
 * customer: nothing was released, and a table that was refused as a whole says nothing about anybody.
 *
 * <p><b>What did an accessor see?</b> Every access and denial of this accessor. One who is a customer is asked for by the
 * customer's id. For a denial {@code POSSIBLY} means only that it does not say whose records were asked for.
 *
 * <p><b>When?</b> Periods and pages go by when records were written ({@link AccessReportLine#loggedAt()}), because that never
 * goes back along a stream, whatever the clocks did; in a report about a customer, by when the record was written that
 * names the customer, which may be the one made at close. {@link AccessReportLine#at()} says when the access happened.
 *
 * <p>Lines are found by index. The caller guards who may read a report, and records that it was read;
 * {@link AuditedReports} does both. Safe for many threads if the data source is.
 */
public final class AccessReport {

    /** How many customers a line names at most; {@link #customersOf} has them all. */
    public static final int CUSTOMERS_PER_LINE = 100;

    private static final int MOST_CUSTOMERS = 10_000;

    private final AuditReader reader;
    private final AuditFinder finder;
    private final Runnable settle;
    private final boolean withStatements;

    private AccessReport(AuditReader reader, AuditFinder finder, Runnable settle, boolean withStatements) {
        this.reader = reader;
        this.finder = finder;
        this.settle = settle;
        this.withStatements = withStatements;
    }

    /** Returns reports from the audit tables of a database, whose keys the given ones open; reading rights are enough. */
    public static AccessReport over(DataSource dataSource, AuditKeys keys) {
        return new AccessReport(
                AuditReader.over(dataSource, keys), AuditFinder.over(dataSource, keys), () -> {}, false);
    }

    /**
     * Returns reports from the audit tables of a database, in which all stands that was handed over to a log before the report
     * is read.
     *
     * <p>Such reports throw {@link AuditUnavailableException} while the log cannot write what it holds.
     *
     * @param log the log of this node; what other nodes have handed over stands there some ten milliseconds later
     */
    public static AccessReport over(DataSource dataSource, AuditKeys keys, AuditLog log) {
        Objects.requireNonNull(log, "log");
        return new AccessReport(
                AuditReader.over(dataSource, keys), AuditFinder.over(dataSource, keys), log::settle, false);
    }

    /** Returns the same reports with the statements that could not name their customers, and the values in them. */
    AccessReport withStatements() {
        return new AccessReport(reader, finder, settle, true);
    }

    /**
     * Tells whether the log has ever named a customer, and that one is not erased.
     *
     * @throws StoreUnavailableException if the database fails
     */
    boolean knows(CustomerId customer) {
        return reader.knows(customer);
    }

    /**
     * Returns who saw, or may have seen, or was denied, a customer's records.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public AccessReportPage whoSaw(CustomerId customer, ReportWindow window) {
        return find(AuditQuery.all().accesses().ofCustomer(customer), window);
    }

    /**
     * Returns what an accessor saw and was denied.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public AccessReportPage whatDidSee(String accessorId, ReportWindow window) {
        return find(AuditQuery.all().accesses().byAccessor(accessorId), window);
    }

    /**
     * Returns the accesses and denials that a query finds.
     *
     * @throws IllegalArgumentException if the query asks for what is neither access nor denial; begin with
     *     {@code AuditQuery.all().accesses()}
     * @throws StoreUnavailableException if the database fails
     */
    public AccessReportPage find(AuditQuery query, ReportWindow window) {
        if (!query.kinds().stream().allMatch(kind -> kind.decision().isPresent())) {
            throw new IllegalArgumentException(
                    "a report tells of accesses and denials; ask for accesses() or denials()");
        }
        settle.run();
        AuditPage page = finder.find(query, window.toAuditWindow());
        return new AccessReportPage(
                page.matches().stream().map(match -> line(query, match)).toList(),
                page.next()
                        .flatMap(AuditWindow::after)
                        .map(mark -> window.after(new ReportWindow.Cursor(mark.loggedAt(), mark.position()))),
                page.unreadable());
    }

    /**
     * Returns the customers that the log names for an access or denial, by id. Those who are erased are left out.
     *
     * @param position where it is recorded, as a line tells
     * @param after the last customer read already; empty to begin with the first
     * @param limit how many at most, from 1 to 10,000
     * @throws StoreUnavailableException if the database fails
     */
    public SortedMap<CustomerId, Long> customersOf(AuditPosition position, Optional<CustomerId> after, int limit) {
        if (limit < 1 || limit > MOST_CUSTOMERS) {
            throw new IllegalArgumentException("limit must lie between 1 and " + MOST_CUSTOMERS);
        }
        settle.run();
        return finder.customersOf(position, after, limit);
    }

    private AccessReportLine line(AuditQuery query, AuditMatch match) {
        AuditRecord record = match.record();
        AuditEntry access = record.entry();
        AuditKind kind = access.kind();
        AuditRecord closing = match.outcome().orElse(record);
        SortedMap<CustomerId, Long> customers = query.customer()
                .<SortedMap<CustomerId, Long>>map(customer -> match.isPossible()
                        ? Collections.emptySortedMap()
                        : new TreeMap<>(Collections.singletonMap(customer, match.rows())))
                .orElseGet(() -> first(closing.entry().customers()));
        return new AccessReportLine(
                record.position(),
                kind,
                kind.decision().orElseThrow(() -> new IllegalStateException("reports find decisions only")),
                access.at(),
                match.outcome().map(outcome -> outcome.entry().at()),
                match.place().loggedAt(),
                access.accessor(),
                access.onBehalfOf(),
                access.purpose(),
                access.recipient(),
                access.operation(),
                access.relation(),
                access.categories(),
                access.shownColumns(),
                access.maskedColumns(),
                access.rules(),
                access.evidence(),
                access.obligations(),
                access.breakGlass(),
                access.justification(),
                withStatements ? statements(access, match.outcome()) : List.of(),
                access.correlation(),
                access.traceId(),
                access.spanId(),
                match.isPossible() ? Certainty.POSSIBLY : Certainty.KNOWN,
                customers,
                match.customers(),
                closing.erasedCustomers(),
                match.rows());
    }

    private static SortedMap<CustomerId, Long> first(CustomersConcerned concerned) {
        SortedMap<CustomerId, Long> first = new TreeMap<>();
        if (concerned instanceof CustomersConcerned.Known known) {
            known.rowsByCustomer().entrySet().stream()
                    .limit(CUSTOMERS_PER_LINE)
                    .forEach(each -> first.put(each.getKey(), each.getValue()));
        }
        return first;
    }

    private static List<RecordedStatement> statements(AuditEntry access, Optional<AuditRecord> outcome) {
        return Stream.concat(
                        access.statements().stream(),
                        outcome.stream().flatMap(closing -> closing.entry().statements().stream()))
                .distinct()
                .toList();
    }
}
