package io.cpni.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the members behind the names that labels give, and reads them. */
final class Members {

    private static final Set<String> IDENTIFYING =
            Set.of("jakarta.persistence.Id", "jakarta.persistence.EmbeddedId", "jakarta.persistence.Version");

    private Members() {}

    /** Returns the type of a member's values; Object if the member cannot be found. */
    static Class<?> typeOf(Class<?> type, String name) {
        return of(type, name)
                .findFirst()
                .<Class<?>>map(
                        member -> member instanceof Method getter ? getter.getReturnType() : ((Field) member).getType())
                .orElse(Object.class);
    }

    /** Tells whether a member is an entity's identifier or version, which the gate never masks. */
    static boolean isIdentifying(Class<?> type, String name) {
        return of(type, name)
                .flatMap(member -> Arrays.stream(((AccessibleObject) member).getDeclaredAnnotations()))
                .anyMatch(annotation ->
                        IDENTIFYING.contains(annotation.annotationType().getName()));
    }

    /**
     * Returns what reads a member: its getter where there is one, because a proxy that stands for an entity has nothing in
     * its fields.
     *
     * @throws IllegalStateException if the member cannot be read
     */
    static MethodHandle reader(Class<?> type, String name) {
        Member member = of(type, name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no member '" + name + "' in " + type.getName()));
        try {
            ((AccessibleObject) member).setAccessible(true);
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle handle =
                    member instanceof Method getter ? lookup.unreflect(getter) : lookup.unreflectGetter((Field) member);
            return handle.asType(handle.type().generic());
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalStateException(
                    type.getName() + "." + name + " cannot be read; open its package to the library", e);
        }
    }

    /** Finds the getters and fields of a name, getters first. */
    private static Stream<Member> of(Class<?> type, String name) {
        Stream<Member> getters = levels(type)
                .flatMap(level -> Arrays.stream(level.getDeclaredMethods()))
                .filter(method -> isGetterOf(method, name))
                .map(Member.class::cast);
        Stream<Member> fields = levels(type)
                .map(level -> field(level, name))
                .flatMap(Optional::stream)
                .map(Member.class::cast);
        return Stream.concat(getters, fields);
    }

    private static Stream<Class<?>> levels(Class<?> type) {
        return Stream.<Class<?>>iterate(type, level -> level != null && level != Object.class, Class::getSuperclass);
    }

    private static boolean isGetterOf(Method method, String name) {
        if (method.getParameterCount() > 0
                || method.getReturnType() == void.class
                || method.isSynthetic()
                || Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return method.getName().equals("get" + capital)
                || method.getName().equals("is" + capital)
                || method.getName().equals(name);
    }

    private static Optional<Field> field(Class<?> level, String name) {
        return Arrays.stream(level.getDeclaredFields())
                .filter(field -> field.getName().equals(name) && !Modifier.isStatic(field.getModifiers()))
                .findFirst();
    }
}
