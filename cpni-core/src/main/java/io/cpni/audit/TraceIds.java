package io.cpni.audit;

import java.util.Optional;

/**
 * Ids under which a tracing system knows what goes on.
 *
 * @param traceId that of the whole call, across services
 * @param spanId that of the part of it at hand, if the tracing system names one
 */
public record TraceIds(String traceId, Optional<String> spanId) {

    private static final int LONGEST_ID = 200;

    /** Checks the parts. */
    public TraceIds {
        traceId = AuditText.required("traceId", traceId, LONGEST_ID);
        spanId = AuditText.optional("spanId", spanId, LONGEST_ID);
    }
}
