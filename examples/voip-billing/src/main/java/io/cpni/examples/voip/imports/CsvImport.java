package io.cpni.examples.voip.imports;

import java.io.IOException;
import java.util.List;

/** Runs a CSV file through the reader of its format, line by line. */
final class CsvImport {

    private final CdrFormat format;
    private final ImportOptions options;

    CsvImport(CdrFormat format, ImportOptions options) {
        this.format = format;
        this.options = options;
    }

    void run(ByteSource source, RowSink sink) throws IOException {
        PhysicalLines lines = new PhysicalLines(source, options.maxLineBytes());
        CsvRowReader reader = reader();
        RawRecord line;
        while ((line = lines.next()) != null) {
            if (line.isDamaged()) {
                sink.rejected(line.line(), line.content());
                continue;
            }
            try {
                reader.read(line.line(), fields(line.content()), sink);
            } catch (RowException e) {
                sink.rejected(line.line(), e.reason());
            }
        }
        reader.end(sink);
    }

    private static List<String> fields(String line) throws RowException {
        try {
            return CsvFields.split(line);
        } catch (RowException e) {
            throw new RowException("the line cannot be split into columns: " + e.reason());
        }
    }

    private CsvRowReader reader() {
        PhoneNumbers numbers = new PhoneNumbers(options.region());
        WallClock clock = new WallClock(options.zone());
        return switch (format) {
            case ASTERISK_CSV -> new AsteriskCsvReader(numbers, clock);
            case FREESWITCH_CSV -> new FreeSwitchCsvReader(numbers, clock, new LegJoiner(options.legWindow()));
            case CUCM_CSV -> new CucmCsvReader(numbers);
            case FREESWITCH_JSON, RINGCENTRAL_JSON -> throw new IllegalStateException(format + " is no CSV format");
        };
    }
}
