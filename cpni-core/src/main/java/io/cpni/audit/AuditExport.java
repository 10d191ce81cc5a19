package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.TileSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log to a file that a verifier can check without the database: records, tree, checkpoints, and what persons are
 * committed to. What is encrypted stays so, and the keys are not in it.
 *
 * <p>The file is text in lines, compressed by gzip; docs/verify.md says what stands in it. An export shows the log
 * as it was when the export began, however long it takes: it is read in one transaction, and what is written, erased or purged
 * meanwhile is not in it. A database that ends long transactions ends the export, which then fails.
 */
public final class AuditExport {

    static final String FIRST_LINE = "cpni-audit-export 1";
    static final String NOTHING = "-";

    private final LogSource log;
    private final Writer out;

    private AuditExport(LogSource log, Writer out) {
        this.log = log;
        this.out = out;
    }

    /**
     * Exports a log.
     *
     * @param dataSource the database; reading rights are enough
     * @param file the file, which must not exist
     * @throws StoreUnavailableException if the database fails
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(DataSource dataSource, Path file) {
        try (LogSource log = DatabaseSource.openSnapshot(dataSource);
                OutputStream bytes = Files.newOutputStream(file, java.nio.file.StandardOpenOption.CREATE_NEW);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(new GZIPOutputStream(bytes, 1 << 16), StandardCharsets.US_ASCII))) {
            new AuditExport(log, out).write();
        } catch (IOException e) {
            throw new UncheckedIOException("exporting the audit log to " + file + " failed", e);
        }
    }

    private void write() throws IOException {
        Map<Integer, Long> sizes = new HashMap<>();
        List<LogSource.Stream> streams = log.streams();
        line(FIRST_LINE);
        for (LogSource.Stream stream : streams) {
            long size = log.size(stream.no());
            sizes.put(stream.no(), size);
            line("stream", stream.no(), stream.name(), size);
        }
        for (LogSource.Stream stream : streams) {
            for (LogSource.Purge purge : log.purges(stream.no())) {
                line("purge", stream.no(), purge.from(), purge.to(), purge.stream(), purge.seq());
                cited(purge.stream(), purge.seq());
            }
            for (Iterator<LogSource.StoredNote> notes = log.notes(stream.no()); notes.hasNext(); ) {
                LogSource.StoredNote note = notes.next();
                if (note.size() <= sizes.getOrDefault(stream.no(), 0L)) {
                    line("note", stream.no(), note.size(), base64(note.note().getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        log.persons(person -> {
            line(
                    "person",
                    person.number(),
                    base64(person.commitment()),
                    base64(person.idCipher()),
                    person.hasKey() ? 1 : 0,
                    Objects.requireNonNullElse(person.erasedStream(), NOTHING),
                    Objects.requireNonNullElse(person.erasedSeq(), NOTHING));
            if (person.erasedStream() != null && person.erasedSeq() != null) {
                cited(person.erasedStream(), person.erasedSeq());
            }
        });
        for (LogSource.Stream stream : streams) {
            upperTiles(stream.no(), sizes.getOrDefault(stream.no(), 0L));
            records(stream.no(), sizes.getOrDefault(stream.no(), 0L));
        }
        line("end");
    }

    /** Writes a record that others refer to ahead of its turn. */
    private void cited(int stream, long seq) {
        log.record(stream, seq)
                .ifPresent(row -> line("cited", stream, seq, base64(row.leaf()), base64(row.customers())));
    }

    private void upperTiles(int stream, long size) {
        TileSource tiles = log.tiles(stream);
        long count = size / RecordTable.TILE_WIDTH / RecordTable.TILE_WIDTH;
        for (int level = 1; count > 0; level++, count /= RecordTable.TILE_WIDTH) {
            for (long tile = 0; tile < count; tile++) {
                tile(tiles, stream, level, tile);
            }
        }
    }

    private void tile(TileSource tiles, int stream, int level, long tile) {
        try {
            line("tile", stream, level, tile, base64(tiles.hashes(level, tile)));
        } catch (AbsentTileException e) {
            line("absent", stream, level, tile);
        }
    }

    private void records(int stream, long size) {
        TileSource tiles = log.tiles(stream);
        long[] written = new long[1];
        Map<String, Boolean> shapes = new HashMap<>();
        log.records(stream, 0, row -> {
            if (row.seq() >= size) {
                return;
            }
            tilesBefore(tiles, stream, written, row.seq(), size);
            shape(stream, row, shapes);
            line("record", stream, row.seq(), base64(row.leaf()), base64(row.leafHash()), base64(row.customers()));
        });
        tilesBefore(tiles, stream, written, size, size);
    }

    /** Writes the tiles of the leaves ahead of their records. */
    private void tilesBefore(TileSource tiles, int stream, long[] written, long seq, long size) {
        long complete = size / RecordTable.TILE_WIDTH;
        while (written[0] < complete && written[0] * RecordTable.TILE_WIDTH <= seq) {
            tile(tiles, stream, 0, written[0]);
            written[0]++;
        }
    }

    private void shape(int stream, RecordTable.Row row, Map<String, Boolean> written) {
        byte[] hash;
        try {
            hash = Leaf.decode(row.leaf()).body().shapeHash();
        } catch (MalformedRecordException e) {
            // The verifier is to say so; the export takes the record as it is.
            return;
        }
        if (hash != null && written.putIfAbsent(base64(hash), true) == null) {
            Optional<byte[]> body = log.shape(stream, hash);
            body.ifPresent(bytes -> line("shape", stream, base64(hash), base64(bytes)));
        }
    }

    private static String base64(byte @Nullable [] bytes) {
        return bytes == null
                ? NOTHING
                : "=" + Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private void line(Object... words) {
        try {
            for (int i = 0; i < words.length; i++) {
                if (i > 0) {
                    out.write(' ');
                }
                out.write(String.valueOf(words[i]));
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("writing the export of the audit log failed", e);
        }
    }
}
