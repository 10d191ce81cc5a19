package io.cpni.examples.benchmarks.gate;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Says how much is run: a system property of names and values, such as {@code rows=20000,millis=100}.
 *
 * @param calls the call records in the data set ({@code rows})
 * @param imported the call records that an import takes in ({@code import})
 * @param forks the JVMs for each benchmark ({@code forks}); 0 for one JVM for all, as an application is one: it is warm when
 *     it is timed, where a JVM of its own for each would still be compiling
 * @param warmups the iterations that do not count ({@code warmups})
 * @param iterations the iterations that count ({@code iterations})
 * @param millis how long an iteration lasts ({@code millis})
 * @param databases where ({@code databases}, with plus signs between)
 * @param limit after which no further part is begun ({@code minutes}); the longest takes less than one
 * @param only a regular expression that selects classes of benchmarks ({@code only})
 */
record Settings(
        long calls,
        int imported,
        int forks,
        int warmups,
        int iterations,
        int millis,
        Set<Database> databases,
        Duration limit,
        String only) {

    /** The system property. */
    static final String PROPERTY = "cpni.bench";

    private static final Set<String> NAMES =
            Set.of("rows", "import", "forks", "warmups", "iterations", "millis", "databases", "minutes", "only");

    /** Returns those of this JVM; what is not said is as for the table in the README. */
    static Settings of() {
        return parse(System.getProperty(PROPERTY, ""));
    }

    static Settings parse(String text) {
        Map<String, String> said = new HashMap<>();
        Arrays.stream(text.split(",", -1)).filter(each -> !each.isBlank()).forEach(each -> {
            String[] pair = each.strip().split("=", 2);
            if (pair.length != 2 || !NAMES.contains(pair[0])) {
                throw new IllegalArgumentException("'" + each + "' is no setting; there are " + NAMES
                        + ", as in rows=20000,millis=100,databases=H2+MARIADB");
            }
            said.put(pair[0], pair[1]);
        });
        Set<Database> databases = EnumSet.noneOf(Database.class);
        for (String name :
                said.getOrDefault("databases", "H2+POSTGRESQL+MARIADB").split("\\+", -1)) {
            databases.add(Database.valueOf(name));
        }
        return new Settings(
                Long.parseLong(said.getOrDefault("rows", "1000000")),
                Integer.parseInt(said.getOrDefault("import", "100000")),
                Integer.parseInt(said.getOrDefault("forks", "0")),
                Integer.parseInt(said.getOrDefault("warmups", "2")),
                Integer.parseInt(said.getOrDefault("iterations", "3")),
                Integer.parseInt(said.getOrDefault("millis", "500")),
                databases,
                Duration.ofMinutes(Long.parseLong(said.getOrDefault("minutes", "14"))),
                said.getOrDefault("only", "[A-Za-z]+"));
    }
}
