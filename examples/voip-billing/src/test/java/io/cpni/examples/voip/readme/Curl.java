package io.cpni.examples.voip.readme;

import io.cpni.examples.voip.Api;
import io.cpni.examples.voip.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Understands as much of a shell and of curl as the READMEs use, and nothing else: what it does not know fails. */
final class Curl {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final String HOST = "localhost:8080";

    private final Map<String, String> form = new LinkedHashMap<>();
    private Optional<String> login = Optional.empty();
    private Optional<String> json = Optional.empty();
    private Optional<Path> file = Optional.empty();
    private String accept = "*/*";
    private boolean post;
    private String path = "";
    private String grep = "";

    /** Reads a command; files that it names lie below the folder. */
    static Curl of(String command, Path folder) {
        Deque<String> words = words(command);
        Curl curl = new Curl();
        expect("curl", words.remove());
        while (!words.isEmpty()) {
            String word = words.remove();
            switch (word) {
                case "-s" -> {}
                case "-u" -> curl.login = Optional.of(words.remove());
                case "-d" -> curl.json = Optional.of(words.remove());
                case "-H" -> curl.header(words.remove());
                case "-F" -> curl.field(words.remove(), folder);
                case "-X" -> {
                    expect("POST", words.remove());
                    curl.post = true;
                }
                case "|" -> {
                    expect("grep", words.remove());
                    curl.grep = words.remove();
                }
                default -> curl.url(word);
            }
        }
        return curl;
    }

    Answer send(Api api) {
        Api.Caller caller = login.map(text -> text.split(":", 2))
                .map(parts -> api.as(parts[0], parts[1]))
                .orElseGet(api::asNobody);
        if (file.isPresent()) {
            return caller.importing(read(file.get()), form);
        }
        if (json.isPresent()) {
            return caller.post(path, json.get());
        }
        return post ? caller.post(path) : caller.get(path, accept);
    }

    /** Returns what is left of an answer on the screen. */
    String shown(Answer answer) {
        return answer.body().lines().filter(line -> line.contains(grep)).collect(Collectors.joining("\n"));
    }

    private void header(String header) {
        if (header.startsWith("Accept: ")) {
            accept = header.substring("Accept: ".length());
        } else {
            expect("Content-Type: application/json", header);
        }
    }

    private void field(String field, Path folder) {
        String[] parts = field.split("=", 2);
        if (parts[1].startsWith("@")) {
            expect("file", parts[0]);
            file = Optional.of(folder.resolve(parts[1].substring(1)));
        } else {
            form.put(parts[0], parts[1]);
        }
    }

    private void url(String url) {
        expect(HOST, url.substring(0, Math.min(url.length(), HOST.length())));
        path = url.substring(HOST.length());
    }

    private static Deque<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                Optional.ofNullable(matcher.group(group)).ifPresent(words::add);
            }
        }
        return new ArrayDeque<>(words);
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expect(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException("expected " + expected + " where the README says " + actual);
        }
    }
}
