package io.cpni.examples.voip.imports;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parses one record with Jackson and takes text out of the result. */
final class JsonTree {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(JsonCapture.MAX_DEPTH)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .build();

    private JsonTree() {}

    /**
     * Parses a record.
     *
     * @throws RowException if it is not strict JSON; the reason gives line and column, and nothing of the text
     */
    static JsonNode parse(RawRecord record) throws RowException {
        try {
            return MAPPER.readTree(record.content());
        } catch (JacksonException e) {
            // Jackson's message quotes the offending token.
            throw new RowException("is not valid JSON" + place(record, e.getLocation())
                    + " (for instance a bare word such as nan, or a lost quote or comma)");
        }
    }

    private static String place(RawRecord record, @Nullable TokenStreamLocation location) {
        if (location == null || location.getLineNr() < 1) {
            return "";
        }
        return " at line " + (record.line() + location.getLineNr() - 1) + ", column " + location.getColumnNr();
    }

    /** Returns a string or number as text, with all digits; null if it is absent, null, or of another kind. */
    static @Nullable String text(JsonNode object, String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return null;
        }
        if (value.isString() || value.isIntegralNumber()) {
            return Texts.blankToNull(value.asString());
        }
        return null;
    }
}
