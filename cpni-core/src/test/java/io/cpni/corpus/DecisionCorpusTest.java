package io.cpni.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.cpni.approval.ApprovalAsk;
import io.cpni.decision.Decision;
import io.cpni.decision.Obligation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs the project's own corpus of cases, and any other that {@code -Dcpni.corpus} names the directory of. */
class DecisionCorpusTest {

    @TestFactory
    Stream<DynamicTest> ownCases() throws URISyntaxException {
        return cases(Path.of(DecisionCorpusTest.class.getResource("/corpus").toURI()));
    }

    @TestFactory
    @EnabledIfSystemProperty(named = "cpni.corpus", matches = ".+")
    Stream<DynamicTest> otherCases() {
        return cases(Path.of(System.getProperty("cpni.corpus")));
    }

    private static Stream<DynamicTest> cases(Path directory) {
        return CorpusReader.readCases(directory).stream().map(DecisionCorpusTest::test);
    }

    private static DynamicTest test(CorpusReading reading) {
        if (reading instanceof CorpusReading.Readable readable) {
            CorpusCase one = readable.one();
            return dynamicTest(one.id() + " " + one.title(), () -> run(one));
        }
        CorpusReading.Unreadable unreadable = (CorpusReading.Unreadable) reading;
        return dynamicTest(unreadable.name(), () -> {
            throw unreadable.why();
        });
    }

    private static void run(CorpusCase one) {
        if (one instanceof DecisionCase decision) {
            run(decision);
        } else if (one instanceof TimelineCase timeline) {
            run(timeline);
        } else {
            CorpusDeadlines.check((DeadlineCase) one);
        }
    }

    private static void run(DecisionCase one) {
        Decision decision = new CorpusQuestion(one).answer();
        String answer = decision.map(
                permit -> (permit.obligations().isEmpty() ? "PERMIT " : "PERMIT_WITH_OBLIGATION ") + duties(permit),
                deny -> "DENY []");
        DecisionExpectation expected = one.expect();

        assertThat(answer)
                .as("answer, by rule %s", decision.reason())
                .isEqualTo(expected.result() + " " + new TreeSet<>(expected.obligations()));
        assertThat(one.acceptedRules())
                .as("rules that may be reported")
                .contains(decision.reason().rule());
    }

    private static Set<Obligation.Kind> duties(Decision.Permit permit) {
        return permit.obligations().stream().map(Obligation::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void run(TimelineCase one) {
        CorpusFacts facts = new CorpusFacts(one);
        for (TimelineExpectation.StateAt expected : one.expect().states()) {
            ApprovalAsk ask = new ApprovalAsk(
                    expected.ask().recipient().toRecipient(),
                    expected.ask().purpose(),
                    expected.ask().dataClass());
            assertThat(facts.approvals().stateAt(CorpusFacts.CUSTOMER, ask, expected.at()))
                    .as("state at %s", expected.at())
                    .isEqualTo(expected.state());
            assertThat(facts.approvals()
                            .approvalAsOf(CorpusFacts.CUSTOMER, ask, expected.at(), expected.at())
                            .state())
                    .as("explained state at %s", expected.at())
                    .isEqualTo(expected.state());
            assertThat(facts.approvals()
                            .oneTimeAt(CorpusFacts.CUSTOMER, expected.at())
                            .isEmpty())
                    .as("no one-time approval at %s", expected.at())
                    .isEqualTo(!expected.oneTime());
            assertThat(facts.approvals().reviewFrom(CorpusFacts.CUSTOMER, ask, expected.at()))
                    .as("reviewFrom at %s", expected.at())
                    .isEqualTo(expected.reviewFrom());
        }
    }
}
