package io.cpni.approval;

import java.time.Instant;
import java.util.Objects;

/**
 * The return of a notice as undeliverable: it then counts as not given (64.2008(d)(3)(iii)).
 *
 * <p>It takes effect once it is recorded. If silence had become approval by then, that approval ends, and uses made on
 * the strength of it are to be reviewed: see {@link ApprovalTimeline#reviewFrom}.
 *
 * @param at when it came back
 * @param recordedAt when that was recorded
 * @param notice the notice; one of the customer's ledger, given before it came back
 */
public record Bounce(Instant at, Instant recordedAt, NoticeId notice) implements ApprovalEvent {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if an instant lies before 1996 or after 2200
     */
    public Bounce {
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
        Objects.requireNonNull(notice, "notice");
    }

    /** Returns a bounce that was recorded as it came. */
    public static Bounce of(Instant at, NoticeId notice) {
        return new Bounce(at, at, notice);
    }

    @Override
    public Kind kind() {
        return Kind.BOUNCE;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.bounce(this);
    }
}
