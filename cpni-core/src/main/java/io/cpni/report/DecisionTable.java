package io.cpni.report;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.Decision;
import io.cpni.decision.Obligation;
import io.cpni.decision.RuleSet;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Prints what a carrier's rules and settings answer, for those who read no Java: for every purpose, situation, recipient,
 * category of data and state of approval.
 *
 * <p>The answers come from the engine. A situation stands for what else decides: what is offered, how the customer is
 * contacted and was authenticated, what supports the use. Unless it says otherwise the accessor is trained staff who needs
 * to know, and the customer is the one whom the circumstances are about and refused nothing but what the state says.
 *
 * <p>Two tables have the same cells, so that {@link #diff} shows what a setting or a rule of one's own changes:
 *
 * <pre>{@code
 * DecisionTable law = DecisionTable.of(FccRules.current(), settings);
 * DecisionTable ours = DecisionTable.of(FccRules.current().with(ourBan), settings);
 * DecisionTable.diff(law, ours).forEach(change -> log.info("{}", change));
 * }</pre>
 *
 * <p>Immutable and safe for many threads.
 */
public final class DecisionTable {

    private final RuleSet rules;
    private final CarrierSettings carrier;
    private final Map<Cell, Answer> answers;

    private DecisionTable(RuleSet rules, CarrierSettings carrier, Map<Cell, Answer> answers) {
        this.rules = rules;
        this.carrier = carrier;
        this.answers = answers;
    }

    /**
     * A question of the table.
     *
     * @param purpose what for
     * @param situation what else is so, in words
     * @param recipient who will hold the data
     * @param category which data
     * @param approval the state of the customer's approval for this use
     */
    public record Cell(
            Purpose purpose, String situation, RecipientKind recipient, DataCategory category, ApprovalState approval) {

        /** Checks the parts. */
        public Cell {
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(situation, "situation");
            Objects.requireNonNull(recipient, "recipient");
            Objects.requireNonNull(category, "category");
            Objects.requireNonNull(approval, "approval");
        }
    }

    /**
     * What the rules answer.
     *
     * @param permitted whether the use is permitted
     * @param rule the id of the rule that permits, or that first denies
     * @param obligations what must be done, in the order of the kinds
     * @param further the ids of the rules that added obligations
     */
    public record Answer(boolean permitted, String rule, List<Obligation.Kind> obligations, List<String> further) {

        /** Copies the lists. */
        public Answer {
            obligations = List.copyOf(obligations);
            further = List.copyOf(further);
        }

        static Answer of(Decision decision) {
            return decision.map(
                    permit -> new Answer(
                            true,
                            permit.reason().rule(),
                            permit.obligations().stream()
                                    .map(Obligation::kind)
                                    .distinct()
                                    .sorted()
                                    .toList(),
                            permit.further().stream()
                                    .map(reason -> reason.rule())
                                    .toList()),
                    deny -> new Answer(false, deny.reason().rule(), List.of(), List.of()));
        }
    }

    /**
     * A cell with another answer.
     *
     * @param cell the cell
     * @param before the answer of the one table
     * @param after the answer of the other
     */
    public record Change(Cell cell, Answer before, Answer after) {}

    /** Asks the rules, as an engine with these settings would, for every cell. */
    public static DecisionTable of(RuleSet rules, CarrierSettings carrier) {
        Objects.requireNonNull(rules, "rules");
        Map<Cell, Answer> answers = new LinkedHashMap<>();
        TableAsker asker = new TableAsker(rules, carrier);
        for (TableSituation situation : TableSituations.of(carrier)) {
            for (RecipientKind recipient : RecipientKind.values()) {
                for (DataCategory category : DataCategory.values()) {
                    AccessRequest request = asker.request(situation, recipient, category);
                    for (ApprovalState state : ApprovalState.values()) {
                        answers.put(
                                new Cell(situation.purpose(), situation.name(), recipient, category, state),
                                Answer.of(asker.ask(request, situation, state)));
                    }
                }
            }
        }
        return new DecisionTable(rules, carrier, Collections.unmodifiableMap(answers));
    }

    /** Returns every cell with its answer, in the order of purposes, situations, recipients, categories and states. */
    public Map<Cell, Answer> answers() {
        return answers;
    }

    /** Returns the cells with different answers, in the order of the first table. */
    public static List<Change> diff(DecisionTable before, DecisionTable after) {
        List<Change> changes = new ArrayList<>();
        before.answers.forEach((cell, answer) -> {
            Answer other = Objects.requireNonNull(after.answers.get(cell), "all tables have the same cells");
            if (!answer.equals(other)) {
                changes.add(new Change(cell, answer, other));
            }
        });
        return changes;
    }

    /**
     * Writes a table per purpose as Markdown (GitHub's tables). Equal answers share a line, and what no rule is about is
     * left out; the head says so.
     *
     * @throws IOException if writing fails
     */
    public void writeMarkdown(Appendable out) throws IOException {
        new DecisionTableMarkdown(rules, carrier).write(answers, out);
    }

    /**
     * Writes all cells as comma-separated values with a header: one line per purpose, situation, recipient and answer, with
     * the categories and states of approval that have it, separated by blanks. Each cell is in one line. Lines end with LF.
     *
     * @throws IOException if writing fails
     */
    public void writeCsv(Appendable out) throws IOException {
        DecisionTableCsv.write(answers, out);
    }
}
