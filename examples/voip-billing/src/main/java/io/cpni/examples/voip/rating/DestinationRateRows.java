package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins destinations to rates, by the ids rating plans refer to. */
final class DestinationRateRows {

    private final Map<String, List<RatedDestination>> byId;

    private DestinationRateRows(Map<String, List<RatedDestination>> byId) {
        this.byId = byId;
    }

    static DestinationRateRows read(
            List<TariffRow> rows,
            TariffCurrency currency,
            Map<String, List<String>> destinations,
            RateRows rates,
            List<TariffProblem> problems,
            List<TariffProblem> warnings) {
        Map<String, List<RatedDestination>> byId = new LinkedHashMap<>();
        for (TariffRow row : rows) {
            List<RatedDestination> known = byId.computeIfAbsent(row.get(0), key -> new ArrayList<>());
            destination(row, currency, destinations, rates, problems, warnings).ifPresent(known::add);
        }
        return new DestinationRateRows(byId);
    }

    /** Tells whether any row defines this id, even a broken one. */
    boolean defines(String id) {
        return byId.containsKey(id);
    }

    /** Returns what an id stands for; empty when its rows are broken or it is not there. */
    List<RatedDestination> get(String id) {
        return byId.getOrDefault(id, List.of());
    }

    private static Optional<RatedDestination> destination(
            TariffRow row,
            TariffCurrency currency,
            Map<String, List<String>> destinations,
            RateRows rates,
            List<TariffProblem> problems,
            List<TariffProblem> warnings) {
        int before = problems.size();
        String destinationId = row.get(1);
        List<String> prefixes =
                destinationId.equals(RatedDestination.ANY) ? List.of("") : destinations.get(destinationId);
        if (prefixes == null) {
            problems.add(row.problem(row.get(0) + " refers to destination " + destinationId + ", which "
                    + TariffFile.DESTINATIONS.fileName() + " does not define"));
        }
        if (!rates.defines(row.get(2))) {
            problems.add(row.problem(row.get(0) + " refers to rate " + row.get(2) + ", which "
                    + TariffFile.RATES.fileName() + " does not define"));
        }
        Optional<Rate> rate = rates.use(row.get(2));
        Optional<Rounding> rounding = rounding(row, currency, problems);
        CostLimit limit = limit(row, currency, problems, warnings);
        if (problems.size() > before || prefixes == null || prefixes.isEmpty() || rate.isEmpty()) {
            return Optional.empty();
        }
        if (limit != null && rate.get().connectFee().compareTo(limit.maxCost()) > 0) {
            warnings.add(
                    row.problem(row.get(0) + ": the cap of a call is below its connect fee; are both in one unit?"));
        }
        return rounding.map(how -> new RatedDestination(destinationId, prefixes, rate.get(), how, limit));
    }

    private static Optional<Rounding> rounding(TariffRow row, TariffCurrency currency, List<TariffProblem> problems) {
        Optional<RoundingMethod> method = RoundingMethod.ofWord(row.get(3));
        if (method.isEmpty()) {
            problems.add(row.problem(
                    "rounding method of " + row.get(0) + " is not *up, *down or *middle: '" + row.get(3) + "'"));
        }
        boolean decimalsReadable = row.get(4).matches("[0-9]");
        if (!decimalsReadable) {
            problems.add(row.problem("rounding decimals of " + row.get(0) + " must be 0 to 9: '" + row.get(4) + "'"));
        }
        if (method.isEmpty() || !decimalsReadable) {
            return Optional.empty();
        }
        // Four decimals of a cent are six of a dollar.
        int decimals = Integer.parseInt(row.get(4)) + currency.decimalShift();
        if (decimals > 12) {
            problems.add(row.problem("rounding decimals of " + row.get(0) + " make " + decimals
                    + " decimals of the currency, 12 is the most"));
            return Optional.empty();
        }
        return Optional.of(new Rounding(method.get(), decimals));
    }

    private static @Nullable CostLimit limit(
            TariffRow row, TariffCurrency currency, List<TariffProblem> problems, List<TariffProblem> warnings) {
        String maxCost = row.get(5);
        String strategy = row.get(6);
        Optional<BigDecimal> amount = Amounts.parse(maxCost.isEmpty() ? "0" : maxCost);
        if (amount.isEmpty()) {
            problems.add(row.problem("max cost of " + row.get(0) + " is no amount: '" + maxCost + "'"));
        }
        Optional<CostLimit.Strategy> known = switch (strategy) {
            case "*disconnect" -> Optional.of(CostLimit.Strategy.DISCONNECT);
            case "*free" -> Optional.of(CostLimit.Strategy.FREE);
            default -> Optional.empty();
        };
        if (known.isEmpty() && !strategy.isEmpty()) {
            problems.add(row.problem(
                    "max cost strategy of " + row.get(0) + " is not *disconnect or *free: '" + strategy + "'"));
        }
        if (amount.isEmpty() || amount.get().signum() == 0) {
            return null;
        }
        if (known.isEmpty()) {
            warnings.add(row.problem("max cost of " + row.get(0) + " has no strategy and is not applied"));
            return null;
        }
        return new CostLimit(currency.toMainUnit(amount.get()), known.get());
    }
}
