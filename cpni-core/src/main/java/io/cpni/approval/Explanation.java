package io.cpni.approval;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the reason for a state, for one use and instant.
 *
 * <p>Where the state is NONE there may be several; given is the first of: there is no service; the latest agreement
 * about the use does not count; the latest notice about the use does not; what counts does not name the use.
 */
final class Explanation {

    private final KnownHistory history;
    private final KnownEvents events;
    private final Predicate<ApprovalScope> covers;
    private final Instant at;

    private Explanation(KnownHistory history, Predicate<ApprovalScope> covers, Instant at) {
        this.history = history;
        this.events = history.events();
        this.covers = covers;
        this.at = at;
    }

    static ApprovalFinding of(KnownHistory history, Predicate<ApprovalScope> covers, Instant at) {
        return new Explanation(history, covers, at).find();
    }

    private ApprovalFinding find() {
        Optional<Spell> spell = history.spells(covers).stream()
                .filter(candidate -> candidate.contains(at))
                .findAny();
        if (spell.isPresent()) {
            return ApprovalFinding.of(
                    spell.get().state(),
                    rule(spell.get().state()),
                    past(spell.get().evidence()).toList());
        }
        return noService()
                .or(this::uselessAgreement)
                .or(this::uselessNotice)
                .or(this::notNamed)
                .orElseGet(ApprovalFinding::nothing);
    }

    private static ApprovalRule rule(ApprovalState state) {
        return switch (state) {
            case PENDING, DEEMED -> ApprovalRule.WAIT;
            case OPT_IN -> ApprovalRule.OPT_IN;
            case OPTED_OUT -> ApprovalRule.OPTED_OUT;
            case LAPSED -> ApprovalRule.LAPSE;
            case NONE -> throw new IllegalStateException("no spell is one of NONE");
        };
    }

    private Optional<ApprovalFinding> noService() {
        return events.service().isServed(at)
                ? Optional.empty()
                : Optional.of(none(
                        ApprovalRule.SERVICE_ENDED,
                        events.service().lastEnd(at).stream().toList()));
    }

    private Optional<ApprovalFinding> uselessAgreement() {
        return latest(events.agreements())
                .filter(agreement -> events.noticeOf(agreement)
                        .map(notice -> covers.test(notice.covered()))
                        .orElse(true))
                .map(agreement -> none(
                        events.fault(agreement).orElse(ApprovalRule.SERVICE_ENDED),
                        Stream.concat(
                                        events.noticeOf(agreement).stream()
                                                .filter(notice -> !notice.at().isAfter(agreement.at())),
                                        Stream.of(agreement))
                                .toList()))
                .findFirst();
    }

    private Optional<ApprovalFinding> uselessNotice() {
        return latest(events.notices())
                .filter(notice -> covers.test(notice.covered()))
                .flatMap(notice -> faultNow(notice)
                        .map(rule -> none(
                                rule,
                                Stream.<ApprovalEvent>concat(
                                                Stream.of(notice),
                                                rule == ApprovalRule.NOTICE_BOUNCED
                                                        ? events.bounceOf(notice).stream()
                                                        : Stream.empty())
                                        .toList()))
                        .stream())
                .findFirst();
    }

    /** Returns why a notice is of no use; none that counts is, unless service ended after it. */
    private Optional<ApprovalRule> faultNow(Notice notice) {
        boolean ended =
                notice.asksFor() == ApprovalKind.OPT_OUT && !events.service().isServedThroughout(notice.at(), at);
        return events.faultForSilence(notice)
                .or(() -> ended ? Optional.of(ApprovalRule.SERVICE_ENDED) : Optional.empty());
    }

    private Optional<ApprovalFinding> notNamed() {
        List<ApprovalEvent> counting = history.counting(at);
        return counting.isEmpty() ? Optional.empty() : Optional.of(none(ApprovalRule.NOT_NAMED, counting));
    }

    private <E extends ApprovalEvent> Stream<E> latest(Collection<E> known) {
        return past(known).sorted(Comparator.comparing(ApprovalEvent::at).reversed());
    }

    private <E extends ApprovalEvent> Stream<E> past(Collection<E> known) {
        return known.stream().filter(event -> !event.at().isAfter(at));
    }

    private ApprovalFinding none(ApprovalRule rule, List<? extends ApprovalEvent> evidence) {
        return ApprovalFinding.of(
                ApprovalState.NONE,
                rule,
                evidence.stream()
                        .sorted(Comparator.comparing(ApprovalEvent::at))
                        .toList());
    }
}
