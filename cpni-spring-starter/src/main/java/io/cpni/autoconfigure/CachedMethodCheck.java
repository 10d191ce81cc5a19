package io.cpni.autoconfigure;

import io.cpni.cache.GuardedCacheManager;
import io.cpni.cache.LabelledCacheException;
import io.cpni.cache.LabelledTypes;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Looks, once all is built, whether methods whose results are labelled are cached where anybody gets them. */
final class CachedMethodCheck implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;
    private final Supplier<Set<String>> declared;

    CachedMethodCheck(ConfigurableListableBeanFactory beans, Supplier<Set<String>> declared) {
        this.beans = beans;
        this.declared = declared;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<CacheOperationSource> sources = List.copyOf(
                beans.getBeansOfType(CacheOperationSource.class, true, false).values());
        if (sources.isEmpty()) {
            return;
        }
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = type(name);
            if (type != null) {
                sources.stream().filter(source -> source.isCandidateClass(type)).forEach(source -> check(type, source));
            }
        }
    }

    private @Nullable Class<?> type(String bean) {
        Class<?> type = AutoProxyUtils.determineTargetClass(beans, bean);
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    private void check(Class<?> type, CacheOperationSource source) {
        Map<Method, Collection<CacheOperation>> cached =
                MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<Collection<CacheOperation>>)
                        method -> source.getCacheOperations(method, type));
        cached.forEach((method, operations) -> {
            for (CacheOperation operation : operations) {
                boolean keeps = operation instanceof CacheableOperation || operation instanceof CachePutOperation;
                if (keeps
                        && LabelledTypes.in(ResolvableType.forMethodReturnType(method, type))
                        && !isGuarded(operation)) {
                    throw new LabelledCacheException("the cached method " + type.getName() + "." + method.getName());
                }
            }
        });
    }

    /** Tells whether all caches of an operation are declared, and come from a manager that guards them. */
    private boolean isGuarded(CacheOperation operation) {
        return !operation.getCacheNames().isEmpty()
                && declared.get().containsAll(operation.getCacheNames())
                && operation.getCacheResolver().isEmpty()
                && beans.getBeansOfType(CachingConfigurer.class, false, false).values().stream()
                        .allMatch(CachedMethodCheck::leavesGuard);
    }

    private static boolean leavesGuard(CachingConfigurer configurer) {
        CacheManager manager = configurer.cacheManager();
        return configurer.cacheResolver() == null && (manager == null || manager instanceof GuardedCacheManager);
    }
}
