package io.cpni.report;

import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cells of a decision table that differ in the state of approval only.
 */
record DecisionTableLine(
        Purpose purpose, String situation, RecipientKind recipient, DataCategory category, Answers answers) {

    /**
     * The answers in all states of approval.
     *
     * @param states the states by the answer they have, in the order of the states
     */
    record Answers(Map<DecisionTable.Answer, Set<ApprovalState>> states) {

        /** Tells whether the use is denied by the given rule in every state. */
        boolean areAll(String denyingRule) {
            return states.keySet().stream()
                    .allMatch(answer -> !answer.permitted() && answer.rule().equals(denyingRule));
        }
    }

    DecisionTableLine with(Answers others) {
        return new DecisionTableLine(purpose, situation, recipient, category, others);
    }

    /** What a line is about. */
    private record Key(Purpose purpose, String situation, RecipientKind recipient, DataCategory category) {}

    /** Returns the lines of a table in its order. */
    static List<DecisionTableLine> of(Map<DecisionTable.Cell, DecisionTable.Answer> cells) {
        Map<Key, Map<DecisionTable.Answer, Set<ApprovalState>>> byKey = new LinkedHashMap<>();
        cells.forEach((cell, answer) -> byKey.computeIfAbsent(
                        new Key(cell.purpose(), cell.situation(), cell.recipient(), cell.category()),
                        key -> new LinkedHashMap<>())
                .computeIfAbsent(answer, same -> EnumSet.noneOf(ApprovalState.class))
                .add(cell.approval()));
        List<DecisionTableLine> lines = new ArrayList<>();
        byKey.forEach((key, states) -> lines.add(new DecisionTableLine(
                key.purpose(), key.situation(), key.recipient(), key.category(), new Answers(states))));
        return lines;
    }
}
