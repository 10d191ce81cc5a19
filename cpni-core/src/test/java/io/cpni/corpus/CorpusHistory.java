package io.cpni.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the events of one case against each other and against the customer. */
final class CorpusHistory {

    private CorpusHistory() {}

    /** Checks references, and copies the events; their order is that of their instants, whatever the file has. A notice may come after the event that names it. */
    static List<CorpusEvent> check(List<CorpusEvent> events, CorpusCustomer customer) {
        Set<String> notices = noticeIds(events);
        for (CorpusEvent event : events) {
            if (event instanceof CorpusEvent.Notice notice) {
                checkNotice("resendOf", notice.resendOf(), notices);
            } else if (event instanceof CorpusEvent.Bounce bounce) {
                checkNotice("notice", Optional.of(bounce.notice()), notices);
            } else if (event instanceof CorpusEvent.OptIn optIn) {
                checkNotice("notice", optIn.notice(), notices);
            } else if (event instanceof CorpusEvent.Preference preference) {
                customer.checkContact("events: contact", preference.contact());
            }
        }
        return List.copyOf(events);
    }

    private static Set<String> noticeIds(List<CorpusEvent> events) {
        Set<String> ids = new HashSet<>();
        for (CorpusEvent event : events) {
            if (event instanceof CorpusEvent.Notice notice && !ids.add(notice.id())) {
                throw new IllegalArgumentException("events: two notices have the id '" + notice.id() + "'");
            }
        }
        return ids;
    }

    private static void checkNotice(String field, Optional<String> noticeId, Set<String> notices) {
        noticeId.ifPresent(value -> {
            if (!notices.contains(value)) {
                throw new IllegalArgumentException(
                        "events: " + field + " names '" + value + "', which is no notice of the case");
            }
        });
    }
}
