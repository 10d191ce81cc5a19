package io.cpni.audit;

import java.util.Optional;
import org.slf4j.MDC;

/**
 * Tells under which ids tracing knows what the calling thread does, so that a record can be found from a trace and a trace
 * from a record. Asked on the thread that asks for data; must not block, and returns empty where nothing is traced.
 */
@FunctionalInterface
public interface TraceSource {

    /** Returns the ids that belong to the calling thread. */
    Optional<TraceIds> current();

    /** Returns a source for applications without tracing. */
    static TraceSource none() {
        return Optional::empty;
    }

    /**
     * Returns a source that reads {@code traceId} and {@code spanId} from the logging context, where Micrometer Tracing
     * and OpenTelemetry's loggers put them.
     */
    static TraceSource ofMdc() {
        return () -> Optional.ofNullable(MDC.get("traceId"))
                .filter(trace -> !trace.isBlank() && trace.length() <= 200)
                .map(trace -> new TraceIds(
                        trace, Optional.ofNullable(MDC.get("spanId")).filter(span -> span.length() <= 200)));
    }
}
