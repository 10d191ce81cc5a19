package io.cpni.accessor;

import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says who asks, why and for whom: everything a decision needs that is not about the customer.
 *
 * <p>Immutable; bound to the work at hand by {@link AccessScope}.
 *
 * @param accessor who asks
 * @param circumstances why, for whom and how
 * @param subject the customer whom the circumstances are about: who was authenticated, signed, is in danger or is named in
 *     a process; rules that rest on these permit this customer's records only
 * @param onBehalfOf the person for whom the accessor acts, where it is a system; for the audit log
 * @param justification free text or ticket for the audit log
 */
public record AccessContext(
        Accessor accessor,
        Circumstances circumstances,
        Optional<CustomerId> subject,
        Optional<String> onBehalfOf,
        Optional<String> justification) {

    /**
     * The part of a context that decisions depend on beside the accessor's roles and training.
     *
     * @param purpose the declared use
     * @param actualPurpose what is really done with the data, where that is known to differ from what was declared
     * @param recipient who will hold the data
     * @param needs the data that the purpose needs; empty if it needs all that is asked for
     * @param offer what is offered, for marketing purposes
     * @param contact how the customer is contacted, where that happens
     * @param verification how a person who claims to be the customer was authenticated
     * @param grounds what else supports the use; at most one of a kind
     * @param period when the records happened that are asked for; what may be released only within its purpose's limits
     *     stays within this period
     */
    public record Circumstances(
            Purpose purpose,
            Optional<Purpose> actualPurpose,
            Recipient recipient,
            Optional<Set<DataCategory>> needs,
            Optional<Offer> offer,
            Optional<Contact> contact,
            CustomerVerification verification,
            Set<Grounds> grounds,
            Optional<RecordPeriod> period) {

        /**
         * Checks the parts and copies the sets.
         *
         * @throws IllegalArgumentException if two grounds are of one kind: they would contradict each other
         */
        public Circumstances {
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(actualPurpose, "actualPurpose");
            Objects.requireNonNull(recipient, "recipient");
            needs = needs.map(Set::copyOf);
            Objects.requireNonNull(offer, "offer");
            Objects.requireNonNull(contact, "contact");
            Objects.requireNonNull(verification, "verification");
            grounds = Set.copyOf(grounds);
            Objects.requireNonNull(period, "period");
            if (grounds.size() > 1) {
                requireOneOfAKind(grounds);
            }
        }

        private static void requireOneOfAKind(Set<Grounds> grounds) {
            Set<Class<?>> kinds = new HashSet<>();
            for (Grounds ground : grounds) {
                if (!kinds.add(ground.getClass())) {
                    throw new IllegalArgumentException(
                            "grounds has two of the kind " + ground.getClass().getSimpleName());
                }
            }
        }

        /** Returns the grounds of a kind, if there are any. */
        public <G extends Grounds> Optional<G> grounds(Class<G> kind) {
            return grounds.stream().filter(kind::isInstance).map(kind::cast).findFirst();
        }

        /** Returns what these are at an instant: what has expired by then, or is yet to come, is left out. */
        public Circumstances asOf(Instant instant) {
            CustomerVerification verifiedThen = verification.asOf(instant);
            Set<Grounds> groundsThen = grounds.isEmpty() ? grounds : groundsAsOf(instant);
            return verifiedThen.equals(verification) && groundsThen.equals(grounds)
                    ? this
                    : new Circumstances(
                            purpose,
                            actualPurpose,
                            recipient,
                            needs,
                            offer,
                            contact,
                            verifiedThen,
                            groundsThen,
                            period);
        }

        private Set<Grounds> groundsAsOf(Instant instant) {
            Set<Grounds> then = new HashSet<>();
            grounds.forEach(ground -> ground.asOf(instant).ifPresent(then::add));
            return then;
        }
    }

    /** Checks the parts. */
    public AccessContext {
        Objects.requireNonNull(accessor, "accessor");
        Objects.requireNonNull(circumstances, "circumstances");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(onBehalfOf, "onBehalfOf");
        Objects.requireNonNull(justification, "justification");
    }

    /** Tells whether another context stands for the same access: by whom, why and about whom. */
    @SuppressWarnings("ReferenceEquality") // the same one nearly always
    public boolean isSameAccess(AccessContext other) {
        return this == other
                || (accessor.equals(other.accessor)
                        && circumstances.equals(other.circumstances)
                        && subject.equals(other.subject));
    }

    /**
     * Tells whether this names limits that a release can be kept to: one customer's records, or those of a period. Some
     * permits hold only within such limits (222(d)(2), 222(d)(4), 222(c)(2)).
     */
    public boolean isLimited() {
        return subject.isPresent() || circumstances.period().isPresent();
    }

    /** Tells whether this is an access by an accessor for a purpose and a kind of recipient, whatever else it says. */
    public boolean isBy(Accessor who, Purpose purpose, RecipientKind recipient) {
        return accessor.equals(who)
                && circumstances.purpose() == purpose
                && circumstances.recipient().kind() == recipient;
    }

    /** Starts building a context for our own staff and the given purpose. */
    public static Builder of(Accessor accessor, Purpose purpose) {
        return new Builder(accessor, purpose);
    }

    /** Returns the declared use. */
    public Purpose purpose() {
        return circumstances.purpose();
    }

    /** Returns who will hold the data. */
    public Recipient recipient() {
        return circumstances.recipient();
    }

    /** Builds a context; not safe for use by several threads. */
    public static final class Builder {

        private final Accessor accessor;
        private final Purpose purpose;
        private @Nullable Purpose actualPurpose;
        private Recipient recipient = Recipient.staff();
        private @Nullable Set<DataCategory> needs;
        private @Nullable Offer offer;
        private @Nullable Contact contact;
        private CustomerVerification verification = CustomerVerification.none();
        private final Set<Grounds> grounds = new HashSet<>();
        private @Nullable CustomerId subject;
        private @Nullable RecordPeriod period;
        private @Nullable String onBehalfOf;
        private @Nullable String justification;

        private Builder(Accessor accessor, Purpose purpose) {
            this.accessor = Objects.requireNonNull(accessor, "accessor");
            this.purpose = Objects.requireNonNull(purpose, "purpose");
        }

        /** Names who will hold the data; our own staff if not called. */
        public Builder recipient(Recipient value) {
            this.recipient = value;
            return this;
        }

        /** Names what is really done with the data, where that is known to differ from what was declared. */
        public Builder actualPurpose(Purpose value) {
            this.actualPurpose = value;
            return this;
        }

        /** Names the data that the purpose needs; all that is asked for if not called. */
        public Builder needs(DataCategory... values) {
            Set<DataCategory> set = EnumSet.noneOf(DataCategory.class);
            set.addAll(Arrays.asList(values));
            this.needs = set;
            return this;
        }

        /** Names the customer whom the circumstances are about. */
        public Builder subject(CustomerId value) {
            this.subject = value;
            return this;
        }

        /** Names when the records happened that are asked for. */
        public Builder period(RecordPeriod value) {
            this.period = value;
            return this;
        }

        /** Adds what else supports the use. */
        public Builder grounds(Grounds value) {
            this.grounds.add(value);
            return this;
        }

        /** Names what is offered. */
        public Builder offer(Offer value) {
            this.offer = value;
            return this;
        }

        /** Names how the customer is contacted. */
        public Builder contact(Contact value) {
            this.contact = value;
            return this;
        }

        /** Names how a person who claims to be the customer was authenticated. */
        public Builder verification(CustomerVerification value) {
            this.verification = value;
            return this;
        }

        /** Names the person for whom a system acts. */
        public Builder onBehalfOf(String value) {
            this.onBehalfOf = value;
            return this;
        }

        /** Gives the reason or ticket that will stand in the audit log. */
        public Builder justification(String value) {
            this.justification = value;
            return this;
        }

        /** Returns the context. */
        public AccessContext build() {
            return new AccessContext(
                    accessor,
                    new Circumstances(
                            purpose,
                            Optional.ofNullable(actualPurpose),
                            recipient,
                            Optional.ofNullable(needs),
                            Optional.ofNullable(offer),
                            Optional.ofNullable(contact),
                            verification,
                            grounds,
                            Optional.ofNullable(period)),
                    Optional.ofNullable(subject),
                    Optional.ofNullable(onBehalfOf),
                    Optional.ofNullable(justification));
        }
    }
}
