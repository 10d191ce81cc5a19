package io.cpni.breakglass;

import io.cpni.accessor.BreakGlassRegister;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps openings beside the data, where the gate can join them. Nothing in it is ever removed.
 *
 * <p>Safe for many threads. Each call is a transaction of its own, committed on return, and throws {@link
 * io.cpni.customer.StoreUnavailableException} if the store fails; nothing is then changed.
 */
public interface BreakGlassStore extends BreakGlassRegister {

    /** Adds an opening. */
    void add(BreakGlassGrant grant);

    /** Finds an opening. */
    Optional<BreakGlassGrant> find(BreakGlassId id);

    /**
     * Ends an opening early.
     *
     * @return whether it was open or yet to begin
     */
    boolean end(BreakGlassId id, Instant at);

    /**
     * Records the review of an opening.
     *
     * @return whether it was not reviewed before; what was found first stays
     */
    boolean review(BreakGlassId id, BreakGlassReview review);

    /** Returns the openings that nobody has reviewed, the oldest first, whether they are over or not. */
    List<BreakGlassGrant> unreviewed();
}
