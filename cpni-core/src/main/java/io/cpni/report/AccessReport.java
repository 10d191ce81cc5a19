package io.cpni.report;

import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLists;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.SqlInstants;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Answers from the audit tables who saw a customer's records, and what an accessor saw.
 *
 * <p>Lines come newest first. Each is an access or a denial; what is recorded at close is joined to what was recorded
 * before release. An access that was never closed says so.
 *
 * <p><b>Who saw a customer?</b> A line is {@link Certainty#KNOWN} if the log names the customer, before release or at
 * close, and {@link Certainty#POSSIBLY} if the log cannot rule the customer out: the statement could not name its
 * customers, or the access was not closed and had not named them before. Denials are listed only where they name the
 * customer: nothing was released, and a table that was refused as a whole says nothing about anybody.
 *
 * <p><b>What did an accessor see?</b> Every access and denial of this accessor. For a denial {@code POSSIBLY} means only
 * that it does not say whose records were asked for.
 *
 * <p>Named lines are found by index. To find the possible ones, every access of the period is looked at, so keep the
 * period short where there are many.
 *
 * <p>The caller guards who may read a report, and records that it was read. Safe for many threads if the data source is.
 */
public final class AccessReport {

    /** How many customers a line names at most; {@link #customersOf} has them all. */
    public static final int CUSTOMERS_PER_LINE = 100;

    private static final int MOST_CUSTOMERS = 10_000;

    private static final String LINE_COLUMNS =
            "i.stream, i.seq, i.at, i.kind, o.at, i.accessor, i.on_behalf_of, i.purpose,"
                    + " i.recipient_kind, i.recipient_name, i.operation, i.relation, i.categories, i.shown_columns,"
                    + " i.masked_columns, i.rules, i.justification, COALESCE(o.seq, i.seq), COALESCE(o.concern, i.concern),"
                    + " COALESCE(o.customer_count, i.customer_count), COALESCE(o.row_count, i.row_count)";
    private static final int ROW_COUNT = 21;
    private static final int CUSTOMER_ROWS = 22;

    private static final String OUTCOME =
            " LEFT JOIN cpni_audit_record o ON o.stream = i.stream AND o.intent_seq = i.seq";

    /** The instant by which lines are found, sorted and paged: that of the index at hand. */
    private static final String AT_OF_CUSTOMER = "c.at";

    private static final String AT_OF_RECORD = "i.at";
    private static final String AFTER = " AND %1$s <= ? AND (%1$s < ? OR i.stream < ? OR (i.stream = ? AND i.seq < ?))";
    private static final String NEWEST_FIRST = " ORDER BY %1$s DESC, i.stream DESC, i.seq DESC LIMIT ?";

    private static final String NAMED = "SELECT " + LINE_COLUMNS + ", c.row_count FROM cpni_audit_customer c"
            + " JOIN cpni_audit_record r ON r.stream = c.stream AND r.seq = c.seq"
            + " JOIN cpni_audit_record i ON i.stream = r.stream AND i.seq = COALESCE(r.intent_seq, r.seq)"
            + OUTCOME
            + " WHERE c.customer_id = ? AND c.at >= ? AND c.at < ?"
            + " AND (r.kind = 'OUTCOME' OR o.seq IS NULL OR NOT EXISTS (SELECT 1 FROM cpni_audit_customer d"
            + " WHERE d.stream = o.stream AND d.seq = o.seq AND d.customer_id = c.customer_id))";
    private static final String POSSIBLE = "SELECT " + LINE_COLUMNS + " FROM cpni_audit_record i" + OUTCOME
            + " WHERE i.kind IN ('ACCESS', 'OBSERVED_DENIAL') AND i.at >= ? AND i.at < ?"
            + " AND COALESCE(o.concern, i.concern) = 'UNNAMED'"
            + " AND NOT EXISTS (SELECT 1 FROM cpni_audit_customer c"
            + " WHERE c.stream = i.stream AND c.seq = i.seq AND c.customer_id = ?)";
    private static final String OF_ACCESSOR = "SELECT " + LINE_COLUMNS + " FROM cpni_audit_record i" + OUTCOME
            + " WHERE i.accessor = ? AND i.at >= ? AND i.at < ? AND i.kind NOT IN ('OUTCOME', 'FAILURE')";
    private static final String CUSTOMERS = "SELECT customer_id, row_count FROM cpni_audit_customer"
            + " WHERE stream = ? AND seq = ? AND customer_id > ? ORDER BY stream, seq, customer_id LIMIT ?";
    private static final String CLOSING_SEQ = "SELECT seq FROM cpni_audit_record WHERE stream = ? AND intent_seq = ?";

    private static final Comparator<AccessReportLine> NEWEST = Comparator.comparing(AccessReportLine::at)
            .thenComparing(line -> line.position().stream())
            .thenComparing(line -> line.position().seq())
            .reversed();

    private final DataSource dataSource;
    private final Runnable settle;

    private AccessReport(DataSource dataSource, Runnable settle) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.settle = settle;
    }

    /** Returns reports from the audit tables of a database; reading rights are enough. */
    public static AccessReport over(DataSource dataSource) {
        return new AccessReport(dataSource, () -> {});
    }

    /**
     * Returns reports from the audit tables of a database, in which all stands that was handed over to a log before the report
     * is read.
     *
     * <p>Such reports throw {@link AuditUnavailableException} while the log cannot write what it holds.
     *
     * @param log the log of this node; what other nodes have handed over stands there some ten milliseconds later
     */
    public static AccessReport over(DataSource dataSource, AuditLog log) {
        return new AccessReport(dataSource, log::settle);
    }

    /**
     * Returns who saw, or may have seen, or was denied, a customer's records.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public AccessReportPage whoSaw(CustomerId customer, ReportWindow window) {
        return read(connection -> {
            List<AccessReportLine> named = lines(
                    connection,
                    NAMED,
                    AT_OF_CUSTOMER,
                    window,
                    List.of(customer.value(), window.from(), window.to()),
                    result -> {
                        long rows = result.getLong(CUSTOMER_ROWS);
                        return line(
                                result, Certainty.KNOWN, new TreeMap<>(Collections.singletonMap(customer, rows)), rows);
                    });
            List<AccessReportLine> possible = lines(
                    connection,
                    POSSIBLE,
                    AT_OF_RECORD,
                    window,
                    List.of(window.from(), window.to(), customer.value()),
                    result ->
                            line(result, Certainty.POSSIBLY, Collections.emptySortedMap(), result.getLong(ROW_COUNT)));
            return page(
                    Stream.concat(named.stream(), possible.stream())
                            .sorted(NEWEST)
                            .toList(),
                    window);
        });
    }

    /**
     * Returns what an accessor saw and was denied.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public AccessReportPage whatDidSee(String accessorId, ReportWindow window) {
        return read(connection -> page(
                lines(
                        connection,
                        OF_ACCESSOR,
                        AT_OF_RECORD,
                        window,
                        List.of(accessorId, window.from(), window.to()),
                        result -> {
                            boolean unnamed = "UNNAMED".equals(result.getString(19));
                            SortedMap<CustomerId, Long> customers = result.getLong(20) == 0
                                    ? Collections.emptySortedMap()
                                    : customers(
                                            connection,
                                            result.getString(1),
                                            result.getLong(18),
                                            "",
                                            CUSTOMERS_PER_LINE);
                            return line(
                                    result,
                                    unnamed ? Certainty.POSSIBLY : Certainty.KNOWN,
                                    customers,
                                    result.getLong(ROW_COUNT));
                        }),
                window));
    }

    /**
     * Returns the customers that the log names for an access or denial, by id.
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
        return read(connection -> customers(
                connection,
                position.stream(),
                closingSeq(connection, position),
                after.map(CustomerId::value).orElse(""),
                limit));
    }

    private static long closingSeq(Connection connection, AuditPosition position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLOSING_SEQ)) {
            statement.setString(1, position.stream());
            statement.setLong(2, position.seq());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : position.seq();
            }
        }
    }

    private static SortedMap<CustomerId, Long> customers(
            Connection connection, String stream, long seq, String after, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CUSTOMERS)) {
            statement.setString(1, stream);
            statement.setLong(2, seq);
            statement.setString(3, after);
            statement.setInt(4, limit);
            SortedMap<CustomerId, Long> customers = new TreeMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    customers.put(new CustomerId(result.getString(1)), result.getLong(2));
                }
            }
            return customers;
        }
    }

    /** Reads one line more than the window has, to know whether there is a next one. */
    private static List<AccessReportLine> lines(
            Connection connection,
            String select,
            String at,
            ReportWindow window,
            List<Object> parameters,
            LineReader reader)
            throws SQLException {
        String sql = select + String.format((window.after().isPresent() ? AFTER : "") + NEWEST_FIRST, at);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 0;
            for (Object parameter : parameters) {
                index++;
                if (parameter instanceof Instant instant) {
                    SqlInstants.set(statement, index, instant);
                } else {
                    statement.setObject(index, parameter);
                }
            }
            if (window.after().isPresent()) {
                ReportWindow.Cursor after = window.after().get();
                SqlInstants.set(statement, index + 1, after.at());
                SqlInstants.set(statement, index + 2, after.at());
                statement.setString(index + 3, after.position().stream());
                statement.setString(index + 4, after.position().stream());
                statement.setLong(index + 5, after.position().seq());
                index += 5;
            }
            statement.setInt(index + 1, window.size() + 1);
            List<AccessReportLine> lines = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    lines.add(reader.read(result));
                }
            }
            return lines;
        }
    }

    private static AccessReportPage page(List<AccessReportLine> lines, ReportWindow window) {
        if (lines.size() <= window.size()) {
            return new AccessReportPage(lines, Optional.empty());
        }
        List<AccessReportLine> shown = lines.subList(0, window.size());
        return new AccessReportPage(
                shown, Optional.of(window.after(shown.get(shown.size() - 1).cursor())));
    }

    private static AccessReportLine line(
            ResultSet result, Certainty certainty, SortedMap<CustomerId, Long> customers, long rows)
            throws SQLException {
        AuditKind kind = AuditKind.valueOf(result.getString(4));
        Set<DataCategory> categories = AuditLists.split(result.getString(13)).stream()
                .map(DataCategory::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        Optional<String> recipientName = Optional.ofNullable(result.getString(10));
        return new AccessReportLine(
                new AuditPosition(result.getString(1), result.getLong(2)),
                kind,
                kind.decision().orElseThrow(() -> new IllegalArgumentException("an outcome amends an outcome")),
                SqlInstants.get(result, 3),
                SqlInstants.find(result, 5),
                Optional.ofNullable(result.getString(6)),
                Optional.ofNullable(result.getString(7)),
                Optional.ofNullable(result.getString(8)).map(Purpose::valueOf),
                Optional.ofNullable(result.getString(9))
                        .map(RecipientKind::valueOf)
                        .map(recipient -> new Recipient(recipient, recipientName)),
                Optional.ofNullable(result.getString(11)).map(Operation::valueOf),
                Optional.ofNullable(result.getString(12)),
                categories,
                AuditLists.split(result.getString(14)),
                AuditLists.split(result.getString(15)),
                AuditLists.split(result.getString(16)).stream()
                        .map(AppliedRule::parse)
                        .toList(),
                Optional.ofNullable(result.getString(17)),
                certainty,
                customers,
                result.getLong(20),
                rows);
    }

    private <T> T read(Work<T> work) {
        settle.run();
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "reading an access report failed; check that the audit database is up and has the tables of "
                            + "classpath:io/cpni/db/audit",
                    e);
        } catch (IllegalArgumentException e) {
            throw new StoreUnavailableException(
                    "an audit record holds what no entry can have: it was changed, or a later version of this library "
                            + "wrote it; let an AuditVerifier look at the log",
                    e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface LineReader {
        AccessReportLine read(ResultSet result) throws SQLException;
    }
}
