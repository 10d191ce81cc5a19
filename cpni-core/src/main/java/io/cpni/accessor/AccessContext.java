package io.cpni.accessor;

import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who asks, why and for whom: everything a decision needs that is not about the customer.
 *
 * <p>Immutable; bound to the work at hand by {@link AccessScope}.
 *
 * @param accessor who asks
 * @param circumstances why, for whom and how
 * @param onBehalfOf the person for whom the accessor acts, where it is a system; for the audit log
 * @param justification free text or ticket for the audit log
 */
public record AccessContext(
        Accessor accessor, Circumstances circumstances, Optional<String> onBehalfOf, Optional<String> justification) {

    /**
     * The part of a context that decisions depend on beside the accessor's roles and training.
     *
     * @param purpose the declared use
     * @param recipient who will hold the data
     * @param offer what is offered, for marketing purposes
     * @param contact how the customer is contacted, where that happens
     * @param verification how a person who claims to be the customer was authenticated
     */
    public record Circumstances(
            Purpose purpose,
            Recipient recipient,
            Optional<Offer> offer,
            Optional<Contact> contact,
            CustomerVerification verification) {

        /** Checks the parts. */
        public Circumstances {
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(recipient, "recipient");
            Objects.requireNonNull(offer, "offer");
            Objects.requireNonNull(contact, "contact");
            Objects.requireNonNull(verification, "verification");
        }
    }

    /** Checks the parts. */
    public AccessContext {
        Objects.requireNonNull(accessor, "accessor");
        Objects.requireNonNull(circumstances, "circumstances");
        Objects.requireNonNull(onBehalfOf, "onBehalfOf");
        Objects.requireNonNull(justification, "justification");
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
        private Recipient recipient = Recipient.staff();
        private @Nullable Offer offer;
        private @Nullable Contact contact;
        private CustomerVerification verification = CustomerVerification.none();
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
                            purpose, recipient, Optional.ofNullable(offer), Optional.ofNullable(contact), verification),
                    Optional.ofNullable(onBehalfOf),
                    Optional.ofNullable(justification));
        }
    }
}
