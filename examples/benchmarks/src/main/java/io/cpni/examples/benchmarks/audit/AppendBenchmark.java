package io.cpni.examples.benchmarks.audit;

import io.cpni.audit.AuditPosition;
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

/** Appends records to the log, by as many callers as JMH is given threads; each waits until its record is durable. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AppendBenchmark {

    /** Where. */
    @Param
    public Store store = Store.H2;

    /** Whose records. */
    @Param
    public Customers customers = Customers.KNOWN;

    private @Nullable TimedLog log;

    /** Opens a stream of its own, and lets the log meet its customers. */
    @Setup
    public void open() {
        log = TimedLog.open(store, "bench-" + UUID.randomUUID());
        log.meetEverybody();
    }

    /** Appends one. */
    @Benchmark
    public AuditPosition append(Entries entries) {
        if (log == null) {
            throw new IllegalStateException("not opened");
        }
        return log.log().append(customers == Customers.KNOWN ? entries.next() : entries.nextOfStranger());
    }

    /** Closes it. */
    @TearDown
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}
