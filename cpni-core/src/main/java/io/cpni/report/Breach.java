package io.cpni.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A breach: somebody without right saw, used or disclosed customers' data (64.2011).
 *
 * @param determinedAt when the carrier reasonably determined that there was a breach
 * @param intentional whether it was done on purpose; an inadvertent one counts only under the amended rule
 * @param affected how many customers it concerns; empty if that is not known, which counts as many
 * @param harmLikely whether harm to customers is likely
 * @param toldAt when all agencies that must be told had been told; empty if that is still to be done
 * @param urgent whether some customers need to know extraordinarily soon
 * @param consultedAt when the investigating agency was consulted about that urgency
 * @param hold the agency's direction to keep it from the customers
 */
public record Breach(
        Instant determinedAt,
        boolean intentional,
        OptionalInt affected,
        boolean harmLikely,
        Optional<Instant> toldAt,
        boolean urgent,
        Optional<Instant> consultedAt,
        Optional<AgencyHold> hold)
        implements Matter {

    /** Checks the parts. */
    public Breach {
        MatterInstant.check("determinedAt", determinedAt);
        if (affected.isPresent() && affected.getAsInt() < 0) {
            throw new IllegalArgumentException("affected must not be negative: " + affected.getAsInt());
        }
        toldAt.ifPresent(told -> MatterInstant.check("toldAt", told));
        if (toldAt.filter(determinedAt::isAfter).isPresent()) {
            throw new IllegalArgumentException(
                    "toldAt lies before determinedAt: a breach is determined, then reported");
        }
        consultedAt.ifPresent(consulted -> MatterInstant.check("consultedAt", consulted));
        Objects.requireNonNull(hold, "hold");
    }

    /**
     * Begins a breach of which the worst is assumed: intentional, of many customers, with likely harm. The agencies
     * have not been told, nothing is urgent and no hold was given.
     */
    public static Builder determinedAt(Instant at) {
        return new Builder(at);
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.breach(this);
    }

    /** Collects what is particular about a breach. */
    public static final class Builder {

        private final Instant determinedAt;
        private boolean intentional = true;
        private OptionalInt affected = OptionalInt.empty();
        private boolean harmLikely = true;
        private Optional<Instant> toldAt = Optional.empty();
        private boolean urgent;
        private Optional<Instant> consultedAt = Optional.empty();
        private Optional<AgencyHold> hold = Optional.empty();

        private Builder(Instant determinedAt) {
            this.determinedAt = determinedAt;
        }

        /** Sets whether it was done on purpose. */
        public Builder intentional(boolean value) {
            intentional = value;
            return this;
        }

        /** Sets how many customers it concerns. */
        public Builder affected(int customers) {
            affected = OptionalInt.of(customers);
            return this;
        }

        /** Sets whether harm to customers is likely. */
        public Builder harmLikely(boolean value) {
            harmLikely = value;
            return this;
        }

        /** Sets when the agencies had been told. */
        public Builder toldAt(Instant value) {
            toldAt = Optional.of(value);
            return this;
        }

        /** Sets whether some customers need to know extraordinarily soon. */
        public Builder urgent(boolean value) {
            urgent = value;
            return this;
        }

        /** Sets when the investigating agency was consulted about the urgency. */
        public Builder consultedAt(Instant value) {
            consultedAt = Optional.of(value);
            return this;
        }

        /** Sets the agency's hold. */
        public Builder hold(AgencyHold value) {
            hold = Optional.of(value);
            return this;
        }

        /**
         * Returns the breach.
         *
         * @throws IllegalArgumentException if a part is out of its bounds
         */
        public Breach build() {
            return new Breach(determinedAt, intentional, affected, harmLikely, toldAt, urgent, consultedAt, hold);
        }
    }
}
