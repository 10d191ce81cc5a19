package io.cpni.examples.voip.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes a call of an account, before a switch writes it down in its own way.
 *
 * @param id from 1, in order of start
 * @param accountId the account
 * @param direction who called
 * @param ownNumber the account's number, E.164 with plus
 * @param farNumber the other number, E.164 with plus; never one of the carrier's
 * @param start to the millisecond, as all times here
 * @param answeredAt null if it was not answered
 * @param end when it ended, not after the demo's {@code now}
 * @param outcome what became of it
 */
public record DemoCall(
        long id,
        long accountId,
        CallDirection direction,
        String ownNumber,
        String farNumber,
        Instant start,
        @Nullable Instant answeredAt,
        Instant end,
        CallOutcome outcome) {

    public DemoCall {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(ownNumber, "ownNumber");
        Objects.requireNonNull(farNumber, "farNumber");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(outcome, "outcome");
        if ((outcome == CallOutcome.ANSWERED) != (answeredAt != null)) {
            throw new IllegalArgumentException("answeredAt must be given for answered calls only");
        }
        if (end.isBefore(answeredAt == null ? start : answeredAt)) {
            throw new IllegalArgumentException("end must not be before start or answer");
        }
    }

    /** Returns the number that called. */
    public String caller() {
        return direction == CallDirection.OUTBOUND ? ownNumber : farNumber;
    }

    /** Returns the number that was called. */
    public String callee() {
        return direction == CallDirection.OUTBOUND ? farNumber : ownNumber;
    }

    /** Returns the time from set-up to the end. */
    public Duration whole() {
        return Duration.between(start, end);
    }

    /** Returns the time from answer to end, zero if there was no answer. */
    public Duration talk() {
        return answeredAt == null ? Duration.ZERO : Duration.between(answeredAt, end);
    }
}
