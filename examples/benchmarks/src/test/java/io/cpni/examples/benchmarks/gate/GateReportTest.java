package io.cpni.examples.benchmarks.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessScope;
import io.cpni.decision.CpniAccessDeniedException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** The benchmarks run, with a data set that is as small as it can be. Nothing is timed. */
class GateReportTest {

    private static final String SMALL = "rows=2000,import=1500";

    @Test
    void everyBenchmarkRuns() throws SQLException {
        System.setProperty(Settings.PROPERTY, SMALL);
        try (Servers servers = Servers.start(EnumSet.allOf(Database.class), 2_000, Path.of("target"))) {
            assertThat(servers.jvmArguments()).hasSize(Database.values().length);
            Blackhole blackhole = new Blackhole(
                    "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
            for (Database database : Database.values()) {
                statement(database, blackhole);
                imports(database);
                orm(database);
            }
        } finally {
            System.clearProperty(Settings.PROPERTY);
        }
    }

    private static void statement(Database database, Blackhole blackhole) throws SQLException {
        StatementBenchmark benchmark = new StatementBenchmark();
        benchmark.database = database;
        benchmark.form = Form.PAGE;
        benchmark.way = Way.AGREED_AUDITED;
        benchmark.open();
        try {
            assertThat(benchmark.run(blackhole)).isEqualTo(100);
        } finally {
            benchmark.close();
        }
    }

    private static void imports(Database database) throws SQLException {
        ImportBenchmark benchmark = new ImportBenchmark();
        benchmark.database = database;
        benchmark.through = Through.AUDITED;
        benchmark.open();
        try {
            for (int iteration = 0; iteration < 2; iteration++) {
                benchmark.clear();
                assertThat(benchmark.run()).isEqualTo(1_500);
            }
        } finally {
            benchmark.close();
        }
    }

    private static void orm(Database database) {
        OrmBenchmark benchmark = new OrmBenchmark();
        benchmark.database = database;
        benchmark.guard = Guard.GATE;
        benchmark.open();
        try {
            assertThat(benchmark.run()).isEqualTo(100);
        } finally {
            benchmark.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Reader.class,
            names = {"HELP_DESK", "MARKETING"})
    void theGateRewritesOverTheStub(Reader reader) throws SQLException {
        RewriteBenchmark benchmark = new RewriteBenchmark();
        benchmark.reader = reader;
        benchmark.open();
        try (PreparedStatement cached = benchmark.cached();
                PreparedStatement cold = benchmark.cold()) {
            assertThat(cached).isNotNull();
            assertThat(cold).isNotNull();
            assertThat(benchmark.executed()).isEqualTo(benchmark.stub());
        } finally {
            benchmark.close();
        }
        assertThat(AccessScope.current()).isEmpty();
    }

    /** Otherwise the times of rewriting would be those of refusing, or of passing on. */
    @Test
    void overTheStubNothingPassesWithoutAContext() throws SQLException {
        RewriteBenchmark benchmark = new RewriteBenchmark();
        benchmark.open();
        benchmark.close();
        assertThatThrownBy(benchmark::cached).isInstanceOf(CpniAccessDeniedException.class);
    }

    @Test
    void settingsAreReadAndMistakesAreNamed() {
        assertThat(Settings.parse("rows=2000, databases=H2").databases()).containsExactly(Database.H2);
        assertThat(Settings.parse("").calls()).isEqualTo(1_000_000);
        assertThatThrownBy(() -> Settings.parse("row=2000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'row=2000'");
    }

    /** One command has to be done within fifteen minutes; the longest part takes less than one. */
    @Test
    void theUsualRunIsBoundedAndEveryStatementHasItsPart() {
        Settings usual = Settings.parse("");
        assertThat(usual.databases()).containsExactly(Database.values());
        assertThat(usual.limit()).isLessThanOrEqualTo(Duration.ofMinutes(14));
        assertThat(Part.all(usual.databases()))
                .hasSize(2 + Database.values().length * (3 + Form.values().length))
                .doesNotHaveDuplicates();
        double longest = Math.max(1, usual.forks())
                * Way.values().length
                * (usual.warmups() + usual.iterations())
                * (usual.millis() / 1_000.0);
        assertThat(longest).as("seconds").isLessThan(40);
    }

    @Test
    void onlyWhatSaysNothingIsLeftOut() {
        Map<String, Set<Way>> left = new TreeMap<>();
        for (Part part : Part.all(EnumSet.allOf(Database.class))) {
            if (part.benchmark() == StatementBenchmark.class) {
                Set<Way> missing = EnumSet.allOf(Way.class);
                part.ways().forEach(missing::remove);
                if (!missing.isEmpty()) {
                    left.put(
                            part.parameters().get("form") + " on "
                                    + part.parameters().get("database"),
                            missing);
                }
            }
        }
        Set<Way> keys =
                EnumSet.of(Way.MASKED_BY_HAND_WITH_KEY, Way.AGREED_BY_EXISTS_WITH_KEY, Way.AGREED_BY_JOIN_WITH_KEY);
        assertThat(left)
                .isEqualTo(Map.of(
                        "TOP_N on H2",
                        EnumSet.of(Way.AGREED_BY_JOIN, Way.AGREED_BY_JOIN_WITH_KEY),
                        "MONTH_SUM on H2",
                        keys,
                        "MONTH_SUM on POSTGRESQL",
                        keys,
                        "MONTH_SUM on MARIADB",
                        keys));
    }

    /** Measures two parts, as shortly as can be, and prints them. */
    @Test
    void theTablesShowTimesRatiosAndBytes() throws RunnerException {
        String said = SMALL + ",millis=1,warmups=1,iterations=1,databases=H2";
        System.setProperty(Settings.PROPERTY, said);
        // Another run of JMH on this machine would only make the times worse, which are not looked at.
        System.setProperty("jmh.ignoreLock", "true");
        Settings settings = Settings.parse(said);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Servers servers = Servers.start(settings.databases(), 2_000, Path.of("target"))) {
            List<RunResult> results = new ArrayList<>();
            for (Part part : Part.all(settings.databases())) {
                if (part.parameters().values().stream().anyMatch(Set.of("TOP_N", "MONTH_SUM")::contains)) {
                    results.addAll(new Runner(
                                    GateReport.options(part, settings, servers).build())
                            .run());
                }
            }
            new StatementTables(new Measured(results), Database.H2, new PrintStream(printed, true, UTF_8)).print();
        } finally {
            System.clearProperty(Settings.PROPERTY);
            System.clearProperty("jmh.ignoreLock");
        }
        String figure = "[0-9][0-9.,]*";
        String ratio = "(\\*\\*)?" + figure + "(\\*\\*)?";
        String rest = " \\| " + figure + " \\| " + ratio + " \\| [0-9]+ % \\| [1-9][0-9.,]* \\| [1-9][0-9.,]* \\|";
        String unguarded = " \\| " + figure + " \\| " + figure;
        assertThat(printed.toString(UTF_8).lines().filter(line -> line.startsWith("| newest")))
                .hasSize(2)
                .satisfiesExactly(
                        masked -> assertThat(masked)
                                .matches("\\| newest 100 of all" + unguarded + " \\| " + figure + " \\| " + figure
                                        + " \\| " + ratio + " \\| " + ratio + rest),
                        agreed -> assertThat(agreed)
                                .matches("\\| newest 100 of all" + unguarded + " \\(EXISTS\\) \\| " + figure
                                        + " \\(EXISTS\\) \\| " + figure + " \\| " + ratio + " \\| " + ratio + rest));
        assertThat(printed.toString(UTF_8).lines().filter(line -> line.startsWith("| month sum")))
                .as("a sum has no customers to name")
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .matches("\\| month sum" + unguarded + "( \\((EXISTS|joins)\\))? \\| – \\| " + figure + " \\| "
                                + ratio + " \\| –" + rest));
    }

    @Test
    void ratiosAboveTheBudgetStandOut() {
        assertThat(Measured.ratio(1.19, 1.2)).isEqualTo("1.19");
        assertThat(Measured.ratio(1.21, 1.2)).isEqualTo("**1.21**");
        Matcher figure = Pattern.compile("[0-9.,]+").matcher(Measured.micros(1_234_567));
        assertThat(figure.matches()).isTrue();
    }
}
