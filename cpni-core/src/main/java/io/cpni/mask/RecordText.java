package io.cpni.mask;

import io.cpni.label.DataCategory;
import io.cpni.label.FieldLabel;
import io.cpni.label.RecordLabels;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes labelled records as text for logs and messages: the label, and each field masked by its style, whoever is asking.
 * Fields that are declared not to be customer data are written as they are.
 *
 * <p>What a labelled type needs of its {@code toString}:
 *
 * <pre>{@code
 * @Override
 * public String toString() {
 *     return RecordText.of(this);
 * }
 * }</pre>
 */
public final class RecordText {

    /** Beyond this depth nothing is looked into, and nothing written. */
    private static final int DEEPEST = 16;

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    /** How the text of a value comes about. */
    private enum Shape {
        LABELLED,
        /** Its labels contradict each other; a log statement is not the place to fail for that. */
        CONTRADICTORY,
        ITERABLE,
        MAP,
        OPTIONAL,
        REFERENCE,
        ENTRY,
        ARRAY,
        RECORD,
        OTHER;

        static Shape of(Class<?> type) {
            try {
                if (RecordLabels.of(type).isLabelled()) {
                    return LABELLED;
                }
            } catch (IllegalArgumentException contradiction) {
                return CONTRADICTORY;
            }
            if (Iterable.class.isAssignableFrom(type) && !Path.class.isAssignableFrom(type)) {
                return ITERABLE;
            }
            if (Map.class.isAssignableFrom(type)) {
                return MAP;
            }
            if (type == Optional.class) {
                return OPTIONAL;
            }
            if (AtomicReference.class.isAssignableFrom(type)) {
                return REFERENCE;
            }
            if (Map.Entry.class.isAssignableFrom(type)) {
                return ENTRY;
            }
            if (type.isArray() && !type.getComponentType().isPrimitive()) {
                return ARRAY;
            }
            return type.isRecord() ? RECORD : OTHER;
        }
    }

    private RecordText() {}

    /** Writes a record; one that is not labelled too, for the labelled ones in it. */
    public static String of(Object record) {
        return text(record, 0);
    }

    /**
     * Returns what may be written of a value where nobody knows who will read it. A labelled record becomes its text, also
     * within collections, maps, arrays, optionals, references and records; of everything else the very value comes back.
     */
    public static @Nullable Object safe(@Nullable Object value) {
        return safe(value, 0);
    }

    private static @Nullable Object safe(@Nullable Object value, int depth) {
        if (value == null) {
            return null;
        }
        Shape shape = SHAPES.get(value.getClass());
        if (shape == Shape.OTHER) {
            return value;
        }
        if (depth > DEEPEST) {
            return Masker.TEXT_MARK;
        }
        return switch (shape) {
            case LABELLED -> text(value, depth);
            case CONTRADICTORY -> value.getClass().getSimpleName() + "[" + Masker.TEXT_MARK + "]";
            case ITERABLE -> iterable((Iterable<?>) value, depth);
            case MAP -> map((Map<?, ?>) value, depth);
            case OPTIONAL -> {
                Object held = ((Optional<?>) value).orElse(null);
                Object safe = safe(held, depth + 1);
                yield isSame(held, safe) ? value : Optional.ofNullable(safe);
            }
            case REFERENCE -> {
                Object held = ((AtomicReference<?>) value).get();
                Object safe = safe(held, depth + 1);
                yield isSame(held, safe) ? value : safe;
            }
            case ENTRY -> entry((Map.Entry<?, ?>) value, depth);
            case ARRAY -> array((Object[]) value, depth);
            case RECORD -> {
                boolean clean = FIELDS.get(value.getClass()).stream().allMatch(field -> {
                    Object held = read(field, value);
                    return isSame(held, safe(held, depth + 1));
                });
                yield clean ? value : text(value, depth);
            }
            case OTHER -> value;
        };
    }

    private static Object iterable(Iterable<?> values, int depth) {
        List<@Nullable Object> all = new ArrayList<>();
        boolean clean = true;
        for (Object value : values) {
            Object safe = safe(value, depth + 1);
            clean &= isSame(value, safe);
            all.add(safe);
        }
        return clean ? values : all;
    }

    private static Object map(Map<?, ?> values, int depth) {
        Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
        boolean clean = true;
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            Object key = safe(entry.getKey(), depth + 1);
            Object value = safe(entry.getValue(), depth + 1);
            clean &= isSame(entry.getKey(), key) && isSame(entry.getValue(), value);
            all.put(key, value);
        }
        return clean ? values : all;
    }

    private static Object entry(Map.Entry<?, ?> entry, int depth) {
        Object key = safe(entry.getKey(), depth + 1);
        Object value = safe(entry.getValue(), depth + 1);
        return isSame(entry.getKey(), key) && isSame(entry.getValue(), value)
                ? entry
                : new AbstractMap.SimpleImmutableEntry<>(key, value);
    }

    private static Object[] array(Object[] values, int depth) {
        @Nullable Object[] all = new @Nullable Object[values.length];
        boolean clean = true;
        for (int i = 0; i < values.length; i++) {
            all[i] = safe(values[i], depth + 1);
            clean &= isSame(values[i], all[i]);
        }
        return clean ? values : all;
    }

    @SuppressWarnings("ReferenceEquality") // what is not touched comes back as the same object
    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }

    private static String text(Object record, int depth) {
        RecordLabels labels = RecordLabels.of(record.getClass());
        StringJoiner text = new StringJoiner(", ", record.getClass().getSimpleName() + "[", "]");
        if (labels.isLabelled()) {
            text.add(labels.categories().stream()
                    .sorted()
                    .map(DataCategory::name)
                    .collect(Collectors.joining("+")));
        }
        for (Field field : FIELDS.get(record.getClass())) {
            Object value = read(field, record);
            Object shown =
                    labels.isLabelled() ? shown(labels.field(field.getName()), value, depth) : safe(value, depth + 1);
            text.add(field.getName() + "=" + (shown instanceof Object[] array ? Arrays.deepToString(array) : shown));
        }
        return text.toString();
    }

    private static @Nullable Object shown(FieldLabel label, @Nullable Object value, int depth) {
        if (value == null) {
            return null;
        }
        if (label.origin() == FieldLabel.Origin.NOT_CPNI) {
            return safe(value, depth + 1);
        }
        return switch (label.mask()) {
            case TELEPHONE_NUMBER, START_OF_MONTH -> {
                Object mask = Masker.maskValue(label.mask(), value);
                yield mask == null ? Masker.TEXT_MARK : mask;
            }
            case BY_TYPE, TEXT, TOKEN, ABSENT -> Masker.TEXT_MARK;
        };
    }

    /** Returns the fields that can be read, those of the superclasses first; without any, the label alone is written. */
    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            List<Field> own = Arrays.stream(level.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                    .filter(RecordText::isReadable)
                    .toList();
            fields.addAll(0, own);
        }
        return List.copyOf(fields);
    }

    private static boolean isReadable(Field field) {
        try {
            field.setAccessible(true);
            return true;
        } catch (InaccessibleObjectException e) {
            // A package that is not open to us. Less is written then, not more.
            return false;
        }
    }

    private static @Nullable Object read(Field field, Object record) {
        try {
            return field.get(record);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("made accessible, " + field.getName() + " cannot be read", e);
        }
    }
}
