package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds rates from rows that share an id, and remembers which of them something refers to. */
final class RateRows {

    private final Map<String, Optional<Rate>> rates = new LinkedHashMap<>();
    private final Map<String, TariffRow> firstRows = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    private RateRows() {}

    static RateRows read(
            List<TariffRow> rows, TariffCurrency currency, List<TariffProblem> problems, List<TariffProblem> warnings) {
        Map<String, List<Slab>> slabs = new LinkedHashMap<>();
        RateRows result = new RateRows();
        for (TariffRow row : rows) {
            result.firstRows.putIfAbsent(row.get(0), row);
            List<Slab> known = slabs.computeIfAbsent(row.get(0), key -> new ArrayList<>());
            slab(row, currency, problems).ifPresent(known::add);
        }
        slabs.forEach((id, known) -> result.rates.put(id, result.rate(id, known, problems, warnings)));
        return result;
    }

    /** Tells whether any row defines this id, even a broken one. */
    boolean defines(String id) {
        return rates.containsKey(id);
    }

    /** Returns the rate and marks it used; empty when its rows are broken or it is not there. */
    Optional<Rate> use(String id) {
        used.add(id);
        return rates.getOrDefault(id, Optional.empty());
    }

    /** Adds a warning for each rate that was never used. */
    void warnOfUnused(List<TariffProblem> warnings) {
        firstRows.forEach((id, row) -> {
            if (!used.contains(id)) {
                warnings.add(row.problem("rate " + id + " is used by no destination"));
            }
        });
    }

    private Optional<Rate> rate(
            String id, List<Slab> slabs, List<TariffProblem> problems, List<TariffProblem> warnings) {
        if (slabs.isEmpty()) {
            return Optional.empty();
        }
        slabs.sort(Comparator.comparing(slab -> slab.price().from()));
        Slab first = slabs.get(0);
        if (!first.price().from().isZero()) {
            problems.add(first.row().problem("rate " + id + " has no interval that starts at 0s"));
            return Optional.empty();
        }
        for (int i = 1; i < slabs.size(); i++) {
            Slab slab = slabs.get(i);
            if (slab.price().from().equals(slabs.get(i - 1).price().from())) {
                problems.add(slab.row()
                        .problem("rate " + id + " has two intervals that start at "
                                + slab.row().get(5)));
                return Optional.empty();
            }
            if (slab.connectFee().signum() > 0 && slab.connectFee().compareTo(first.connectFee()) != 0) {
                warnings.add(slab.row()
                        .problem("rate " + id + ": connect fee of a later interval is not charged, only that of 0s"));
            }
        }
        return Optional.of(
                new Rate(id, first.connectFee(), slabs.stream().map(Slab::price).toList()));
    }

    private static Optional<Slab> slab(TariffRow row, TariffCurrency currency, List<TariffProblem> problems) {
        String id = row.get(0);
        int before = problems.size();
        BigDecimal connectFee = amount(row, 1, "connect fee", currency, problems);
        BigDecimal price = amount(row, 2, "rate", currency, problems);
        Duration unit = duration(row, 3, "rate unit", problems);
        Duration increment = duration(row, 4, "rate increment", problems);
        Duration from = duration(row, 5, "interval start", problems);
        if (unit.isZero() || increment.isZero()) {
            // An unreadable duration is already reported; only a true zero is news.
            if (problems.size() == before) {
                problems.add(row.problem("rate " + id + ": unit and increment must be above zero"));
            }
        }
        return problems.size() == before
                ? Optional.of(new Slab(row, connectFee, new RateSlab(from, price, unit, increment)))
                : Optional.empty();
    }

    private static BigDecimal amount(
            TariffRow row, int column, String what, TariffCurrency currency, List<TariffProblem> problems) {
        Optional<BigDecimal> amount = Amounts.parse(row.get(column));
        if (amount.isEmpty()) {
            problems.add(row.problem(what + " of " + row.get(0) + " is no amount: '" + row.get(column) + "'"));
        }
        return amount.map(currency::toMainUnit).orElse(BigDecimal.ZERO);
    }

    private static Duration duration(TariffRow row, int column, String what, List<TariffProblem> problems) {
        Optional<Duration> duration = TariffDuration.parse(row.get(column));
        if (duration.isEmpty()) {
            problems.add(row.problem(what + " of " + row.get(0) + " is no duration: '" + row.get(column) + "'"));
        }
        return duration.orElse(Duration.ZERO);
    }

    /** Holds one row's part of a rate. */
    private record Slab(TariffRow row, BigDecimal connectFee, RateSlab price) {}
}
