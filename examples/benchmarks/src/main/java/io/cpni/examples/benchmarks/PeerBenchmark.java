package io.cpni.examples.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One warm decision, by us and by others, on the same policy. Each runs in a JVM of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerBenchmark {

    static final int QUESTIONS = 8;

    /** Who is asked. */
    @Param
    public Peers peer = Peers.CPNI;

    private Peer asked = question -> false;

    /** Prepares the peer. */
    @Setup
    public void prepare() {
        List<Question> questions = Question.timed();
        asked = peer.prepare(questions);
    }

    /** Asks all questions and counts the permits. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public int decide() {
        int permits = 0;
        for (int question = 0; question < QUESTIONS; question++) {
            if (asked.permits(question)) {
                permits++;
            }
        }
        return permits;
    }
}
