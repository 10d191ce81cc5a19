package io.cpni.corpus;

import io.cpni.accessor.Grounds;
import java.util.Optional;

/**
 * Describes a change to the account.
 *
 * @param atInitiation whether service begins with it
 * @param newContact the new address, which need not be on the account yet
 * @param notifyTo the contact that the planned notice goes to; where there is none, none is planned yet
 * @param reveals whether the notice states the new data
 */
record CorpusChange(
        Grounds.AccountChange.Item what,
        boolean atInitiation,
        Optional<String> newContact,
        Optional<String> notifyTo,
        boolean reveals) {

    CorpusChange {
        CorpusChecks.required("what", what);
        newContact = CorpusChecks.id("newContact", newContact);
        notifyTo = CorpusChecks.id("notifyTo", notifyTo);
    }

    /** Checks that the notice goes to a contact that the case knows: one on the account, or the new one. */
    void checkReferences(CorpusCustomer customer) {
        if (!notifyTo.equals(newContact)) {
            customer.checkContact("change: notifyTo", notifyTo);
        }
    }
}
