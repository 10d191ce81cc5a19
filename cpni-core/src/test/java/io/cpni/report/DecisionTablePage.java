package io.cpni.report;

import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the Markdown of a decision table as its head says that it is meant. */
final class DecisionTablePage {

    private final Set<DecisionTable.Cell> all;
    private final Map<DecisionTable.Cell, String> answers = new HashMap<>();

    private DecisionTablePage(Set<DecisionTable.Cell> all) {
        this.all = all;
    }

    /** Returns what the page answers, as answer, rule and obligations, for each cell. */
    static Map<DecisionTable.Cell, String> read(String markdown, Set<DecisionTable.Cell> all) {
        DecisionTablePage page = new DecisionTablePage(all);
        all.forEach(cell -> page.answers.put(cell, "deny R-GEN-3 "));
        for (String section : markdown.split("\n## ", -1)) {
            String title = section.lines().findFirst().orElseThrow();
            if (Arrays.stream(Purpose.values())
                    .anyMatch(purpose -> purpose.name().equals(title))) {
                page.purpose(Purpose.valueOf(title), section);
            }
        }
        return page.answers;
    }

    static String text(DecisionTable.Answer answer) {
        return (answer.permitted() ? "permit " : "deny ")
                + answer.rule()
                + ' '
                + answer.obligations().stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private void purpose(Purpose purpose, String section) {
        Set<String> situations = all.stream()
                .filter(cell -> cell.purpose() == purpose)
                .map(DecisionTable.Cell::situation)
                .collect(Collectors.toSet());
        Set<String> meant = Set.of();
        for (String line :
                section.lines().filter(line -> line.startsWith("| ")).skip(2).toList()) {
            String[] fields =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            if (fields[1].startsWith("any")) {
                meant = situations;
            } else if (!fields[1].isEmpty()) {
                meant = Set.of(fields[1].split(" \\*\\*or\\*\\* "));
            }
            if (!fields[2].equals("as above")) {
                line(purpose, meant, fields);
            }
        }
    }

    private void line(Purpose purpose, Set<String> situations, String[] fields) {
        String rule = fields[6].split(" ", -1)[0];
        String answer = fields[5].replace("*", "") + ' ' + rule + ' ' + fields[7];
        for (String situation : situations) {
            for (RecipientKind recipient : some(fields[2], RecipientKind.values(), Enum::name)) {
                for (DataCategory category : some(fields[3], DataCategory.values(), DataCategory::code)) {
                    for (ApprovalState state : some(fields[4], ApprovalState.values(), Enum::name)) {
                        answers.put(new DecisionTable.Cell(purpose, situation, recipient, category, state), answer);
                    }
                }
            }
        }
    }

    private static <E> Set<E> some(String text, E[] values, Function<? super E, String> name) {
        Set<E> some = new LinkedHashSet<>(List.of(values));
        if (text.startsWith("all but ")) {
            List<String> others = List.of(text.substring("all but ".length()).split(", "));
            some.removeIf(value -> others.contains(name.apply(value)));
        } else if (!text.equals("all") && !text.equals("any")) {
            List<String> names = List.of(text.split(", "));
            some.removeIf(value -> !names.contains(name.apply(value)));
        }
        return some;
    }
}
