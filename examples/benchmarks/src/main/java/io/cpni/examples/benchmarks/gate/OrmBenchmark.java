package io.cpni.examples.benchmarks.gate;

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

/** A page of 100 entities, guarded by the gate and by what others offer for the job. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OrmBenchmark {

    /** Where. */
    @Param
    public Database database = Database.H2;

    /** How. */
    @Param
    public Guard guard = Guard.NOTHING;

    private final long calls = Settings.of().calls();
    private @Nullable Carrier carrier;
    private @Nullable Orm orm;
    private int turn;

    /** Opens the carrier's records. */
    @Setup
    public void open() {
        carrier = Carrier.open(database);
        orm = new Orm(carrier, guard, calls);
    }

    /** Reads a page. */
    @Benchmark
    public int run() {
        if (orm == null) {
            throw new IllegalStateException("not opened");
        }
        turn = (turn + 1) % Form.TURNS;
        return orm.page(Form.agreedAccount(turn, calls)).size();
    }

    /** Closes them. */
    @TearDown
    public void close() {
        if (orm != null) {
            orm.close();
        }
        if (carrier != null) {
            carrier.close();
        }
    }
}
