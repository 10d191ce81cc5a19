package io.cpni.examples.benchmarks.gate;

import java.util.ArrayList;
import java.util.List;
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

/** From the call of a repository to the objects, in a whole application, with the library and without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RepositoryBenchmark {

    /** How many accounts of a hundred calls each are read at once. */
    static final int ACCOUNTS = 100;

    /** Where. */
    @Param
    public Database database = Database.H2;

    /** How. */
    @Param
    public Protection protection = Protection.NOTHING;

    /** By whom. */
    @Param({"HELP_DESK", "MARKETING"})
    public Reader reader = Reader.HELP_DESK;

    private final long calls = Settings.of().calls();
    private @Nullable Application application;
    private int turn;

    /** Starts the application. */
    @Setup
    public void start() {
        application = Application.start(database, protection);
    }

    /** Reads a hundred calls. */
    @Benchmark
    public int hundred() {
        return started().page(reader, Form.agreedAccount(next(), calls)).size();
    }

    /** Reads ten thousand calls. */
    @Benchmark
    public int tenThousand() {
        return started().all(reader, agreedAccounts(next(), calls)).size();
    }

    /** Returns accounts whose customers agreed to marketing, so that every reader gets every call of theirs. */
    static List<Long> agreedAccounts(long turn, long calls) {
        List<Long> accounts = new ArrayList<>(ACCOUNTS);
        long all = DataSet.accounts(calls);
        for (long i = 0; i < all && accounts.size() < ACCOUNTS; i++) {
            long account = 1 + (turn * 37 + i) % all;
            if (DataSet.hasAgreed(DataSet.customerOf(account, calls))) {
                accounts.add(account);
            }
        }
        return accounts;
    }

    private int next() {
        turn = (turn + 1) % Form.TURNS;
        return turn;
    }

    private Application started() {
        if (application == null) {
            throw new IllegalStateException("not started");
        }
        return application;
    }

    /** Stops it. */
    @TearDown
    public void stop() {
        started().close();
    }
}
