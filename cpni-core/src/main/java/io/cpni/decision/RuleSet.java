package io.cpni.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the rules in the order of the rule book and combines their answers.
 *
 * <p>Any ban denies. Otherwise the first row that permits, and that no veto takes back, permits; its adders add their
 * obligations. Otherwise the first row that withheld says why. Otherwise the use is denied by default.
 */
public final class RuleSet {

    private static final String BEYOND_LIMITS = "data of the customer and period that the context names";

    private final List<Rule> all;
    private final List<Rule.Ban> bans;
    private final List<Rule.Row> rows;
    private final List<Rule.Veto> vetoes;
    private final List<Rule.Adder> adders;
    private final Reason byDefault;

    /**
     * Builds a rule set.
     *
     * @param rules the rules in order
     * @param byDefault the reason to deny with when no row is about the use
     * @throws IllegalArgumentException if two rules have the same id
     */
    public RuleSet(List<Rule> rules, Reason byDefault) {
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("two rules have the id " + rule.id());
            }
        }
        this.all = List.copyOf(rules);
        this.bans = only(Rule.Ban.class);
        this.rows = only(Rule.Row.class);
        this.vetoes = only(Rule.Veto.class);
        this.adders = only(Rule.Adder.class);
        this.byDefault = byDefault;
    }

    private <R extends Rule> List<R> only(Class<R> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns the rules in order. */
    public List<Rule> rules() {
        return all;
    }

    /** Returns the place in the book of the rule behind a reason; what no rule permits comes last. */
    int place(Reason reason) {
        if (!reason.equals(byDefault)) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).id().equals(reason.rule())) {
                    return i;
                }
            }
        }
        return all.size();
    }

    /**
     * Returns these rules and a further one, which comes last.
     *
     * @throws IllegalArgumentException if there is a rule with its id; see {@link #replacing}
     */
    public RuleSet with(Rule rule) {
        List<Rule> more = new ArrayList<>(all);
        more.add(rule);
        return new RuleSet(more, byDefault);
    }

    /**
     * Returns these rules with the given one in the place of the rule with its id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public RuleSet replacing(Rule rule) {
        int place = place(rule.id());
        List<Rule> others = new ArrayList<>(all);
        others.set(place, rule);
        return new RuleSet(others, byDefault);
    }

    /**
     * Returns these rules without the one with the given id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public RuleSet without(String id) {
        int place = place(id);
        List<Rule> fewer = new ArrayList<>(all);
        fewer.remove(place);
        return new RuleSet(fewer, byDefault);
    }

    /**
     * Returns every rule in which these differ from a standard: in the order of these rules, then what is missing in that
     * of the standard. Rules are the same if they are equal, which for most means the same object.
     *
     * <p>Not looked at is the order, which decides only which of several reasons is named and which of several rows that
     * permit the same use does so.
     */
    public List<Deviation> deviationsFrom(RuleSet standard) {
        Map<String, Rule> missing = new LinkedHashMap<>();
        standard.all.forEach(rule -> missing.put(rule.id(), rule));
        List<Deviation> deviations = new ArrayList<>();
        for (Rule rule : all) {
            Optional<Rule> expected = Optional.ofNullable(missing.remove(rule.id()));
            if (expected.isEmpty()) {
                deviations.add(Deviation.added(rule));
            } else if (!rule.equals(expected.get())) {
                deviations.add(Deviation.replaced(rule));
            }
        }
        missing.values().forEach(rule -> deviations.add(Deviation.removed(rule)));
        return deviations;
    }

    private int place(String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no rule has the id " + id);
    }

    /** Hears of every rule that is considered, in order. */
    @FunctionalInterface
    interface Listener {
        void considered(Rule rule, RuleOutcome outcome);
    }

    Decision decide(Facts facts) {
        return decide(facts, (rule, outcome) -> {});
    }

    Decision decide(Facts facts, Listener heard) {
        for (Rule.Ban ban : bans) {
            Optional<Reason> denial = ban.denies(facts);
            heard.considered(ban, RuleOutcomes.ofBan(denial));
            if (denial.isPresent()) {
                return new Decision.Deny(denial.get());
            }
        }
        Optional<Reason> withheld = Optional.empty();
        for (Rule.Row row : rows) {
            Rule.Verdict verdict = row.judge(facts);
            heard.considered(row, RuleOutcomes.ofRow(verdict));
            if (verdict instanceof Rule.Verdict.Permits permits) {
                Optional<Reason> veto = veto(row, facts, heard);
                if (veto.isEmpty()) {
                    Decision.Permit permit = permit(row, permits, facts, heard);
                    if (!permit.limitsScope() || facts.withinLimits()) {
                        return permit;
                    }
                    withheld = withheld.or(() -> Optional.of(row.because(BEYOND_LIMITS)));
                }
                withheld = withheld.or(() -> veto);
            } else if (verdict instanceof Rule.Verdict.Withholds withholds) {
                withheld = withheld.or(() -> Optional.of(withholds.reason()));
            }
        }
        return new Decision.Deny(withheld.orElse(byDefault));
    }

    private Optional<Reason> veto(Rule.Row row, Facts facts, Listener heard) {
        for (Rule.Veto veto : vetoes) {
            if (veto.rows().contains(row.id())) {
                Optional<Reason> reason = veto.withholds(facts);
                heard.considered(veto, RuleOutcomes.ofVeto(row, reason));
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        return Optional.empty();
    }

    private Decision.Permit permit(Rule.Row row, Rule.Verdict.Permits permits, Facts facts, Listener heard) {
        Set<Obligation> obligations = new LinkedHashSet<>(permits.obligations());
        List<Reason> added = new ArrayList<>();
        for (Rule.Adder adder : adders) {
            Set<Obligation> more = adder.adds(facts, row);
            heard.considered(adder, RuleOutcomes.ofAdder(more));
            if (obligations.addAll(more)) {
                added.add(adder.because(""));
            }
        }
        return new Decision.Permit(row.because(""), obligations, added);
    }
}
