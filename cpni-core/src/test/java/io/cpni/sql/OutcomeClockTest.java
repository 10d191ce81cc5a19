package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OutcomeClockTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    /** Fails once it is known to be wrong. */
    private static final class Failing extends TurnableClock {

        private boolean isWrong;

        Failing() {
            super(NOON);
        }

        @Override
        public Instant instant() {
            if (isWrong) {
                throw new IllegalStateException("too far from the database's");
            }
            return super.instant();
        }
    }

    private final Failing failing = new Failing();
    private final OutcomeClock clock = new OutcomeClock(failing);

    @Test
    void aClockThatIsRightTellsBoth() {
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.ofOutcome()).isEqualTo(NOON);
    }

    @Test
    void nothingIsDecidedByAClockThatFailsButOutcomesAreTold() {
        clock.instant();
        failing.isWrong = true;

        assertThatThrownBy(clock::instant).hasMessageContaining("too far");
        assertThat(clock.ofOutcome()).isAfterOrEqualTo(NOON).isBefore(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void whatWasReadLastCounts() {
        clock.instant();
        failing.turn(Duration.ofDays(-2));
        clock.instant();
        failing.isWrong = true;

        assertThat(clock.ofOutcome()).isBefore(NOON.minus(Duration.ofDays(1)));
    }

    @Test
    void beforeAnythingWasDecidedThereIsNoOutcome() {
        failing.isWrong = true;

        assertThatThrownBy(clock::ofOutcome).hasMessageContaining("too far");
    }

    @Test
    void itsZoneIsThatOfTheOther() {
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock.withZone(ZoneOffset.UTC).instant()).isEqualTo(NOON);
    }
}
