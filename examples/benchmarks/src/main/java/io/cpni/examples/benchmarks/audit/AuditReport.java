package io.cpni.examples.benchmarks.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** Runs the benchmarks of the audit log and prints tables in Markdown. What misses the design's budget is in bold. */
public final class AuditReport {

    private static final List<Integer> CALLERS = List.of(1, 8, 32);
    private static final int MOST_CALLERS = 32;
    private static final double APPENDS_BUDGET = 20_000;
    private static final double OF_RAW_BUDGET = 0.7;
    private static final double VERIFY_BUDGET = 300_000;

    private static final Path TARGET = Path.of("target");

    private final AuditSettings settings;
    private final PrintStream out;

    private AuditReport(AuditSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs and prints. */
    public static void main(String... args) throws RunnerException {
        run(AuditSettings.of(), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    @SuppressWarnings("try") // the databases run as long as they are open
    static void run(AuditSettings settings, PrintStream out) throws RunnerException {
        try (Stores stores = Stores.start(settings.databases(), TARGET)) {
            AuditReport report = new AuditReport(settings, out);
            if (report.isWanted(AppendBenchmark.class)) {
                report.appends();
            }
            if (report.isWanted(VerifyBenchmark.class)) {
                report.verification();
            }
        }
        out.printf("%nWith %s.%n", settings);
    }

    private boolean isWanted(Class<?> benchmark) {
        return benchmark.getSimpleName().matches(settings.only());
    }

    private void appends() throws RunnerException {
        out.printf("%nAppending records, each of one customer%n%n");
        out.println("| Callers | records/s | spread | raw inserts, records/s | spread | of raw |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (Store store : settings.databases()) {
            for (int callers : CALLERS) {
                Statistics ours = measure(appends(store, callers, Customers.KNOWN), 1);
                Statistics raw = measure(
                        options(RawBenchmark.class, store).param("records", Integer.toString(callers)), callers);
                double rate = ours.getPercentile(50);
                double ofRaw = rate / raw.getPercentile(50);
                boolean counts = callers == MOST_CALLERS;
                out.printf(
                        "| %s, %d | %s | %s | %s | %s | %s |%n",
                        store,
                        callers,
                        figure("%,.0f", rate, counts && rate < APPENDS_BUDGET),
                        spread(ours),
                        figure("%,.0f", raw.getPercentile(50), false),
                        spread(raw),
                        figure("%.2f", ofRaw, counts && ofRaw < OF_RAW_BUDGET));
            }
            Statistics ofStrangers = measure(appends(store, MOST_CALLERS, Customers.NEW), 1);
            out.printf(
                    "| %s, %d, each of a customer never met before | %,.0f | %s | – | – | – |%n",
                    store, MOST_CALLERS, ofStrangers.getPercentile(50), spread(ofStrangers));
        }
    }

    private ChainedOptionsBuilder appends(Store store, int callers, Customers customers) {
        return options(AppendBenchmark.class, store)
                .param("customers", customers.name())
                .threads(callers);
    }

    private void verification() throws RunnerException {
        out.printf(Locale.ROOT, "%nVerifying a stream of %,d records%n%n", settings.records());
        out.println("| Database | records/s | spread |");
        out.println("| --- | ---: | ---: |");
        for (Store store : settings.databases()) {
            Statistics nanos = measure(options(VerifyBenchmark.class, store).threads(1), 1);
            double rate = settings.records() / (nanos.getPercentile(50) / 1e9);
            out.printf("| %s | %s | %s |%n", store, figure("%,.0f", rate, rate < VERIFY_BUDGET), spread(nanos));
        }
    }

    private static String figure(String format, double value, boolean isMiss) {
        String text = String.format(Locale.ROOT, format, value);
        return isMiss ? "**" + text + "**" : text;
    }

    private static String spread(Statistics all) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * (all.getMax() - all.getMin()) / all.getPercentile(50));
    }

    /** In one JVM, as an application is one. */
    private ChainedOptionsBuilder options(Class<?> benchmark, Store store) {
        return new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\..*")
                .param("store", store.name())
                .forks(0)
                .warmupIterations(settings.warmups())
                .warmupTime(TimeValue.milliseconds(settings.millis()))
                .measurementIterations(settings.iterations())
                .measurementTime(TimeValue.milliseconds(settings.millis()))
                .shouldFailOnError(true)
                .output(log(benchmark, store));
    }

    /** Returns the figures of all iterations, each times a factor. */
    private static Statistics measure(ChainedOptionsBuilder options, int factor) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        ListStatistics all = new ListStatistics();
        results.forEach(result -> result.getBenchmarkResults()
                .forEach(fork -> fork.getIterationResults()
                        .forEach(iteration ->
                                all.addValue(iteration.getPrimaryResult().getScore() * factor))));
        return all;
    }

    private static String log(Class<?> benchmark, Store store) {
        try {
            return Files.createDirectories(TARGET.resolve("jmh-audit"))
                    .resolve(benchmark.getSimpleName() + "-" + store + ".log")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no place for JMH's log", e);
        }
    }
}
