package io.cpni.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the parts of a corpus record and puts the default where one is missing. */
@SuppressWarnings("NullableOptional") // A missing field comes from the JSON library as null; it is made empty here.
final class CorpusChecks {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern RULE_ID = Pattern.compile("R-[A-Za-z0-9-]+");

    private CorpusChecks() {}

    static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    static <T> Optional<T> optional(@Nullable Optional<T> value) {
        return orElse(value, Optional.empty());
    }

    static <T> Set<T> set(@Nullable Set<T> values) {
        return values == null ? Set.of() : Set.copyOf(values);
    }

    static <T> Optional<Set<T>> optionalSet(@Nullable Optional<Set<T>> values) {
        return optional(values).map(Set::copyOf);
    }

    static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    static <T> List<T> nonEmpty(String name, @Nullable List<T> values) {
        if (required(name, values).isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        return List.copyOf(values);
    }

    static String id(String name, @Nullable String value) {
        return matching(name, value, ID);
    }

    static Optional<String> id(String name, @Nullable Optional<String> value) {
        return optional(value).map(text -> id(name, text));
    }

    static String matching(String name, @Nullable String value, Pattern pattern) {
        String given = required(name, value);
        if (!pattern.matcher(given).matches()) {
            throw new IllegalArgumentException(name + " is '" + given + "', which is not like " + pattern);
        }
        return given;
    }

    static String text(String name, @Nullable String value) {
        String given = required(name, value);
        if (given.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        return given;
    }

    static Optional<String> text(String name, @Nullable Optional<String> value) {
        return optional(value).map(text -> text(name, text));
    }

    static Set<String> texts(String name, @Nullable Set<String> values) {
        Set<String> given = set(values);
        given.forEach(value -> text(name, value));
        return given;
    }

    static Set<String> ruleIds(String name, @Nullable Set<String> values) {
        Set<String> given = required(name, values);
        if (given.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        given.forEach(value -> matching(name, value, RULE_ID));
        return Set.copyOf(given);
    }

    static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", but at least " + least + " is due");
        }
        return value;
    }

    /** Checks that no two values have the same key, and copies them. */
    static <T> List<T> distinct(String name, List<T> values, Function<T, ?> key) {
        Set<Object> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(key.apply(value))) {
                throw new IllegalArgumentException(name + " has " + key.apply(value) + " twice");
            }
        }
        return List.copyOf(values);
    }
}
