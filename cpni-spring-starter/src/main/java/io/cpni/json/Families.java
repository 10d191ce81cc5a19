package io.cpni.json;

import io.cpni.label.ValueFamily;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.springframework.util.ClassUtils;

/** Tells of which family the values of a Java type are in a table. */
final class Families {

    private Families() {}

    /** Returns every family that they might be of: an enum can be stored by name or by number. */
    static Set<ValueFamily> of(Class<?> declared) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(declared);
        if (CharSequence.class.isAssignableFrom(type) || type == Character.class) {
            return Set.of(ValueFamily.TEXT);
        }
        if (Number.class.isAssignableFrom(type)) {
            return Set.of(ValueFamily.NUMBER);
        }
        if (type == Boolean.class) {
            return Set.of(ValueFamily.BOOLEAN);
        }
        if (TemporalAccessor.class.isAssignableFrom(type)
                || Date.class.isAssignableFrom(type)
                || Calendar.class.isAssignableFrom(type)) {
            return Set.of(ValueFamily.TEMPORAL);
        }
        if (type == UUID.class) {
            return Set.of(ValueFamily.UUID);
        }
        if (type == byte[].class) {
            return Set.of(ValueFamily.BINARY);
        }
        return Set.of(ValueFamily.TEXT, ValueFamily.OTHER);
    }
}
