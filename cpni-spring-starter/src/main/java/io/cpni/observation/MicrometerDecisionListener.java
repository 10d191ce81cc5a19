package io.cpni.observation;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Meters decisions: the counter {@code cpni.decisions} and the timer {@code cpni.decision.time}, which includes making
 * the record durable.
 *
 * <p>Tags: {@code outcome} (permit, deny), {@code purpose}, {@code operation}, {@code relation} and, on the counter,
 * {@code rule}, the one that decides before others that take part. No tag holds an accessor, a customer or data.
 */
public final class MicrometerDecisionListener implements DecisionListener {

    private final MeterRegistry registry;

    /** Creates a listener that meters into the given registry. */
    public MicrometerDecisionListener(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void decided(
            Optional<AccessContext> context,
            Operation operation,
            String relation,
            List<Reason> reasons,
            boolean permitted,
            Duration took) {
        Tags tags = Tags.of(
                "outcome",
                permitted ? "permit" : "deny",
                "purpose",
                context.map(bound -> bound.purpose().name()).orElse("none"),
                "operation",
                operation.name(),
                "relation",
                relation);
        registry.counter("cpni.decisions", tags.and("rule", reasons.get(0).rule()))
                .increment();
        registry.timer("cpni.decision.time", tags).record(took);
    }
}
