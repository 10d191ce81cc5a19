package io.cpni.examples.voip.imports;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link ParsedCall} by name; the format readers fill in what their format has. */
final class CallDraft {

    private final CdrFormat format;
    private final String sourceId;
    private final Party caller;
    private final Party callee;
    private Direction direction;
    private @Nullable Instant start;
    private @Nullable Instant answer;
    private @Nullable Instant end;
    private Duration duration = Duration.ZERO;
    private Duration billable = Duration.ZERO;
    private Disposition disposition = Disposition.UNKNOWN;
    private @Nullable String accountCode;
    private @Nullable String callId;
    private @Nullable String codec;

    CallDraft(CdrFormat format, String sourceId, Party caller, Party callee) {
        this.format = format;
        this.sourceId = sourceId;
        this.caller = caller;
        this.callee = callee;
        this.direction = Party.direction(caller, callee);
    }

    CallDraft direction(Direction value) {
        direction = value;
        return this;
    }

    CallDraft times(Instant startTime, @Nullable Instant answerTime, Instant endTime) {
        start = startTime;
        answer = answerTime;
        end = endTime;
        return this;
    }

    /** Sets how the call ended. Whatever a switch states as billed time of an unanswered call is not taken over. */
    CallDraft outcome(Disposition value, Duration stated, Duration statedBillable) {
        disposition = value;
        duration = stated;
        billable = value == Disposition.ANSWERED ? statedBillable : Duration.ZERO;
        return this;
    }

    CallDraft accountCode(@Nullable String value) {
        accountCode = Texts.blankToNull(value);
        return this;
    }

    CallDraft callId(@Nullable String value) {
        callId = Texts.blankToNull(value);
        return this;
    }

    CallDraft codec(@Nullable String value) {
        codec = Texts.blankToNull(value);
        return this;
    }

    /** Builds the call, or tells in {@link ParsedCall}'s own words what is wrong with it; those name no values. */
    ParsedCall toCall() throws RowException {
        if (start == null || end == null) {
            throw new IllegalStateException("times were not set");
        }
        try {
            return new ParsedCall(
                    format,
                    sourceId,
                    caller.raw(),
                    callee.raw(),
                    caller.e164(),
                    callee.e164(),
                    direction,
                    start,
                    answer,
                    end,
                    duration,
                    billable,
                    disposition,
                    accountCode,
                    callId,
                    null,
                    codec);
        } catch (IllegalArgumentException e) {
            String reason = e.getMessage();
            throw new RowException(reason == null ? "the record contradicts itself" : reason);
        }
    }
}
