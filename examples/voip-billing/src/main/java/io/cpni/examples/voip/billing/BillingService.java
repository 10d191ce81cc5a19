package io.cpni.examples.voip.billing;

import io.cpni.accessor.CpniAccess;
import io.cpni.examples.voip.calls.CallRecord;
import io.cpni.examples.voip.calls.CallRecordRepository;
import io.cpni.examples.voip.carrier.Account;
import io.cpni.examples.voip.carrier.AccountRepository;
import io.cpni.examples.voip.carrier.Subscription;
import io.cpni.examples.voip.carrier.SubscriptionRepository;
import io.cpni.examples.voip.rating.BillingMonth;
import io.cpni.examples.voip.rating.CallsLine;
import io.cpni.examples.voip.rating.Charge;
import io.cpni.examples.voip.rating.IncludedLine;
import io.cpni.examples.voip.rating.InvoiceCalculator;
import io.cpni.examples.voip.rating.PlanAllowance;
import io.cpni.examples.voip.rating.PlanLine;
import io.cpni.examples.voip.rating.PlanSubscription;
import io.cpni.examples.voip.rating.RatedCall;
import io.cpni.examples.voip.rating.ServicePlan;
import io.cpni.examples.voip.rating.TaxLine;
import io.cpni.purpose.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Bills accounts. */
@Service
@CpniAccess(purpose = Purpose.BILL_COLLECT)
public class BillingService {

    /** Where a month ends last. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private final AccountRepository accounts;
    private final SubscriptionRepository subscriptions;
    private final CallRecordRepository calls;
    private final InvoiceRepository invoices;
    private final CallRating rating;
    private final Clock clock;

    BillingService(
            AccountRepository accounts,
            SubscriptionRepository subscriptions,
            CallRecordRepository calls,
            InvoiceRepository invoices,
            CallRating rating,
            Clock clock) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.calls = calls;
        this.invoices = invoices;
        this.rating = rating;
        this.clock = clock;
    }

    /** Returns the last month that is over at an instant, wherever on earth an account is. */
    public static YearMonth lastMonthOver(Instant instant) {
        return YearMonth.from(instant.atOffset(LAST_ZONE)).minusMonths(1);
    }

    /**
     * Bills every account for a month that has not been billed for it yet.
     *
     * @return how many invoices were made
     * @throws MonthNotOverException if the month is not over; an invoice made too early would lack the calls to come,
     *     and stand in the way of the right one
     */
    @Transactional
    public int close(YearMonth month) {
        YearMonth last = lastMonthOver(clock.instant());
        if (month.isAfter(last)) {
            throw new MonthNotOverException(last);
        }
        int made = 0;
        for (Account account : accounts.findAllWithCustomer()) {
            long id = Objects.requireNonNull(account.getId(), "a stored account has a number");
            if (!invoices.existsByAccountIdAndMonth(id, month.toString())) {
                made += bill(account, id, month) ? 1 : 0;
            }
        }
        return made;
    }

    private boolean bill(Account account, long id, YearMonth month) {
        BillingMonth billingMonth = new BillingMonth(month, ZoneId.of(account.getZone()));
        List<PlanSubscription> plans = subscriptions.findByAccount(id).stream()
                .map(BillingService::plan)
                .toList();
        List<RatedCall> rated = new ArrayList<>();
        for (CallRecord call : calls.findCharged(id, billingMonth.begin(), billingMonth.end())) {
            charge(account, call)
                    .ifPresent(charge ->
                            rated.add(new RatedCall(String.valueOf(call.getId()), call.getStartedAt(), charge)));
        }
        io.cpni.examples.voip.rating.Invoice calculated =
                new InvoiceCalculator(rating.currency(), List.of()).calculate(billingMonth, plans, rated);
        if (calculated.lines().isEmpty()) {
            return false;
        }
        Invoice invoice = new Invoice(
                account,
                month.toString(),
                calculated.currency().getCurrencyCode(),
                calculated.total(),
                clock.instant());
        calculated.lines().forEach(line -> invoice.add(line(invoice, line)));
        invoices.save(invoice);
        return true;
    }

    private Optional<Charge> charge(Account account, CallRecord call) {
        String called = call.getCallee();
        Long billable = call.getBillableSeconds();
        return called == null || billable == null
                ? Optional.empty()
                : rating.charge(account, called, true, Duration.ofSeconds(billable));
    }

    private static PlanSubscription plan(Subscription subscription) {
        io.cpni.examples.voip.carrier.ServicePlan plan = subscription.getPlan();
        PlanAllowance allowance = plan.getIncludedMinutes() == 0
                ? PlanAllowance.NONE
                : new PlanAllowance(plan.getIncludedMinutes(), plan.getIncludedDestinations());
        return new PlanSubscription(
                new ServicePlan(plan.getId(), plan.getName(), plan.getMonthlyPrice(), allowance),
                subscription.getValidFrom(),
                subscription.getValidUntil());
    }

    private static InvoiceLine line(Invoice invoice, io.cpni.examples.voip.rating.InvoiceLine line) {
        if (line instanceof PlanLine plan) {
            return new InvoiceLine(
                    invoice,
                    "plan",
                    plan.planName() + ", " + plan.days() + " of " + plan.daysInMonth() + " days",
                    plan.amount());
        }
        if (line instanceof IncludedLine included) {
            return new InvoiceLine(
                    invoice,
                    "included",
                    included.planName() + ", " + minutes(included.used()) + " of " + minutes(included.included())
                            + " minutes used",
                    included.amount());
        }
        if (line instanceof CallsLine destination) {
            return new InvoiceLine(
                    invoice,
                    "calls",
                    destination.destinationName() + ": " + destination.calls() + " calls, "
                            + minutes(destination.charged()) + " minutes",
                    destination.amount());
        }
        TaxLine tax = (TaxLine) line;
        return new InvoiceLine(invoice, "tax", tax.name(), tax.amount());
    }

    private static String minutes(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
