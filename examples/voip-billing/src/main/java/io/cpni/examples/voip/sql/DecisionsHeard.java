package io.cpni.examples.voip.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Hears what the gate decides on the thread that runs a statement, so that the answer can say by which rules. Elsewhere
 * it does not listen.
 */
@Component
final class DecisionsHeard implements DecisionListener {

    private static final ThreadLocal<List<Heard>> HEARD = new ThreadLocal<>();

    /** A decision. */
    record Heard(String table, Operation operation, List<Reason> reasons, boolean permitted) {}

    /** Listens while work is done, and gives the work what was heard so far. */
    <T> T during(Function<List<Heard>, T> work) {
        List<Heard> decisions = new ArrayList<>();
        HEARD.set(decisions);
        try {
            return work.apply(decisions);
        } finally {
            HEARD.remove();
        }
    }

    @Override
    public void decided(
            Optional<AccessContext> context,
            Operation operation,
            String relation,
            List<Reason> reasons,
            boolean permitted,
            Duration took) {
        List<Heard> decisions = HEARD.get();
        if (decisions != null) {
            decisions.add(new Heard(relation, operation, reasons, permitted));
        }
    }
}
