package io.cpni.autoconfigure;

import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Deviation;
import io.cpni.decision.RuleSet;
import io.cpni.rule.FccRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says at start-up in which rules the application deviates from the law as the library knows it, so that nobody loosens
 * one unseen: at WARN where a use may be permitted that the law denies, at INFO where it can only be the other way round.
 *
 * <p>Asks the engines, not the rule set that happens to be a bean: what an engine was given is what counts.
 */
final class RuleDeviationReport implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(RuleDeviationReport.class);

    private final ObjectProvider<DecisionEngine> engines;

    RuleDeviationReport(ObjectProvider<DecisionEngine> engines) {
        this.engines = engines;
    }

    @Override
    public void afterSingletonsInstantiated() {
        engines.stream().map(DecisionEngine::rules).distinct().forEach(RuleDeviationReport::report);
    }

    private static void report(RuleSet rules) {
        for (Deviation deviation : rules.deviationsFrom(FccRules.current())) {
            if (deviation.mayLoosen()) {
                LOG.warn(
                        "Rule {} is {}: uses may be permitted that the rules in force deny, or go without an obligation",
                        deviation.rule(),
                        deviation.kind());
            } else {
                LOG.info(
                        "Rule {} is {}: it can only deny or oblige to more than the rules in force",
                        deviation.rule(),
                        deviation.kind());
            }
        }
    }
}
