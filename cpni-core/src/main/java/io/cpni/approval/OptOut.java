package io.cpni.approval;

import io.cpni.accessor.ContactChannel;
import java.time.Instant;
import java.util.Objects;

/**
 * The customer's refusal, or withdrawal of an approval. It is good at any time, by any channel, from the instant it is
 * received and until the customer changes it (64.2007(a)(2)).
 *
 * @param at when it was received
 * @param recordedAt when it was recorded
 * @param channel how it reached us
 * @param scope what is refused
 */
public record OptOut(Instant at, Instant recordedAt, ContactChannel channel, ApprovalScope scope)
        implements ApprovalEvent {

    /** Checks the parts. */
    public OptOut {
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
        Objects.requireNonNull(channel, "channel");
        if (scope.coversNothing()) {
            throw new IllegalArgumentException(
                    "scope of an opt-out covers nothing; leave a component absent to cover all of its kind");
        }
    }

    /** Returns a refusal of everything, location too, recorded as it was received. */
    public static OptOut ofEverything(Instant at, ContactChannel channel) {
        return new OptOut(at, at, channel, ApprovalScope.everything());
    }

    /** Returns a refusal of some uses, recorded as it was received. */
    public static OptOut of(Instant at, ContactChannel channel, ApprovalScope scope) {
        return new OptOut(at, at, channel, scope);
    }

    @Override
    public Kind kind() {
        return Kind.OPT_OUT;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.optOut(this);
    }
}
