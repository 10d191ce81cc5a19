package io.cpni.examples.voip.marketing;

import io.cpni.examples.voip.carrier.Customer;
import io.cpni.examples.voip.carrier.CustomerRepository;
import io.cpni.examples.voip.security.Desk;
import io.cpni.examples.voip.web.PageView;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists whom an offer may be made to. The query says nothing of approval: customers whose subscriptions may not be used
 * for the offer do not appear in it.
 */
@RestController
class AudienceController {

    private static final int LARGEST_PAGE = 1000;

    private final CustomerRepository customers;
    private final Desk desk;
    private final Clock clock;

    AudienceController(CustomerRepository customers, Desk desk, Clock clock) {
        this.customers = customers;
        this.desk = desk;
        this.clock = clock;
    }

    /** A customer as the marketing desk sees one. */
    record Candidate(@Nullable Long id, String name) {}

    @GetMapping("/api/marketing/audience")
    PageView<Candidate> audience(
            @RequestParam @NotEmpty Set<OfferPart> offer,
            @RequestParam(defaultValue = "STAFF") RecipientKind recipient,
            @RequestParam(defaultValue = "0") @PositiveOrZero @Max(PageView.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Positive @Max(LARGEST_PAGE) int size) {
        PageRequest request = PageRequest.of(page, size, Sort.by("id"));
        return desk.market(
                new Offer(offer),
                Recipient.of(recipient),
                () -> PageView.of(customers
                        .findSubscribersOn(LocalDate.now(clock), request)
                        .map(AudienceController::candidate)));
    }

    private static Candidate candidate(Customer customer) {
        return new Candidate(customer.getId(), customer.getName());
    }
}
