package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    private static final Reason BY_DEFAULT = new Reason("R-GEN-3", "default", "a purpose");
    private static final Obligation RECORD = new Obligation.Duty(Obligation.Kind.RECORD_CAMPAIGN);
    private static final Obligation REVIEW = new Obligation.Duty(Obligation.Kind.SUPERVISOR_REVIEW);

    @Test
    void whatNoRowIsAboutIsDeniedByDefault() {
        assertThat(decide()).isEqualTo(new Decision.Deny(BY_DEFAULT));
        assertThat(decide(row("A", Rule.Verdict.silent()), adder("X", RECORD)))
                .isEqualTo(new Decision.Deny(BY_DEFAULT));
    }

    @Test
    void anyBanWinsWhereverItStands() {
        Rule permits = row("A", Rule.Verdict.permits());
        Rule ban = ban("BAN", true);

        for (List<Rule> order : permutations(List.of(permits, ban, ban("OTHER", false), adder("X", RECORD)))) {
            assertThat(rule(decide(order.toArray(Rule[]::new)))).isEqualTo("BAN");
        }
    }

    @Test
    void theFirstOfSeveralBansIsNamed() {
        assertThat(rule(decide(ban("B1", false), ban("B2", true), ban("B3", true))))
                .isEqualTo("B2");
    }

    @Test
    void theFirstRowThatPermitsIsNamed() {
        Decision decision = decide(
                row("A", Rule.Verdict.silent()),
                withholding("B"),
                row("C", Rule.Verdict.permits(RECORD.kind())),
                row("D", Rule.Verdict.permits(REVIEW.kind())));

        assertThat(decision).isEqualTo(new Decision.Permit(reason("C"), Set.of(RECORD), List.of()));
    }

    @Test
    void withoutAPermitTheFirstRowThatWithheldSaysWhy() {
        assertThat(rule(decide(row("A", Rule.Verdict.silent()), withholding("B"), withholding("C"))))
                .isEqualTo("B");
    }

    @Test
    void aVetoTakesBackItsRowsAndNoOthers() {
        Rule a = row("A", Rule.Verdict.permits());
        Rule b = row("B", Rule.Verdict.permits());

        assertThat(rule(decide(a, veto("V", "A")))).isEqualTo("V");
        assertThat(decide(a, veto("V", "A"))).isInstanceOf(Decision.Deny.class);
        assertThat(rule(decide(a, b, veto("V", "A")))).isEqualTo("B");
        assertThat(rule(decide(a, veto("V", "B")))).isEqualTo("A");
    }

    @Test
    void aVetoIsRememberedAsTheFirstThatWithheld() {
        assertThat(rule(decide(row("A", Rule.Verdict.permits()), withholding("B"), veto("V", "A"))))
                .isEqualTo("V");
        assertThat(rule(decide(withholding("B"), row("A", Rule.Verdict.permits()), veto("V", "A"))))
                .isEqualTo("B");
    }

    @Test
    void addersAddTheirObligationsAndAreNamedOnce() {
        Decision decision = decide(
                row("A", Rule.Verdict.permits(RECORD.kind())), adder("X", REVIEW), adder("Y", REVIEW), adder("Z"));

        assertThat(decision).isEqualTo(new Decision.Permit(reason("A"), Set.of(RECORD, REVIEW), List.of(reason("X"))));
    }

    @Test
    void twoRulesWithOneIdAreRefused() {
        assertThatThrownBy(() -> new RuleSet(List.of(ban("A", false), row("A", Rule.Verdict.silent())), BY_DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A");
    }

    @Test
    void rulesKeepTheirOrder() {
        List<Rule> rules = new ArrayList<>(List.of(ban("B", false), row("A", Rule.Verdict.silent())));
        RuleSet set = new RuleSet(rules, BY_DEFAULT);
        rules.clear();

        assertThat(set.rules()).extracting(Rule::id).containsExactly("B", "A");
    }

    private static Decision decide(Rule... rules) {
        return new RuleSet(List.of(rules), BY_DEFAULT)
                .decide(new OpenFacts(
                        AccessSpace.context(
                                        AccessSpace.Kind.TRAINED,
                                        Set.of(),
                                        Purpose.MARKET,
                                        RecipientKind.STAFF,
                                        Optional.empty(),
                                        AccessSpace.Meeting.none())
                                .circumstances(),
                        Set.of(),
                        true,
                        false,
                        false,
                        false,
                        Operation.READ,
                        DataCategory.CALL_DETAIL,
                        true,
                        Grants.of(List.of()),
                        CarrierSettings.voip(),
                        atom -> {
                            throw new AssertionError("these rules ask for nothing");
                        }));
    }

    private static String rule(Decision decision) {
        return decision.reason().rule();
    }

    private static Reason reason(String id) {
        return new Reason(id, "paragraph of " + id, "");
    }

    private abstract static class Named {
        private final String id;

        Named(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        public String citation() {
            return "paragraph of " + id;
        }
    }

    private static Rule row(String id, Rule.Verdict verdict) {
        class Fixed extends Named implements Rule.Row {
            Fixed() {
                super(id);
            }

            @Override
            public Verdict judge(Facts facts) {
                return verdict;
            }
        }
        return new Fixed();
    }

    private static Rule withholding(String id) {
        return row(id, Rule.Verdict.withholds(reason(id)));
    }

    private static Rule ban(String id, boolean denies) {
        class Fixed extends Named implements Rule.Ban {
            Fixed() {
                super(id);
            }

            @Override
            public Optional<Reason> denies(Facts facts) {
                return denies ? Optional.of(because("")) : Optional.empty();
            }
        }
        return new Fixed();
    }

    private static Rule veto(String id, String row) {
        class Fixed extends Named implements Rule.Veto {
            Fixed() {
                super(id);
            }

            @Override
            public Set<String> rows() {
                return Set.of(row);
            }

            @Override
            public Optional<Reason> withholds(Facts facts) {
                return Optional.of(because(""));
            }
        }
        return new Fixed();
    }

    private static Rule adder(String id, Obligation... obligations) {
        class Fixed extends Named implements Rule.Adder {
            Fixed() {
                super(id);
            }

            @Override
            public Set<Obligation> adds(Facts facts, Row permitting) {
                return Set.of(obligations);
            }
        }
        return new Fixed();
    }

    private static List<List<Rule>> permutations(List<Rule> rules) {
        if (rules.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Rule>> all = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            List<Rule> rest = new ArrayList<>(rules);
            Rule first = rest.remove(i);
            for (List<Rule> tail : permutations(rest)) {
                List<Rule> whole = new ArrayList<>(List.of(first));
                whole.addAll(tail);
                all.add(whole);
            }
        }
        return all;
    }
}
