package io.cpni.approval;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The customer's word on a preference. It counts from its instant until the customer's next word on the same; of two at
 * the same instant the refusal counts (rules R-DNC-2, R-SEED-OPT, R-TIME-5).
 *
 * @param at when it was received
 * @param recordedAt when it was recorded
 * @param flag what it is about
 * @param refused whether the customer refuses; false takes a refusal back
 * @param contact the only number it is about; empty for all numbers, and for all flags but {@code DO_NOT_CALL}
 */
public record PreferenceChange(
        Instant at, Instant recordedAt, PreferenceFlag flag, boolean refused, Optional<ContactId> contact)
        implements ApprovalEvent {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if an instant lies before 1996 or after 2200, or if a contact is given with
     *     another flag than {@code DO_NOT_CALL}
     */
    public PreferenceChange {
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
        Objects.requireNonNull(flag, "flag");
        if (contact.isPresent() && flag != PreferenceFlag.DO_NOT_CALL) {
            throw new IllegalArgumentException("contact is given with " + flag + ", which is not about single numbers");
        }
    }

    /** Returns a refusal, for every number, recorded as it was received. */
    public static PreferenceChange refusal(Instant at, PreferenceFlag flag) {
        return new PreferenceChange(at, at, flag, true, Optional.empty());
    }

    /** Returns the withdrawal of a refusal, for every number, recorded as it was received. */
    public static PreferenceChange withdrawal(Instant at, PreferenceFlag flag) {
        return new PreferenceChange(at, at, flag, false, Optional.empty());
    }

    /** Returns a request not to call a number, recorded as it was received. */
    public static PreferenceChange doNotCall(Instant at, ContactId number) {
        return new PreferenceChange(at, at, PreferenceFlag.DO_NOT_CALL, true, Optional.of(number));
    }

    /** Tells whether it says anything about the number. */
    boolean concerns(ContactId number) {
        return contact.isEmpty() || contact.get().equals(number);
    }

    @Override
    public Kind kind() {
        return Kind.PREFERENCE;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.preference(this);
    }
}
