package io.cpni.autoconfigure;

import io.cpni.decision.Enforcement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Says loudly at start-up where denials are only observed, so that nobody takes the application for a guarded one. */
final class EnforcementReport implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(EnforcementReport.class);

    private final ObjectProvider<Enforcement> enforcement;

    EnforcementReport(ObjectProvider<Enforcement> enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void afterSingletonsInstantiated() {
        enforcement.stream()
                .filter(Enforcement::observesSomething)
                .forEach(mode -> LOG.error(
                        "CUSTOMER DATA IS NOT PROTECTED: denials are only observed ({}). What would have been denied is"
                                + " released and stands in the audit log as OBSERVED_DENIAL",
                        mode));
    }
}
