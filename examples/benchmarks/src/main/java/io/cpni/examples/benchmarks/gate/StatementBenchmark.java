package io.cpni.examples.benchmarks.gate;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** The statements of the design's budget, each in every way, on one connection from a pool. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatementBenchmark {

    /** Where. */
    @Param
    public Database database = Database.H2;

    /** What. */
    @Param
    public Form form = Form.PAGE;

    /** How. */
    @Param
    public Way way = Way.UNGUARDED;

    private @Nullable Carrier carrier;
    private @Nullable Statements statements;
    private int turn;

    /** Opens the carrier's records. */
    @Setup
    public void open() {
        carrier = Carrier.open(database);
        statements = new Statements(carrier, way, form, Settings.of().calls());
    }

    /** Runs the statement, or the transaction, once. */
    @Benchmark
    public int run(Blackhole blackhole) throws SQLException {
        if (statements == null) {
            throw new IllegalStateException("not opened");
        }
        turn = (turn + 1) % Form.TURNS;
        return statements.run(turn, blackhole::consume);
    }

    /** Closes them. */
    @TearDown
    public void close() {
        if (carrier != null) {
            carrier.close();
        }
    }
}
