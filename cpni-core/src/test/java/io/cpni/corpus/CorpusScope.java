package io.cpni.corpus;

import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a notice, or an opt-out, is about. A missing list covers everything, but a notice covers location and crash
 * alerts only where it lists them; an opt-out covers them too.
 *
 * @param recipients the kinds of recipient
 * @param entities the recipients by name, which do not bind our staff
 * @param purposes the uses
 * @param dataClasses the kinds of data
 */
record CorpusScope(
        Optional<Set<RecipientKind>> recipients,
        Optional<Set<String>> entities,
        Optional<Set<Purpose>> purposes,
        Optional<Set<DataCategory>> dataClasses) {

    CorpusScope {
        recipients = CorpusChecks.optionalSet(recipients);
        entities = CorpusChecks.optional(entities).map(names -> CorpusChecks.texts("entities", names));
        purposes = CorpusChecks.optionalSet(purposes);
        dataClasses = CorpusChecks.optionalSet(dataClasses);
    }

    /** Returns the scope of what names none. */
    static CorpusScope unlimited() {
        return new CorpusScope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
