package io.cpni.autoconfigure;

import io.cpni.cache.CacheRules;
import io.cpni.cache.GuardedCacheManager;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.CacheManager;
import org.springframework.util.function.SingletonSupplier;

/** Guards the caches of every cache manager that is a bean. */
final class GuardedCacheBeanPostProcessor implements BeanPostProcessor {

    private final Supplier<CacheRules> rules;

    GuardedCacheBeanPostProcessor(Supplier<CacheRules> rules) {
        this.rules = SingletonSupplier.of(rules);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof CacheManager manager && !(bean instanceof GuardedCacheManager)
                ? new GuardedCacheManager(manager, rules.get())
                : bean;
    }
}
