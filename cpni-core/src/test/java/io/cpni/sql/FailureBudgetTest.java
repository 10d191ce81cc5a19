package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.audit.FailureReference;
import io.cpni.sql.FailureBudget.Kind;
import io.cpni.sql.FailureBudget.Ruling;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A loop of failures, and failures of ever new kinds, fill no log; what is not kept is counted and never forgotten. */
class FailureBudgetTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final FailureReference REFERENCE = new FailureReference("0123456789abcdef");

    private static Kind kind(String fingerprint) {
        return new Kind(Optional.of("kim"), Optional.of(fingerprint), "23505", 0);
    }

    private static void keep(FailureBudget budget, Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(budget.ask(kind, NOON)).isEqualTo(new Ruling.Keep(0));
        }
    }

    @Test
    void ofFailuresThatAreAlikeAFewAreKeptAndTheOthersReferToThem() {
        FailureBudget budget = new FailureBudget(60);
        keep(budget, kind("a"), FailureBudget.ALIKE);
        budget.keptAs(kind("a"), REFERENCE);

        assertThat(budget.ask(kind("a"), NOON)).isEqualTo(new Ruling.Drop(Optional.of(REFERENCE), true));
        assertThat(budget.ask(kind("a"), NOON)).isEqualTo(new Ruling.Drop(Optional.of(REFERENCE), false));
        assertThat(budget.ask(kind("b"), NOON))
                .as("another kind is kept, and says how many were not")
                .isEqualTo(new Ruling.Keep(2));
        assertThat(budget.ask(new Kind(Optional.of("ray"), Optional.of("a"), "23505", 0), NOON))
                .as("nobody is referred to another's failure")
                .isEqualTo(new Ruling.Keep(0));
    }

    @Test
    void ofFailuresOfEverNewKindsSoManyAreKeptAltogether() {
        FailureBudget budget = new FailureBudget(3);
        for (int i = 0; i < 3; i++) {
            keep(budget, kind("k" + i), 1);
        }

        assertThat(budget.ask(kind("new"), NOON)).isEqualTo(new Ruling.Drop(Optional.empty(), true));
        assertThat(budget.ask(kind("k1"), NOON)).isEqualTo(new Ruling.Drop(Optional.empty(), false));
        assertThat(budget.ask(kind("new"), NOON.plusSeconds(59))).isInstanceOf(Ruling.Drop.class);
        assertThat(budget.ask(kind("new"), NOON.plusSeconds(60)))
                .as("a minute later they are kept again")
                .isEqualTo(new Ruling.Keep(3));
    }

    @Test
    void aClockThatIsPutBackDoesNotEndTheKeeping() {
        FailureBudget budget = new FailureBudget(1);
        keep(budget, kind("a"), 1);

        assertThat(budget.ask(kind("a"), NOON.minusSeconds(3600))).isEqualTo(new Ruling.Keep(0));
    }

    @Test
    void whatCouldNotBeKeptIsCounted() {
        FailureBudget budget = new FailureBudget(60);
        budget.lost(4);

        assertThat(budget.ask(kind("a"), NOON)).isEqualTo(new Ruling.Keep(4));
    }

    @Test
    void toKeepNoneGiveNoKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FailureBudget(0));
        assertThatIllegalArgumentException().isThrownBy(() -> SqlGate.builder().serverTextsPerMinute(0));
    }
}
