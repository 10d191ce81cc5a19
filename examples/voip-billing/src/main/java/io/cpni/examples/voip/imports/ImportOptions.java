package io.cpni.examples.voip.imports;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells {@link CdrReader} how to read one file.
 *
 * @param format what the file is announced to be, or null to have it found out from the content
 * @param zone the zone of local wall-clock times; formats with epoch or offset times ignore it
 * @param region the region of numbers without country code, as two upper-case letters (ISO 3166), such as {@code US}
 * @param maxLineBytes the longest CSV line that is kept, in bytes; a longer one is rejected and read past
 * @param maxRecordBytes the longest JSON record that is kept, in bytes; a longer one is rejected and read past
 * @param legWindow how many FreeSWITCH CSV rows may wait for their A leg at a time; see {@code LegJoiner}
 */
public record ImportOptions(
        @Nullable CdrFormat format, ZoneId zone, String region, int maxLineBytes, int maxRecordBytes, int legWindow) {

    /** The default bound of a line and of a JSON record: 1 MiB. */
    public static final int DEFAULT_MAX_BYTES = 1 << 20;

    /** The default number of FreeSWITCH CSV rows that may wait for their A leg. */
    public static final int DEFAULT_LEG_WINDOW = 4096;

    public ImportOptions {
        Objects.requireNonNull(zone, "zone");
        if (region.length() != 2 || !region.equals(region.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("region must be two upper-case letters");
        }
        if (maxLineBytes < 1) {
            throw new IllegalArgumentException("maxLineBytes must be positive");
        }
        if (maxRecordBytes < 1) {
            throw new IllegalArgumentException("maxRecordBytes must be positive");
        }
        if (legWindow < 1) {
            throw new IllegalArgumentException("legWindow must be positive");
        }
    }

    /** Creates options that find the format out from the content; {@code zone} applies to local times. */
    public static ImportOptions detecting(ZoneId zone) {
        return new ImportOptions(null, zone, "US", DEFAULT_MAX_BYTES, DEFAULT_MAX_BYTES, DEFAULT_LEG_WINDOW);
    }

    /** Creates options for a file announced as {@code format}; {@code zone} applies to local times. */
    public static ImportOptions of(CdrFormat format, ZoneId zone) {
        return new ImportOptions(format, zone, "US", DEFAULT_MAX_BYTES, DEFAULT_MAX_BYTES, DEFAULT_LEG_WINDOW);
    }

    /** Returns these options with another region for numbers without country code. */
    public ImportOptions withRegion(String newRegion) {
        return new ImportOptions(format, zone, newRegion, maxLineBytes, maxRecordBytes, legWindow);
    }

    /** Returns these options with another bound for CSV lines, in bytes. */
    public ImportOptions withMaxLineBytes(int bytes) {
        return new ImportOptions(format, zone, region, bytes, maxRecordBytes, legWindow);
    }

    /** Returns these options with another bound for JSON records, in bytes. */
    public ImportOptions withMaxRecordBytes(int bytes) {
        return new ImportOptions(format, zone, region, maxLineBytes, bytes, legWindow);
    }

    /** Returns these options with another number of rows that may wait for their A leg. */
    public ImportOptions withLegWindow(int rows) {
        return new ImportOptions(format, zone, region, maxLineBytes, maxRecordBytes, rows);
    }
}
