package io.cpni.examples.voip.calls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of a file.
 *
 * @param format the format it was read in; null if it is none we know
 * @param accepted how many calls are new
 * @param duplicates how many calls were known already, and are told alike again
 * @param rejected which rows are in quarantine
 */
public record ImportResult(@Nullable String format, long accepted, long duplicates, List<Rejected> rejected) {

    /**
     * A row in quarantine.
     *
     * @param line where it stands, counted from 1
     * @param reason why it could not be taken in
     */
    public record Rejected(long line, String reason) {}

    /** Copies the list. */
    public ImportResult {
        rejected = List.copyOf(rejected);
    }
}
