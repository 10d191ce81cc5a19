package io.cpni.observation;

import io.cpni.breakglass.BreakGlassGrant;
import io.cpni.breakglass.BreakGlassListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at level ERROR that the glass was broken: by whom and for which purpose, not for whom nor why. */
public final class LoggingBreakGlassListener implements BreakGlassListener {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingBreakGlassListener.class);

    /** Creates a listener. */
    public LoggingBreakGlassListener() {}

    @Override
    public void opened(BreakGlassGrant grant) {
        LOG.error(
                "Glass broken: {} has opened a customer's records for {} until {}; opening {} waits for a supervisor's"
                        + " review",
                grant.accessor(),
                grant.purpose(),
                grant.until(),
                grant.id());
    }
}
