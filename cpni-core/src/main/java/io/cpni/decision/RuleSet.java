package io.cpni.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the rules in the order of the rule book and combines their answers.
 *
 * <p>Any ban denies. Otherwise the first row that permits, and that no veto takes back, permits; its adders add their
 * obligations. Otherwise the first row that withheld says why. Otherwise the use is denied by default.
 */
public final class RuleSet {

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

    Decision decide(Facts facts) {
        for (Rule.Ban ban : bans) {
            Optional<Reason> denial = ban.denies(facts);
            if (denial.isPresent()) {
                return new Decision.Deny(denial.get());
            }
        }
        Optional<Reason> withheld = Optional.empty();
        for (Rule.Row row : rows) {
            Rule.Verdict verdict = row.judge(facts);
            if (verdict instanceof Rule.Verdict.Permits permits) {
                Optional<Reason> veto = veto(row, facts);
                if (veto.isEmpty()) {
                    return permit(row, permits, facts);
                }
                withheld = withheld.or(() -> veto);
            } else if (verdict instanceof Rule.Verdict.Withholds withholds) {
                withheld = withheld.or(() -> Optional.of(withholds.reason()));
            }
        }
        return new Decision.Deny(withheld.orElse(byDefault));
    }

    private Optional<Reason> veto(Rule.Row row, Facts facts) {
        for (Rule.Veto veto : vetoes) {
            if (veto.rows().contains(row.id())) {
                Optional<Reason> reason = veto.withholds(facts);
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        return Optional.empty();
    }

    private Decision permit(Rule.Row row, Rule.Verdict.Permits permits, Facts facts) {
        Set<Obligation> obligations = new LinkedHashSet<>(permits.obligations());
        List<Reason> added = new ArrayList<>();
        for (Rule.Adder adder : adders) {
            if (obligations.addAll(adder.adds(facts, row))) {
                added.add(adder.because(""));
            }
        }
        return new Decision.Permit(row.because(""), obligations, added);
    }
}
