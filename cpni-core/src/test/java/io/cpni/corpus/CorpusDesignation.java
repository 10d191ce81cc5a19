package io.cpni.corpus;

import io.cpni.accessor.Grounds;
import java.util.Optional;

/**
 * Describes the customer's request to give data to someone.
 *
 * @param by who made it; by default the customer
 * @param authenticated of an electronic one, whether the customer was authenticated while signing; by default so
 * @param names whom it names; where there is nobody, the recipient
 */
record CorpusDesignation(
        Grounds.Designation.Form form, CorpusEvent.Signer by, Boolean authenticated, Optional<String> names) {

    CorpusDesignation {
        CorpusChecks.required("form", form);
        by = CorpusChecks.orElse(by, CorpusEvent.Signer.CUSTOMER);
        authenticated = CorpusChecks.orElse(authenticated, true);
        names = CorpusChecks.text("names", names);
    }
}
