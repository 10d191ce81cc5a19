package io.cpni.cache;

import org.springframework.cache.Cache;

/** Forwards what concerns no value: the name, and that entries are forgotten. */
abstract class ForwardingCache implements Cache {

    final Cache cache;

    ForwardingCache(Cache cache) {
        this.cache = cache;
    }

    @Override
    public String getName() {
        return cache.getName();
    }

    @Override
    public void evict(Object key) {
        cache.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        return cache.evictIfPresent(key);
    }

    @Override
    public void clear() {
        cache.clear();
    }

    @Override
    public boolean invalidate() {
        return cache.invalidate();
    }
}
