package io.cpni.audit;

import java.util.List;

/** Says whether a stream is as it was written. */
public sealed interface AuditVerification {

    /** Returns the stream that was verified. */
    String stream();

    /** Returns how many records were read. */
    long records();

    /**
     * Every record is linked to the one before and holds what was hashed.
     *
     * @param stream the stream that was verified
     * @param records how many records were read
     */
    record Intact(String stream, long records) implements AuditVerification {}

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
