package io.cpni.report;

import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a decision table as comma-separated values, complete. */
final class DecisionTableCsv {

    private static final String HEADER =
            "purpose,situation,recipient,categories,approvals,answer,rule,obligations,further rules\n";

    private DecisionTableCsv() {}

    /** What cells that share a line have in common. */
    private record Group(
            Purpose purpose,
            String situation,
            RecipientKind recipient,
            Set<ApprovalState> states,
            DecisionTable.Answer answer) {}

    static void write(Map<DecisionTable.Cell, DecisionTable.Answer> answers, Appendable out) throws IOException {
        Map<Group, Set<DataCategory>> groups = new LinkedHashMap<>();
        for (DecisionTableLine line : DecisionTableLine.of(answers)) {
            line.answers()
                    .states()
                    .forEach((answer, states) -> groups.computeIfAbsent(
                                    new Group(line.purpose(), line.situation(), line.recipient(), states, answer),
                                    group -> EnumSet.noneOf(DataCategory.class))
                            .add(line.category()));
        }
        out.append(HEADER);
        for (Map.Entry<Group, Set<DataCategory>> group : groups.entrySet()) {
            line(group.getKey(), group.getValue(), out);
        }
    }

    private static void line(Group group, Set<DataCategory> categories, Appendable out) throws IOException {
        DecisionTable.Answer answer = group.answer();
        out.append(String.join(
                        ",",
                        group.purpose().name(),
                        quoted(group.situation()),
                        group.recipient().name(),
                        joined(categories.stream().map(DataCategory::code).toList()),
                        states(group.states()),
                        answer.permitted() ? "PERMIT" : "DENY",
                        answer.rule(),
                        joined(answer.obligations().stream().map(Enum::name).toList()),
                        joined(answer.further())))
                .append('\n');
    }

    private static String states(Set<ApprovalState> states) {
        return states.equals(EnumSet.allOf(ApprovalState.class))
                ? "any"
                : joined(states.stream().map(Enum::name).toList());
    }

    private static String joined(List<String> values) {
        return String.join(" ", values);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
