package io.cpni.examples.voip.web;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.ResolvableType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what a value should have looked like. */
final class Expectation {

    private static final Map<Class<?>, String> FORMS = Map.of(
            int.class, "a whole number, and not too large a one",
            long.class, "a whole number",
            Long.class, "a whole number",
            Instant.class, "an instant such as 2026-01-31T00:00:00Z",
            YearMonth.class, "a month such as 2026-01");

    private Expectation() {}

    static String of(TypeMismatchException mismatch) {
        if (mismatch instanceof MethodArgumentTypeMismatchException argument) {
            return argument.getName() + " must be " + form(ResolvableType.forMethodParameter(argument.getParameter()));
        }
        return "A value of the request is not of the type that it should be.";
    }

    static String of(HttpMessageNotReadableException unreadable) {
        String field = unreadable.getCause() instanceof MismatchedInputException mismatch ? fieldOf(mismatch) : null;
        return field == null
                ? "The body must be the JSON that belongs here; what was sent is none, or another."
                : "The body's field " + field + " is not of the type that it should be.";
    }

    private static @Nullable String fieldOf(MismatchedInputException mismatch) {
        return mismatch.getPath().isEmpty()
                ? null
                : mismatch.getPath().get(mismatch.getPath().size() - 1).getPropertyName();
    }

    private static String form(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        if (Collection.class.isAssignableFrom(raw)) {
            return form(type.asCollection().getGeneric(0));
        }
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return FORMS.getOrDefault(raw, "of another form");
    }
}
