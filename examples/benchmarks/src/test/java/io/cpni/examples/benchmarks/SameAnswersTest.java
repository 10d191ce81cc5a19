package io.cpni.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without this the times would compare different policies. */
class SameAnswersTest {

    private static final List<Question> ALL = Question.all();

    @ParameterizedTest
    @EnumSource
    void everybodyAnswersEveryQuestionAlike(Peers who) {
        Peer byHand = Peers.BY_HAND.prepare(ALL);
        Peer peer = who.prepare(ALL);
        for (int question = 0; question < ALL.size(); question++) {
            assertThat(peer.permits(question))
                    .as("%s asked %s", who, ALL.get(question))
                    .isEqualTo(byHand.permits(question));
        }
    }

    @ParameterizedTest
    @EnumSource
    void halfOfTheTimedQuestionsArePermitted(Peers who) {
        PeerBenchmark benchmark = new PeerBenchmark();
        benchmark.peer = who;
        benchmark.prepare();
        assertThat(benchmark.decide()).isEqualTo(PeerBenchmark.QUESTIONS / 2);
    }

    @Test
    void thePolicyPermitsSomeAndDeniesSome() {
        Peer byHand = Peers.BY_HAND.prepare(ALL);
        long permitted = 0;
        for (int question = 0; question < ALL.size(); question++) {
            permitted += byHand.permits(question) ? 1 : 0;
        }
        assertThat(permitted).isPositive().isLessThan(ALL.size() / 2);
        assertThat(Question.timed()).hasSize(PeerBenchmark.QUESTIONS);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000})
    void moreGrantsChangeNothing(int grants) {
        EngineBenchmark benchmark = new EngineBenchmark();
        benchmark.grants = grants;
        benchmark.prepare();
        assertThat(benchmark.decide()).isEqualTo(PeerBenchmark.QUESTIONS / 2);
        assertThat(benchmark.firstDecision()).isOne();
        // Those who bill, and those who serve the customers assigned to them, read call detail; nobody markets with it.
        assertThat(benchmark.plan()).isEqualTo(3);
    }
}
