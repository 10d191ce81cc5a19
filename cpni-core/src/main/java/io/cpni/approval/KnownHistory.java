package io.cpni.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What counts among the events known at one time, and the states that follow from it for a use.
 *
 * <p>The customer's word stands above silence: from the first refusal or agreement that covers the use, the last one
 * decides, and of two at the same instant the refusal (64.2007(a)(2)). Before it, opt-out notices do: the first one
 * starts a wait, each further one renews for two years, and one that comes after the lapse starts anew (64.2008(d)).
 */
final class KnownHistory {

    private record Word(Instant at, ApprovalState state, ApprovalScope scope) {}

    /** Refusals last among equal instants, so that they win. */
    private static final Comparator<Word> BY_INSTANT =
            Comparator.comparing(Word::at).thenComparing(word -> word.state() == ApprovalState.OPTED_OUT);

    /** The longest wait first among equal instants, so that it is the one that stands. */
    private static final Comparator<Notice> AS_SENT =
            Comparator.comparing(Notice::at).thenComparing(Notice::waitEndsAt, Comparator.reverseOrder());

    private final List<Word> words;
    private final List<Notice> waits;

    private KnownHistory(List<Word> words, List<Notice> waits) {
        this.words = words;
        this.waits = waits;
    }

    static KnownHistory of(Collection<ApprovalEvent> events) {
        Collector collector = new Collector();
        events.forEach(event -> event.map(collector));
        return collector.history();
    }

    /** Returns the scopes that make a difference. */
    Set<ApprovalScope> scopes() {
        Set<ApprovalScope> scopes = new HashSet<>();
        words.forEach(word -> scopes.add(word.scope()));
        waits.forEach(notice -> scopes.add(notice.covered()));
        return scopes;
    }

    /** Returns the intervals of state for the use that the given scopes cover, in order. */
    List<ApprovalInterval> intervals(Predicate<ApprovalScope> covers) {
        List<Word> said =
                words.stream().filter(word -> covers.test(word.scope())).toList();
        Intervals intervals = new Intervals();
        addSilence(
                intervals,
                covers,
                said.isEmpty() ? ApprovalInterval.FOREVER : said.get(0).at());
        for (int i = 0; i < said.size(); i++) {
            Instant until = i + 1 < said.size() ? said.get(i + 1).at() : ApprovalInterval.FOREVER;
            intervals.add(said.get(i).state(), said.get(i).at(), until);
        }
        return intervals.toList();
    }

    private void addSilence(Intervals intervals, Predicate<ApprovalScope> covers, Instant end) {
        Instant waitEnds = Instant.MIN;
        Instant lapses = Instant.MIN;
        Instant told = Instant.MIN;
        for (Notice notice : waits) {
            if (!covers.test(notice.covered()) || !notice.at().isBefore(end)) {
                continue;
            }
            if (notice.at().isBefore(lapses)) {
                lapses = later(lapses, notice.lapsesAt());
                continue;
            }
            addWait(intervals, told, waitEnds, lapses, notice.at());
            told = notice.at();
            waitEnds = notice.waitEndsAt();
            lapses = notice.lapsesAt();
        }
        addWait(intervals, told, waitEnds, lapses, end);
    }

    private static void addWait(Intervals intervals, Instant told, Instant waitEnds, Instant lapses, Instant end) {
        if (told.equals(Instant.MIN)) {
            return;
        }
        intervals.add(ApprovalState.PENDING, told, earlier(waitEnds, earlier(lapses, end)));
        intervals.add(ApprovalState.DEEMED, waitEnds, earlier(lapses, end));
        intervals.add(ApprovalState.LAPSED, lapses, end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static final class Collector implements ApprovalEvent.Cases<Boolean> {

        private final Map<NoticeId, Notice> notices = new HashMap<>();
        private final List<OptIn> agreements = new ArrayList<>();
        private final List<Word> words = new ArrayList<>();

        @Override
        public Boolean notice(Notice notice) {
            if (notices.putIfAbsent(notice.id(), notice) != null) {
                throw new IllegalArgumentException("two notices of one customer have the same id");
            }
            return true;
        }

        @Override
        public Boolean optOut(OptOut optOut) {
            return words.add(new Word(optOut.at(), ApprovalState.OPTED_OUT, optOut.scope()));
        }

        @Override
        public Boolean optIn(OptIn optIn) {
            return agreements.add(optIn);
        }

        KnownHistory history() {
            for (OptIn optIn : agreements) {
                answered(optIn)
                        .ifPresent(notice -> words.add(new Word(optIn.at(), ApprovalState.OPT_IN, notice.covered())));
            }
            words.sort(BY_INSTANT);
            return new KnownHistory(
                    List.copyOf(words),
                    notices.values().stream()
                            .filter(Notice::startsWait)
                            .sorted(AS_SENT)
                            .toList());
        }

        /** Returns the notice by which the agreement is approval (64.2003(k)); empty if it is none. */
        private Optional<Notice> answered(OptIn optIn) {
            return optIn.notice()
                    .map(notices::get)
                    .filter(notice -> optIn.isProvenAnswerOfCustomer())
                    .filter(Notice::isValid)
                    .filter(notice -> !notice.at().isAfter(optIn.at()));
        }
    }
}
