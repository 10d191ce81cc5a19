package io.cpni.corpus;

import io.cpni.accessor.CustomerVerification;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Describes one thing that the claimed customer presented.
 *
 * @param ok whether it matched; by default so
 * @param promptedBy what the carrier prompted with
 * @param establishedBy how a password or back-up answer was set up; by default by a code to the number or address of
 *     record
 * @param government of a photo ID, whether a government issued it; by default so
 * @param expires of a photo ID, its last valid day; where there is none, far ahead
 */
record CorpusMethod(
        CustomerVerification.Kind kind,
        Boolean ok,
        Optional<CustomerVerification.Kind> promptedBy,
        CustomerVerification.Kind establishedBy,
        Boolean government,
        Optional<LocalDate> expires) {

    CorpusMethod {
        CorpusChecks.required("kind", kind);
        ok = CorpusChecks.orElse(ok, true);
        promptedBy = CorpusChecks.optional(promptedBy);
        promptedBy.ifPresent(CorpusMethod::checkPrompt);
        establishedBy = CorpusChecks.orElse(establishedBy, CustomerVerification.Kind.RECORD_CODE);
        government = CorpusChecks.orElse(government, true);
        expires = CorpusChecks.optional(expires);
    }

    private static void checkPrompt(CustomerVerification.Kind prompt) {
        if (prompt != CustomerVerification.Kind.ACCOUNT_INFO && prompt != CustomerVerification.Kind.BIO_INFO) {
            throw new IllegalArgumentException("promptedBy is " + prompt + ", not ACCOUNT_INFO or BIO_INFO");
        }
    }
}
