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
import org.openjdk.jmh.profile.GCProfiler;
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

    private static final double IMPORT_BUDGET = 0.85;
    private static final double CACHED_BUDGET_NANOS = 5_000;

    private static final double HUNDRED_BUDGET = 1.25;
    private static final double TEN_THOUSAND_BUDGET = 1.1;

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

    static ChainedOptionsBuilder options(Part part, Settings settings, Servers servers) {
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
        if (!part.ways().isEmpty()) {
            options.param("way", part.ways().stream().map(Enum::name).toArray(String[]::new));
        }
        if (part.countsBytes()) {
            options.addProfiler(GCProfiler.class);
        }
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
                new StatementTables(measured, database, out).print();
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
        if (measured.has(RepositoryBenchmark.class)) {
            repositories("hundred", "A hundred objects from a repository", HUNDRED_BUDGET);
            repositories("tenThousand", "Ten thousand objects from a repository", TEN_THOUSAND_BUDGET);
        }
        if (measured.has(StartUpBenchmark.class)) {
            startUp();
        }
    }

    private List<Database> databases(Class<?> benchmark) {
        return settings.databases().stream()
                .filter(database -> measured.has(benchmark, database))
                .toList();
    }

    private void rewriting() {
        out.printf("%nThe gate in Java, over a driver that does nothing%n%n");
        out.println(
                "| Context | prepare, cached µs | prepare, never seen µs | prepare and execute µs | the stub alone µs"
                        + " | cached B/op | execute B/op | stub B/op |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Reader reader : List.of(Reader.HELP_DESK, Reader.MARKETING)) {
            double cached = measured.median(RewriteBenchmark.class, "cached", reader);
            String figure = Measured.micros(cached);
            out.printf(
                    "| %s | %s | %s | %s | %s | %s | %s | %s |%n",
                    reader.title(),
                    cached > CACHED_BUDGET_NANOS ? "**" + figure + "**" : figure,
                    Measured.micros(measured.median(RewriteBenchmark.class, "cold", reader)),
                    Measured.micros(measured.median(RewriteBenchmark.class, "executed", reader)),
                    Measured.micros(measured.median(RewriteBenchmark.class, "stub", reader)),
                    Measured.figure(measured.bytes(RewriteBenchmark.class, "cached", reader)),
                    Measured.figure(measured.bytes(RewriteBenchmark.class, "executed", reader)),
                    Measured.figure(measured.bytes(RewriteBenchmark.class, "stub", reader)));
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

    private void repositories(String method, String title, double budget) {
        out.printf("%n%s%n%n", title);
        out.println("| Read | µs | × unguarded | × by hand | spread | B/op |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        Class<?> benchmark = RepositoryBenchmark.class;
        for (Database database : databases(benchmark)) {
            for (Reader reader : List.of(Reader.HELP_DESK, Reader.MARKETING)) {
                double unguarded = measured.median(benchmark, method, database, Protection.NOTHING, reader);
                double byHand = measured.median(benchmark, method, database, Protection.BY_HAND, reader);
                for (Protection protection : Protection.values()) {
                    double nanos = measured.median(benchmark, method, database, protection, reader);
                    double allowed = protection.isOurs() ? budget : Double.MAX_VALUE;
                    out.printf(
                            "| %s, %s, %s | %s | %s | %s | %s | %s |%n",
                            database,
                            reader.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            protection.title(),
                            Measured.micros(nanos),
                            Measured.ratio(nanos / unguarded, allowed),
                            Measured.ratio(nanos / byHand, allowed),
                            Measured.percent(measured.spread(benchmark, method, database, protection, reader)),
                            Measured.figure(measured.bytes(benchmark, method, database, protection, reader)));
                }
            }
        }
    }

    private void startUp() {
        out.printf("%nStarting and stopping an application%n%n");
        out.println("| Application | ms | spread |");
        out.println("| --- | ---: | ---: |");
        for (Protection protection : List.of(Protection.NOTHING, Protection.AUDITED)) {
            out.printf(
                    "| %s | %s | %s |%n",
                    protection.title(),
                    Measured.figure(measured.median(StartUpBenchmark.class, "run", protection) / 1e6),
                    Measured.percent(measured.spread(StartUpBenchmark.class, "run", protection)));
        }
    }
}
