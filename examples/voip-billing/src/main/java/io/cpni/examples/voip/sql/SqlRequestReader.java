package io.cpni.examples.voip.sql;

import io.cpni.customer.CustomerId;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads requests, strictly: a field that is misspelt, or there twice, must not silently become another purpose.
 *
 * <p>Reads by hand, because what a framework says of a body that it cannot bind quotes the body, and is logged.
 */
final class SqlRequestReader {

    static final int LONGEST_BODY = 256 * 1024;
    static final int LONGEST_STATEMENT = 20_000;
    static final int MOST_PARAMETERS = 1_000;

    private static final Set<String> FIELDS = Set.of("sql", "params", "purpose", "recipient", "offer", "customer");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private SqlRequestReader() {}

    /**
     * Reads a request.
     *
     * @throws ErrorResponseException if it is not one
     */
    static SqlRequest read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw SqlProblem.badRequest("the body must not be longer than " + LONGEST_BODY + " bytes");
        }
        JsonNode request = json(bytes);
        if (!request.isObject() || !FIELDS.containsAll(request.propertyNames())) {
            throw SqlProblem.badRequest("the body must be a JSON object with no other fields than "
                    + FIELDS.stream().sorted().collect(Collectors.joining(", ")));
        }
        return new SqlRequest(
                sql(request.path("sql")),
                parameters(request.path("params")),
                name("purpose", Purpose.class, request.path("purpose")).orElse(Purpose.UNDECLARED),
                name("recipient", RecipientKind.class, request.path("recipient"))
                        .orElse(RecipientKind.STAFF),
                offer(request.path("offer")),
                customer(request.path("customer")));
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException unreadable) {
            // What it says quotes the body, so that nothing of it is kept.
            throw SqlProblem.badRequest("the body must be one JSON object, with each field at most once");
        }
    }

    private static String sql(JsonNode sql) {
        if (!sql.isString() || sql.stringValue().isBlank() || sql.stringValue().length() > LONGEST_STATEMENT) {
            throw SqlProblem.badRequest("sql must be a statement of at most " + LONGEST_STATEMENT + " characters");
        }
        return sql.stringValue();
    }

    private static List<SqlParameter> parameters(JsonNode params) {
        if (isAbsent(params)) {
            return List.of();
        }
        if (!params.isArray() || params.size() > MOST_PARAMETERS) {
            throw SqlProblem.badRequest("params must be a list of at most " + MOST_PARAMETERS + " values");
        }
        List<SqlParameter> parameters = new ArrayList<>();
        for (JsonNode param : params) {
            parameters.add(SqlParameter.of(parameters.size() + 1, param));
        }
        return parameters;
    }

    private static Optional<Offer> offer(JsonNode offer) {
        if (isAbsent(offer)) {
            return Optional.empty();
        }
        Set<OfferPart> parts = EnumSet.noneOf(OfferPart.class);
        Iterable<JsonNode> names = offer.isArray() ? offer : List.of(offer);
        for (JsonNode part : names) {
            name("offer", OfferPart.class, part).ifPresent(parts::add);
        }
        if (parts.isEmpty()) {
            throw notOneOf("offer", OfferPart.class);
        }
        return Optional.of(new Offer(parts));
    }

    private static Optional<CustomerId> customer(JsonNode customer) {
        if (isAbsent(customer)) {
            return Optional.empty();
        }
        if (!customer.isIntegralNumber() || !customer.canConvertToLong()) {
            throw SqlProblem.badRequest("customer must be the number of a customer");
        }
        return Optional.of(CustomerId.of(customer.longValue()));
    }

    private static <E extends Enum<E>> Optional<E> name(String field, Class<E> type, JsonNode name) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(type.getEnumConstants())
                .filter(constant -> name.isString() && constant.name().equals(name.stringValue()))
                .findFirst()
                .orElseThrow(() -> notOneOf(field, type)));
    }

    private static <E extends Enum<E>> ErrorResponseException notOneOf(String field, Class<E> type) {
        return SqlProblem.badRequest(field
                + Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", ", " must be one of ", "")));
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
