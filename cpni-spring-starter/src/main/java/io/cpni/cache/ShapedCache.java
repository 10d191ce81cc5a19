package io.cpni.cache;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.CustomersConcerned;
import io.cpni.session.AccessShape;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * A declared cache. It gives what it keeps to the access shape that it was shown to and to no other, for a bounded time,
 * and puts each look on record. Whoever's looks may not be kept passes it by. To evict a key evicts it for all.
 */
final class ShapedCache extends ForwardingCache {

    private final CacheRules rules;

    ShapedCache(Cache cache, CacheRules rules) {
        super(cache);
        this.rules = rules;
    }

    /** Returns this: what stands behind it holds what was shown to others. */
    @Override
    public Object getNativeCache() {
        return this;
    }

    @Override
    public @Nullable ValueWrapper get(Object key) {
        KeptByShape.Kept kept = look(key);
        return kept == null ? null : new SimpleValueWrapper(kept.value());
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Spring's signature
    public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
        KeptByShape.Kept kept = look(key);
        Object value = kept == null ? null : kept.value();
        if (value != null && type != null && !type.isInstance(value)) {
            throw new IllegalStateException("cache " + getName() + " keeps no " + type.getName() + " under this key");
        }
        @SuppressWarnings("unchecked") // as checked; without a type the caller knows, as of every cache
        T typed = (T) value;
        return typed;
    }

    @Override
    public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
        ValueWrapper kept = get(key);
        if (kept != null) {
            @SuppressWarnings("unchecked") // what the loader of this key returned before
            T value = (T) kept.get();
            return value;
        }
        T value;
        try {
            value = valueLoader.call();
        } catch (Exception e) {
            throw new ValueRetrievalException(key, valueLoader, e);
        }
        put(key, value);
        return value;
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        Optional<AccessContext> context = rules.kept();
        if (context.isEmpty()) {
            return;
        }
        Instant now = rules.clock().instant();
        LabelledValues found = LabelledValues.in(value);
        KeptByShape.Kept kept = new KeptByShape.Kept(value, now, found.categories(), found.records());
        KeptByShape all = stored(key);
        if (all == null) {
            all = new KeptByShape();
        }
        all.put(AccessShape.of(context.get(), now), kept, rules.keepAtMost());
        cache.put(key, all);
    }

    private KeptByShape.@Nullable Kept look(Object key) {
        KeptByShape all = stored(key);
        Optional<AccessContext> context = rules.kept();
        if (all == null || context.isEmpty()) {
            return null;
        }
        Instant now = rules.clock().instant();
        KeptByShape.Kept kept = all.get(AccessShape.of(context.get(), now), now, rules.keepAtMost());
        if (kept != null && kept.records() > 0) {
            record(kept, context.get(), now);
        }
        return kept;
    }

    private @Nullable KeptByShape stored(Object key) {
        ValueWrapper stored = cache.get(key);
        // What is of another kind was put around the guard, and nobody knows for whom.
        return stored != null && stored.get() instanceof KeptByShape all ? all : null;
    }

    /**
     * Puts a look on record before it is granted. Whose records they are stands in the record of the access that read
     * them; here it says "possibly".
     *
     * @throws AuditUnavailableException if that cannot be done
     */
    private void record(KeptByShape.Kept kept, AccessContext context, Instant now) {
        rules.auditLog()
                .get()
                .append(AuditEntry.access(now)
                        .context(context)
                        .operation(Operation.READ)
                        .relation("cache:" + getName())
                        .categories(kept.categories())
                        .customers(CustomersConcerned.unnamed(kept.records()))
                        .trace(rules.trace())
                        .node(rules.node())
                        .build());
    }
}
