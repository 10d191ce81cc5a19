package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cpni.accessor.Grants;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.decision.RuleSet;
import io.cpni.rule.FccRules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** That nobody loosens a rule without a line in the log. */
class RuleDeviationReportTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(RuleDeviationReport.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CpniAutoConfiguration.class));

    @BeforeEach
    void listen() {
        LOG.setLevel(Level.INFO);
        LOG.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(lines);
        LOG.setLevel(null);
    }

    @Test
    void theRulesInForceNeedNoWord() {
        runner.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(RuleDeviationReport.class);
            assertThat(lines.list).isEmpty();
        });
    }

    @Test
    void whatMayLoosenIsAWarningWhatTightensIsNot() {
        runner.withBean(
                        RuleSet.class,
                        () -> FccRules.current()
                                .without("R-SEED-SELL")
                                .replacing(new Inert("R-222-b"))
                                .with(new Inert("OUR-1"))
                                .without("R-2005-a"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(lines.list)
                            .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                            .hasSize(4)
                            .anySatisfy(line -> assertThat(line).startsWith("WARN Rule R-SEED-SELL is REMOVED"))
                            .anySatisfy(line -> assertThat(line).startsWith("WARN Rule R-222-b is REPLACED"))
                            .anySatisfy(line -> assertThat(line).startsWith("INFO Rule OUR-1 is ADDED"))
                            .anySatisfy(line -> assertThat(line).startsWith("INFO Rule R-2005-a is REMOVED"));
                });
    }

    @Test
    void rulesThatAnEngineBringsItselfAreLookedAtToo() {
        runner.withBean(
                        DecisionEngine.class,
                        () -> new DecisionEngine(
                                FccRules.current().without("R-GEN-1"), Grants.of(List.of()), CarrierSettings.voip()))
                .run(context -> assertThat(lines.list).singleElement().satisfies(line -> {
                    assertThat(line.getLevel()).isEqualTo(Level.WARN);
                    assertThat(line.getFormattedMessage()).startsWith("Rule R-GEN-1 is REMOVED");
                }));
    }

    private record Inert(String id) implements Rule.Ban {

        @Override
        public String citation() {
            return "ours";
        }

        @Override
        public Optional<Reason> denies(Facts facts) {
            return Optional.empty();
        }
    }
}
