package io.cpni.approval;

import java.time.Instant;

/**
 * The beginning of service to a former customer: notices and agreements count again from here on, old ones do not come
 * back (rule R-TAX-10; 64.2003(f)). The first service of a customer needs no such event.
 *
 * @param at when service began again
 * @param recordedAt when that was recorded
 */
public record ServiceBegan(Instant at, Instant recordedAt) implements ApprovalEvent {

    /**
     * Checks the instants.
     *
     * @throws IllegalArgumentException if one lies before 1996 or after 2200
     */
    public ServiceBegan {
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
    }

    /** Returns the event, recorded as it happened. */
    public static ServiceBegan of(Instant at) {
        return new ServiceBegan(at, at);
    }

    @Override
    public Kind kind() {
        return Kind.SERVICE_BEGAN;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.serviceBegan(this);
    }
}
