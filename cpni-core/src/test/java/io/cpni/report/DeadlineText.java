package io.cpni.report;

import java.util.List;

/** Writes deadlines in one line each, for tests to compare. */
final class DeadlineText {

    private DeadlineText() {}

    static List<String> of(List<Deadline> due) {
        return due.stream().map(DeadlineText::of).toList();
    }

    static String of(Deadline deadline) {
        return deadline.map(
                by -> by.duty() + " by " + by.lastDay(),
                notBefore -> notBefore.duty() + " not before "
                        + notBefore.first().atZone(BusinessCalendar.ZONE).toLocalDateTime());
    }
}
