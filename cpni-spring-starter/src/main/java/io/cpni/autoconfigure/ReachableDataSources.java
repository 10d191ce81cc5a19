package io.cpni.autoconfigure;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;

/**
 * Finds the data sources that an object holds, whoever wrote it: in its fields and those of what it holds. An audit log of
 * the application's own does not say where its connections come from, and one that shares the application's pool works
 * until there is load.
 */
final class ReachableDataSources {

    /** Enough for a log and what it is made of; what is found beyond would not be its own. */
    private static final int MOST_OBJECTS = 2_000;

    private final Set<DataSource> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> toSee = new ArrayDeque<>();

    private ReachableDataSources() {}

    static Set<DataSource> from(Object holder) {
        ReachableDataSources search = new ReachableDataSources();
        search.take(holder);
        while (!search.toSee.isEmpty() && search.seen.size() < MOST_OBJECTS) {
            search.look(search.toSee.pop());
        }
        return new LinkedHashSet<>(search.found);
    }

    /** Takes note of a value; the application context leads to everything and is nobody's own. */
    private void take(@Nullable Object value) {
        if (value == null
                || value instanceof BeanFactory
                || value instanceof ObjectProvider<?>
                || value instanceof ApplicationContext
                || value instanceof Class<?>
                || value instanceof ClassLoader
                || value instanceof Thread
                || !seen.add(value)) {
            return;
        }
        if (value instanceof DataSource dataSource) {
            found.add(dataSource);
        } else {
            toSee.add(value);
        }
    }

    private void look(Object holder) {
        Object target = AopProxyUtils.getSingletonTarget(holder);
        take(target);
        if (holder instanceof Optional<?> optional) {
            take(optional.orElse(null));
        } else if (isOfPlatform(holder) && holder instanceof Map<?, ?> map) {
            elements(map.values().toArray());
        } else if (isOfPlatform(holder) && holder instanceof Collection<?> collection) {
            elements(collection.toArray());
        } else if (holder.getClass().isArray()) {
            elements(holder);
        } else {
            fields(holder);
        }
    }

    /** Other collections may load what they hold when they are asked, or not answer at all. */
    private static boolean isOfPlatform(Object collection) {
        return collection.getClass().getName().startsWith("java.util.");
    }

    private void elements(Object array) {
        if (!array.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(array); i++) {
                take(Array.get(array, i));
            }
        }
    }

    private void fields(Object holder) {
        for (Class<?> type = holder.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers()) && isOpen(field)) {
                    take(value(field, holder));
                }
            }
        }
    }

    /** The platform's own objects are closed, and hold no pool that is not held beside them. */
    private static boolean isOpen(AccessibleObject field) {
        try {
            return field.trySetAccessible();
        } catch (InaccessibleObjectException | SecurityException closed) {
            return false;
        }
    }

    private static @Nullable Object value(Field field, Object holder) {
        try {
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field that was made accessible is not", e);
        }
    }
}
