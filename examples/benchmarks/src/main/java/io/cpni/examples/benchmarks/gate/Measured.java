package io.cpni.examples.benchmarks.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What was measured, by benchmark and parameters, and how it is written into tables. */
final class Measured {

    /** What JMH's gc profiler calls the bytes allocated for one run, by all threads of this JVM. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<List<String>, DescriptiveStatistics> nanos = new LinkedHashMap<>();
    private final Map<List<String>, Double> allocated = new HashMap<>();

    Measured(Collection<RunResult> results) {
        for (RunResult result : results) {
            DescriptiveStatistics all = new DescriptiveStatistics();
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    all.addValue(iteration.getPrimaryResult().getScore());
                }
            }
            List<String> key = key(result.getParams());
            nanos.put(key, all);
            Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
            if (bytes != null) {
                allocated.put(key, bytes.getScore());
            }
        }
    }

    /** The class and the method of the benchmark, then its parameters, sorted by their names. */
    private static List<String> key(BenchmarkParams params) {
        String[] path = params.getBenchmark().split("\\.", -1);
        List<String> key = new ArrayList<>(List.of(path[path.length - 2], path[path.length - 1]));
        params.getParamsKeys().stream()
                .sorted(Comparator.naturalOrder())
                .map(params::getParam)
                .forEach(key::add);
        return List.copyOf(key);
    }

    /** Tells whether a benchmark was run with these parameters, among others. */
    boolean has(Class<?> benchmark, Enum<?>... parameters) {
        List<String> names = Stream.of(parameters).map(Enum::name).toList();
        return nanos.keySet().stream()
                .anyMatch(key -> key.get(0).equals(benchmark.getSimpleName()) && key.containsAll(names));
    }

    /** Returns the median of all iterations, not the mean: single ones are disturbed by what else the machine does. */
    double median(Class<?> benchmark, String method, Enum<?>... parameters) {
        return of(benchmark, method, parameters).getPercentile(50);
    }

    /** Returns how far the iterations lie apart, as a part of the median. */
    double spread(Class<?> benchmark, String method, Enum<?>... parameters) {
        DescriptiveStatistics all = of(benchmark, method, parameters);
        return (all.getMax() - all.getMin()) / all.getPercentile(50);
    }

    /** Returns how many bytes one run allocated, by the mean of all iterations. */
    double bytes(Class<?> benchmark, String method, Enum<?>... parameters) {
        return found(allocated, benchmark, method, parameters);
    }

    private DescriptiveStatistics of(Class<?> benchmark, String method, Enum<?>... parameters) {
        return found(nanos, benchmark, method, parameters);
    }

    private static <T> T found(
            Map<List<String>, T> measured, Class<?> benchmark, String method, Enum<?>... parameters) {
        List<String> key = new ArrayList<>(List.of(benchmark.getSimpleName(), method));
        Stream.of(parameters).map(Enum::name).forEach(key::add);
        T found = measured.get(key);
        if (found == null) {
            throw new IllegalStateException("not measured: " + key + "; see target/jmh-gate");
        }
        return found;
    }

    /** Returns a number with about three digits that count. */
    static String figure(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    static String micros(double nanos) {
        return figure(nanos / 1_000);
    }

    /** Returns a ratio, in bold if it is above the budget. */
    static String ratio(double ratio, double budget) {
        return ratio > budget ? "**" + figure(ratio) + "**" : figure(ratio);
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", part * 100);
    }
}
