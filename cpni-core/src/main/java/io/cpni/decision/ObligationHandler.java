package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.label.DataCategory;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Fulfils obligations before the data is released to which a permit ties them. A permit with an obligation that nobody
 * fulfils is a denial.
 *
 * <p>Called on the thread that asks for the data, once for each context, table and transaction. Masks are no matter of
 * handlers: whoever releases data masks it. Must be safe for many threads.
 */
public interface ObligationHandler {

    /** Returns the kinds of obligation that this fulfils. */
    Set<Obligation.Kind> kinds();

    /**
     * Fulfils an obligation.
     *
     * @throws RuntimeException if it cannot be fulfilled; the access is then denied
     */
    void fulfil(Occasion occasion);

    /**
     * What an obligation is tied to.
     *
     * @param kind the obligation
     * @param context who asks, why and for whom
     * @param relation the table or service asked for
     * @param categories the data
     * @param at when it is asked for
     */
    record Occasion(
            Obligation.Kind kind, AccessContext context, String relation, Set<DataCategory> categories, Instant at) {

        /** Checks the parts and copies the categories. */
        public Occasion {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(context, "context");
            Objects.requireNonNull(relation, "relation");
            categories = Set.copyOf(categories);
            Objects.requireNonNull(at, "at");
        }
    }
}
