package io.cpni.examples.voip.imports;

import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of one file.
 *
 * @param format the announced or detected format, or null when the content is of none that is known
 * @param accepted the number of {@link ImportRow.Parsed} rows
 * @param rejected the number of {@link ImportRow.Rejected} rows
 * @param skipped the number of {@link ImportRow.Skipped} rows
 */
public record ImportTally(@Nullable CdrFormat format, long accepted, long rejected, long skipped) {

    public ImportTally {
        if (accepted < 0 || rejected < 0 || skipped < 0) {
            throw new IllegalArgumentException("counts must not be negative");
        }
    }

    /** Returns the number of all rows: each record of the file once. */
    public long rows() {
        return accepted + rejected + skipped;
    }
}
