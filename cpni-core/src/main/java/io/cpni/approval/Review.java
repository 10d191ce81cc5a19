package io.cpni.approval;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds uses that rested on an approval which the return of a notice has taken away (rule R-2008-d3iii).
 *
 * @param decided the states on which decisions were based
 * @param before the states as known when the bounce was recorded, but without it
 * @param after the same with it
 * @param learned the first instant at which the bounce counts
 */
record Review(
        List<Span<ApprovalState>> decided,
        List<Span<ApprovalState>> before,
        List<Span<ApprovalState>> after,
        Instant learned) {

    /** Returns the first instant at which a use rested on such an approval; empty if there is none. */
    Optional<Instant> from() {
        return Stream.of(decided, before, after)
                .flatMap(List::stream)
                .flatMap(span -> Stream.of(span.from(), span.to()))
                .filter(instant -> instant.isBefore(learned))
                .filter(instant ->
                        isApproval(decided, instant) && isApproval(before, instant) && !isApproval(after, instant))
                .min(Comparator.naturalOrder());
    }

    private static boolean isApproval(List<Span<ApprovalState>> spans, Instant instant) {
        return Spans.at(spans, instant).filter(ApprovalState::isApproval).isPresent();
    }
}
