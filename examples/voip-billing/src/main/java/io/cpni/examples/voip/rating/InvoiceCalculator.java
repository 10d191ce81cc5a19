package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Bills a month of an account: plans, included minutes, calls, taxes.
 *
 * <p>What is rounded, and how; "decimals" are the currency's usual ones (2 for USD), half a step goes up:
 *
 * <ul>
 *   <li>A plan in force for part of the month costs price × days ÷ days of the month, rounded per plan line.
 *   <li>Included time is granted by the same share, in whole seconds, a rest rounded up.
 *   <li>A call draws included time by its billed length, in order of start, then id. If time is left for part of it,
 *       the rest of the call costs its charge × rest ÷ billed length, rounded to the charge's own decimals.
 *   <li>Calls are summed per destination with all their decimals; only the line is rounded.
 *   <li>A tax is taken of the sum of the rounded plan and call lines, and rounded per tax.
 *   <li>The total is the sum of the lines; nothing is rounded there.
 * </ul>
 *
 * <p>Calls that did not start within the month in the account's zone are left out, so a caller may pass more than the
 * month. A subscription grants time only to calls that start on its days; with several, the one that began first is
 * spent first. The order in which subscriptions and calls are passed does not matter. Immutable and safe for use by
 * several threads.
 */
public final class InvoiceCalculator {

    private static final Comparator<PlanSubscription> OLDEST_FIRST = Comparator.comparing(PlanSubscription::from)
            .thenComparing(subscription -> subscription.plan().id())
            .thenComparing(subscription -> subscription.until() == null ? LocalDate.MAX : subscription.until());

    private static final Comparator<RatedCall> IN_ORDER_OF_START =
            Comparator.comparing(RatedCall::start).thenComparing(RatedCall::id);

    private final Currency currency;
    private final List<Tax> taxes;
    private final int decimals;

    /**
     * Creates a calculator.
     *
     * @param currency the currency of prices and charges
     * @param taxes taxes in the order they are shown; may be empty
     */
    public InvoiceCalculator(Currency currency, List<Tax> taxes) {
        this.currency = Objects.requireNonNull(currency, "currency");
        this.taxes = List.copyOf(taxes);
        // Pseudo-currencies have -1 decimals; nobody is billed in gold.
        this.decimals = Math.max(0, currency.getDefaultFractionDigits());
    }

    /**
     * Bills one month.
     *
     * @param month the month, in the account's zone
     * @param subscriptions the account's plans, also those not in force in the month
     * @param calls the account's charged calls
     * @throws IllegalArgumentException if a call of the month is in another currency or two have one id
     */
    public Invoice calculate(
            BillingMonth month, Collection<PlanSubscription> subscriptions, Collection<RatedCall> calls) {
        List<InvoiceLine> plans = new ArrayList<>();
        List<IncludedTime> included = new ArrayList<>();
        for (PlanSubscription subscription :
                subscriptions.stream().sorted(OLDEST_FIRST).toList()) {
            int days = daysActive(subscription, month);
            if (days > 0) {
                plans.add(planLine(subscription.plan(), days, month));
                if (subscription.plan().allowance().minutesPerMonth() > 0) {
                    included.add(new IncludedTime(subscription, granted(subscription.plan(), days, month)));
                }
            }
        }
        List<CallsLine> callLines = charge(calls, included, month);

        List<InvoiceLine> lines = new ArrayList<>(plans);
        BigDecimal zero = BigDecimal.ZERO.setScale(decimals);
        included.forEach(time -> lines.add(time.line(zero)));
        lines.addAll(callLines);
        BigDecimal base = sum(lines);
        taxes.forEach(tax -> lines.add(new TaxLine(tax.name(), base, money(base.multiply(tax.share())))));
        return new Invoice(month, currency, lines, sum(lines));
    }

    private List<CallsLine> charge(Collection<RatedCall> calls, List<IncludedTime> included, BillingMonth month) {
        Map<String, DestinationSum> sums = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        List<RatedCall> ofMonth = calls.stream()
                .filter(call -> month.contains(call.start()))
                .sorted(IN_ORDER_OF_START)
                .toList();
        for (RatedCall call : ofMonth) {
            if (!ids.add(call.id())) {
                throw new IllegalArgumentException("call " + call.id() + " is there twice");
            }
            Charge charge = call.charge();
            if (!charge.currency().equals(currency)) {
                throw new IllegalArgumentException(
                        "call " + call.id() + " is charged in " + charge.currency() + ", not " + currency);
            }
            LocalDate day = LocalDate.ofInstant(call.start(), month.zone());
            Duration rest = charge.billed();
            for (IncludedTime time : included) {
                rest = rest.minus(time.draw(charge.destinationId(), day, rest));
            }
            // A call whose billed time is zero cannot be covered; it still shows, with whatever it costs.
            if (!rest.isZero() || charge.billed().isZero()) {
                sums.computeIfAbsent(charge.destinationId(), id -> new DestinationSum(charge))
                        .add(rest, share(charge, rest));
            }
        }
        return sums.values().stream().map(sum -> sum.line(decimals)).toList();
    }

    private static BigDecimal share(Charge charge, Duration rest) {
        if (rest.equals(charge.billed())) {
            return charge.amount();
        }
        return charge.amount()
                .multiply(BigDecimal.valueOf(rest.toNanos()))
                .divide(
                        BigDecimal.valueOf(charge.billed().toNanos()),
                        charge.amount().scale(),
                        RoundingMode.HALF_UP);
    }

    private PlanLine planLine(ServicePlan plan, int days, BillingMonth month) {
        int daysInMonth = month.month().lengthOfMonth();
        BigDecimal amount = plan.monthlyPrice()
                .multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(daysInMonth), decimals, RoundingMode.HALF_UP);
        return new PlanLine(plan.id(), plan.name(), days, daysInMonth, amount);
    }

    private static Duration granted(ServicePlan plan, int days, BillingMonth month) {
        int daysInMonth = month.month().lengthOfMonth();
        long secondDays = 60L * plan.allowance().minutesPerMonth() * days;
        return Duration.ofSeconds((secondDays + daysInMonth - 1) / daysInMonth);
    }

    private static int daysActive(PlanSubscription subscription, BillingMonth month) {
        LocalDate from = subscription.from().isAfter(month.firstDay()) ? subscription.from() : month.firstDay();
        LocalDate until = subscription.until();
        LocalDate end = until != null && until.isBefore(month.dayAfter()) ? until : month.dayAfter();
        return (int) Math.max(0, ChronoUnit.DAYS.between(from, end));
    }

    private BigDecimal money(BigDecimal amount) {
        return amount.setScale(decimals, RoundingMode.HALF_UP);
    }

    private BigDecimal sum(List<InvoiceLine> lines) {
        return lines.stream().map(InvoiceLine::amount).reduce(BigDecimal.ZERO.setScale(decimals), BigDecimal::add);
    }
}
