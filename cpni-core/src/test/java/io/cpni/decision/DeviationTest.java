package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.rule.FccRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviationTest {

    private static final RuleSet LAW = FccRules.current();

    @Test
    void theRulesInForceDoNotDeviateFromThemselves() {
        List<Rule> reversed = new ArrayList<>(LAW.rules());
        Collections.reverse(reversed);

        assertThat(LAW.deviationsFrom(FccRules.current())).isEmpty();
        assertThat(new RuleSet(reversed, FccRules.noRowPermits()).deviationsFrom(LAW))
                .isEmpty();
    }

    @Test
    void aBanAVetoOrAnObligationMoreTightensARowMoreMayLoosen() {
        assertThat(LAW.with(new OurBan("OUR-1")).deviationsFrom(LAW))
                .containsExactly(new Deviation(Deviation.Kind.ADDED, "OUR-1", false));
        assertThat(LAW.with(new OurVeto("OUR-2")).deviationsFrom(LAW))
                .containsExactly(new Deviation(Deviation.Kind.ADDED, "OUR-2", false));
        assertThat(LAW.with(new OurAdder("OUR-3")).deviationsFrom(LAW))
                .containsExactly(new Deviation(Deviation.Kind.ADDED, "OUR-3", false));
        assertThat(LAW.with(new OurRow("OUR-4")).deviationsFrom(LAW))
                .containsExactly(new Deviation(Deviation.Kind.ADDED, "OUR-4", true));
        assertThat(LAW.with(new OurBanAndRow("OUR-5")).deviationsFrom(LAW))
                .containsExactly(new Deviation(Deviation.Kind.ADDED, "OUR-5", true));
    }

    @Test
    void anyReplacementMayLoosen() {
        RuleSet ours = LAW.replacing(new OurBan("R-SEED-SELL"));

        assertThat(ours.deviationsFrom(LAW))
                .containsExactly(new Deviation(Deviation.Kind.REPLACED, "R-SEED-SELL", true));
        assertThat(ours.rules()).extracting(Rule::id).isEqualTo(ids(LAW));
        assertThat(LAW.deviationsFrom(ours)).hasSize(1);
    }

    @Test
    void aRowLessTightensAnythingElseLessMayLoosen() {
        assertThat(LAW.without("R-2005-a").deviationsFrom(LAW))
                .containsExactly(new Deviation(Deviation.Kind.REMOVED, "R-2005-a", false));
        for (String id : List.of("R-SEED-SELL", "R-SEED-OO", "R-2009-c2", "R-222-f2", "R-DNC-1")) {
            assertThat(LAW.without(id).deviationsFrom(LAW))
                    .containsExactly(new Deviation(Deviation.Kind.REMOVED, id, true));
        }
    }

    @Test
    void everyDeviationIsListed() {
        RuleSet ours = LAW.without("R-SEED-SELL").with(new OurRow("OUR-1")).replacing(new OurBan("R-222-b"));

        assertThat(ours.deviationsFrom(LAW))
                .extracting(Deviation::kind, Deviation::rule)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Deviation.Kind.REPLACED, "R-222-b"),
                        org.assertj.core.groups.Tuple.tuple(Deviation.Kind.ADDED, "OUR-1"),
                        org.assertj.core.groups.Tuple.tuple(Deviation.Kind.REMOVED, "R-SEED-SELL"));
    }

    @Test
    void aRuleIsPutOrTakenOnlyWhereThatIsMeant() {
        assertThatThrownBy(() -> LAW.with(new OurBan("R-GEN-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("R-GEN-1");
        assertThatThrownBy(() -> LAW.replacing(new OurBan("OUR-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no rule has the id OUR-1");
        assertThatThrownBy(() -> LAW.without("OUR-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no rule has the id OUR-1");
    }

    @Test
    void whoeverAddsOrRemovesARuleHasASetOfTheirOwn() {
        List<String> before = ids(LAW);

        assertThat(LAW.with(new OurBan("OUR-1")).rules()).hasSize(before.size() + 1);
        assertThat(LAW.without("R-GEN-1").rules()).hasSize(before.size() - 1);
        assertThat(ids(LAW)).isEqualTo(before);
    }

    private static List<String> ids(RuleSet rules) {
        return rules.rules().stream().map(Rule::id).toList();
    }

    // Rules of a carrier's own; a record is told from another one by its id only, and never from a rule of another
    // kind.

    private record OurBan(String id) implements Rule.Ban {
        @Override
        public String citation() {
            return "our promise";
        }

        @Override
        public Optional<Reason> denies(Facts facts) {
            return Optional.empty();
        }
    }

    private record OurVeto(String id) implements Rule.Veto {
        @Override
        public String citation() {
            return "our promise";
        }

        @Override
        public Set<String> rows() {
            return Set.of("R-2005-a");
        }

        @Override
        public Optional<Reason> withholds(Facts facts) {
            return Optional.empty();
        }
    }

    private record OurAdder(String id) implements Rule.Adder {
        @Override
        public String citation() {
            return "our promise";
        }

        @Override
        public Set<Obligation> adds(Facts facts, Row permitting) {
            return Set.of();
        }
    }

    private record OurRow(String id) implements Rule.Row {
        @Override
        public String citation() {
            return "our reading";
        }

        @Override
        public Verdict judge(Facts facts) {
            return Verdict.silent();
        }
    }

    private record OurBanAndRow(String id) implements Rule.Ban, Rule.Row {
        @Override
        public String citation() {
            return "our reading";
        }

        @Override
        public Optional<Reason> denies(Facts facts) {
            return Optional.empty();
        }

        @Override
        public Verdict judge(Facts facts) {
            return Verdict.silent();
        }
    }
}
