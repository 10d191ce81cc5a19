package io.cpni.label;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at what classes declare, as far as labels can stand there. */
final class TypeMembers {

    private TypeMembers() {}

    /** Returns the type with all that it extends and implements, the most general first and itself last. */
    static List<Class<?>> levels(Class<?> type) {
        Set<Class<?>> levels = new LinkedHashSet<>();
        collect(type, levels);
        return new ArrayList<>(levels);
    }

    private static void collect(Class<?> type, Set<Class<?>> levels) {
        for (Class<?> implemented : type.getInterfaces()) {
            collect(implemented, levels);
        }
        Class<?> extended = type.getSuperclass();
        if (extended != null && extended != Object.class) {
            collect(extended, levels);
        }
        levels.add(type);
    }

    static List<Field> fields(Class<?> level) {
        return Stream.of(level.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .toList();
    }

    static List<RecordComponent> components(Class<?> level) {
        RecordComponent[] components = level.getRecordComponents();
        return components == null ? List.of() : List.of(components);
    }

    static List<Method> getters(Class<?> level) {
        return Stream.of(level.getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0
                        && method.getReturnType() != void.class
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .toList();
    }

    /** Returns the property a method reads, by the rules of JavaBeans; any other method is named for what it reads. */
    static String property(Method method) {
        String name = method.getName();
        boolean isBoolean = method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
        if (isPrefixed(name, "get")) {
            return decapitalize(name.substring(3));
        }
        return isBoolean && isPrefixed(name, "is") ? decapitalize(name.substring(2)) : name;
    }

    private static boolean isPrefixed(String name, String prefix) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && !Character.isLowerCase(name.charAt(prefix.length()));
    }

    /** Makes the first letter small, except of an acronym such as URL. */
    private static String decapitalize(String name) {
        boolean acronym =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
        return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
