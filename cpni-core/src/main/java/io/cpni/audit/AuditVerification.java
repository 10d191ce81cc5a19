package io.cpni.audit;

import io.cpni.merkle.Checkpoint;
import java.util.List;
import java.util.Optional;

/** Says whether a stream is as it was written. */
public sealed interface AuditVerification {

    /** Returns the stream that was verified. */
    String stream();

    /** Returns how many records were read. */
    long records();

    /**
     * Every record holds what was hashed, and the tree over them is the one that trusted keys signed, where they did.
     *
     * @param stream the stream that was verified
     * @param records how many records were read
     * @param size how many records the stream has had, with those that were purged
     * @param checkpoint the longest checkpoint that a trusted key signed; what stands behind it nobody has vouched for yet
     */
    record Intact(String stream, long records, long size, Optional<Checkpoint> checkpoint)
            implements AuditVerification {

        /** Returns how many records, counted from the first, a trusted key vouches for. */
        public long attested() {
            return checkpoint.map(Checkpoint::size).orElse(0L);
        }
    }

    /**
     * Somebody changed the stream.
     *
     * @param stream the stream that was verified
     * @param records how many records were read
     * @param findings what is wrong, in the order of the records, the first thousand; not empty
     * @param findingCount how many things are wrong altogether
     */
    record Tampered(String stream, long records, List<AuditFinding> findings, long findingCount)
            implements AuditVerification {

        /** Checks and copies the findings. */
        public Tampered {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("findings is empty; the stream is intact");
            }
        }

        /** Returns the first thing that is wrong. */
        public AuditFinding first() {
            return findings.get(0);
        }
    }

    /** Tells whether the stream is as it was written. */
    default boolean isIntact() {
        return this instanceof Intact;
    }
}
