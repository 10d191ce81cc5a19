package io.cpni.accessor;

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
        /** An unexpired government photo ID that matches the account. */
        PHOTO_ID,
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
        VOICE
    }

    /**
     * One thing presented.
     *
     * @param kind what it was
     * @param matched whether it was right
     * @param establishedBy how a password or answer was set up; empty where it does not apply
     * @param promptedBy what the carrier gave away when asking; empty if nothing
     */
    public record Method(Kind kind, boolean matched, Optional<Kind> establishedBy, Optional<Kind> promptedBy) {

        /** Checks the parts. */
        public Method {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(establishedBy, "establishedBy");
            Objects.requireNonNull(promptedBy, "promptedBy");
        }

        /** Tells whether it matched and rests nowhere on account or biographical information (64.2010(b), (c), (e)). */
        public boolean isSound() {
            return matched
                    && establishedBy.filter(Method::isWeak).isEmpty()
                    && promptedBy.filter(Method::isWeak).isEmpty();
        }

        private static boolean isWeak(Kind kind) {
            return kind == Kind.ACCOUNT_INFO || kind == Kind.BIO_INFO;
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
        return new CustomerVerification(
                List.of(new Method(Kind.PASSWORD, true, Optional.of(Kind.RECORD_CODE), Optional.empty())));
    }

    /** Tells whether a sound method of the given kind was presented. */
    public boolean hasSound(Kind kind) {
        return methods.stream().anyMatch(method -> method.kind() == kind && method.isSound());
    }
}
