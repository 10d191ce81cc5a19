package io.cpni.examples.voip.sql;

import io.cpni.examples.voip.Api;
import io.cpni.examples.voip.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends statements over HTTP, as those do who want to leak something. */
final class SqlApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Api api;

    SqlApi(int port) {
        this.api = new Api(port);
    }

    /** Somebody with an account, and what they say it is for. */
    record Who(String account, Map<String, Object> why) {

        static Who billing() {
            return new Who("billing", Map.of("purpose", "BILL_COLLECT"));
        }

        static Who fraud() {
            return new Who("fraud", Map.of("purpose", "PROTECT"));
        }

        static Who csr() {
            return new Who("csr", Map.of("purpose", "PROVIDE_SERVICE"));
        }

        static Who engineer() {
            return new Who("engineer", Map.of("purpose", "PROVIDE_SERVICE"));
        }

        static Who marketing(String... offer) {
            return new Who("marketing", Map.of("purpose", "MARKET", "offer", List.of(offer)));
        }

        Who saying(String field, Object value) {
            Map<String, Object> more = new TreeMap<>(why);
            more.put(field, value);
            return new Who(account, more);
        }

        @Override
        public String toString() {
            return account + " " + new TreeMap<>(why);
        }
    }

    Answer run(Who who, String sql, Object... parameters) {
        Map<String, Object> request = new TreeMap<>(who.why());
        request.put("sql", sql);
        request.put("params", List.of(parameters));
        return post(who.account(), JSON.writeValueAsString(request));
    }

    Answer post(String account, String body) {
        return api.as(account).post("/api/sql", body);
    }

    Api api() {
        return api;
    }

    /** Returns the values of a column. */
    static List<String> column(Answer answer, int column) {
        List<String> values = new ArrayList<>();
        for (JsonNode row : answer.json().path("rows")) {
            values.add(row.get(column).asString());
        }
        return values;
    }

    /** Reads statements of a file, one a line; a line that begins with # is a comment. */
    static List<String> statements(String file) {
        try (var in = SqlApi.class.getResourceAsStream("/hostile/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replace("\\n", "\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
