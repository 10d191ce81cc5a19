package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups destinations into plans; where two claim a prefix, the greater weight wins. */
final class RatingPlanRows {

    private RatingPlanRows() {}

    static Map<String, RateTable> read(
            List<TariffRow> rows, DestinationRateRows destinationRates, List<TariffProblem> problems) {
        Map<String, Map<String, Claim>> claims = new LinkedHashMap<>();
        for (TariffRow row : rows) {
            Map<String, Claim> plan = claims.computeIfAbsent(row.get(0), key -> new LinkedHashMap<>());
            add(row, plan, destinationRates, problems);
        }
        Map<String, RateTable> tables = new LinkedHashMap<>();
        claims.forEach((id, plan) -> tables.put(id, table(plan)));
        return tables;
    }

    private static void add(
            TariffRow row,
            Map<String, Claim> plan,
            DestinationRateRows destinationRates,
            List<TariffProblem> problems) {
        String planId = row.get(0);
        if (!destinationRates.defines(row.get(1))) {
            problems.add(row.problem(planId + " refers to destination rate " + row.get(1) + ", which "
                    + TariffFile.DESTINATION_RATES.fileName() + " does not define"));
        }
        if (!row.get(2).isEmpty() && !row.get(2).equals("*any")) {
            problems.add(row.problem(planId + " has timing " + row.get(2) + "; only *any is supported"));
        }
        Optional<BigDecimal> weight = Amounts.parse(row.get(3).isEmpty() ? "0" : row.get(3));
        if (weight.isEmpty()) {
            problems.add(row.problem("weight of " + planId + " is no number: '" + row.get(3) + "'"));
            return;
        }
        for (RatedDestination destination : destinationRates.get(row.get(1))) {
            for (String prefix : destination.prefixes()) {
                claim(prefix, new Claim(row, destination, weight.get()), plan, problems);
            }
        }
    }

    private static void claim(String prefix, Claim claim, Map<String, Claim> plan, List<TariffProblem> problems) {
        Claim other = plan.get(prefix);
        int order = other == null ? 1 : claim.weight().compareTo(other.weight());
        if (order > 0) {
            plan.put(prefix, claim);
        } else if (order == 0 && other != null && !other.destination().equals(claim.destination())) {
            problems.add(claim.row()
                    .problem(claim.row().get(0) + " prices prefix '" + prefix + "' twice at one weight, by "
                            + other.row().get(1) + " (line " + other.row().line() + ") and "
                            + claim.row().get(1)));
        }
    }

    private static RateTable table(Map<String, Claim> plan) {
        // A destination that lost a prefix to a heavier row keeps the others.
        Map<RatedDestination, List<String>> kept = new LinkedHashMap<>();
        plan.forEach((prefix, claim) -> kept.computeIfAbsent(claim.destination(), key -> new ArrayList<>())
                .add(prefix));
        List<RatedDestination> destinations = new ArrayList<>();
        kept.forEach((destination, prefixes) -> destinations.add(new RatedDestination(
                destination.destinationId(),
                prefixes,
                destination.rate(),
                destination.rounding(),
                destination.limit())));
        return RateTable.of(destinations);
    }

    /** Holds who wants a prefix, and how strongly. */
    private record Claim(TariffRow row, RatedDestination destination, BigDecimal weight) {}
}
