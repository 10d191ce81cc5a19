package io.cpni.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks what the records cannot see any more, and finds the words for what they refuse. */
final class CorpusTree {

    private static final String CASES = "cases";

    private CorpusTree() {}

    /** Refuses nulls, and values given twice in one list. */
    static void check(String file, JsonNode tree) {
        check(file, tree, tree, "");
    }

    private static void check(String file, JsonNode tree, JsonNode node, String path) {
        if (node.isNull() || node.isMissingNode()) {
            throw new CorpusFormatException(place(file, tree, path) + ": is null or nothing");
        }
        Set<JsonNode> values = new HashSet<>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            JsonNode element = node.get(i);
            if (element.isValueNode() && !values.add(element)) {
                throw new CorpusFormatException(place(file, tree, path) + ": has " + element + " twice");
            }
            check(file, tree, element, path + "[" + i + "]");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            check(file, tree, field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
        }
    }

    /** Turns Jackson's error into one that names file, case and field. */
    static CorpusFormatException explain(String file, JsonNode tree, JacksonException error) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : error.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return new CorpusFormatException(place(file, tree, path.toString()) + ": " + reason(error), error);
    }

    private static String reason(JacksonException error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JacksonException jackson
                ? jackson.getOriginalMessage()
                : String.valueOf(cause.getMessage());
    }

    /** Writes a path such as {@code cases[2].request.at} with the id of the case for its number. */
    private static String place(String file, JsonNode tree, String path) {
        if (!path.startsWith(CASES + "[")) {
            return path.isEmpty() ? file : file + ", " + path;
        }
        List<String> numberAndField = List.of(path.substring(CASES.length() + 1).split("]\\.?", 2));
        JsonNode id =
                tree.path(CASES).path(Integer.parseInt(numberAndField.get(0))).path("id");
        String name = id.isString() ? id.stringValue() : "number " + numberAndField.get(0);
        String field = numberAndField.get(1);
        return file + ", case " + name + (field.isEmpty() ? "" : ", " + field);
    }
}
