package io.cpni.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a purge would remove and what it would keep, and why: its dry run.
 *
 * @param plannedAt when it was made
 * @param ranges what would go
 * @param kept what would stay although, or because, it was looked at; behind the first records of a stream whose time has not
 *     ended nothing was
 */
public record PurgePlan(Instant plannedAt, List<Range> ranges, List<Kept> kept) {

    /** Copies the lists. */
    public PurgePlan {
        Objects.requireNonNull(plannedAt, "plannedAt");
        ranges = List.copyOf(ranges);
        kept = List.copyOf(kept);
    }

    /**
     * Records of a stream that would go, one behind the other.
     *
     * @param stream their stream
     * @param from the place of the first
     * @param to the place after the last
     * @param firstLogged when the first was written
     * @param lastLogged when the last was written
     * @param tiles SHA-256 over the roots of their tiles: what is removed is what was planned
     */
    public record Range(String stream, long from, long to, Instant firstLogged, Instant lastLogged, AuditHash tiles) {

        /** Checks the parts. */
        public Range {
            AuditPosition.requireStream(stream);
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("a range goes from a place to a later one");
            }
            Objects.requireNonNull(firstLogged, "firstLogged");
            Objects.requireNonNull(lastLogged, "lastLogged");
            Objects.requireNonNull(tiles, "tiles");
        }

        /** Returns how many records that are. */
        public long records() {
            return to - from;
        }
    }

    /** Why records stay. */
    public enum Reason {
        /** Their time has not ended, or they share a tile with one whose time has not. */
        NOT_EXPIRED,
        /** The tree ends here: its last records are never removed, for the next one continues from them. */
        LAST_OF_STREAM,
        /** They share a tile with a record that is under a legal hold. */
        HELD,
        /** They share a tile with an access whose outcome stays, or with the outcome of an access that stays. */
        PAIRED,
        /** They share a tile with the record of an erasure, or of a purge or a legal hold that is still needed. */
        NEEDED,
        /** They are not as they were written, or not all there. Evidence of that is not removed: let a verifier look. */
        DAMAGED
    }

    /**
     * Records of a stream that stay.
     *
     * @param stream their stream
     * @param from the place of the first
     * @param to the place after the last
     * @param reason why
     * @param detail the ids of the holds, where holds are the reason; otherwise empty
     */
    public record Kept(String stream, long from, long to, Reason reason, String detail) {

        /** Checks the parts. */
        public Kept {
            AuditPosition.requireStream(stream);
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** Returns how many records would go. */
    public long records() {
        return ranges.stream().mapToLong(Range::records).sum();
    }

    /** Tells whether nothing would go. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Returns the plan to be read: a line for what would go and what would stay, by stream and place. */
    public String print() {
        StringBuilder text =
                new StringBuilder("Purge as planned at " + plannedAt + ": " + records() + " records would go\n");
        for (Range range : ranges) {
            text.append("  purge ")
                    .append(range.stream())
                    .append(' ')
                    .append(range.from())
                    .append("..")
                    .append(range.to() - 1)
                    .append(": ")
                    .append(range.records())
                    .append(" records, written from ")
                    .append(range.firstLogged())
                    .append(" to ")
                    .append(range.lastLogged())
                    .append('\n');
        }
        for (Kept each : kept) {
            text.append("  keep  ")
                    .append(each.stream())
                    .append(' ')
                    .append(each.from())
                    .append("..")
                    .append(each.to() - 1)
                    .append(": ")
                    .append(each.reason())
                    .append(each.detail().isEmpty() ? "" : " by " + each.detail())
                    .append('\n');
        }
        return text.toString();
    }
}
