package io.cpni.examples.benchmarks.gate;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Takes call records in, without the gate and through it. One run is one import into an empty table. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ImportBenchmark {

    /** Where. */
    @Param
    public Database database = Database.H2;

    /** How. */
    @Param
    public Through through = Through.UNGUARDED;

    private final Settings settings = Settings.of();
    private @Nullable Carrier carrier;
    private @Nullable Imports imports;

    /** Opens the carrier's records. */
    @Setup(Level.Trial)
    public void open() {
        carrier = Carrier.open(database);
        imports = new Imports(through.source(carrier), DataSet.accounts(settings.calls()));
    }

    /** Empties the table. */
    @Setup(Level.Iteration)
    public void clear() throws SQLException {
        if (carrier != null) {
            Imports.clear(carrier.raw());
        }
    }

    /** Takes the records in. */
    @Benchmark
    public int run() throws SQLException {
        if (imports == null) {
            throw new IllegalStateException("not opened");
        }
        return imports.run(settings.imported());
    }

    /** Closes them. */
    @TearDown(Level.Trial)
    public void close() {
        if (carrier != null) {
            carrier.close();
        }
    }
}
