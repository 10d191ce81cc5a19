package io.cpni.examples.voip.imports;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands rows on and counts them, so that the tally cannot differ from what the consumer saw. */
final class RowSink {

    private final Consumer<? super ImportRow> rows;
    private long accepted;
    private long rejected;
    private long skipped;

    RowSink(Consumer<? super ImportRow> rows) {
        this.rows = rows;
    }

    void parsed(long line, ParsedCall call) {
        accepted++;
        rows.accept(new ImportRow.Parsed(line, call));
    }

    void rejected(long line, String reason) {
        rejected++;
        rows.accept(new ImportRow.Rejected(line, reason));
    }

    void skipped(long line, String reason) {
        skipped++;
        rows.accept(new ImportRow.Skipped(line, reason));
    }

    boolean isEmpty() {
        return accepted + rejected + skipped == 0;
    }

    ImportTally tally(@Nullable CdrFormat format) {
        return new ImportTally(format, accepted, rejected, skipped);
    }
}
