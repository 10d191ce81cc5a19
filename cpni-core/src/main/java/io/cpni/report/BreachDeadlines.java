package io.cpni.report;

import io.cpni.audit.AppliedRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out what a breach makes due, under the one rule or the other (64.2011). Immutable. */
final class BreachDeadlines {

    private static final AppliedRule OLD = new AppliedRule("R-2011-OLD", "47 CFR 64.2011");
    private static final AppliedRule NEW = new AppliedRule("R-2011-NEW", "47 CFR 64.2011 as amended, 89 FR 9968");

    private static final int BUSINESS_DAYS_TO_TELL_AGENCIES = 7;
    private static final int FULL_BUSINESS_DAYS_BEFORE_CUSTOMERS = 7;
    private static final int DAYS_TO_TELL_CUSTOMERS = 30;
    private static final int TOO_MANY_FOR_SUMMARY = 500;

    private final BreachRegime regime;
    private final BusinessCalendar calendar;

    BreachDeadlines(BreachRegime regime, BusinessCalendar calendar) {
        this.regime = regime;
        this.calendar = calendar;
    }

    AppliedRule rule() {
        return switch (regime) {
            case OLD -> OLD;
            case NEW -> NEW;
        };
    }

    List<Deadline> dueFor(Breach breach) {
        return switch (regime) {
            case OLD -> underOldRule(breach);
            case NEW -> underNewRule(breach);
        };
    }

    private List<Deadline> underOldRule(Breach breach) {
        if (!breach.intentional()) {
            return List.of();
        }
        List<Deadline> due = new ArrayList<>();
        due.add(agencies(breach));
        breach.toldAt().ifPresent(told -> due.add(customersNotBefore(afterWait(breach, told))));
        return List.copyOf(due);
    }

    /** Customers wait for the agencies; urgency, once discussed with them, shortens the wait, and their hold outlasts it. */
    private Instant afterWait(Breach breach, Instant told) {
        LocalDate lastDay = calendar.nthBusinessDayAfter(calendar.dayOf(told), FULL_BUSINESS_DAYS_BEFORE_CUSTOMERS);
        Instant usual = calendar.endOf(lastDay);
        Instant first = breach.consultedAt()
                .filter(consulted -> breach.urgent())
                .map(consulted -> earlier(usual, later(told, consulted)))
                .orElse(usual);
        return breach.hold().map(hold -> later(first, afterHold(hold))).orElse(first);
    }

    private List<Deadline> underNewRule(Breach breach) {
        List<Deadline> due = new ArrayList<>();
        due.add(isForSummary(breach) ? summary(breach) : agencies(breach));
        LocalDate lastDay = calendar.dayOf(breach.determinedAt()).plusDays(DAYS_TO_TELL_CUSTOMERS);
        Optional<Instant> afterHold = breach.hold().map(this::afterHold);
        afterHold.ifPresent(first -> due.add(customersNotBefore(first)));
        // A hold that lasts until the thirty days are over takes their place; a shorter one leaves them as they are.
        if (afterHold.isEmpty() || afterHold.get().isBefore(calendar.endOf(lastDay))) {
            due.add(new Deadline.By(Duty.CUSTOMERS, lastDay, BusinessCalendar.ZONE, rule()));
        }
        return List.copyOf(due);
    }

    private static boolean isForSummary(Breach breach) {
        return !breach.harmLikely()
                && breach.affected().isPresent()
                && breach.affected().getAsInt() < TOO_MANY_FOR_SUMMARY;
    }

    private Deadline agencies(Breach breach) {
        LocalDate lastDay =
                calendar.nthBusinessDayAfter(calendar.dayOf(breach.determinedAt()), BUSINESS_DAYS_TO_TELL_AGENCIES);
        return new Deadline.By(Duty.AGENCIES, lastDay, BusinessCalendar.ZONE, rule());
    }

    private Deadline summary(Breach breach) {
        int year = calendar.dayOf(breach.determinedAt()).getYear();
        LocalDate lastDay = calendar.nextOrSameBusinessDay(LocalDate.of(year + 1, Month.FEBRUARY, 1));
        return new Deadline.By(Duty.SUMMARY, lastDay, BusinessCalendar.ZONE, rule());
    }

    private Deadline customersNotBefore(Instant first) {
        return new Deadline.NotBefore(Duty.CUSTOMERS, first, rule());
    }

    private Instant afterHold(AgencyHold hold) {
        return calendar.endOf(calendar.dayOf(hold.orderedAt()).plusDays(hold.totalDays()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
