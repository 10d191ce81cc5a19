package io.cpni.examples.benchmarks.gate;

import io.cpni.accessor.AccessScope;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.InMemoryApprovalStore;
import io.cpni.sql.GuardedDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
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

/**
 * What the gate does in Java, over a driver that does nothing: reading, planning and rewriting a statement, the first time
 * and every other time, and the rest of its life.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RewriteBenchmark {

    private final DataSource driver = StubDriver.dataSource();

    /** Who asks. */
    @Param({"HELP_DESK", "MARKETING"})
    public Reader reader = Reader.HELP_DESK;

    private String sql = "";
    private long text;
    private @Nullable Connection guarded;
    private @Nullable Connection raw;
    private @Nullable AccessScope scope;

    /** Opens the connections. No store is asked: the ids of the scopes are in memory. */
    @Setup(Level.Trial)
    public void open() throws SQLException {
        sql = Way.UNGUARDED.sql(Database.H2, Form.PAGE, List.of());
        raw = driver.getConnection();
        ApprovalStore approvals = new InMemoryApprovalStore();
        DataSet.tellHistories(approvals);
        scope = AccessScope.open(reader.context());
        guarded = new GuardedDataSource(driver, Carrier.gate(Reader.engine(), approvals.scopes(), new NoAuditLog()))
                .getConnection();
    }

    /** Prepares a statement that the gate knows. */
    @Benchmark
    public PreparedStatement cached() throws SQLException {
        return opened(guarded).prepareStatement(sql);
    }

    /** Prepares a statement that the gate has never seen: it is read, resolved and rewritten. */
    @Benchmark
    public PreparedStatement cold() throws SQLException {
        text++;
        return opened(guarded).prepareStatement(sql.replace("where ", "where c.duration_s < " + text + " and "));
    }

    /** Prepares a statement that the gate knows, binds, runs and closes it, with its plan made again and its record. */
    @Benchmark
    public int executed() throws SQLException {
        return execute(opened(guarded));
    }

    /** The same without the gate: what the stub itself costs. */
    @Benchmark
    public int stub() throws SQLException {
        return execute(opened(raw));
    }

    private int execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, 7);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? 1 : 0;
            }
        }
    }

    private static Connection opened(@Nullable Connection connection) {
        if (connection == null) {
            throw new IllegalStateException("not opened");
        }
        return connection;
    }

    /** Leaves the context. */
    @TearDown(Level.Trial)
    public void close() {
        if (scope != null) {
            scope.close();
        }
    }
}
