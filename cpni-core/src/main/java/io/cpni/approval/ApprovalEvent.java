package io.cpni.approval;

import java.time.Instant;

/**
 * Something in a customer's history, as the ledger keeps it: what we told the customer, what the customer answered, and
 * what happened to either.
 *
 * <p>Each event has two instants: when it happened, and when we recorded it. A decision knows only what had happened and
 * was recorded by its instant. Both are kept to the microsecond and lie between 1996 and 2200.
 *
 * <p>Immutable, as are all its kinds.
 */
public sealed interface ApprovalEvent
        permits Notice, Bounce, OptOut, OptIn, Outage, ServiceEnded, ServiceBegan, CustomerCall, PreferenceChange {

    /** Names the kinds of events, as they are stored. */
    enum Kind {
        /** A {@link Notice}. */
        NOTICE,
        /** A {@link Bounce}. */
        BOUNCE,
        /** An {@link OptOut}. */
        OPT_OUT,
        /** An {@link OptIn}. */
        OPT_IN,
        /** An {@link Outage}. */
        OUTAGE,
        /** A {@link ServiceEnded}. */
        SERVICE_ENDED,
        /** A {@link ServiceBegan}. */
        SERVICE_BEGAN,
        /** A {@link CustomerCall}. */
        CALL,
        /** A {@link PreferenceChange}. */
        PREFERENCE;

        /** Tells whether events of this kind bear on the states of approval. */
        boolean changesApproval() {
            return this != CALL && this != PREFERENCE;
        }
    }

    /** Returns when it happened; an opt-out happens when it is received. */
    Instant at();

    /** Returns when it was recorded, and so known. */
    Instant recordedAt();

    /** Returns the kind of event this is. */
    Kind kind();

    /** Returns a text by which evidence is named in logs: the kind, and the notice's id or else the instant. */
    default String reference() {
        return kind() + " " + at();
    }

    /** Returns the first instant at which a decision counts it: when it had both happened and been recorded. */
    default Instant knownFrom() {
        return recordedAt().isAfter(at()) ? recordedAt() : at();
    }

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

        /** Handles the return of a notice. */
        R bounce(Bounce bounce);

        /** Handles a refusal or withdrawal. */
        R optOut(OptOut optOut);

        /** Handles an express agreement. */
        R optIn(OptIn optIn);

        /** Handles a failure of the opt-out mechanism. */
        R outage(Outage outage);

        /** Handles the end of all service. */
        R serviceEnded(ServiceEnded ended);

        /** Handles the return of a former customer. */
        R serviceBegan(ServiceBegan began);

        /** Handles a call with the customer. */
        R call(CustomerCall call);

        /** Handles a change of a preference. */
        R preference(PreferenceChange change);
    }
}
