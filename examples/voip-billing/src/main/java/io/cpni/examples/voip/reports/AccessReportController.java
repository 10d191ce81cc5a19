package io.cpni.examples.voip.reports;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.CpniAccess;
import io.cpni.audit.AuditPosition;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.decision.Reason;
import io.cpni.purpose.Purpose;
import io.cpni.report.AccessReportCsv;
import io.cpni.report.AccessReportLine;
import io.cpni.report.AccessReportPage;
import io.cpni.report.AuditedReports;
import io.cpni.report.ReportWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Tells who saw a customer's records, or what somebody saw. Reading the report is itself an access, and recorded. */
@RestController
@RequestMapping("/api/reports/access")
@CpniAccess(purpose = Purpose.AUDIT)
class AccessReportController {

    private static final Duration USUAL_PERIOD = Duration.ofDays(30);

    private final AuditedReports reports;
    private final Clock clock;

    AccessReportController(AuditedReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** A page of the report, and the places of records that may belong in it and cannot be read. */
    record ReportView(List<LineView> lines, @Nullable String next, List<String> unreadable) {}

    /** A line of the report. */
    record LineView(
            String record,
            Instant at,
            String decision,
            @Nullable String accessor,
            @Nullable String onBehalfOf,
            @Nullable String purpose,
            @Nullable String recipient,
            @Nullable String operation,
            @Nullable String relation,
            Set<String> categories,
            List<String> maskedColumns,
            List<RuleView> rules,
            String certainty,
            SortedMap<String, Long> customers,
            long customerCount,
            long rows,
            @Nullable String justification) {}

    /** A rule with the paragraph it comes from. */
    record RuleView(String rule, String citation) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ReportView json(
            @RequestParam(required = false) @Nullable Long customer,
            @RequestParam(required = false) @Nullable String accessor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable String after) {
        AccessReportPage page = read(customer, accessor, window(from, to, size, after));
        return new ReportView(
                page.lines().stream().map(AccessReportController::view).toList(),
                next(page).orElse(null),
                page.unreadable().stream().map(AuditPosition::toString).toList());
    }

    /** The same as lines of CSV. Those have no place for the next page, so a header leads there (RFC 8288). */
    @GetMapping(produces = "text/csv")
    ResponseEntity<String> csv(
            @RequestParam(required = false) @Nullable Long customer,
            @RequestParam(required = false) @Nullable String accessor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "1000") int size,
            @RequestParam(required = false) @Nullable String after) {
        AccessReportPage page = read(customer, accessor, window(from, to, size, after));
        StringBuilder text = new StringBuilder();
        try {
            AccessReportCsv csv = AccessReportCsv.to(text);
            for (AccessReportLine line : page.lines()) {
                csv.add(line);
            }
            for (AuditPosition position : page.unreadable()) {
                csv.addUnreadable(position);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a report could not be written to memory", e);
        }
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        next(page).ifPresent(token -> response.header(HttpHeaders.LINK, linkTo(token)));
        return response.body(text.toString());
    }

    private AccessReportPage read(@Nullable Long customer, @Nullable String accessor, ReportWindow window) {
        if ((customer == null) == (accessor == null) || (accessor != null && accessor.isBlank())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "give either customer or accessor");
        }
        AccessContext context = AccessScope.current()
                .orElseThrow(() -> new CpniAccessDeniedException(new Decision.Deny(Reason.noContext())));
        return customer != null
                ? reports.whoSaw(CustomerId.of(customer), window, context)
                : reports.whatDidSee(Objects.requireNonNull(accessor, "accessor"), window, context);
    }

    private ReportWindow window(@Nullable Instant from, @Nullable Instant to, int size, @Nullable String after) {
        // A second ahead, so that what happened just now is in it whatever the rounding.
        Instant until = to == null ? clock.instant().plusSeconds(1) : to;
        try {
            ReportWindow window = ReportWindow.between(from == null ? until.minus(USUAL_PERIOD) : from, until)
                    .size(size);
            return after == null ? window : window.after(cursor(after));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private static ReportWindow.Cursor cursor(String after) {
        try {
            return ReportWindow.Cursor.ofToken(after);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("after must be what a page of this report gave as next", e);
        }
    }

    private static String linkTo(String next) {
        // The rest of the query is as encoded as it came.
        String uri = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("after", UriUtils.encode(next, StandardCharsets.UTF_8))
                .build()
                .toUriString();
        return "<" + uri + ">; rel=\"next\"";
    }

    private static Optional<String> next(AccessReportPage page) {
        return page.next().flatMap(ReportWindow::after).map(ReportWindow.Cursor::token);
    }

    private static LineView view(AccessReportLine line) {
        SortedMap<String, Long> customers = new java.util.TreeMap<>();
        line.customers().forEach((customer, rows) -> customers.put(customer.value(), rows));
        return new LineView(
                line.position().stream() + "/" + line.position().seq(),
                line.at(),
                line.decision().name(),
                line.accessor().orElse(null),
                line.onBehalfOf().orElse(null),
                line.purpose().map(Enum::name).orElse(null),
                line.recipient().map(recipient -> recipient.kind().name()).orElse(null),
                line.operation().map(Enum::name).orElse(null),
                line.relation().orElse(null),
                line.categories().stream()
                        .map(Enum::name)
                        .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new)),
                line.maskedColumns(),
                line.rules().stream()
                        .map(rule -> new RuleView(rule.id(), rule.citation()))
                        .toList(),
                line.certainty().name(),
                customers,
                line.customerCount(),
                line.rows(),
                line.justification().orElse(null));
    }
}
