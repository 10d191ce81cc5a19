package io.cpni.examples.benchmarks.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part of a run, before which it is asked whether there is time left.
 *
 * @param benchmark the class
 * @param parameters the parameters that have one value in this part
 * @param ways the values of the parameter {@code way}; empty for a benchmark that has none
 */
record Part(Class<?> benchmark, Map<String, String> parameters, List<Way> ways) {

    Part {
        parameters = Map.copyOf(parameters);
        ways = List.copyOf(ways);
    }

    Part(Class<?> benchmark, Map<String, String> parameters) {
        this(benchmark, parameters, List.of());
    }

    /** Returns all parts, the small ones first. */
    static List<Part> all(Set<Database> databases) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(RewriteBenchmark.class, Map.of()));
        parts.add(new Part(StartUpBenchmark.class, Map.of()));
        for (Database database : databases) {
            parts.add(new Part(ImportBenchmark.class, Map.of("database", database.name())));
            parts.add(new Part(OrmBenchmark.class, Map.of("database", database.name())));
            parts.add(new Part(RepositoryBenchmark.class, Map.of("database", database.name())));
        }
        for (Form form : Form.values()) {
            for (Database database : databases) {
                parts.add(new Part(
                        StatementBenchmark.class,
                        Map.of("database", database.name(), "form", form.name()),
                        Way.timed(database, form)));
            }
        }
        return parts;
    }

    /** Tells whether it is also counted what a run allocates: not where that is a job's. */
    boolean countsBytes() {
        return benchmark == StatementBenchmark.class
                || benchmark == RewriteBenchmark.class
                || benchmark == RepositoryBenchmark.class;
    }

    String title() {
        return benchmark.getSimpleName() + " " + parameters;
    }
}
