package io.cpni.approval;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A time in which this customer could not opt out as the notice says. It lengthens a waiting period by one day for each
 * local date that it touches while the period runs, the dates of the notice's zone (rule R-LIFE-6; 64.2008(d)(3)(v)).
 *
 * <p>An outage without an end keeps a wait from ending. Its end is recorded by another outage with the same beginning.
 *
 * @param at when it began
 * @param recordedAt when it was recorded
 * @param until first instant at which it is over, which may lie ahead; empty while that is not known
 */
public record Outage(Instant at, Instant recordedAt, Optional<Instant> until) implements ApprovalEvent {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if an instant lies before 1996 or after 2200, or the end before the beginning
     */
    public Outage {
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
        until = LedgerInstant.checkEnd("until of an outage", at, until);
    }

    /** Returns an outage that was recorded as it began and whose end is known. */
    public static Outage of(Instant at, Instant until) {
        return new Outage(at, at, Optional.of(Objects.requireNonNull(until, "until")));
    }

    /** Returns an outage that was recorded as it began and is not over. */
    public static Outage running(Instant at) {
        return new Outage(at, at, Optional.empty());
    }

    @Override
    public Kind kind() {
        return Kind.OUTAGE;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.outage(this);
    }
}
