package io.cpni.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the dictionary of one format: a line per field, its parts separated by commas and lists by spaces; a line that
 * begins with {@code #} is a comment. A line that is not understood stops the reading, as a label lost is data given
 * away.
 */
final class TelecomFieldReader {

    private static final int PARTS = 6;

    private TelecomFieldReader() {}

    /** Reads a resource beside this class; the fields by folded name, in the order of the file. */
    static Map<String, TelecomField> read(String resource) {
        InputStream in = TelecomFieldReader.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("resource io/cpni/label/" + resource + " is missing from the class path");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(resource, lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("resource io/cpni/label/" + resource + " cannot be read", e);
        }
    }

    static Map<String, TelecomField> parse(String resource, List<String> lines) {
        Map<String, TelecomField> fields = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#")) {
                continue;
            }
            TelecomField field;
            try {
                field = field(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(resource + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
            if (fields.put(TelecomFormat.fold(field.name()), field) != null) {
                throw new IllegalStateException(
                        resource + ", line " + (i + 1) + ": field '" + field.name() + "' is listed twice");
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    private static TelecomField field(String line) {
        String[] parts = line.split(",", -1);
        if (parts.length != PARTS || parts[0].isBlank()) {
            throw new IllegalArgumentException("a field has a name and " + (PARTS - 1) + " more parts");
        }
        return new TelecomField(
                parts[0],
                words(parts[1]).stream().map(DataCategory::ofCode).collect(Collectors.toUnmodifiableSet()),
                AuthFactor.valueOf(parts[2]),
                MaskStyle.valueOf(parts[3]),
                ColumnRole.valueOf(parts[4]),
                words(parts[5]),
                true);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
