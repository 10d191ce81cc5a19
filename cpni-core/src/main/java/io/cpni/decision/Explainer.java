package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Grants;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalFinding;
import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs the rules for one customer, directly and not by the tree, and writes down what they do. A fact is read once and has
 * then the same value for the decision and for what would change it.
 */
final class Explainer {

    private final RuleSet rules;
    private final Grants grants;
    private final CarrierSettings carrier;

    Explainer(RuleSet rules, Grants grants, CarrierSettings carrier) {
        this.rules = rules;
        this.grants = grants;
        this.carrier = carrier;
    }

    /** What is asked of one category. */
    record Question(ContextKey context, DataCategory category, boolean needed) {}

    List<DecisionTrace.Judged> explain(
            ContextKey key, AccessContext context, DataItem item, List<DataCategory> judgedAs, CustomerFacts facts) {
        PlanTree.FactLookup lookup = atom -> atom.values().get(CustomerFactLookup.indexOf(atom, facts, context, item));
        return judgedAs.stream()
                .map(category ->
                        explain(new Question(key, category, key.needs(item.category())), lookup, facts::finding))
                .toList();
    }

    DecisionTrace.Judged explain(
            Question question, PlanTree.FactLookup lookup, Function<ApprovalAsk, Optional<ApprovalFinding>> findings) {
        Reading reading = new Reading(lookup);
        List<DecisionTrace.Considered> considered = new ArrayList<>();
        Decision decision = rules.decide(
                facts(question, reading),
                (rule, outcome) -> considered.add(
                        new DecisionTrace.Considered(rule.id(), rule.citation(), outcome, reading.takeReadByRule())));
        // What is read from here on was not read for the decision.
        Map<Atom, Object> read = new LinkedHashMap<>(reading.values);
        List<DecisionTrace.ApprovalBasis> approvals = new ArrayList<>();
        List<DecisionTrace.Change> changes = new ArrayList<>();
        read.forEach((atom, value) -> {
            if (atom instanceof Atom.Approval approval) {
                approvals.add(basis(approval.ask(), (ApprovalState) value, findings));
            }
            changes.addAll(changes(question, decision, atom, reading));
        });
        return new DecisionTrace.Judged(question.category(), decision, considered, approvals, changes);
    }

    /** Decides again with every other value of one fact, whatever else the rules then read. */
    private List<DecisionTrace.Change> changes(Question question, Decision decision, Atom atom, Reading reading) {
        Map<Decision, List<String>> others = new LinkedHashMap<>();
        for (Object value : atom.values()) {
            Decision other =
                    rules.decide(facts(question, asked -> asked.equals(atom) ? value : reading.valueOf(asked)));
            if (!other.equals(decision)) {
                others.computeIfAbsent(other, same -> new ArrayList<>()).add(FactNames.value(value));
            }
        }
        return others.entrySet().stream()
                .map(other -> new DecisionTrace.Change(FactNames.of(atom), other.getValue(), other.getKey()))
                .toList();
    }

    private static DecisionTrace.ApprovalBasis basis(
            ApprovalAsk ask, ApprovalState state, Function<ApprovalAsk, Optional<ApprovalFinding>> findings) {
        Optional<ApprovalFinding> finding = findings.apply(ask);
        return new DecisionTrace.ApprovalBasis(
                ask,
                state,
                finding.flatMap(ApprovalFinding::rule),
                finding.map(ApprovalFinding::references).orElse(List.of()));
    }

    private OpenFacts facts(Question question, PlanTree.FactLookup open) {
        return OpenFacts.of(question.context(), question.category(), question.needed(), grants, carrier, open);
    }

    /** Looks facts up once, and remembers which were read since a rule was last done. */
    private static final class Reading implements PlanTree.FactLookup {

        private final PlanTree.FactLookup lookup;
        private final Map<Atom, Object> values = new LinkedHashMap<>();
        private final Map<Atom, Object> byRule = new LinkedHashMap<>();

        Reading(PlanTree.FactLookup lookup) {
            this.lookup = lookup;
        }

        @Override
        public Object valueOf(Atom atom) {
            Object value = values.computeIfAbsent(atom, lookup::valueOf);
            byRule.put(atom, value);
            return value;
        }

        List<DecisionTrace.Fact> takeReadByRule() {
            List<DecisionTrace.Fact> facts = byRule.entrySet().stream()
                    .map(fact -> new DecisionTrace.Fact(FactNames.of(fact.getKey()), FactNames.value(fact.getValue())))
                    .toList();
            byRule.clear();
            return facts;
        }
    }
}
