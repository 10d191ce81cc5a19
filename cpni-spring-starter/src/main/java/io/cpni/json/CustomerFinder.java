package io.cpni.json;

import io.cpni.customer.CustomerId;
import io.cpni.label.RecordLabels;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Walks from an object to the customer it belongs to, by the members marked as customer keys. Nothing is loaded for it: an
 * association that Hibernate has not read yet leads to nobody.
 */
final class CustomerFinder {

    /** No model needs as many steps; one that does goes round in a circle. */
    private static final int MOST_STEPS = 16;

    private static final boolean WITH_HIBERNATE =
            ClassUtils.isPresent("org.hibernate.Hibernate", CustomerFinder.class.getClassLoader());

    private static final ClassValue<Map<String, MethodHandle>> READERS = new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private CustomerFinder() {}

    static Optional<CustomerId> customerOf(Object bean) {
        return Optional.ofNullable(walk(bean, 0));
    }

    private static @Nullable CustomerId walk(Object record, int steps) {
        if (steps > MOST_STEPS || !isLoaded(record)) {
            return null;
        }
        RecordLabels.CustomerKeyField key =
                RecordLabels.of(record.getClass()).customerKey().orElse(null);
        if (key == null) {
            return null;
        }
        Object value = read(record, key.name());
        if (!key.path().isEmpty()) {
            for (String attribute : key.path().split("\\.", -1)) {
                if (value == null || isId(value) || !isLoaded(value)) {
                    return null;
                }
                value = read(value, attribute);
            }
        }
        if (value == null || (value instanceof String text && text.isBlank())) {
            return null;
        }
        return isId(value) ? id(value) : walk(value, steps + 1);
    }

    private static boolean isId(Object value) {
        return value instanceof CustomerId
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof String
                || value instanceof UUID
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }

    private static CustomerId id(Object value) {
        return value instanceof CustomerId customer ? customer : CustomerId.ofDatabaseValue(value);
    }

    static @Nullable Object read(Object record, String name) {
        MethodHandle reader = READERS.get(record.getClass())
                .computeIfAbsent(name, unread -> Members.reader(record.getClass(), unread));
        try {
            return (Object) reader.invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(record.getClass().getName() + "." + name + " cannot be read", e);
        }
    }

    private static boolean isLoaded(Object value) {
        return !WITH_HIBERNATE || Loaded.isLoaded(value);
    }

    /** Apart, so that nothing of Hibernate is looked for where it is absent. */
    private static final class Loaded {

        private Loaded() {}

        static boolean isLoaded(Object value) {
            return org.hibernate.Hibernate.isInitialized(value);
        }
    }
}
