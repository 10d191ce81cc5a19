package io.cpni.examples.voip.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One command of a README and what it is said to print.
 *
 * @param place file and line of the command
 * @param prose the paragraph before it
 * @param command what a reader types
 * @param output what is printed then
 */
record Example(String place, String prose, String command, String output) {

    private static final String PROMPT = "$ ";
    private static final String FENCE = "```";

    /** Reads the examples of a file in order: in fenced blocks, each after a prompt. */
    static List<Example> in(Path file) {
        List<String> lines = linesOf(file);
        List<Example> examples = new ArrayList<>();
        String prose = "";
        boolean fenced = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FENCE)) {
                fenced = !fenced;
            } else if (!fenced && !line.isBlank()) {
                prose = i > 0 && !lines.get(i - 1).isBlank() ? prose + " " + line : line;
            } else if (line.startsWith(PROMPT)) {
                int first = i;
                StringBuilder command = new StringBuilder(line.substring(PROMPT.length()));
                while (goesOn(command)) {
                    if (command.charAt(command.length() - 1) == '\\') {
                        command.setLength(command.length() - 1);
                    }
                    command.append(lines.get(++i).strip());
                }
                List<String> output = new ArrayList<>();
                while (!lines.get(i + 1).startsWith(PROMPT) && !lines.get(i + 1).startsWith(FENCE)) {
                    output.add(lines.get(++i));
                }
                examples.add(new Example(
                        file.getFileName() + ":" + (first + 1), prose, command.toString(), String.join("\n", output)));
            }
        }
        return examples;
    }

    /** Tells whether the next line belongs to the command too: after a backslash, or within quotes. */
    private static boolean goesOn(CharSequence command) {
        boolean quoted = command.chars().filter(character -> character == '\'').count() % 2 == 1;
        return quoted || command.charAt(command.length() - 1) == '\\';
    }

    static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
