package io.cpni.examples.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks of decisions in one go and prints a table in Markdown: the median of all iterations, their spread, what is
 * allocated, and how many times slower than ours it is.
 *
 * <p>The median, not the mean: on a machine that does other work too, single iterations are disturbed. A first argument
 * selects benchmarks by a regular expression.
 */
public final class Report {

    private static final int FORKS = 2;
    private static final int WARMUPS = 3;
    private static final int ITERATIONS = 3;

    private Report() {}

    /** One line of the table. */
    private record Line(String title, DescriptiveStatistics nanos, double bytes) {

        double median() {
            return nanos.getPercentile(50);
        }
    }

    /** Runs and prints. */
    public static void main(String... args) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(args.length > 0 ? args[0] : "io\\.cpni\\.examples\\.benchmarks\\.[A-Z].*")
                .forks(FORKS)
                .warmupIterations(WARMUPS)
                .warmupTime(TimeValue.milliseconds(600))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.milliseconds(800))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xms512m", "-Xmx512m", "-Dslf4j.internal.verbosity=ERROR")
                .output(Path.of("target", "jmh.log").toString());
        print(new Runner(options.build()).run(), System.out);
    }

    private static void print(Collection<RunResult> results, PrintStream out) {
        List<Line> lines = new ArrayList<>();
        results.forEach(result -> lines.add(line(result)));
        double ours = lines.stream()
                .filter(line -> line.title().equals(Peers.CPNI.title()))
                .mapToDouble(Line::median)
                .findFirst()
                .orElse(Double.NaN);
        out.println("| Benchmark | median ns/op | least to most | B/op | × ours |");
        out.println("| --- | ---: | ---: | ---: | ---: |");
        for (Line line : lines) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s to %s | %s | %s |%n",
                    line.title(),
                    figure(line.median()),
                    figure(line.nanos().getMin()),
                    figure(line.nanos().getMax()),
                    figure(line.bytes()),
                    figure(line.median() / ours));
        }
    }

    private static Line line(RunResult result) {
        DescriptiveStatistics nanos = new DescriptiveStatistics();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                nanos.addValue(iteration.getPrimaryResult().getScore());
            }
        }
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Line(title(result.getParams()), nanos, allocated == null ? Double.NaN : allocated.getScore());
    }

    private static String title(BenchmarkParams params) {
        String method = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        return params.getParamsKeys().contains("peer")
                ? Peers.valueOf(params.getParam("peer")).title()
                : method + "(), " + params.getParam("grants") + " grants";
    }

    /** Returns a number with about three digits that count. */
    private static String figure(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
