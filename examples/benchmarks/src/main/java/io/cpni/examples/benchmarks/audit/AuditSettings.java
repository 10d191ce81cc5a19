package io.cpni.examples.benchmarks.audit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Says how much is run: the system property {@code cpni.bench}, names and values such as {@code millis=100,databases=H2}.
 *
 * @param warmups the iterations that do not count ({@code warmups})
 * @param iterations the iterations that count ({@code iterations})
 * @param millis how long an iteration lasts ({@code millis})
 * @param records the records of the stream that is verified ({@code records})
 * @param growth the records up to which the log grows ({@code growth}), for {@link GrowthReport}
 * @param per after how many records it is told how fast they came ({@code per})
 * @param databases where ({@code databases}, with plus signs between)
 * @param only a regular expression that selects classes of benchmarks ({@code only})
 */
record AuditSettings(
        int warmups,
        int iterations,
        int millis,
        int records,
        long growth,
        long per,
        Set<Store> databases,
        String only) {

    static final String PROPERTY = "cpni.bench";

    private static final Set<String> NAMES =
            Set.of("warmups", "iterations", "millis", "records", "growth", "per", "databases", "only");

    /** Returns those of this JVM; what is not said is as for the table in the README. */
    static AuditSettings of() {
        return parse(System.getProperty(PROPERTY, ""));
    }

    static AuditSettings parse(String text) {
        Map<String, String> said = new HashMap<>();
        Arrays.stream(text.split(",", -1)).filter(each -> !each.isBlank()).forEach(each -> {
            String[] pair = each.strip().split("=", 2);
            if (pair.length != 2 || !NAMES.contains(pair[0])) {
                throw new IllegalArgumentException(
                        "'" + each + "' is no setting; there are " + NAMES + ", as in millis=100,databases=H2+MARIADB");
            }
            said.put(pair[0], pair[1]);
        });
        Set<Store> databases = EnumSet.noneOf(Store.class);
        for (String name :
                said.getOrDefault("databases", "H2+POSTGRESQL+MARIADB").split("\\+", -1)) {
            databases.add(Store.valueOf(name));
        }
        return new AuditSettings(
                Integer.parseInt(said.getOrDefault("warmups", "3")),
                Integer.parseInt(said.getOrDefault("iterations", "5")),
                Integer.parseInt(said.getOrDefault("millis", "2000")),
                Integer.parseInt(said.getOrDefault("records", "300000")),
                Long.parseLong(said.getOrDefault("growth", "10000000")),
                Long.parseLong(said.getOrDefault("per", "1000000")),
                databases,
                said.getOrDefault("only", "[A-Za-z]+"));
    }
}
