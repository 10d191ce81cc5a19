package io.cpni.report;

import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.RecordedStatement;
import io.cpni.purpose.Recipient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes lines of a report as comma-separated values (RFC 4180): a header, fields in double quotes, lines ended by CR LF.
 *
 * <p>A field that a spreadsheet would take for a formula gets an apostrophe in front, since justifications and names are
 * other people's text. Several values of one field are separated by {@code "; "}. Instants are in UTC (ISO 8601).
 *
 * <p>A record that cannot be read has a line too: of the kind {@code UNREADABLE}, with where it stands and nothing else.
 *
 * <p>Not safe for use by several threads. Does not close what it writes to.
 */
public final class AccessReportCsv {

    private static final List<String> HEADER = List.of(
            "at",
            "closed_at",
            "kind",
            "decision",
            "certainty",
            "accessor",
            "on_behalf_of",
            "purpose",
            "recipient",
            "operation",
            "relation",
            "categories",
            "shown_columns",
            "masked_columns",
            "rules",
            "justification",
            "customers",
            "customer_count",
            "rows",
            "record",
            "logged_at",
            "break_glass",
            "evidence",
            "obligations",
            "correlation",
            "trace",
            "span",
            "erased_customers",
            "statements");
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final String NOT_CLOSED = "not closed";
    private static final String UNREADABLE = "UNREADABLE";

    private final Appendable out;

    private AccessReportCsv(Appendable out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    /**
     * Writes the header and returns a writer for the lines.
     *
     * @throws IOException if writing fails
     */
    public static AccessReportCsv to(Appendable out) throws IOException {
        AccessReportCsv csv = new AccessReportCsv(out);
        csv.write(HEADER);
        return csv;
    }

    /**
     * Writes a line.
     *
     * @throws IOException if writing fails
     */
    public void add(AccessReportLine line) throws IOException {
        write(List.of(
                line.at().toString(),
                line.isNotClosed() ? NOT_CLOSED : text(line.closedAt().map(Instant::toString)),
                line.kind().name(),
                line.decision().name(),
                line.certainty().name(),
                text(line.accessor()),
                text(line.onBehalfOf()),
                text(line.purpose().map(Enum::name)),
                text(line.recipient().map(AccessReportCsv::recipient)),
                text(line.operation().map(Enum::name)),
                text(line.relation()),
                joined(line.categories().stream().map(Enum::name).sorted().toList()),
                joined(line.shownColumns()),
                joined(line.maskedColumns()),
                joined(line.rules().stream().map(AppliedRule::toString).toList()),
                text(line.justification()),
                customers(line),
                Long.toString(line.customerCount()),
                Long.toString(line.rows()),
                line.position().toString(),
                line.loggedAt().toString(),
                Boolean.toString(line.breakGlass()),
                joined(line.evidence()),
                joined(line.obligations().stream()
                        .map(obligation -> obligation.name() + " " + obligation.state())
                        .toList()),
                text(line.correlation()),
                text(line.traceId()),
                text(line.spanId()),
                Long.toString(line.erasedCustomers()),
                joined(line.statements().stream()
                        .map(AccessReportCsv::statement)
                        .toList())));
    }

    /**
     * Writes a line that says only where a record stands which may belong in the report and cannot be read.
     *
     * @throws IOException if writing fails
     */
    public void addUnreadable(AuditPosition position) throws IOException {
        write(HEADER.stream()
                .map(column -> switch (column) {
                    case "kind" -> UNREADABLE;
                    case "certainty" -> Certainty.POSSIBLY.name();
                    case "record" -> position.toString();
                    default -> "";
                })
                .toList());
    }

    private static String recipient(Recipient recipient) {
        return recipient.kind() + recipient.name().map(name -> " " + name).orElse("");
    }

    private static String statement(RecordedStatement statement) {
        return statement.parameters().isEmpty()
                ? statement.text()
                : statement.text() + " [" + String.join(", ", statement.parameters()) + "]";
    }

    private static String customers(AccessReportLine line) {
        return line.customers().entrySet().stream()
                .map(customer -> customer.getKey() + " (" + customer.getValue() + ")")
                .collect(Collectors.joining("; "));
    }

    private static String text(Optional<String> value) {
        return value.orElse("");
    }

    private static String joined(List<String> values) {
        return String.join("; ", values);
    }

    private void write(List<String> fields) throws IOException {
        String separator = "";
        for (String field : fields) {
            out.append(separator)
                    .append('"')
                    .append(safe(field).replace("\"", "\"\""))
                    .append('"');
            separator = ",";
        }
        out.append("\r\n");
    }

    /** Puts an apostrophe before what a spreadsheet would run, also behind leading blanks. */
    private static String safe(String field) {
        return startsFormula(field) || startsFormula(field.stripLeading()) ? "'" + field : field;
    }

    private static boolean startsFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }
}
