package io.cpni.accessor;

import io.cpni.label.DataCategory;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A fact about the occasion that supports a use: a document, an emergency, a stage of a transaction. Each kind supports
 * one purpose; a context has at most one of a kind.
 */
public sealed interface Grounds {

    /** Returns what this is worth at an instant; empty if nothing. */
    default Optional<Grounds> asOf(Instant instant) {
        return Optional.of(this);
    }

    /**
     * A change to how the customer is reached or recognised (64.2010(f)).
     *
     * @param what what is set up or changed
     * @param atInitiation whether this is part of setting up the service
     * @param newContact the id of the new address, where that is what changes
     * @param notifyTo the id of the address or number that the notice goes to; empty if that is not planned yet
     * @param reveals whether the notice states the new data
     */
    record AccountChange(
            Item what, boolean atInitiation, Optional<String> newContact, Optional<String> notifyTo, boolean reveals)
            implements Grounds {

        /** Names what a customer must be told of when it changes. */
        public enum Item {
            /** The password. */
            PASSWORD,
            /** The answer to the back-up question. */
            BACKUP_ANSWER,
            /** The online account. */
            ONLINE_ACCOUNT,
            /** The address of record. */
            ADDRESS_OF_RECORD
        }

        /** Checks the parts. */
        public AccountChange {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(newContact, "newContact");
            Objects.requireNonNull(notifyTo, "notifyTo");
        }
    }

    /**
     * The request to give data to a person (222(c)(2)).
     *
     * @param form how it was made
     * @param byCustomer whether the customer made it, and no one else
     * @param authenticated whether the customer was authenticated when signing an electronic one
     * @param names the person named; empty if it names the recipient
     */
    record Designation(Form form, boolean byCustomer, boolean authenticated, Optional<String> names)
            implements Grounds {

        /** Names the forms of a request. */
        public enum Form {
            /** Signed paper. */
            PAPER,
            /** Signed electronically. */
            ELECTRONIC,
            /** Spoken. */
            ORAL
        }

        /** Checks the parts. */
        public Designation {
            Objects.requireNonNull(form, "form");
            Objects.requireNonNull(names, "names");
        }

        /** Tells whether it is a request of the customer in writing; an authenticated electronic one is. */
        public boolean isWrittenByCustomer() {
            return byCustomer && (form == Form.PAPER || (form == Form.ELECTRONIC && authenticated));
        }
    }

    /**
     * A demand for data by an authority.
     *
     * @param compulsory whether it compels, or only asks
     * @param validated whether counsel has found it valid
     * @param expiresAt the first instant at which it is no longer in force; empty if it stays in force
     * @param categories the data it reaches; empty for all
     * @param from the first instant of the records it reaches; empty for all before
     * @param until the first instant of the records it no longer reaches; empty for all after
     */
    record LegalProcess(
            boolean compulsory,
            boolean validated,
            Optional<Instant> expiresAt,
            Optional<Set<DataCategory>> categories,
            Optional<Instant> from,
            Optional<Instant> until)
            implements Grounds {

        /** Checks the parts and copies the categories. */
        public LegalProcess {
            Objects.requireNonNull(expiresAt, "expiresAt");
            categories = categories.map(Set::copyOf);
            if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
                throw new IllegalArgumentException("from of a legal process is not before its until");
            }
        }

        /** Tells whether it reaches a category of data. */
        public boolean reaches(DataCategory category) {
            return categories.map(set -> set.contains(category)).orElse(true);
        }

        @Override
        public Optional<Grounds> asOf(Instant instant) {
            if (expiresAt.isEmpty()) {
                return Optional.of(this);
            }
            return instant.isBefore(expiresAt.get())
                    ? Optional.of(new LegalProcess(compulsory, validated, Optional.empty(), categories, from, until))
                    : Optional.empty();
        }
    }

    /**
     * An emergency (222(d)(4), 222(g)).
     *
     * @param calledForHelp whether the user called for emergency services
     * @param riskOfHarm whether there is a risk of death or serious physical harm
     * @param assistsResponse whether the data helps a response that is under way
     */
    record Emergency(boolean calledForHelp, boolean riskOfHarm, boolean assistsResponse) implements Grounds {}

    /**
     * A supervisor's approval of a request that sales personnel will make (64.2009(d)).
     *
     * @param at when it was given
     */
    record SupervisorApproval(Instant at) implements Grounds {

        private static final SupervisorApproval GIVEN = new SupervisorApproval(Instant.EPOCH);

        /** Checks the instant. */
        public SupervisorApproval {
            Objects.requireNonNull(at, "at");
        }

        @Override
        public Optional<Grounds> asOf(Instant instant) {
            return at.isAfter(instant) ? Optional.empty() : Optional.of(GIVEN);
        }
    }

    /**
     * A sale of the business, a merger or an insolvency.
     *
     * @param stage how far it has come
     */
    record Transfer(Stage stage) implements Grounds {

        /** Names the stages. */
        public enum Stage {
            /** Those who might buy look at the business. */
            DILIGENCE,
            /** The business passes to the buyer. */
            CLOSING,
            /** It has passed, and the buyer uses the data. */
            CLOSED
        }

        /** Checks the stage. */
        public Transfer {
            Objects.requireNonNull(stage, "stage");
        }
    }
}
