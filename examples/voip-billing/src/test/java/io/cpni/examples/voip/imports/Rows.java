package io.cpni.examples.voip.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Collects what the reader hands on, for tests. */
final class Rows {

    static final ZoneId UTC = ZoneOffset.UTC;

    final List<ImportRow> all = new ArrayList<>();
    private ImportTally tally = new ImportTally(null, 0, 0, 0);

    static Rows of(InputStream in, ImportOptions options) {
        Rows rows = new Rows();
        try {
            rows.tally = CdrReader.read(in, options, rows.all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static Rows of(byte[] content, ImportOptions options) {
        return of(new ByteArrayInputStream(content), options);
    }

    static Rows of(String content, ImportOptions options) {
        return of(content.getBytes(StandardCharsets.UTF_8), options);
    }

    static Rows of(String content) {
        return of(content, ImportOptions.detecting(UTC));
    }

    static Rows of(Path file, ZoneId zone) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in, ImportOptions.detecting(zone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one of this project's own small inputs. */
    static String resource(String name) {
        try (InputStream in = Rows.class.getResourceAsStream("/imports/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportTally tally() {
        return tally;
    }

    List<ParsedCall> calls() {
        return all.stream()
                .filter(ImportRow.Parsed.class::isInstance)
                .map(row -> ((ImportRow.Parsed) row).call())
                .toList();
    }

    ParsedCall call() {
        List<ParsedCall> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("expected one call, got " + all);
        }
        return calls.get(0);
    }

    List<ImportRow.Rejected> rejections() {
        return all.stream()
                .filter(ImportRow.Rejected.class::isInstance)
                .map(ImportRow.Rejected.class::cast)
                .toList();
    }

    ImportRow.Rejected rejection() {
        List<ImportRow.Rejected> rejections = rejections();
        if (rejections.size() != 1) {
            throw new AssertionError("expected one rejection, got " + all);
        }
        return rejections.get(0);
    }

    List<ImportRow.Skipped> skips() {
        return all.stream()
                .filter(ImportRow.Skipped.class::isInstance)
                .map(ImportRow.Skipped.class::cast)
                .toList();
    }
}
