package io.cpni.accessor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Records by which methods a person who claims to be the customer was authenticated (47 CFR 64.2010).
 *
 * @param methods what was presented; empty if nothing was
 */
public record CustomerVerification(List<Method> methods) {

    private static final CustomerVerification NONE = new CustomerVerification(List.of());

    /** Names what can be presented. */
    public enum Kind {
        /** A password set up without account or biographical information. */
        PASSWORD,
        /** The answer to a back-up question for a lost password. */
        BACKUP_ANSWER,
        /** A government photo ID that matches the account; good while it is valid (64.2003(r)). */
        PHOTO_ID,
        /** A photo ID that no government issued; never sufficient. */
        OTHER_PHOTO_ID,
        /** A one-time code sent to the number or address of record. */
        RECORD_CODE,
        /** The way a business contract provides. */
        CONTRACT,
        /** Account number, bill amount and the like; never sufficient. */
        ACCOUNT_INFO,
        /** Birth date, address and the like; never sufficient. */
        BIO_INFO,
        /** A recent payment; never sufficient. */
        RECENT_PAYMENT,
        /** Calls recited; opens these calls only. */
        CALL_DETAIL,
        /** A familiar voice; never sufficient. */
        VOICE;

        /** Tells whether others than the customer may well have it, so that it may not authenticate anybody. */
        public boolean isWeak() {
            return switch (this) {
                case ACCOUNT_INFO, BIO_INFO, RECENT_PAYMENT, CALL_DETAIL, VOICE, OTHER_PHOTO_ID -> true;
                case PASSWORD, BACKUP_ANSWER, PHOTO_ID, RECORD_CODE, CONTRACT -> false;
            };
        }
    }

    /**
     * One thing presented.
     *
     * @param kind what it was
     * @param matched whether it was right
     * @param establishedBy how a password or answer was set up; empty where it does not apply
     * @param promptedBy what the carrier gave away when asking; empty if nothing
     * @param validUntil the first instant at which it is no longer valid, for a photo ID; empty if it stays valid
     */
    public record Method(
            Kind kind,
            boolean matched,
            Optional<Kind> establishedBy,
            Optional<Kind> promptedBy,
            Optional<Instant> validUntil) {

        /** Checks the parts. */
        public Method {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(establishedBy, "establishedBy");
            Objects.requireNonNull(promptedBy, "promptedBy");
            Objects.requireNonNull(validUntil, "validUntil");
        }

        /** Returns a method that matched, was given away by nothing and stays valid. */
        public static Method matching(Kind kind) {
            return new Method(kind, true, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /**
         * Tells whether it matched and rests nowhere on what others may know: account or biographical information, a
         * payment, calls or a voice (64.2010(b), (c), (e)).
         */
        public boolean isSound() {
            return matched
                    && establishedBy.filter(Kind::isWeak).isEmpty()
                    && promptedBy.filter(Kind::isWeak).isEmpty();
        }

        private Method asOf(Instant instant) {
            return validUntil
                    .map(until -> new Method(
                            kind, matched && instant.isBefore(until), establishedBy, promptedBy, Optional.empty()))
                    .orElse(this);
        }
    }

    /** Copies the methods. */
    public CustomerVerification {
        methods = List.copyOf(methods);
    }

    /** Returns the absence of any verification. */
    public static CustomerVerification none() {
        return NONE;
    }

    /** Returns a password that matched and was set up by a code sent to the number or address of record. */
    public static CustomerVerification password() {
        return new CustomerVerification(List.of(
                new Method(Kind.PASSWORD, true, Optional.of(Kind.RECORD_CODE), Optional.empty(), Optional.empty())));
    }

    /** Returns what this is worth at an instant: what has expired by then does not match. */
    public CustomerVerification asOf(Instant instant) {
        for (Method method : methods) {
            if (method.validUntil().isPresent()) {
                return new CustomerVerification(
                        methods.stream().map(each -> each.asOf(instant)).toList());
            }
        }
        return this;
    }

    /** Tells whether a password, or the back-up answer that serves as one, was given soundly (64.2010(b), (e)). */
    public boolean hasPassword() {
        return hasSound(Kind.PASSWORD) || hasSound(Kind.BACKUP_ANSWER);
    }

    /** Tells whether the person was authenticated by any method that may authenticate, contracts aside (64.2010(a)). */
    public boolean isReasonable() {
        return hasPassword() || hasSound(Kind.RECORD_CODE) || hasSound(Kind.PHOTO_ID);
    }

    /** Tells whether a sound method of the given kind was presented. */
    public boolean hasSound(Kind kind) {
        return methods.stream().anyMatch(method -> method.kind() == kind && method.isSound());
    }
}
