package io.cpni.observation;

import io.cpni.breakglass.BreakGlassGrant;
import io.cpni.breakglass.BreakGlassListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Counts openings in the counter {@code cpni.break_glass}, which exists from the start, so that an alert on any increase
 * finds it. Tag: {@code purpose}. No tag holds an accessor, a customer or a reason.
 */
public final class MicrometerBreakGlassListener implements BreakGlassListener {

    private static final String NAME = "cpni.break_glass";
    private static final String PURPOSE = "purpose";

    private final MeterRegistry registry;

    /**
     * Creates a listener that meters into the given registry.
     *
     * @param purposes the names of the purposes whose counters stand at zero from the start
     */
    public MicrometerBreakGlassListener(MeterRegistry registry, Iterable<String> purposes) {
        this.registry = registry;
        purposes.forEach(this::counter);
    }

    @Override
    public void opened(BreakGlassGrant grant) {
        counter(grant.purpose().name()).increment();
    }

    private Counter counter(String purpose) {
        return registry.counter(NAME, Tags.of(PURPOSE, purpose));
    }
}
