package io.cpni.examples.benchmarks;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.Condition;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.rule.FccRules;
import java.util.List;
import java.util.Set;
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

/** Our own engine by the number of grants: deciding and planning, warm, and the first decision of all. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {

    private static final Question FIRST = Question.timed().get(2);
    private static final TableLabels CALLS = new TableLabels(
            "call_record",
            Set.of(DataCategory.CALL_DETAIL),
            List.of(
                    column("id", Set.of(DataCategory.CALL_DETAIL)),
                    column("callee", Set.of(DataCategory.CALL_DETAIL)),
                    column("cost", Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING))),
            CustomerKeyPath.direct("account_id"));

    /** The number of grants. */
    @Param({"10", "100", "1000", "10000"})
    public int grants = 10;

    private Grants held = Staff.grants(10);
    private DecisionEngine engine = Staff.engine(10);
    private Peer peer = question -> false;
    private AccessRequest first = Staff.request(FIRST);
    private AccessContext[] contexts = {};

    /** Prepares the grants and the engine. */
    @Setup
    public void prepare() {
        List<Question> questions = Question.timed();
        held = Staff.grants(grants);
        engine = new DecisionEngine(FccRules.current(), held, Staff.CARRIER);
        peer = new Cpni(questions, engine);
        first = Staff.request(FIRST);
        contexts = questions.stream()
                .map(question -> Staff.context(question, Staff.accessor(question)))
                .toArray(AccessContext[]::new);
    }

    /** Decides, warm. */
    @Benchmark
    @OperationsPerInvocation(PeerBenchmark.QUESTIONS)
    public int decide() {
        int permits = 0;
        for (int question = 0; question < PeerBenchmark.QUESTIONS; question++) {
            if (peer.permits(question)) {
                permits++;
            }
        }
        return permits;
    }

    /** Plans, warm: what the SQL gate asks for each statement. */
    @Benchmark
    @OperationsPerInvocation(PeerBenchmark.QUESTIONS)
    public int plan() {
        int possible = 0;
        for (AccessContext context : contexts) {
            AccessPlan plan = engine.plan(context, Operation.READ, CALLS, Staff.NOW);
            if (!(plan.rows() instanceof Condition.Never)) {
                possible++;
            }
        }
        return possible;
    }

    /** Decides once with an engine that has never seen anything: all rules are run, for every state of the facts. */
    @Benchmark
    public int firstDecision() {
        DecisionEngine fresh = new DecisionEngine(engine.rules(), held, Staff.CARRIER);
        return fresh.decide(first, FIRST.customer(), Staff.NOW) instanceof Decision.Permit ? 1 : 0;
    }

    private static ColumnLabel column(String name, Set<DataCategory> categories) {
        return new ColumnLabel(name, categories, MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.TEXT, false);
    }
}
