package io.cpni.audit;

import java.util.List;

/**
 * Says whether a whole log is as it was written: all its streams, and who the persons are whom they name.
 *
 * @param streams of each stream whether it is
 * @param persons what is wrong with the persons, the first thousand
 * @param unattestedErasures how many persons were emptied by the word of a record that no trusted key vouches for, or not
 *     yet: whoever can write to the database can have made it; 0 if no keys are trusted
 */
public record LogVerification(List<AuditVerification> streams, List<AuditFinding> persons, long unattestedErasures) {

    /** Copies the lists. */
    public LogVerification {
        streams = List.copyOf(streams);
        persons = List.copyOf(persons);
    }

    /** Tells whether all is as it was written. */
    public boolean isIntact() {
        return persons.isEmpty() && streams.stream().allMatch(AuditVerification::isIntact);
    }
}
