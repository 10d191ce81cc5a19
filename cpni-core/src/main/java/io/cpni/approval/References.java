package io.cpni.approval;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks that the events of one ledger fit together. Whatever the customer said fits. */
final class References {

    private References() {}

    /**
     * Checks the events, in any order.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    static void check(Collection<? extends ApprovalEvent> events) {
        Map<NoticeId, Notice> notices = new HashMap<>();
        for (ApprovalEvent event : events) {
            if (event instanceof Notice notice && notices.put(notice.id(), notice) != null) {
                throw new IllegalArgumentException("two notices of one customer have the same id");
            }
        }
        for (ApprovalEvent event : events) {
            if (event instanceof Notice notice && notice.resendOf().isPresent()) {
                known(notices, notice.resendOf().get(), "resendOf of a notice");
            }
            if (event instanceof Bounce bounce
                    && bounce.at()
                            .isBefore(known(notices, bounce.notice(), "notice of a bounce")
                                    .at())) {
                throw new IllegalArgumentException("at of a bounce lies before its notice was given");
            }
        }
    }

    private static Notice known(Map<NoticeId, Notice> notices, NoticeId id, String component) {
        return Optional.ofNullable(notices.get(id))
                .orElseThrow(() -> new IllegalArgumentException(
                        component + " is none of this customer's: record the notice first, or both together"));
    }
}
