package io.cpni.examples.voip.rating;

import java.util.Objects;

/**
 * Points at a place in a tariff file.
 *
 * @param file the file's name
 * @param line the line, counted from 1 with blank lines and comments; 0 when the file as a whole is meant
 * @param message what is wrong there, with the id concerned
 */
public record TariffProblem(String file, long line, String message) {

    public TariffProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
        if (line < 0) {
            throw new IllegalArgumentException("line must not be negative: " + line);
        }
    }

    /** Returns {@code Rates.csv:7: message}, or without the line where there is none. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
