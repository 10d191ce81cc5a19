package io.cpni.examples.benchmarks.gate;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.WarmupMode;

/**
 * Makes the data set once in each database, runs all benchmarks of the gate and prints tables in Markdown. Ratios above the
 * design's budgets are in bold. {@link Settings} say how much is run,
 * and when no further part is begun.
 */
public final class GateReport {

    private static final double GUARDED_BUDGET = 1.2;
    private static final double AUDITED_BUDGET = 1.5;
    private static final double IMPORT_BUDGET = 0.85;
    private static final double CACHED_BUDGET_NANOS = 5_000;

    private static final Path TARGET = Path.of("target");

    private final Settings settings;
    private final Measured measured;
    private final PrintStream out;

    private GateReport(Settings settings, Measured measured, PrintStream out) {
        this.settings = settings;
        this.measured = measured;
        this.out = out;
    }

    /** Runs and prints. */
    public static void main(String... args) throws RunnerException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Settings settings = Settings.of();
        long start = System.nanoTime();
        List<RunResult> results = new ArrayList<>();
        List<String> left = new ArrayList<>();
        try (Servers servers = Servers.start(settings.databases(), settings.calls(), TARGET)) {
            List<Carrier> open = settings.forks() == 0 ? open(settings.databases()) : List.of();
            for (Part part : parts(settings)) {
                if (since(start).compareTo(settings.limit()) > 0) {
                    left.add(part.title());
                } else {
                    results.addAll(new Runner(options(part, settings, servers).build()).run());
                }
            }
            open.forEach(Carrier::close);
        }
        new GateReport(settings, new Measured(results), out).print();
        out.printf(Locale.ROOT, "%nTook %d s with %s.%n", since(start).toSeconds(), settings);
        if (!left.isEmpty()) {
            out.printf("Not measured, as the time was up: %s%n", left);
        }
    }

    /** Keeps H2's file open between benchmarks, so that not every one begins with reading it. */
    private static List<Carrier> open(Set<Database> databases) {
        return databases.stream().map(Carrier::open).toList();
    }

    private static List<Part> parts(Settings settings) {
        return Part.all(settings.databases()).stream()
                .filter(part -> part.benchmark().getSimpleName().matches(settings.only()))
                .toList();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static ChainedOptionsBuilder options(Part part, Settings settings, Servers servers) {
        List<String> jvm = new ArrayList<>(servers.jvmArguments());
        jvm.add("-D" + Settings.PROPERTY + "=" + System.getProperty(Settings.PROPERTY, ""));
        jvm.addAll(
                List.of("-Xms3g", "-Xmx3g", "-Dslf4j.internal.verbosity=ERROR", "-Dorg.jboss.logging.provider=slf4j"));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(part.benchmark().getName().replace(".", "\\.") + "\\..*")
                .forks(settings.forks())
                .warmupMode(settings.forks() == 0 ? WarmupMode.BULK : WarmupMode.INDI)
                .warmupIterations(settings.warmups())
                .warmupTime(TimeValue.milliseconds(settings.millis()))
                .measurementIterations(settings.iterations())
                .measurementTime(TimeValue.milliseconds(settings.millis()))
                .shouldFailOnError(true)
                .jvmArgsAppend(jvm.toArray(String[]::new))
                .output(log(part));
        part.parameters().forEach(options::param);
        return options;
    }

    /** JMH begins its log anew with each part. */
    private static String log(Part part) {
        try {
            return Files.createDirectories(TARGET.resolve("jmh-gate"))
                    .resolve(part.title().replaceAll("[^A-Za-z0-9_]+", "-") + ".log")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no place for JMH's log", e);
        }
    }

    private void print() {
        for (Database database : settings.databases()) {
            if (measured.has(StatementBenchmark.class, database)) {
                masked(database);
                agreed(database);
            }
        }
        if (measured.has(RewriteBenchmark.class)) {
            rewriting();
        }
        if (measured.has(ImportBenchmark.class)) {
            imports();
        }
        if (measured.has(OrmBenchmark.class)) {
            orm();
        }
    }

    private List<Form> forms(Database database) {
        return Stream.of(Form.values())
                .filter(form -> measured.has(StatementBenchmark.class, database, form))
                .toList();
    }

    private List<Database> databases(Class<?> benchmark) {
        return settings.databases().stream()
                .filter(database -> measured.has(benchmark, database))
                .toList();
    }

    private void masked(Database database) {
        statementTable(database, Reader.HELP_DESK);
        for (Form form : forms(database)) {
            statementLine(
                    database,
                    form,
                    Way.MASKED_BY_HAND,
                    "",
                    List.of(Way.UNGUARDED, Way.MASKED_BY_HAND, Way.MASKED_GUARDED, Way.MASKED_AUDITED));
        }
    }

    /** By hand is whichever of the two forms is faster. */
    private void agreed(Database database) {
        statementTable(database, Reader.MARKETING);
        for (Form form : forms(database)) {
            Way best = time(database, form, Way.AGREED_BY_JOIN) < time(database, form, Way.AGREED_BY_EXISTS)
                    ? Way.AGREED_BY_JOIN
                    : Way.AGREED_BY_EXISTS;
            statementLine(
                    database,
                    form,
                    best,
                    best == Way.AGREED_BY_JOIN ? " (joins)" : " (EXISTS)",
                    List.of(Way.UNGUARDED, best, Way.AGREED_GUARDED, Way.AGREED_AUDITED));
        }
    }

    private void statementTable(Database database, Reader reader) {
        out.printf("%n%s, %s%n%n", database, reader.title());
        out.println("| Statement | unguarded µs | by hand µs | guarded µs | × by hand | durable audit µs | × by hand"
                + " | spread |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    }

    /** Prints a line of what four ways take: unguarded, by hand, guarded, audited. */
    private void statementLine(Database database, Form form, Way byHand, String remark, List<Way> ways) {
        double hand = time(database, form, byHand);
        double guarded = time(database, form, ways.get(2));
        double audited = time(database, form, ways.get(3));
        out.printf(
                "| %s | %s | %s%s | %s | %s | %s | %s | %s |%n",
                form.title(),
                Measured.micros(time(database, form, Way.UNGUARDED)),
                Measured.micros(hand),
                remark,
                Measured.micros(guarded),
                Measured.ratio(guarded / hand, GUARDED_BUDGET),
                Measured.micros(audited),
                Measured.ratio(audited / hand, AUDITED_BUDGET),
                Measured.percent(widest(ways.stream()
                        .map(way -> measured.spread(StatementBenchmark.class, "run", database, form, way)))));
    }

    private double time(Database database, Form form, Way way) {
        return measured.median(StatementBenchmark.class, "run", database, form, way);
    }

    private static double widest(Stream<Double> spreads) {
        return spreads.mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    private void rewriting() {
        out.printf("%nThe gate in Java, over a driver that does nothing%n%n");
        out.println(
                "| Context | prepare, cached µs | prepare, never seen µs | prepare and execute µs | the stub alone µs |");
        out.println("| --- | ---: | ---: | ---: | ---: |");
        for (Reader reader : List.of(Reader.HELP_DESK, Reader.MARKETING)) {
            double cached = measured.median(RewriteBenchmark.class, "cached", reader);
            String figure = Measured.micros(cached);
            out.printf(
                    "| %s | %s | %s | %s | %s |%n",
                    reader.title(),
                    cached > CACHED_BUDGET_NANOS ? "**" + figure + "**" : figure,
                    Measured.micros(measured.median(RewriteBenchmark.class, "cold", reader)),
                    Measured.micros(measured.median(RewriteBenchmark.class, "executed", reader)),
                    Measured.micros(measured.median(RewriteBenchmark.class, "stub", reader)));
        }
    }

    private void imports() {
        out.printf(Locale.ROOT, "%nImport of %,d call records%n%n", settings.imported());
        out.println("| Import | records/s | of the unguarded rate | spread |");
        out.println("| --- | ---: | ---: | ---: |");
        for (Database database : databases(ImportBenchmark.class)) {
            double unguarded = measured.median(ImportBenchmark.class, "run", database, Through.UNGUARDED);
            for (Through through : Through.values()) {
                double nanos = measured.median(ImportBenchmark.class, "run", database, through);
                double rate = unguarded / nanos;
                out.printf(
                        "| %s, %s | %s | %s | %s |%n",
                        database,
                        through.title(),
                        Measured.figure(settings.imported() / (nanos / 1e9)),
                        rate < IMPORT_BUDGET ? "**" + Measured.figure(rate) + "**" : Measured.figure(rate),
                        Measured.percent(measured.spread(ImportBenchmark.class, "run", database, through)));
            }
        }
    }

    private void orm() {
        out.printf("%nA page of 100 entities%n%n");
        out.println("| Page | µs | × unguarded | spread |");
        out.println("| --- | ---: | ---: | ---: |");
        for (Database database : databases(OrmBenchmark.class)) {
            double unguarded = measured.median(OrmBenchmark.class, "run", database, Guard.NOTHING);
            for (Guard guard : Guard.values()) {
                double nanos = measured.median(OrmBenchmark.class, "run", database, guard);
                out.printf(
                        "| %s, %s | %s | %s | %s |%n",
                        database,
                        guard.title(),
                        Measured.micros(nanos),
                        Measured.figure(nanos / unguarded),
                        Measured.percent(measured.spread(OrmBenchmark.class, "run", database, guard)));
            }
        }
    }
}
