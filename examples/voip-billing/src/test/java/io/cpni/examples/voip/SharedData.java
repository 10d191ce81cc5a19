package io.cpni.examples.voip;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the collection of files that real switches wrote, which is no part of the project. */
public final class SharedData {

    private SharedData() {}

    /** Returns the system property {@code cpni.data}, else {@code shared/data} in a folder above; else skips the test. */
    public static Path folder() {
        String property = System.getProperty("cpni.data");
        if (property != null) {
            return Path.of(property);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared/data");
            if (Files.isRegularFile(data.resolve("SOURCES.md"))) {
                return data;
            }
        }
        return abort("no folder shared/data above the working directory; set -Dcpni.data");
    }
}
