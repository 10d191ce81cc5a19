package io.cpni.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads corpus files and refuses what is not in format 1: a field or constant it does not know, a field given twice, a
 * null, a value of the wrong kind, a reference to nothing, an id used before.
 */
final class CorpusReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new CorpusModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CorpusReader() {}

    /**
     * Reads every {@code .json} file of a directory and of those below it, in the order of their paths.
     *
     * @throws CorpusFormatException if a file is not as the format wants it, or two cases have the same id
     * @throws UncheckedIOException if a file cannot be read
     */
    static List<CorpusFile> readDirectory(Path directory) {
        Map<String, String> fileOfCase = new HashMap<>();
        List<CorpusFile> files = new ArrayList<>();
        for (Path path : jsonFiles(directory)) {
            String name = directory.relativize(path).toString();
            CorpusFile file = read(name, text(path));
            checkIds(file, name, fileOfCase);
            files.add(file);
        }
        return List.copyOf(files);
    }

    /**
     * Reads the same files case by case: what is wrong with one file or case leaves the others readable.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    static List<CorpusReading> readCases(Path directory) {
        Map<String, String> fileOfCase = new HashMap<>();
        List<CorpusReading> readings = new ArrayList<>();
        for (Path path : jsonFiles(directory)) {
            String name = directory.relativize(path).toString();
            try {
                ObjectNode file = (ObjectNode) parse(name, text(path));
                List<JsonNode> cases = file.path("cases").valueStream().toList();
                if (cases.isEmpty()) {
                    read(name, file);
                }
                cases.forEach(node -> readings.add(reading(name, file, node, fileOfCase)));
            } catch (CorpusFormatException | ClassCastException e) {
                readings.add(new CorpusReading.Unreadable(name, e));
            }
        }
        return readings;
    }

    private static CorpusReading reading(String name, ObjectNode file, JsonNode node, Map<String, String> fileOfCase) {
        ObjectNode alone = file.deepCopy();
        alone.putArray("cases").add(node);
        try {
            CorpusFile one = read(name, alone);
            checkIds(one, name, fileOfCase);
            return new CorpusReading.Readable(one.cases().get(0));
        } catch (CorpusFormatException e) {
            return new CorpusReading.Unreadable(name + ", case " + node.path("id"), e);
        }
    }

    /** Reads one file from its text; ids are checked within the file only. */
    static CorpusFile readText(String name, String json) {
        CorpusFile file = read(name, json);
        checkIds(file, name, new HashMap<>());
        return file;
    }

    private static CorpusFile read(String name, String json) {
        return read(name, parse(name, json));
    }

    private static JsonNode parse(String name, String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new CorpusFormatException(name + ": " + e.getOriginalMessage() + " at " + e.getLocation(), e);
        }
    }

    private static CorpusFile read(String name, JsonNode tree) {
        CorpusTree.check(name, tree);
        try {
            return MAPPER.treeToValue(tree, CorpusFile.class);
        } catch (JacksonException e) {
            throw CorpusTree.explain(name, tree, e);
        }
    }

    private static void checkIds(CorpusFile file, String name, Map<String, String> fileOfCase) {
        for (CorpusCase corpusCase : file.cases()) {
            String earlier = fileOfCase.putIfAbsent(corpusCase.id(), name);
            if (earlier != null) {
                throw new CorpusFormatException(name + ", case " + corpusCase.id() + ", id: is used in " + earlier);
            }
        }
    }

    private static List<Path> jsonFiles(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
