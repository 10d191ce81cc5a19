package io.cpni.approval;

import io.cpni.accessor.Contact;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A call with the customer, in which the customer may approve of uses for its length (222(d)(3), 64.2008(f)). It leaves
 * the state of approval as it is.
 *
 * <p>A call is known by its beginning: what is recorded later about a call with the same beginning, such as its end,
 * replaces what was recorded before.
 *
 * @param at when it began
 * @param recordedAt when that was recorded
 * @param until first instant at which it is over, which may lie ahead; empty while it runs
 * @param begunBy who called
 * @param authenticated whether the person on the line was authenticated as the customer
 * @param noticeAt when the one-time notice was read; empty if it was not
 * @param approvedAt when the customer said yes; empty if the customer did not
 */
public record CustomerCall(
        Instant at,
        Instant recordedAt,
        Optional<Instant> until,
        Contact.Party begunBy,
        boolean authenticated,
        Optional<Instant> noticeAt,
        Optional<Instant> approvedAt)
        implements ApprovalEvent {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if an instant lies before 1996 or after 2200, or the end before the beginning
     */
    public CustomerCall {
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
        until = LedgerInstant.checkEnd("until of a call", at, until);
        Objects.requireNonNull(begunBy, "begunBy");
        noticeAt = noticeAt.map(instant -> LedgerInstant.check("noticeAt", instant));
        approvedAt = approvedAt.map(instant -> LedgerInstant.check("approvedAt", instant));
    }

    /** Begins a call with an authenticated customer, recorded as it began, running, without notice or approval. */
    public static Builder begun(Instant at, Contact.Party by) {
        return new Builder(at, by);
    }

    /** Returns by what rules the customer's yes counts during the call, from when it was said; empty if by none. */
    Set<OneTimeBasis> bases() {
        Set<OneTimeBasis> bases = EnumSet.noneOf(OneTimeBasis.class);
        if (!authenticated || approvedAt.filter(yes -> !yes.isBefore(at)).isEmpty()) {
            return bases;
        }
        if (begunBy == Contact.Party.CUSTOMER) {
            bases.add(OneTimeBasis.CALL_BY_CUSTOMER);
        }
        if (noticeAt.filter(read -> !read.isBefore(at) && !read.isAfter(approvedAt.get()))
                .isPresent()) {
            bases.add(OneTimeBasis.ORAL_NOTICE);
        }
        return bases;
    }

    @Override
    public Kind kind() {
        return Kind.CALL;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.call(this);
    }

    /** Collects what is particular about a call. */
    public static final class Builder {

        private final Instant at;
        private final Contact.Party begunBy;
        private Instant recordedAt;
        private Optional<Instant> until = Optional.empty();
        private boolean authenticated = true;
        private Optional<Instant> noticeAt = Optional.empty();
        private Optional<Instant> approvedAt = Optional.empty();

        private Builder(Instant at, Contact.Party begunBy) {
            this.at = at;
            this.begunBy = begunBy;
            this.recordedAt = at;
        }

        /** Sets when it was recorded. */
        public Builder recordedAt(Instant value) {
            recordedAt = value;
            return this;
        }

        /** Sets when the call was over. */
        public Builder until(Instant value) {
            until = Optional.of(value);
            return this;
        }

        /** Says that the person on the line was not authenticated. */
        public Builder unauthenticated() {
            authenticated = false;
            return this;
        }

        /** Sets when the one-time notice was read. */
        public Builder noticeAt(Instant value) {
            noticeAt = Optional.of(value);
            return this;
        }

        /** Sets when the customer said yes. */
        public Builder approvedAt(Instant value) {
            approvedAt = Optional.of(value);
            return this;
        }

        /**
         * Returns the call.
         *
         * @throws IllegalArgumentException if a part is out of its bounds
         */
        public CustomerCall build() {
            return new CustomerCall(at, recordedAt, until, begunBy, authenticated, noticeAt, approvedAt);
        }
    }
}
