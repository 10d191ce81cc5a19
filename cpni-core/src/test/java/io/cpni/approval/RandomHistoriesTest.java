package io.cpni.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.ContactChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for any history, tried on many by chance. */
class RandomHistoriesTest {

    private static final int HISTORIES = 400;
    private static final int QUESTIONS = 10;

    private interface Question {
        void ask(List<ApprovalEvent> history, ApprovalAsk ask, Instant at, Random random);
    }

    @Test
    @Regulation(value = "64.2008(d)", rules = "R-TIME-5")
    void laterFactsLeaveTheStateAtEarlierInstants() {
        forAll((history, ask, at, random) -> {
            List<ApprovalEvent> known = knownBy(history, at);

            assertThat(ApprovalTimeline.of(known).stateAt(ask, at))
                    .isEqualTo(ApprovalTimeline.of(history).stateAt(ask, at));
            assertThat(ApprovalTimeline.of(known).reviewFrom(ask, at))
                    .isEqualTo(ApprovalTimeline.of(history).reviewFrom(ask, at));
            assertThat(OneTimeTimeline.of(known).at(at))
                    .isEqualTo(OneTimeTimeline.of(history).at(at));
            assertThat(PreferenceTimeline.of(known).at(at).refused())
                    .isEqualTo(PreferenceTimeline.of(history).at(at).refused());
        });
    }

    @Test
    @Regulation(value = "64.2007(a)(2)", rules = "R-LIFE-3")
    void anOptOutNeverRaisesAState() {
        forAll((history, ask, at, random) -> {
            Instant received = RandomScopes.instant(random);
            List<ApprovalEvent> more = new ArrayList<>(history);
            more.add(OptOut.ofEverything(received, ContactChannel.ONLINE));
            ApprovalState before = ApprovalTimeline.of(history).stateAt(ask, at);
            ApprovalState after = ApprovalTimeline.of(more).stateAt(ask, at);

            assertThat(after).isIn(before, ApprovalState.OPTED_OUT);
            if (received.isAfter(at)) {
                assertThat(after).isEqualTo(before);
            }
            assertThat(OneTimeTimeline.of(history).at(at))
                    .containsAll(OneTimeTimeline.of(more).at(at));
        });
    }

    @Test
    void theExplanationIsOneOfTheStateInForce() {
        forAll((history, ask, at, random) -> {
            ApprovalTimeline timeline = ApprovalTimeline.of(history);
            ApprovalFinding finding = timeline.explain(ask, at);

            assertThat(finding.state()).isEqualTo(timeline.stateAt(ask, at)).isEqualTo(timeline.stateAt(ask, at, at));
            assertThat(finding.evidence()).allMatch(event -> !event.knownFrom().isAfter(at));
            if (finding.state() != ApprovalState.NONE) {
                assertThat(finding.evidence()).isNotEmpty();
            }
        });
    }

    @Test
    @Regulation(value = "64.2003(f)", rules = "R-TAX-10")
    void aFormerCustomerHasNoApproval() {
        forAll((history, ask, at, random) -> {
            List<ApprovalEvent> more = new ArrayList<>(history);
            more.removeIf(event -> event instanceof ServiceBegan);
            more.add(ServiceEnded.of(at));
            ApprovalState after = ApprovalTimeline.of(more).stateAt(ask, at);

            assertThat(after).isIn(ApprovalState.NONE, ApprovalState.OPTED_OUT);
        });
    }

    @Test
    void theOrderOfTheLedgerDoesNotMatter() {
        forAll((history, ask, at, random) -> {
            List<ApprovalEvent> shuffled = new ArrayList<>(history);
            Collections.shuffle(shuffled, random);

            assertThat(ApprovalTimeline.of(shuffled).intervals(ask))
                    .isEqualTo(ApprovalTimeline.of(history).intervals(ask));
        });
    }

    private static void forAll(Question question) {
        Random random = new Random(64_2008);
        for (int i = 0; i < HISTORIES; i++) {
            List<ApprovalEvent> history = RandomScopes.history(random);
            for (int j = 0; j < QUESTIONS; j++) {
                question.ask(history, RandomScopes.ask(random), RandomScopes.instant(random), random);
            }
        }
    }

    /** Returns what was known by an instant, without references to what was not. */
    private static List<ApprovalEvent> knownBy(List<ApprovalEvent> history, Instant at) {
        Set<NoticeId> known = new HashSet<>();
        for (ApprovalEvent event : history) {
            if (event instanceof Notice notice && !notice.knownFrom().isAfter(at)) {
                known.add(notice.id());
            }
        }
        List<ApprovalEvent> events = new ArrayList<>();
        for (ApprovalEvent event : history) {
            if (event.knownFrom().isAfter(at) || (event instanceof Bounce bounce && !known.contains(bounce.notice()))) {
                continue;
            }
            events.add(event instanceof Notice notice ? withoutUnknown(notice, known) : event);
        }
        return events;
    }

    private static Notice withoutUnknown(Notice notice, Set<NoticeId> known) {
        Optional<NoticeId> resendOf = notice.resendOf().filter(known::contains);
        return new Notice(
                notice.id(),
                notice.at(),
                notice.recordedAt(),
                notice.asksFor(),
                notice.channel(),
                notice.scope(),
                notice.waitingPeriod(),
                notice.zone(),
                notice.unmet(),
                resendOf);
    }
}
