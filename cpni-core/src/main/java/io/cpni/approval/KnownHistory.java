package io.cpni.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The states that follow from the events known at one time.
 *
 * <p>The customer's word stands above silence: from the first refusal or agreement that covers the use, the last one
 * decides, and of two at the same instant the refusal (64.2007(a)(2)). Before it, opt-out notices do: see
 * {@link Silence}. The end of service ends approvals and notices, and leaves refusals (rule R-TAX-10).
 */
final class KnownHistory {

    /** A refusal, an agreement that counts, or, with the state NONE and about all uses, the end of service. */
    private record Word(Instant at, ApprovalState state, ApprovalScope scope, List<ApprovalEvent> evidence) {

        boolean endsService() {
            return state == ApprovalState.NONE;
        }
    }

    /** Refusals last among equal instants, so that they win; the end of service first. */
    private static final Comparator<Word> BY_INSTANT = Comparator.comparing(Word::at)
            .thenComparing(word -> switch (word.state()) {
                case NONE -> 0;
                case OPTED_OUT -> 2;
                case OPT_IN, PENDING, DEEMED, LAPSED -> 1;
            });

    /** The shortest wait first among equal instants: each notice is valid by itself, and a further one takes nothing back. */
    private static final Comparator<Silence.Wait> AS_SENT =
            Comparator.comparing((Silence.Wait wait) -> wait.notice().at()).thenComparing(Silence.Wait::endsAt);

    private final KnownEvents events;
    private final List<Word> words;
    private final List<Silence.Wait> waits;

    private KnownHistory(KnownEvents events) {
        this.events = events;
        this.words = words(events);
        this.waits = events.notices().stream()
                .filter(notice -> notice.asksFor() == ApprovalKind.OPT_OUT)
                .filter(notice -> events.faultForSilence(notice).isEmpty())
                .map(notice -> new Silence.Wait(notice, notice.waitEndsAt(events.outages())))
                .sorted(AS_SENT)
                .toList();
    }

    static KnownHistory of(Collection<ApprovalEvent> known) {
        return new KnownHistory(KnownEvents.of(known));
    }

    private static List<Word> words(KnownEvents events) {
        List<Word> words = new ArrayList<>();
        for (OptOut refusal : events.refusals()) {
            words.add(new Word(refusal.at(), ApprovalState.OPTED_OUT, refusal.scope(), List.of(refusal)));
        }
        for (OptIn agreement : events.agreements()) {
            Optional<Notice> notice = events.noticeOf(agreement);
            if (notice.isPresent() && events.fault(agreement).isEmpty()) {
                words.add(new Word(
                        agreement.at(),
                        ApprovalState.OPT_IN,
                        notice.get().covered(),
                        List.of(notice.get(), agreement)));
            }
        }
        for (Instant end : events.service().ends()) {
            words.add(new Word(end, ApprovalState.NONE, ApprovalScope.everything(), List.of()));
        }
        words.sort(BY_INSTANT);
        return List.copyOf(words);
    }

    KnownEvents events() {
        return events;
    }

    /** Returns the scopes that make a difference. */
    Set<ApprovalScope> scopes() {
        Set<ApprovalScope> scopes = new HashSet<>();
        words.stream().filter(word -> !word.endsService()).forEach(word -> scopes.add(word.scope()));
        waits.forEach(wait -> scopes.add(wait.notice().covered()));
        return scopes;
    }

    /** Returns what counts at the instant for any use: notices that start a wait, agreements with their notices. */
    List<ApprovalEvent> counting(Instant at) {
        List<ApprovalEvent> counting = new ArrayList<>();
        waits.forEach(wait -> counting.add(wait.notice()));
        words.stream()
                .filter(word -> word.state() == ApprovalState.OPT_IN)
                .forEach(word -> counting.addAll(word.evidence()));
        return counting.stream()
                .filter(event -> !event.at().isAfter(at) && events.service().isServedThroughout(event.at(), at))
                .distinct()
                .toList();
    }

    /** Returns the spans of state for the use that the given scopes cover, in order. */
    List<Span<ApprovalState>> spans(Predicate<ApprovalScope> covers) {
        Spans<ApprovalState> spans = new Spans<>();
        spells(covers).forEach(spell -> spans.add(spell.state(), spell.from(), spell.to()));
        return spans.toList();
    }

    /** Returns the spells of state for the use that the given scopes cover, in order; some are empty. */
    List<Spell> spells(Predicate<ApprovalScope> covers) {
        List<Spell> spells = new ArrayList<>();
        Optional<Word> last = Optional.empty();
        Instant since = Instant.MIN;
        for (Word word : words) {
            if (word.endsService() ? isRefusal(last) : !covers.test(word.scope())) {
                continue;
            }
            addUntil(word.at(), last, since, covers, spells);
            last = word.endsService() ? Optional.empty() : Optional.of(word);
            since = word.at();
        }
        addUntil(ApprovalInterval.FOREVER, last, since, covers, spells);
        return spells;
    }

    private static boolean isRefusal(Optional<Word> word) {
        return word.filter(said -> said.state() == ApprovalState.OPTED_OUT).isPresent();
    }

    private void addUntil(
            Instant end, Optional<Word> last, Instant since, Predicate<ApprovalScope> covers, List<Spell> spells) {
        if (last.isPresent()) {
            spells.add(new Spell(last.get().state(), since, end, last.get().evidence()));
            return;
        }
        List<Silence.Wait> heard = waits.stream()
                .filter(wait -> covers.test(wait.notice().covered()))
                .filter(wait -> !wait.notice().at().isBefore(since))
                .filter(wait -> wait.notice().at().isBefore(end))
                .toList();
        Silence.after(heard, end, spells::add);
    }
}
