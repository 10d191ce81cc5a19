package io.cpni.cache;

import io.cpni.label.DataCategory;
import io.cpni.label.RecordLabels;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Looks for labelled records in a value: in optionals, collections, maps, arrays, and in the fields of other objects,
 * however deep. Nothing is loaded for it.
 */
final class LabelledValues {

    /** What is larger than this is not looked through to its end. */
    private static final int MOST_OBJECTS = 1_000_000;

    private static final boolean WITH_HIBERNATE =
            ClassUtils.isPresent("org.hibernate.Hibernate", LabelledValues.class.getClassLoader());

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
    private long records;
    private boolean certain = true;

    private LabelledValues() {}

    static LabelledValues in(@Nullable Object value) {
        LabelledValues found = new LabelledValues();
        found.look(value);
        return found;
    }

    /** Tells whether there are labelled records, or what was looked at cannot tell that there are none. */
    boolean areThere() {
        return records > 0 || !certain;
    }

    long records() {
        return records;
    }

    Set<DataCategory> categories() {
        return categories;
    }

    private void look(@Nullable Object value) {
        if (value == null || LabelledTypes.isLeaf(value.getClass()) || !seen.add(value)) {
            return;
        }
        if (seen.size() > MOST_OBJECTS) {
            certain = false;
            return;
        }
        RecordLabels labels = RecordLabels.of(value.getClass());
        if (labels.isLabelled()) {
            records++;
            categories.addAll(labels.categories());
        } else if (WITH_HIBERNATE && !Hibernate.isInitialized(value)) {
            // What it would load, if it were asked, is not known.
            certain = false;
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::look);
        } else if (value instanceof Object[] array) {
            Arrays.stream(array).forEach(this::look);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                look(key);
                look(each);
            });
        } else if (value instanceof java.util.Collection<?> collection) {
            collection.forEach(this::look);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            look(entry.getKey());
            look(entry.getValue());
        } else if (!LabelledTypes.isOpaque(value.getClass())
                && !value.getClass().isArray()) {
            lookIntoFieldsOf(value);
        }
    }

    private void lookIntoFieldsOf(Object value) {
        for (Class<?> type = value.getClass();
                type != null && !LabelledTypes.isOpaque(type);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!LabelledTypes.holdsValue(field) || field.getType().isPrimitive()) {
                    continue;
                }
                if (field.trySetAccessible()) {
                    look(read(field, value));
                } else if (LabelledTypes.in(ResolvableType.forField(field))
                        || !LabelledTypes.isOpaque(field.getType())) {
                    certain = false;
                }
            }
        }
    }

    private static @Nullable Object read(Field field, Object value) {
        try {
            return field.get(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field that was made accessible is not: " + field.getName(), e);
        }
    }
}
