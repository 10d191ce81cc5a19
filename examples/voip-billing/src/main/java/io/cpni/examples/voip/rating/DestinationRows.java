package io.cpni.examples.voip.rating;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers prefixes by destination. */
final class DestinationRows {

    private DestinationRows() {}

    static Map<String, List<String>> read(List<TariffRow> rows, List<TariffProblem> problems) {
        Map<String, List<String>> prefixes = new LinkedHashMap<>();
        for (TariffRow row : rows) {
            String id = row.get(0);
            String prefix = row.get(1).startsWith("+") ? row.get(1).substring(1) : row.get(1);
            // The id is known even if this prefix is not: one broken row shall not make every reference dangle.
            List<String> known = prefixes.computeIfAbsent(id, key -> new ArrayList<>());
            if (prefix.isEmpty() || !Digits.only(prefix)) {
                problems.add(row.problem("prefix of " + id + " must be digits: '" + row.get(1) + "'"));
            } else {
                known.add(prefix);
            }
        }
        return prefixes;
    }
}
