package io.cpni.corpus;

import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a value from the one kind of JSON token that the format has for it. Nothing is coerced, trimmed or guessed. */
final class StrictScalar<T> extends ValueDeserializer<T> {

    private final String due;
    private final JsonToken token;
    private final @Nullable JsonToken otherToken;
    private final Function<JsonParser, T> reader;
    private final @Nullable T absent;

    private StrictScalar(
            String due,
            JsonToken token,
            @Nullable JsonToken otherToken,
            Function<JsonParser, T> reader,
            @Nullable T absent) {
        this.due = due;
        this.token = token;
        this.otherToken = otherToken;
        this.reader = reader;
        this.absent = absent;
    }

    /** Reads what is written as a string. */
    static <T> StrictScalar<T> text(Function<String, T> parser) {
        return new StrictScalar<>(
                "a string", JsonToken.VALUE_STRING, null, json -> parser.apply(json.getString()), null);
    }

    static StrictScalar<Integer> integer() {
        return new StrictScalar<>("an integer", JsonToken.VALUE_NUMBER_INT, null, JsonParser::getIntValue, null);
    }

    /** Reads true or false; a component that cannot be null gets false where the field is missing. */
    static StrictScalar<Boolean> bool(@Nullable Boolean absent) {
        return new StrictScalar<>(
                "true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE, JsonParser::getBooleanValue, absent);
    }

    @Override
    public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
        JsonToken found = json.currentToken();
        if (found != token && found != otherToken) {
            return context.reportInputMismatch(this, "%s is due, not %s", due, found);
        }
        try {
            return reader.apply(json);
        } catch (IllegalArgumentException | DateTimeException e) {
            return context.reportInputMismatch(this, "%s", e.getMessage());
        }
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return absent;
    }
}
