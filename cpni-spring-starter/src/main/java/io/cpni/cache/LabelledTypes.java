package io.cpni.cache;

import io.cpni.label.RecordLabels;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.ResolvableType;

/** Tells whether values of a type are labelled records or hold any, as far as the type says. */
public final class LabelledTypes {

    /** Types of these are not looked into; what their type arguments say counts. */
    private static final List<String> OPAQUE = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "groovy.",
            "org.hibernate.",
            "org.slf4j.",
            "reactor.");

    private static final String SPRING = "org.springframework.";

    /** Who returns a type that leads to more is told to declare its cache. */
    private static final int MOST_TYPES = 10_000;

    private LabelledTypes() {}

    /**
     * Tells whether a type, its type arguments, its elements or its fields are labelled.
     *
     * @param type such as what a method returns, with its type arguments
     */
    public static boolean in(ResolvableType type) {
        return in(type, new HashSet<>());
    }

    /** By name, because types that refer to themselves have no hash code that comes to an end. */
    private static boolean in(ResolvableType type, Set<String> seen) {
        if (type.equals(ResolvableType.NONE) || !seen.add(type.toString())) {
            return false;
        }
        if (seen.size() > MOST_TYPES) {
            return true;
        }
        if (type.isArray()) {
            return in(type.getComponentType(), seen);
        }
        Class<?> raw = type.resolve();
        if (raw == null || isLeaf(raw)) {
            return false;
        }
        return RecordLabels.of(raw).isLabelled()
                || Arrays.stream(type.getGenerics()).anyMatch(argument -> in(argument, seen))
                || (!isOpaque(raw) && inPartsOf(type, raw, seen));
    }

    private static boolean inPartsOf(ResolvableType type, Class<?> raw, Set<String> seen) {
        return in(type.getSuperType(), seen)
                || Arrays.stream(type.getInterfaces()).anyMatch(parent -> in(parent, seen))
                || (!raw.getName().startsWith(SPRING)
                        && Arrays.stream(raw.getDeclaredFields())
                                .filter(LabelledTypes::holdsValue)
                                .anyMatch(field -> in(ResolvableType.forField(field, type), seen)));
    }

    /** Tells whether a field belongs to the value, and not to its class or to what a framework added to it. */
    static boolean holdsValue(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !field.isSynthetic()
                && !field.getName().startsWith("$$");
    }

    static boolean isLeaf(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || type.isAnnotation()
                || type == Object.class
                || type == Class.class;
    }

    static boolean isOpaque(Class<?> type) {
        return OPAQUE.stream().anyMatch(type.getName()::startsWith);
    }
}
