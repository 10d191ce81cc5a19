package io.cpni.examples.benchmarks.audit;

import java.util.UUID;
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

/** Verifies a stream from its first record to its last, from the database. One run is one verification. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyBenchmark {

    /** Where. */
    @Param
    public Store store = Store.H2;

    private @Nullable TimedLog log;

    /** Writes the stream. */
    @Setup
    public void open() {
        log = TimedLog.open(store, "verify-" + UUID.randomUUID());
        log.meetEverybody();
        Entries entries = new Entries();
        for (int i = 0; i < AuditSettings.of().records(); i++) {
            log.log().submit(entries.next());
        }
        log.log().settle();
    }

    /** Verifies it and returns how many records it has. */
    @Benchmark
    public long verify() {
        if (log == null) {
            throw new IllegalStateException("not opened");
        }
        return log.verify();
    }

    /** Closes it. */
    @TearDown
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}
