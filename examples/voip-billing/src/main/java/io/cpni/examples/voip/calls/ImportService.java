package io.cpni.examples.voip.calls;

import io.cpni.access.AccessDecisions;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.CpniAccess;
import io.cpni.accessor.Operation;
import io.cpni.examples.voip.imports.CdrReader;
import io.cpni.examples.voip.imports.ImportOptions;
import io.cpni.examples.voip.imports.ImportRow;
import io.cpni.examples.voip.imports.ImportTally;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes a switch's file in, batch by batch. What was accepted before a file breaks off stays; a file may be taken in again
 * without counting a call twice.
 */
@Service
public class ImportService {

    private static final int BATCH = 500;

    private final BatchImporter batches;
    private final AccessDecisions decisions;
    private final Clock clock;

    ImportService(BatchImporter batches, AccessDecisions decisions, Clock clock) {
        this.batches = batches;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * Reads a file and stores its calls.
     *
     * @throws IOException if the file cannot be read on; what was read before is stored
     */
    @CpniAccess(purpose = Purpose.BILL_COLLECT)
    public ImportResult read(InputStream file, ImportOptions options) throws IOException {
        String accessor = AccessScope.current()
                .orElseThrow(() -> new IllegalStateException("an import is done by somebody"))
                .accessor()
                .id();
        // Asked before the file is read: who may not add calls shall not fill the quarantine either.
        CdrImport cdrImport = decisions.access(
                Operation.INSERT,
                "cdr-import",
                Set.of(DataCategory.CALL_DETAIL),
                () -> batches.begin(new CdrImport(clock.instant(), accessor)));
        Collector collector = new Collector(cdrImport);
        try {
            ImportTally tally = CdrReader.read(file, options, collector::take);
            collector.flush();
            String format = tally.format() == null ? null : tally.format().wireName();
            finish(cdrImport, format, collector);
            return new ImportResult(format, collector.accepted, collector.duplicates, collector.rejected);
        } catch (IOException | RuntimeException e) {
            // What was stored before stays, and the import says how much that was.
            finish(cdrImport, null, collector);
            throw e;
        }
    }

    private void finish(CdrImport cdrImport, @Nullable String format, Collector collector) {
        cdrImport.finished(format, collector.accepted, collector.duplicates, collector.rejected.size());
        batches.finish(cdrImport);
    }

    /** Gathers rows until there are enough for a batch. */
    private final class Collector {

        private final CdrImport cdrImport;
        private final List<ImportRow.Parsed> calls = new ArrayList<>();
        private final List<ImportResult.Rejected> rejected = new ArrayList<>();
        private final List<ImportResult.Rejected> unstored = new ArrayList<>();
        private long accepted;
        private long duplicates;

        Collector(CdrImport cdrImport) {
            this.cdrImport = cdrImport;
        }

        void take(ImportRow row) {
            row.<Void>map(this::parsed, this::rejected, skipped -> null);
            if (calls.size() >= BATCH || unstored.size() >= BATCH) {
                flush();
            }
        }

        @SuppressWarnings("NullAway") // a visitor without a result
        private Void parsed(ImportRow.Parsed parsed) {
            calls.add(parsed);
            return null;
        }

        @SuppressWarnings("NullAway") // a visitor without a result
        private Void rejected(ImportRow.Rejected row) {
            unstored.add(new ImportResult.Rejected(row.line(), row.reason()));
            return null;
        }

        void flush() {
            BatchImporter.Stored stored = batches.store(cdrImport, calls, unstored);
            accepted += stored.accepted();
            duplicates += stored.duplicates();
            rejected.addAll(unstored);
            rejected.addAll(stored.unusable());
            calls.clear();
            unstored.clear();
        }
    }
}
