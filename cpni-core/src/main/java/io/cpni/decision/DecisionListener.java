package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hears of every decision that an enforcement point has made, for metrics.
 *
 * <p>Called on the thread that does the work, after the decision is recorded; must be quick and must not throw.
 */
@FunctionalInterface
public interface DecisionListener {

    /**
     * Takes note of a decision.
     *
     * @param context who asked; empty where nobody was known
     * @param operation what was to be done
     * @param relation the table or service asked for
     * @param reasons the rules that decided, the decisive one first; beside it, for a permit, those that permit further data
     *     or add obligations; never empty
     * @param permitted whether it was permitted
     * @param took how long it took to decide and record
     */
    void decided(
            Optional<AccessContext> context,
            Operation operation,
            String relation,
            List<Reason> reasons,
            boolean permitted,
            Duration took);
}
