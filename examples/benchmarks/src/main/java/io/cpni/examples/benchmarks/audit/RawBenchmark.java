package io.cpni.examples.benchmarks.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/**
 * Inserts the rows of the log without the log: one thread, a batch and a commit that waits for the disk, then the next. A
 * batch has the rows of as many records as the log has callers, who would share that commit at best. One run is one batch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RawBenchmark {

    private static final int SAMPLE = 1_000;

    /** Numbers that no log gives a stream. */
    private static final AtomicInteger RAW_STREAMS = new AtomicInteger(1_000_000);

    /** Where. */
    @Param
    public Store store = Store.H2;

    /** How many records. */
    @Param({"1", "8", "32"})
    public int records = 1;

    private @Nullable TimedLog log;
    private @Nullable RawRows rows;
    private @Nullable Connection connection;

    /** Has the log write some records, and takes their rows. */
    @Setup
    public void open() throws SQLException {
        log = TimedLog.open(store, "sample-" + UUID.randomUUID());
        Entries entries = new Entries();
        for (int i = 0; i < SAMPLE; i++) {
            // Nobody waits for the single ones.
            log.log().submit(entries.next());
        }
        log.log().settle();
        rows = CopiedRows.of(log.connections(), TimedLog.TABLES, log.streamNo(), RAW_STREAMS.incrementAndGet(), SAMPLE);
        connection = log.connections().getConnection();
        connection.setAutoCommit(false);
    }

    /** Inserts a batch and returns how many records it has. */
    @Benchmark
    public int insert() throws SQLException {
        if (rows == null || connection == null) {
            throw new IllegalStateException("not opened");
        }
        rows.insert(connection, records);
        connection.commit();
        return records;
    }

    /** Closes it. */
    @TearDown
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
        if (log != null) {
            log.close();
        }
    }
}
