package io.cpni.examples.benchmarks.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part of a run, before which it is asked whether there is time left.
 *
 * @param benchmark the class
 * @param parameters the parameters that are not run with all their values
 */
record Part(Class<?> benchmark, Map<String, String> parameters) {

    Part {
        parameters = Map.copyOf(parameters);
    }

    /** Returns all parts, the small ones first. */
    static List<Part> all(Set<Database> databases) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(RewriteBenchmark.class, Map.of()));
        for (Database database : databases) {
            parts.add(new Part(ImportBenchmark.class, Map.of("database", database.name())));
            parts.add(new Part(OrmBenchmark.class, Map.of("database", database.name())));
        }
        for (Form form : Form.values()) {
            for (Database database : databases) {
                parts.add(new Part(StatementBenchmark.class, Map.of("database", database.name(), "form", form.name())));
            }
        }
        return parts;
    }

    String title() {
        return benchmark.getSimpleName() + " " + parameters;
    }
}
