package io.cpni.approval;

import java.time.Instant;

/**
 * Something in the history of a customer's approval, as the ledger keeps it: a notice given to the customer, or the
 * customer's answer.
 *
 * <p>Each event has two instants: when it happened, and when we recorded it. A decision knows only what was recorded by
 * its instant. Both are kept to the microsecond and lie between 1996 and 2200.
 */
public sealed interface ApprovalEvent permits Notice, OptOut, OptIn {

    /** Returns when it happened; an opt-out happens when it is received. */
    Instant at();

    /** Returns when it was recorded, and so known. */
    Instant recordedAt();

    /** Applies what belongs to this kind of event. */
    <R> R map(Cases<R> cases);

    /**
     * Says what to do with each kind of event. It gains a method with every new kind, so that none is forgotten.
     *
     * @param <R> what comes of an event
     */
    interface Cases<R> {

        /** Handles a notice. */
        R notice(Notice notice);

        /** Handles a refusal or withdrawal. */
        R optOut(OptOut optOut);

        /** Handles an express agreement. */
        R optIn(OptIn optIn);
    }
}
