package io.cpni.rule;

import io.cpni.accessor.Grounds;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.purpose.Purpose;
import java.util.Optional;

/** What 64.2010(e) and (f) have in common: a change to how the customer is reached or recognised. */
final class AccountChanges {

    private AccountChanges() {}

    /** Returns the change that is asked for. */
    static Optional<Grounds.AccountChange> of(Facts facts) {
        return facts.purpose() == Purpose.ACCOUNT_CHANGE && CustomerAccess.isDealing(facts)
                ? facts.grounds(Grounds.AccountChange.class)
                : Optional.empty();
    }

    /** Tells whether the notice, as far as it is planned, goes where it may and does not state the new data. */
    static boolean isNoticeGood(Grounds.AccountChange change, Facts facts) {
        if (change.notifyTo().isEmpty()) {
            return true;
        }
        String to = change.notifyTo().get();
        return !change.reveals()
                && !change.newContact().equals(change.notifyTo())
                && (facts.flag(CustomerFlag.NUMBER_OF_RECORD, to) || facts.flag(CustomerFlag.ADDRESS_OF_RECORD, to));
    }
}
