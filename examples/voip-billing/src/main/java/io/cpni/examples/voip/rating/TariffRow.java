package io.cpni.examples.voip.rating;

import java.util.List;
import java.util.Objects;

/**
 * Holds one data row of a tariff file.
 *
 * @param file the file's name
 * @param line the line it begins on, from 1
 * @param fields trimmed fields, padded with empty ones to the widest row the file may have
 */
record TariffRow(String file, long line, List<String> fields) {

    TariffRow {
        Objects.requireNonNull(file, "file");
        fields = List.copyOf(fields);
    }

    String get(int column) {
        return fields.get(column);
    }

    TariffProblem problem(String message) {
        return new TariffProblem(file, line, message);
    }
}
