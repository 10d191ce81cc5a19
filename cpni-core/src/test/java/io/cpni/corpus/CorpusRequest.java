package io.cpni.corpus;

import io.cpni.accessor.Grounds;
import io.cpni.label.DataCategory;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Describes the use that is asked for.
 *
 * @param at the instant of the decision
 * @param purpose the purpose declared, if one was
 * @param actualPurpose what is really done; where nothing is said, what was declared
 * @param needs the classes that the purpose needs; where there is no list, all that are asked
 * @param partialOk whether the caller takes what is left
 * @param contact how the customer is reached; where there is none, nobody is contacted
 * @param offer every part of what is offered
 * @param auth what the claimed customer presented
 */
record CorpusRequest(
        Instant at,
        CorpusAccessor accessor,
        Optional<Purpose> purpose,
        Optional<Purpose> actualPurpose,
        CorpusRecipient recipient,
        List<CorpusDataItem> data,
        Optional<Set<DataCategory>> needs,
        boolean partialOk,
        Optional<CorpusContact> contact,
        Set<OfferPart> offer,
        List<CorpusMethod> auth,
        Optional<CorpusChange> change,
        Optional<CorpusDesignation> designation,
        Optional<CorpusLegal> legal,
        Optional<CorpusEmergency> emergency,
        Optional<Instant> supervisorApprovedAt,
        Optional<Grounds.Transfer.Stage> transfer) {

    CorpusRequest {
        CorpusChecks.required("at", at);
        accessor = CorpusChecks.orElse(accessor, CorpusAccessor.standard());
        purpose = CorpusChecks.optional(purpose);
        actualPurpose = actualPurpose == null || actualPurpose.isEmpty() ? purpose : actualPurpose;
        recipient = CorpusChecks.orElse(recipient, CorpusRecipient.staff());
        data = CorpusChecks.list(data);
        needs = CorpusChecks.optionalSet(needs);
        contact = CorpusChecks.optional(contact);
        offer = CorpusChecks.set(offer);
        auth = CorpusChecks.list(auth);
        change = CorpusChecks.optional(change);
        designation = CorpusChecks.optional(designation);
        legal = CorpusChecks.optional(legal);
        emergency = CorpusChecks.optional(emergency);
        supervisorApprovedAt = CorpusChecks.optional(supervisorApprovedAt);
        transfer = CorpusChecks.optional(transfer);
    }

    /** Checks that every contact it names is known. */
    void checkReferences(CorpusCustomer customer) {
        customer.checkContact("request: contact: to", contact.flatMap(CorpusContact::to));
        change.ifPresent(value -> value.checkReferences(customer));
    }
}
