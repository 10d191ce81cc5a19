package io.cpni.corpus;

/** Writes small corpus files for tests, with {@code '} for the quotation marks. */
final class CorpusTexts {

    private CorpusTexts() {}

    /** Writes a file with the given cases. */
    static String file(String... cases) {
        return json(
                "{'format': 1, 'group': 'tests', 'about': 'For tests', 'cases': [" + String.join(",", cases) + "]}");
    }

    /** Writes a decision case with the given request and expectation. */
    static String decision(String request, String expect) {
        return decision("'events': []", request, expect);
    }

    /** Writes a decision case with further fields, each with its name. */
    static String decision(String fields, String request, String expect) {
        return "{'id': 'D-1', 'kind': 'decision', 'title': 'A decision', " + fields + ", 'request': " + request
                + ", 'expect': " + expect + "}";
    }

    /** Writes a decision case with the given request, answered by a denial. */
    static String request(String request) {
        return decision(request, "{'result': 'DENY', 'rules': ['R-GEN-3']}");
    }

    /** Writes a timeline case with the given events. */
    static String timeline(String... events) {
        return "{'id': 'T-1', 'kind': 'timeline', 'title': 'A history', 'events': [" + String.join(",", events)
                + "], 'expect': {'states': [{'at': '2026-06-01T00:00:00Z', 'state': 'NONE'}]}}";
    }

    /** Writes a deadline case with the given matter and list of what is due. */
    static String deadline(String matter, String due) {
        return "{'id': 'L-1', 'kind': 'deadline', 'title': 'A deadline', 'matter': " + matter + ", 'expect': {'due': "
                + due + ", 'rules': ['R-2011-OLD']}}";
    }

    /** Puts quotation marks where the apostrophes are. */
    static String json(String text) {
        return text.replace('\'', '"');
    }
}
