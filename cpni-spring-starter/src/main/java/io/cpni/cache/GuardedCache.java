package io.cpni.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** A cache that takes no labelled records. What a value holds is looked at when it is put. */
final class GuardedCache extends ForwardingCache {

    GuardedCache(Cache cache) {
        super(cache);
    }

    private <T extends @Nullable Object> T unlabelled(T value) {
        require(value);
        return value;
    }

    private void require(@Nullable Object value) {
        if (LabelledValues.in(value).areThere()) {
            throw new LabelledCacheException("cache " + getName());
        }
    }

    @Override
    public Object getNativeCache() {
        return cache.getNativeCache();
    }

    @Override
    public @Nullable ValueWrapper get(Object key) {
        return cache.get(key);
    }

    @Override
    public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
        return cache.get(key, type);
    }

    @Override
    public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
        return cache.get(key, () -> unlabelled(valueLoader.call()));
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        return cache.retrieve(key);
    }

    @Override
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
        return cache.retrieve(key, () -> valueLoader.get().thenApply(this::unlabelled));
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        require(value);
        cache.put(key, value);
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        require(value);
        return cache.putIfAbsent(key, value);
    }
}
