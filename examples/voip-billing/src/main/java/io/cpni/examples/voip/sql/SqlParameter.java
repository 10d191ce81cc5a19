package io.cpni.examples.voip.sql;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.JsonNode;

/**
 * The value of a parameter, in the type in which it is bound.
 *
 * <p>JSON knows text, numbers, booleans and null, and a text stays a text: the gate refuses to compare a column with a
 * value of another family, so what looks like a date must not become one by guessing. Any other type is named, as in
 * {@code {"type": "date", "value": "2026-11-01"}}.
 *
 * @param value the value; null for SQL's NULL
 */
record SqlParameter(@Nullable Object value) {

    /** Digits of a number, and places that its point may be moved; a database may write them all out. */
    private static final int LONGEST_NUMBER = 100;

    private static final Map<String, Function<String, Object>> TYPES = Map.of(
            "text", text -> text,
            "number", SqlParameter::number,
            "date", LocalDate::parse,
            "time", LocalTime::parse,
            "timestamp", SqlParameter::timestamp,
            "uuid", UUID::fromString);

    /**
     * Reads a value.
     *
     * @param index its place, counted from 1
     * @throws ErrorResponseException if the value is none
     */
    static SqlParameter of(int index, JsonNode node) {
        if (node.isNull()) {
            return new SqlParameter(null);
        }
        if (node.isString()) {
            return new SqlParameter(node.stringValue());
        }
        if (node.isBoolean()) {
            return new SqlParameter(node.booleanValue());
        }
        if (node.isNumber()) {
            return new SqlParameter(number(index, node));
        }
        if (node.isObject()
                && node.size() == 2
                && node.path("type").isString()
                && node.path("value").isString()) {
            return typed(
                    index, node.path("type").stringValue(), node.path("value").stringValue());
        }
        throw bad(index);
    }

    private static SqlParameter typed(int index, String type, String text) {
        Function<String, Object> reader = TYPES.get(type);
        if (reader == null) {
            throw bad(index);
        }
        try {
            return new SqlParameter(reader.apply(text));
        } catch (RuntimeException unreadable) {
            // What it says quotes the value, so that nothing of it is kept.
            throw bad(index);
        }
    }

    private static ErrorResponseException bad(int index) {
        return SqlProblem.badRequest("params[" + (index - 1)
                + "] must be a JSON text, number, boolean or null, or {\"type\":…,\"value\":\"…\"} with a type of "
                + TYPES.keySet().stream().sorted().collect(Collectors.joining(", "))
                + " and a value in ISO form, such as 2026-11-01 or 2026-11-01T00:00:00Z");
    }

    private static Object number(int index, JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        BigDecimal number = node.decimalValue();
        if (!isOfUsualSize(number)) {
            throw bad(index);
        }
        return number;
    }

    private static BigDecimal number(String text) {
        BigDecimal number = new BigDecimal(text);
        if (!isOfUsualSize(number)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static boolean isOfUsualSize(BigDecimal number) {
        return number.precision() <= LONGEST_NUMBER && Math.abs((long) number.scale()) <= LONGEST_NUMBER;
    }

    /** Reads an instant, or what a clock shows on a wall where no offset is given. */
    private static Object timestamp(String text) {
        boolean hasOffset =
                text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
        return hasOffset ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
    }

    void bind(PreparedStatement statement, int index) throws SQLException {
        statement.setObject(index, value);
    }

    /** Prints nothing of the value. */
    @Override
    public String toString() {
        return "SqlParameter[***]";
    }
}
