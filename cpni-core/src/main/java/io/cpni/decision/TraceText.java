package io.cpni.decision;

import io.cpni.approval.ApprovalRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a trace as lines of text. Rules that did nothing and read nothing share a line. */
final class TraceText {

    private final StringBuilder text = new StringBuilder();

    private TraceText() {}

    static String of(DecisionTrace trace) {
        TraceText text = new TraceText();
        text.line(0, decision(trace.decision()));
        trace.items().forEach(text::item);
        return text.text.toString();
    }

    private void item(DecisionTrace.Item item) {
        line(0, item.category() + ": " + decision(item.decision()));
        item.judged().forEach(this::judged);
    }

    private void judged(DecisionTrace.Judged judged) {
        line(1, "judged as " + judged.category() + ": " + decision(judged.decision()));
        rules(judged.rules());
        judged.approvals().forEach(approval -> line(2, basis(approval)));
        judged.remedy().ifPresent(remedy -> line(2, "would change it: " + remedy));
        for (DecisionTrace.Change change : judged.changes()) {
            line(
                    2,
                    "if " + change.fact() + " were " + String.join(" or ", change.values()) + ": "
                            + decision(change.decision()));
        }
    }

    private void rules(List<DecisionTrace.Considered> rules) {
        List<String> idle = new ArrayList<>();
        for (DecisionTrace.Considered rule : rules) {
            if (rule.outcome() instanceof RuleOutcome.NotConcerned
                    && rule.read().isEmpty()) {
                idle.add(rule.id());
            } else {
                idle(idle);
                line(2, rule.id() + " (" + rule.citation() + ") " + outcome(rule.outcome()) + read(rule.read()));
            }
        }
        idle(idle);
    }

    private void idle(List<String> ids) {
        if (!ids.isEmpty()) {
            line(2, "not concerned: " + String.join(", ", ids));
            ids.clear();
        }
    }

    private static String read(List<DecisionTrace.Fact> facts) {
        return facts.isEmpty()
                ? ""
                : facts.stream().map(DecisionTrace.Fact::toString).collect(Collectors.joining("; ", " [", "]"));
    }

    private static String outcome(RuleOutcome outcome) {
        if (outcome instanceof RuleOutcome.Permits permits) {
            return "permits" + obligations(permits.obligations());
        }
        if (outcome instanceof RuleOutcome.Withholds withholds) {
            return "withholds, for want of: " + withholds.reason().remedy();
        }
        if (outcome instanceof RuleOutcome.Denies denies) {
            return "denies; would change it: " + denies.reason().remedy();
        }
        if (outcome instanceof RuleOutcome.Vetoes vetoes) {
            return "vetoes " + vetoes.row() + "; would change it: "
                    + vetoes.reason().remedy();
        }
        return outcome instanceof RuleOutcome.Adds adds ? "adds" + obligations(adds.obligations()) : "is not concerned";
    }

    private static String basis(DecisionTrace.ApprovalBasis basis) {
        String rule = basis.rule().map(TraceText::rule).orElse("nothing on record");
        String evidence = basis.evidence().isEmpty() ? "" : ", evidence " + String.join(", ", basis.evidence());
        return FactNames.of(new Atom.Approval(basis.ask())) + " is " + basis.state() + ": " + rule + evidence;
    }

    private static String rule(ApprovalRule rule) {
        return rule.id() + " (47 CFR " + rule.citation() + ")";
    }

    private static String decision(Decision decision) {
        return decision.map(
                permit -> "PERMIT by " + permit.reason() + obligations(permit.obligations()),
                deny -> "DENY by " + deny.reason());
    }

    private static String obligations(Collection<Obligation> obligations) {
        return obligations.isEmpty()
                ? ""
                : obligations.stream()
                        .map(Obligation::kind)
                        .sorted()
                        .map(Enum::name)
                        .collect(Collectors.joining(", ", " ", ""));
    }

    private void line(int depth, String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }
}
