package io.cpni.approval;

import java.time.Instant;

/**
 * The end of the last service a customer takes from us. A former customer is protected like any other, but approvals, and
 * notices whose silence might become one, end; refusals stay (rule R-TAX-10; 64.2003(f)). What was asked or agreed while
 * there is no service counts for nothing.
 *
 * @param at when service ended
 * @param recordedAt when that was recorded
 */
public record ServiceEnded(Instant at, Instant recordedAt) implements ApprovalEvent {

    /**
     * Checks the instants.
     *
     * @throws IllegalArgumentException if one lies before 1996 or after 2200
     */
    public ServiceEnded {
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
    }

    /** Returns the event, recorded as it happened. */
    public static ServiceEnded of(Instant at) {
        return new ServiceEnded(at, at);
    }

    @Override
    public Kind kind() {
        return Kind.SERVICE_ENDED;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.serviceEnded(this);
    }
}
