package io.cpni.audit;

import java.util.Objects;

/**
 * The last record of a stream and its hash, which stands for the whole stream up to there. Kept somewhere else, it lets
 * an {@link AuditVerifier} find that the stream's end was cut off or that all of it was written anew.
 *
 * @param last where the last record stands
 * @param hash its hash
 */
public record AuditHead(AuditPosition last, AuditHash hash) {

    /** Checks the parts. */
    public AuditHead {
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(hash, "hash");
    }
}
