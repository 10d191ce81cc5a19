package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.report.Breach;
import io.cpni.report.Deadline;
import io.cpni.report.Deadlines;
import io.cpni.report.KeptRecord;
import io.cpni.report.OptOutFailure;
import io.cpni.report.RecordRetention;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Dates that bind the carrier follow its settings. */
class CarrierDutiesTest {

    private static final Instant FRIDAY = Instant.parse("2026-12-18T15:00:00Z");

    private final ApplicationContextRunner runner = CarrierContext.runner();

    @Test
    void withoutSettingsTheRuleBookCounts() {
        runner.run(context -> {
            assertThat(context.getBean(Deadlines.class).dueFor(new OptOutFailure(FRIDAY)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Deadline.By.class,
                            letter -> assertThat(letter.lastDay()).isEqualTo(LocalDate.of(2026, 12, 28)));
            assertThat(context.getBean(RecordRetention.class).periodOf(KeptRecord.DECISION))
                    .isEqualTo(Period.ofYears(3));
        });
    }

    @Test
    void aDayOnWhichTheFccIsClosedMovesWhatIsDue() {
        runner.withPropertyValues("cpni.carrier.fcc-closed-on=2026-12-24")
                .run(context -> assertThat(context.getBean(Deadlines.class).dueFor(new OptOutFailure(FRIDAY)))
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Deadline.By.class,
                                letter -> assertThat(letter.lastDay()).isEqualTo(LocalDate.of(2026, 12, 29))));
    }

    @Test
    void theBreachRuleIsASetting() {
        runner.withPropertyValues("cpni.carrier.breach-regime=new")
                .run(context -> assertThat(context.getBean(Deadlines.class)
                                .ruleFor(breach())
                                .id())
                        .isEqualTo("R-2011-NEW"));
        runner.run(context -> assertThat(
                        context.getBean(Deadlines.class).ruleFor(breach()).id())
                .isEqualTo("R-2011-OLD"));
    }

    @Test
    void recordsAreKeptAsLongAsTheSettingSaysButNeverShorterThanTheLaw() {
        runner.withPropertyValues("cpni.retention.decision=5y", "cpni.retention.supervisor-review=24m")
                .run(context -> {
                    RecordRetention retention = context.getBean(RecordRetention.class);
                    assertThat(retention.periodOf(KeptRecord.DECISION)).isEqualTo(Period.ofYears(5));
                    assertThat(retention.periodOf(KeptRecord.SUPERVISOR_REVIEW)).isEqualTo(Period.ofMonths(24));
                });
        runner.withPropertyValues("cpni.retention.breach=1y")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("BREACH")
                        .hasMessageContaining("64.2011(d)"));
    }

    private static Breach breach() {
        return Breach.determinedAt(FRIDAY).build();
    }
}
