package io.cpni.examples.voip.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Is a file a switch wrote: the calls of one month, in the switch's format. Its bytes are made anew each time they are
 * asked for, the same each time.
 *
 * @param name a relative path with slashes, {@code cucm/2026-11.csv}
 * @param formatName the wire name of the format
 * @param zone the zone of its wall-clock times; of no matter to formats with epoch or offset times
 * @param calls the calls in it, each once, in the order of the file
 * @param content writes it
 */
public record DemoFile(String name, String formatName, ZoneId zone, List<DemoCall> calls, Content content) {

    public DemoFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(formatName, "formatName");
        Objects.requireNonNull(zone, "zone");
        calls = List.copyOf(calls);
        Objects.requireNonNull(content, "content");
    }

    /** Writes the file's bytes, UTF-8; the stream is flushed and left open. */
    public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
        out.flush();
    }

    /** Opens the file's bytes for reading; they are held in memory, some megabytes at most. */
    public InputStream open() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeTo(bytes);
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Writes a file's bytes. */
    @FunctionalInterface
    public interface Content {

        /** Writes them and leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }
}
