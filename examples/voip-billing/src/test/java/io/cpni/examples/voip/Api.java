package io.cpni.examples.voip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the running back end as its users do: over HTTP, with name and password. */
public final class Api {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "----a-boundary-that-no-file-has";

    private final String root;

    /** Speaks to the back end on a port of this machine. */
    public Api(int port) {
        this.root = "http://localhost:" + port;
    }

    /** What came back. */
    public record Answer(int status, String type, String body) {

        /** Returns the body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** Tells whether the answer is a problem detail (RFC 9457). */
        public boolean isProblem() {
            return type.startsWith("application/problem+json")
                    && json().path("status").asInt() == status
                    && !json().path("title").asString().isBlank();
        }
    }

    /** Somebody at a keyboard. */
    public final class Caller {

        private final Optional<String> authorization;

        private Caller(Optional<String> authorization) {
            this.authorization = authorization;
        }

        /** Asks for JSON. */
        public Answer get(String path) {
            return get(path, "application/json");
        }

        /** Asks for some media type. */
        public Answer get(String path, String accept) {
            return send(request(path).header("Accept", accept).GET());
        }

        /** Posts nothing but the request itself. */
        public Answer post(String path) {
            return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
        }

        /** Posts JSON. */
        public Answer post(String path, String json) {
            return post(path, "application/json", json);
        }

        /** Posts some media type. */
        public Answer post(String path, String type, String body) {
            return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        /** Asks for some media type and returns the link to the next page, if there is one. */
        public Optional<String> next(String path, String accept) {
            return exchange(request(path).header("Accept", accept).GET())
                    .headers()
                    .firstValue("Link")
                    .map(link -> link.replaceFirst("^<" + root + "(.*)>; rel=\"next\"$", "$1"));
        }

        /** Has a file imported in whatever format it is. */
        public Answer importing(String content) {
            return importing(content.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        /** Has a file imported, with more fields of the form. */
        public Answer importing(byte[] content, Map<String, String> fields) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            fields.forEach((name, value) ->
                    part(body, "form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
            part(body, "form-data; name=\"file\"; filename=\"Master.csv\"", content);
            body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return send(request("/api/imports")
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofMinutes(1));
            authorization.ifPresent(value -> request.header("Authorization", value));
            return request;
        }
    }

    /** Signs in by the demo account of that name; its password is the name. */
    public Caller as(String name) {
        return as(name, name);
    }

    /** Signs in with some password. */
    public Caller as(String name, String password) {
        byte[] credentials = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Caller(Optional.of("Basic " + Base64.getEncoder().encodeToString(credentials)));
    }

    /** Does not sign in. */
    public Caller asNobody() {
        return new Caller(Optional.empty());
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request);
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
