package io.cpni.corpus;

import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.util.Optional;

/** Says who will hold the data; by default our staff. */
record CorpusRecipient(RecipientKind kind, Optional<String> name) {

    CorpusRecipient {
        kind = CorpusChecks.orElse(kind, RecipientKind.STAFF);
        name = CorpusChecks.text("name", name);
    }

    /** Returns our staff. */
    static CorpusRecipient staff() {
        return new CorpusRecipient(RecipientKind.STAFF, Optional.empty());
    }

    /** Returns the same in the library's words. */
    Recipient toRecipient() {
        return new Recipient(kind, name);
    }
}
