package io.cpni.cache;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Gives out guarded caches only. */
public final class GuardedCacheManager implements CacheManager {

    private final CacheManager manager;
    private final CacheRules rules;

    /** Guards the caches of a manager. */
    public GuardedCacheManager(CacheManager manager, CacheRules rules) {
        this.manager = manager;
        this.rules = rules;
    }

    @Override
    public @Nullable Cache getCache(String name) {
        Cache cache = manager.getCache(name);
        if (cache == null) {
            return null;
        }
        return rules.declared().contains(name) ? new ShapedCache(cache, rules) : new GuardedCache(cache);
    }

    @Override
    public Collection<String> getCacheNames() {
        return manager.getCacheNames();
    }

    @Override
    public void resetCaches() {
        manager.resetCaches();
    }
}
