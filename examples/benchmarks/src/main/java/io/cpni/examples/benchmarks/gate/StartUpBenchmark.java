package io.cpni.examples.benchmarks.gate;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Starting and stopping a whole application, with the library and without, in a JVM that has done it before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StartUpBenchmark {

    /** How. */
    @Param({"NOTHING", "AUDITED"})
    public Protection protection = Protection.NOTHING;

    /** Starts the application and stops it. */
    @Benchmark
    public void run() {
        Application.start(Settings.of().databases().iterator().next(), protection)
                .close();
    }
}
