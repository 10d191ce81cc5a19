package io.cpni.examples.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessScope;
import io.cpni.decision.CpniAccessDeniedException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.infra.Blackhole;

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

    /** One command has to be done within twelve minutes; the longest part takes less than one. */
    @Test
    void theUsualRunIsBoundedAndEveryStatementHasItsPart() {
        Settings usual = Settings.parse("");
        assertThat(usual.limit()).isLessThanOrEqualTo(Duration.ofMinutes(11));
        assertThat(Part.all(usual.databases()))
                .hasSize(1 + Database.values().length * (2 + Form.values().length))
                .doesNotHaveDuplicates();
        double longest = Math.max(1, usual.forks())
                * Way.values().length
                * (usual.warmups() + usual.iterations())
                * (usual.millis() / 1_000.0);
        assertThat(longest).as("seconds").isLessThan(40);
    }

    @Test
    void ratiosAboveTheBudgetStandOut() {
        assertThat(Measured.ratio(1.19, 1.2)).isEqualTo("1.19");
        assertThat(Measured.ratio(1.21, 1.2)).isEqualTo("**1.21**");
        Matcher figure = Pattern.compile("[0-9.,]+").matcher(Measured.micros(1_234_567));
        assertThat(figure.matches()).isTrue();
    }
}
