package io.cpni.examples.voip.rating;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Names the files a tariff consists of and reads their rows; the columns are CGRateS's, by position. */
enum TariffFile {
    /** Has destination id and prefix; several rows for one id. */
    DESTINATIONS("Destinations.csv", 2, 2),

    /** Has rate id, connect fee, rate, unit, increment, start of the interval; several rows for one id are slabs. */
    RATES("Rates.csv", 6, 6),

    /** Has id, destination id, rate id, rounding method, decimals, max cost, strategy; the last two may be missing. */
    DESTINATION_RATES("DestinationRates.csv", 5, 7),

    /** Has plan id, destination rates id, timing tag, weight; the last two may be missing. */
    RATING_PLANS("RatingPlans.csv", 2, 4);

    private final String fileName;
    private final int fewestColumns;
    private final int mostColumns;

    TariffFile(String fileName, int fewestColumns, int mostColumns) {
        this.fileName = fileName;
        this.fewestColumns = fewestColumns;
        this.mostColumns = mostColumns;
    }

    String fileName() {
        return fileName;
    }

    /**
     * Reads the rows, without blank lines and lines that begin with {@code #} (the header is one). A row of the wrong
     * width, a file that is missing and a file that is no CSV go to the problems.
     *
     * @throws UncheckedIOException if reading fails half-way
     */
    List<TariffRow> read(TariffSource source, List<TariffProblem> problems) {
        List<TariffRow> rows = new ArrayList<>();
        long line = 0;
        try (InputStream stream = source.open(fileName);
                CsvReader<CsvRecord> csv = reader(stream)) {
            for (CsvRecord csvRecord : csv) {
                line = csvRecord.getStartingLineNumber();
                add(csvRecord, rows, problems);
            }
        } catch (FileNotFoundException | NoSuchFileException e) {
            problems.add(new TariffProblem(fileName, 0, "file not found"));
        } catch (CsvParseException e) {
            problems.add(new TariffProblem(fileName, line + 1, "not readable as CSV from here: " + e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + fileName, e);
        }
        return rows;
    }

    private static CsvReader<CsvRecord> reader(InputStream stream) {
        return CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .commentCharacter('#')
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofCsvRecord(stream, StandardCharsets.UTF_8);
    }

    private void add(CsvRecord csvRecord, List<TariffRow> rows, List<TariffProblem> problems) {
        List<String> fields = new ArrayList<>();
        csvRecord.getFields().forEach(field -> fields.add(field.strip()));
        if (fields.stream().allMatch(String::isEmpty)) {
            return;
        }
        long line = csvRecord.getStartingLineNumber();
        if (fields.size() < fewestColumns || fields.size() > mostColumns) {
            String wanted =
                    fewestColumns == mostColumns ? Integer.toString(mostColumns) : fewestColumns + " to " + mostColumns;
            problems.add(new TariffProblem(fileName, line, wanted + " columns expected, found " + fields.size()));
            return;
        }
        while (fields.size() < mostColumns) {
            fields.add("");
        }
        if (fields.get(0).isEmpty()) {
            problems.add(new TariffProblem(fileName, line, "id missing in the first column"));
            return;
        }
        rows.add(new TariffRow(fileName, line, fields));
    }
}
