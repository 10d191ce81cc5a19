package io.cpni.report;

import io.cpni.audit.AppliedRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;

/** Says when something may or must be done: at the latest on a day, or not before an instant. */
public sealed interface Deadline {

    /** Returns what is due. */
    Duty duty();

    /** Returns the rule that sets the time, with its citation. */
    AppliedRule rule();

    /** Tells whether it is in time to do it at the given instant. */
    boolean allows(Instant instant);

    /** Folds the two cases into one value. */
    default <T> T map(Function<? super By, ? extends T> onBy, Function<? super NotBefore, ? extends T> onNotBefore) {
        if (this instanceof By by) {
            return onBy.apply(by);
        }
        return onNotBefore.apply((NotBefore) this);
    }

    /**
     * Says that something is due at the latest on a day.
     *
     * @param duty what is due
     * @param lastDay the last day on which it is in time, to its end
     * @param zone where that day ends
     * @param rule the rule that sets the day
     */
    record By(Duty duty, LocalDate lastDay, ZoneId zone, AppliedRule rule) implements Deadline {

        /** Checks the parts. */
        public By {
            Objects.requireNonNull(duty, "duty");
            Objects.requireNonNull(lastDay, "lastDay");
            Objects.requireNonNull(zone, "zone");
            Objects.requireNonNull(rule, "rule");
        }

        /** Returns the first instant at which it is late: the start of the day after the last. */
        public Instant endsAt() {
            return lastDay.plusDays(1).atStartOfDay(zone).toInstant();
        }

        @Override
        public boolean allows(Instant instant) {
            return instant.isBefore(endsAt());
        }
    }

    /**
     * Says that something must be done, but not before an instant.
     *
     * @param duty what is due
     * @param first the first instant at which it may be done
     * @param rule the rule that sets the instant
     */
    record NotBefore(Duty duty, Instant first, AppliedRule rule) implements Deadline {

        /** Checks the parts. */
        public NotBefore {
            Objects.requireNonNull(duty, "duty");
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(rule, "rule");
        }

        @Override
        public boolean allows(Instant instant) {
            return !instant.isBefore(first);
        }
    }
}
