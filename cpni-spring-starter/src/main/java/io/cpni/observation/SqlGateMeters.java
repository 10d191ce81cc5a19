package io.cpni.observation;

import io.cpni.sql.CacheStatistics;
import io.cpni.sql.SqlGate;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Meters the gate's two caches of statements: the counters {@code cpni.gate.cache.gets} and {@code
 * cpni.gate.cache.evictions}, the gauges {@code cpni.gate.cache.entries}, {@code cpni.gate.cache.weight} and {@code
 * cpni.gate.cache.weight.max}, the last two in characters.
 *
 * <p>Tags: {@code cache} (analyzed, rewritten) and, on {@code cpni.gate.cache.gets}, {@code result} (hit, miss). Hits are
 * the rule: an application has few statements, and each is read once. Misses that go on mean statements with literals in
 * them instead of parameters; evictions, that there are more of them than the cache holds.
 */
public final class SqlGateMeters implements MeterBinder {

    private static final String PREFIX = "cpni.gate.cache.";
    private static final String CACHE = "cache";
    private static final String RESULT = "result";
    private static final String CHARACTERS = "characters";

    private final SqlGate gate;

    /** Creates a binder for a gate. */
    public SqlGateMeters(SqlGate gate) {
        this.gate = gate;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (CacheStatistics now : gate.cacheStatistics()) {
            String cache = now.cache();
            FunctionCounter.builder(PREFIX + "gets", gate, read(cache, CacheStatistics::hits))
                    .tags(CACHE, cache, RESULT, "hit")
                    .description("Look-ups of statements in a cache of the gate")
                    .register(registry);
            FunctionCounter.builder(PREFIX + "gets", gate, read(cache, CacheStatistics::misses))
                    .tags(CACHE, cache, RESULT, "miss")
                    .description("Look-ups of statements in a cache of the gate")
                    .register(registry);
            FunctionCounter.builder(PREFIX + "evictions", gate, read(cache, CacheStatistics::evictions))
                    .tags(CACHE, cache)
                    .description("Statements that had to leave a cache of the gate because it was full")
                    .register(registry);
            Gauge.builder(PREFIX + "entries", gate, read(cache, CacheStatistics::entries))
                    .tags(CACHE, cache)
                    .description("Statements in a cache of the gate")
                    .register(registry);
            Gauge.builder(PREFIX + "weight", gate, read(cache, CacheStatistics::weight))
                    .tags(CACHE, cache)
                    .baseUnit(CHARACTERS)
                    .description("Length of the statements in a cache of the gate")
                    .register(registry);
            Gauge.builder(PREFIX + "weight.max", gate, read(cache, CacheStatistics::largestWeight))
                    .tags(CACHE, cache)
                    .baseUnit(CHARACTERS)
                    .description("Length of statements above which some have to leave a cache of the gate")
                    .register(registry);
        }
    }

    private static ToDoubleFunction<SqlGate> read(String cache, ToLongFunction<CacheStatistics> value) {
        return gate -> gate.cacheStatistics().stream()
                .filter(statistics -> statistics.cache().equals(cache))
                .mapToLong(value)
                .sum();
    }
}
