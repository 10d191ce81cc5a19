package io.cpni.approval;

import io.cpni.accessor.ContactChannel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A notice of the customer's rights with a request for approval, as it was given (64.2008).
 *
 * @param id the notice among the customer's
 * @param at when it was sent, shown or read
 * @param recordedAt when that was recorded
 * @param asksFor what it asks for
 * @param channel how it was given
 * @param scope what it names; location and crash alerts are asked for only where it lists them
 * @param waitingPeriod the wait it states; without meaning for a notice that asks to opt in
 * @param zone the zone of the customer's service address when the notice was sent; dates count in it ever after
 * @param unmet what it lacked of the requirements; empty for a good notice
 * @param resendOf the notice of the same ledger that it gives again, after that one bounced; it counts only if its
 *     channel is another one (64.2008(d)(3)(iii))
 */
public record Notice(
        NoticeId id,
        Instant at,
        Instant recordedAt,
        ApprovalKind asksFor,
        ContactChannel channel,
        ApprovalScope scope,
        WaitingPeriod waitingPeriod,
        ZoneId zone,
        Set<NoticeRequirement> unmet,
        Optional<NoticeId> resendOf)
        implements ApprovalEvent {

    private static final int DAYS_IN_THE_MAIL = 3;
    private static final int YEARS_TO_LAST = 2;

    /**
     * Checks the parts and copies the requirements.
     *
     * @throws IllegalArgumentException if an instant lies before 1996 or after 2200, or if it gives itself again
     */
    public Notice {
        Objects.requireNonNull(id, "id");
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
        Objects.requireNonNull(asksFor, "asksFor");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(waitingPeriod, "waitingPeriod");
        Objects.requireNonNull(zone, "zone");
        unmet = Set.copyOf(unmet);
        Objects.requireNonNull(resendOf, "resendOf");
        if (resendOf.filter(id::equals).isPresent()) {
            throw new IllegalArgumentException("resendOf of a notice names the notice itself");
        }
    }

    /**
     * Begins a notice that asks for opt-out approval: of everything, with the shortest wait, recorded as it was sent.
     */
    public static Builder askingToOptOut(NoticeId id, Instant at, ContactChannel channel, ZoneId zone) {
        return new Builder(ApprovalKind.OPT_OUT, id, at, channel, zone);
    }

    /** Begins a notice that asks for opt-in approval: of everything, recorded as it was given. */
    public static Builder askingToOptIn(NoticeId id, Instant at, ContactChannel channel, ZoneId zone) {
        return new Builder(ApprovalKind.OPT_IN, id, at, channel, zone);
    }

    /**
     * Tells whether the notice meets the rules; a void one starts nothing and cannot be answered. An opt-out notice
     * must state a wait, of at least 30 days.
     */
    public boolean isValid() {
        return fault().isEmpty();
    }

    /** Tells whether silence after this notice can become approval: it is a valid, written or electronic one. */
    public boolean startsWait() {
        return asksFor == ApprovalKind.OPT_OUT && isValid() && !isOral();
    }

    /** Returns the rule by which the notice is void; empty if it is valid. */
    Optional<ApprovalRule> fault() {
        Set<ApprovalRule> broken = unmet.stream()
                .filter(requirement -> requirement.appliesTo(asksFor, channel))
                .map(NoticeRequirement::rule)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ApprovalRule.class)));
        if (asksFor == ApprovalKind.OPT_OUT && !waitingPeriod.isLongEnough()) {
            broken.add(ApprovalRule.WAIT);
        }
        return Stream.of(ApprovalRule.NOTICE_VOID, ApprovalRule.WAIT, ApprovalRule.NOTICE_BY_EMAIL)
                .filter(broken::contains)
                .findFirst();
    }

    /** Returns what the notice covers: its scope, with location and crash alerts only if it lists them. */
    public ApprovalScope covered() {
        return scope.asNotice();
    }

    /**
     * Returns the first instant at which the wait is over: the stated days, and a day for each local date on which the
     * customer could not opt out while the wait ran (64.2008(d)(1), rule R-LIFE-6). The wait of a letter begins to run
     * on the third day after mailing, any other with the notice.
     *
     * @return {@link ApprovalInterval#FOREVER} if an outage in the wait is not over
     */
    Instant waitEndsAt(Outages outages) {
        LocalDate begin = channel == ContactChannel.MAIL ? sentOn().plusDays(DAYS_IN_THE_MAIL) : sentOn();
        LocalDate end = waitingPeriod.endsOn(begin);
        for (LocalDate day = begin; day.isBefore(end) && outages.lastAfter(startOf(day)); day = day.plusDays(1)) {
            Instant from = startOf(day).isAfter(at) ? startOf(day) : at;
            if (outages.touch(from, startOf(day.plusDays(1)))) {
                end = end.plusDays(1);
            }
        }
        return outages.runFromBefore(startOf(end)) ? ApprovalInterval.FOREVER : startOf(end);
    }

    /** Returns the first instant at which the notice no longer counts: the end of the second anniversary. */
    Instant lapsesAt() {
        return startOf(sentOn().plusYears(YEARS_TO_LAST).plusDays(1));
    }

    private LocalDate sentOn() {
        return at.atZone(zone).toLocalDate();
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Tells whether the notice was spoken, be it by a machine: such a one starts no wait (64.2008(d)). */
    boolean isOral() {
        return switch (channel) {
            case PHONE, STORE, KEYPAD -> true;
            case MAIL, EMAIL, ONLINE -> false;
        };
    }

    @Override
    public Kind kind() {
        return Kind.NOTICE;
    }

    @Override
    public String reference() {
        return kind() + " " + id;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.notice(this);
    }

    /** Collects what is particular about a notice. */
    public static final class Builder {

        private final ApprovalKind asksFor;
        private final NoticeId id;
        private final Instant at;
        private final ContactChannel channel;
        private final ZoneId zone;
        private Instant recordedAt;
        private ApprovalScope scope = ApprovalScope.everything();
        private WaitingPeriod waitingPeriod = WaitingPeriod.standard();
        private final Set<NoticeRequirement> unmet = EnumSet.noneOf(NoticeRequirement.class);
        private Optional<NoticeId> resendOf = Optional.empty();

        private Builder(ApprovalKind asksFor, NoticeId id, Instant at, ContactChannel channel, ZoneId zone) {
            this.asksFor = asksFor;
            this.id = id;
            this.at = at;
            this.channel = channel;
            this.zone = zone;
            this.recordedAt = at;
        }

        /** Sets when the notice was recorded. */
        public Builder recordedAt(Instant value) {
            recordedAt = value;
            return this;
        }

        /** Sets what the notice names. */
        public Builder scope(ApprovalScope value) {
            scope = value;
            return this;
        }

        /** Sets the stated wait, in days. */
        public Builder waitDays(int days) {
            waitingPeriod = WaitingPeriod.ofDays(days);
            return this;
        }

        /** Adds requirements that the notice did not meet. */
        public Builder unmet(Set<NoticeRequirement> requirements) {
            unmet.addAll(requirements);
            return this;
        }

        /** Sets the bounced notice that this one gives again. */
        public Builder resendOf(NoticeId bounced) {
            resendOf = Optional.of(bounced);
            return this;
        }

        /**
         * Returns the notice.
         *
         * @throws IllegalArgumentException if a part is out of its bounds
         */
        public Notice build() {
            return new Notice(id, at, recordedAt, asksFor, channel, scope, waitingPeriod, zone, unmet, resendOf);
        }
    }
}
