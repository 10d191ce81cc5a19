package io.cpni.examples.voip.billing;

import io.cpni.examples.voip.security.Desk;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Shows and makes invoices. */
@RestController
class InvoiceController {

    private final InvoiceRepository invoices;
    private final BillingService billing;
    private final Desk desk;

    InvoiceController(InvoiceRepository invoices, BillingService billing, Desk desk) {
        this.invoices = invoices;
        this.billing = billing;
        this.desk = desk;
    }

    /** An invoice as the API shows it. */
    record InvoiceView(
            @Nullable Long id,
            @Nullable String month,
            @Nullable String currency,
            @Nullable BigDecimal total,
            @Nullable Instant issuedAt,
            List<LineView> lines) {}

    /** A line of an invoice as the API shows it. */
    record LineView(
            @Nullable String kind,
            @Nullable String description,
            @Nullable BigDecimal amount) {}

    @GetMapping("/api/accounts/{id}/invoices")
    List<InvoiceView> invoices(@PathVariable long id) {
        return desk.work(() ->
                invoices.findWithLines(id).stream().map(InvoiceController::view).toList());
    }

    /** Bills all accounts for a month that is over. */
    @PostMapping("/api/invoices")
    Map<String, Integer> close(@RequestParam YearMonth month) {
        try {
            return Map.of("invoices", billing.close(month));
        } catch (MonthNotOverException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private static InvoiceView view(Invoice invoice) {
        return new InvoiceView(
                invoice.getId(),
                invoice.getMonth(),
                invoice.getCurrency(),
                invoice.getTotal(),
                invoice.getIssuedAt(),
                invoice.getLines().stream()
                        .map(line -> new LineView(line.getKind(), line.getDescription(), line.getAmount()))
                        .toList());
    }
}
