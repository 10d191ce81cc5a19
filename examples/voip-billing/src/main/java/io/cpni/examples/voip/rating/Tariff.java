package io.cpni.examples.voip.rating;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Holds a carrier's rating plans, each a table of destinations with prices.
 *
 * @param currency the currency and the unit the files were in; the prices here are in its main unit
 * @param plans tables by rating plan id, sorted by id
 * @param warnings what is odd in the files but usable: rates nobody refers to, a cap below the connect fee
 */
public record Tariff(TariffCurrency currency, Map<String, RateTable> plans, List<TariffProblem> warnings) {

    public Tariff {
        Objects.requireNonNull(currency, "currency");
        plans = Collections.unmodifiableMap(new TreeMap<>(plans));
        warnings = List.copyOf(warnings);
    }

    /**
     * Returns the table of one plan.
     *
     * @throws IllegalArgumentException if the tariff has no such plan
     */
    public RateTable plan(String planId) {
        RateTable table = plans.get(planId);
        if (table == null) {
            throw new IllegalArgumentException("no rating plan " + planId + ", there are " + plans.keySet());
        }
        return table;
    }

    /**
     * Makes a rater for one plan.
     *
     * @throws IllegalArgumentException if the tariff has no such plan
     */
    public Rater rater(String planId) {
        return new Rater(plan(planId), currency.currency());
    }
}
