package io.cpni.examples.voip.imports;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.List;

/** Splits one line into its fields with FastCSV, strictly: the line is refused if its quotes do not fit. */
final class CsvFields {

    /** More than any of the formats has; keeps a line of commas from becoming a million strings. */
    private static final int MAX_FIELDS = 512;

    // FastCSV accepts a field that is still open at the end unless told otherwise.
    private static final CsvReader.CsvReaderBuilder BUILDER =
            CsvReader.builder().allowUnclosedQuote(false).skipEmptyLines(false);

    private CsvFields() {}

    static List<String> split(String line) throws RowException {
        Collector collector = new Collector();
        List<String> fields;
        try {
            fields = BUILDER.ofSingleCsvRecord(collector, line);
        } catch (CsvParseException e) {
            // The exception's own message quotes the offending character.
            throw new RowException("its quotes do not fit (a quote is missing, or text follows a closing quote)");
        }
        if (collector.strayQuote) {
            throw new RowException("its quotes do not fit (a quote inside a field that is not quoted)");
        }
        if (collector.overflowed) {
            throw new RowException("has more than " + MAX_FIELDS + " columns");
        }
        return fields;
    }

    private static final class Collector extends AbstractBaseCsvCallbackHandler<List<String>> {

        private final List<String> fields = new ArrayList<>(32);
        private boolean strayQuote;
        private boolean overflowed;

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (index >= MAX_FIELDS) {
                overflowed = true;
                return;
            }
            String field = new String(buffer, offset, length);
            // FastCSV takes a"b as it stands. It mostly means that the opening quote was lost.
            strayQuote |= !quoted && field.indexOf('"') >= 0;
            fields.add(field);
        }

        @Override
        protected List<String> buildRecord() {
            return fields;
        }
    }
}
