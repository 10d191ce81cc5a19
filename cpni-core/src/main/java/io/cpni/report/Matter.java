package io.cpni.report;

/**
 * Something that happened, or that a year brings, and that sets the carrier a date: the facts that {@link Deadlines}
 * counts from.
 *
 * <p>Instants lie between 1996 and 2200 in UTC; a matter refuses others with an {@link IllegalArgumentException} that
 * names the component.
 */
public sealed interface Matter
        permits Breach, OptOutFailure, OfficerCertificate, CaliforniaRequest, CustomerAccessRequest, DoNotCallRequest {

    /** Applies what belongs to this kind of matter. */
    <R> R map(Cases<R> cases);

    /**
     * Says what to do with each kind of matter. It gains a method with every new kind, so that none is forgotten.
     *
     * @param <R> what comes of a matter
     */
    interface Cases<R> {

        /** Handles a breach. */
        R breach(Breach breach);

        /** Handles a failure of an opt-out mechanism. */
        R optOutFailure(OptOutFailure failure);

        /** Handles the certificate for a year. */
        R certificate(OfficerCertificate certificate);

        /** Handles a Californian's request for an account of disclosures. */
        R californiaRequest(CaliforniaRequest request);

        /** Handles a customer's request for access. */
        R accessRequest(CustomerAccessRequest request);

        /** Handles a request not to be called. */
        R doNotCallRequest(DoNotCallRequest request);
    }
}
