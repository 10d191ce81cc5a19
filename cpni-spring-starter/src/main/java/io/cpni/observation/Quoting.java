package io.cpni.observation;

import io.cpni.mask.Masker;
import io.cpni.mask.RecordText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows the exceptions and errors whose messages quote the value they are about, as those of conversion and validation do,
 * and withholds what they say. A value in the wrong place may be anybody's telephone number.
 */
final class Quoting {

    private static final Set<String> EXCEPTIONS = Set.of(
            "jakarta.validation.ValidationException",
            "java.lang.NumberFormatException",
            "java.net.URISyntaxException",
            "java.text.ParseException",
            "java.time.format.DateTimeParseException",
            "org.springframework.beans.PropertyAccessException",
            "org.springframework.beans.TypeMismatchException",
            "org.springframework.core.convert.ConversionException",
            "org.springframework.http.converter.HttpMessageConversionException",
            "org.springframework.validation.BindException",
            "org.springframework.web.client.RestClientResponseException",
            "org.springframework.web.method.annotation.HandlerMethodValidationException",
            "tools.jackson.core.JacksonException",
            "com.fasterxml.jackson.core.JacksonException");

    private static final Set<String> ERRORS =
            Set.of("org.springframework.validation.Errors", "org.springframework.validation.ObjectError");

    private static final Set<String> HTTP = Set.of("org.springframework.http.HttpEntity");

    private static final ClassValue<Boolean> HOLDS_BODY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOneOf(type, HTTP);
        }
    };

    private static final ClassValue<Boolean> QUOTES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOneOf(type, EXCEPTIONS);
        }
    };

    private static final ClassValue<Boolean> IS_ERROR = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOneOf(type, ERRORS);
        }
    };

    private Quoting() {}

    /** Returns what may be logged of an argument; the very argument where it may be. */
    static @Nullable Object safe(@Nullable Object argument) {
        if (argument instanceof Throwable thrown) {
            return safe(thrown);
        }
        if (argument != null && IS_ERROR.get(argument.getClass())) {
            return argument.getClass().getSimpleName() + "[" + Masker.TEXT_MARK + "]";
        }
        try {
            return argument != null && HOLDS_BODY.get(argument.getClass())
                    ? HttpText.safe(argument)
                    : RecordText.safe(argument);
        } catch (RuntimeException unreadable) {
            // Such as a collection that is not loaded: what is not looked into is not written.
            return Objects.requireNonNull(argument).getClass().getName() + "[" + Masker.TEXT_MARK + "]";
        }
    }

    /** Returns the arguments as they may be logged; the very array where all of them may be. */
    static @Nullable Object[] safe(@Nullable Object[] arguments) {
        @Nullable Object[] safe = new @Nullable Object[arguments.length];
        boolean clean = true;
        for (int i = 0; i < arguments.length; i++) {
            safe[i] = safe(arguments[i]);
            clean &= isSame(arguments[i], safe[i]);
        }
        return clean ? arguments : safe;
    }

    /** Returns a throwable as it may be logged; the very same where nothing in it quotes. */
    static @Nullable Throwable safe(@Nullable Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<String> quotes = new ArrayList<>();
        if (!collect(thrown, seen, quotes)) {
            return thrown;
        }
        seen.clear();
        return new Withheld(thrown, quotes, seen);
    }

    /** Collects what quoting exceptions say, and tells whether there is one. */
    private static boolean collect(Throwable thrown, Set<Throwable> seen, List<String> quotes) {
        if (!seen.add(thrown)) {
            return false;
        }
        boolean found = QUOTES.get(thrown.getClass());
        if (found && thrown.getMessage() != null) {
            quotes.add(thrown.getMessage());
        }
        if (thrown.getCause() != null) {
            found |= collect(thrown.getCause(), seen, quotes);
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            found |= collect(suppressed, seen, quotes);
        }
        return found;
    }

    @SuppressWarnings("ReferenceEquality") // what may be logged comes back as the same object
    static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }

    private static boolean isOneOf(@Nullable Class<?> type, Set<String> names) {
        if (type == null) {
            return false;
        }
        if (names.contains(type.getName()) || isOneOf(type.getSuperclass(), names)) {
            return true;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (isOneOf(implemented, names)) {
                return true;
            }
        }
        return false;
    }

    /** Stands for an exception in the log, where it was thrown and without what it says. */
    private static final class Withheld extends Exception {

        private static final long serialVersionUID = 1L;

        Withheld(Throwable original, List<String> quotes, Set<Throwable> seen) {
            super(text(original, quotes), cause(original, quotes, seen), true, true);
            setStackTrace(original.getStackTrace());
            for (Throwable suppressed : original.getSuppressed()) {
                if (!seen.contains(suppressed)) {
                    addSuppressed(new Withheld(suppressed, quotes, seen));
                }
            }
        }

        private static @Nullable Withheld cause(Throwable original, List<String> quotes, Set<Throwable> seen) {
            seen.add(original);
            Throwable cause = original.getCause();
            return cause == null || seen.contains(cause) ? null : new Withheld(cause, quotes, seen);
        }

        private static String text(Throwable original, List<String> quotes) {
            String message = original.getMessage();
            boolean quotesSomething = QUOTES.get(original.getClass())
                    || (message != null && quotes.stream().anyMatch(message::contains));
            String shown = quotesSomething ? "(withheld: it may quote a customer's data)" : message;
            return original.getClass().getName() + (shown == null ? "" : ": " + shown);
        }
    }
}
