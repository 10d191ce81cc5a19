package io.cpni.approval;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What a customer refuses at one instant, besides uses of data (rules R-DNC-1, R-SEED-OPT). Immutable.
 *
 * @param refused flags refused without regard to single numbers
 * @param closedNumbers numbers not to be called, whatever holds for all
 * @param openNumbers numbers that may be called, whatever holds for all
 */
public record CustomerPreferences(
        Set<PreferenceFlag> refused, Set<ContactId> closedNumbers, Set<ContactId> openNumbers) {

    private static final CustomerPreferences NONE = new CustomerPreferences(Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public CustomerPreferences {
        refused = Set.copyOf(refused);
        closedNumbers = Set.copyOf(closedNumbers);
        openNumbers = Set.copyOf(openNumbers);
    }

    /** Returns what holds for customers who refused nothing. */
    public static CustomerPreferences none() {
        return NONE;
    }

    /** Returns what the given periods, all in force, amount to. */
    static CustomerPreferences of(Collection<PreferenceInterval> inForce) {
        Set<PreferenceFlag> refused = EnumSet.noneOf(PreferenceFlag.class);
        Set<ContactId> closed = new HashSet<>();
        Set<ContactId> open = new HashSet<>();
        for (PreferenceInterval interval : inForce) {
            if (interval.contact().isPresent()) {
                (interval.refused() ? closed : open).add(interval.contact().get());
            } else if (interval.refused()) {
                refused.add(interval.flag());
            }
        }
        return new CustomerPreferences(refused, closed, open);
    }

    /** Tells whether the customer refuses marketing contact by any channel. */
    public boolean refusesMarketingContact() {
        return refused.contains(PreferenceFlag.MARKETING_CONTACT);
    }

    /** Tells whether the customer refuses sharing with partners. */
    public boolean refusesPartnerSharing() {
        return refused.contains(PreferenceFlag.PARTNER_SHARING);
    }

    /** Tells whether marketing calls to the number are refused. */
    public boolean refusesCallsTo(ContactId number) {
        return closedNumbers.contains(number)
                || (refused.contains(PreferenceFlag.DO_NOT_CALL) && !openNumbers.contains(number));
    }

    /** Tells whether marketing calls to any number are refused: the answer where the number is not known. */
    public boolean refusesSomeCalls() {
        return refused.contains(PreferenceFlag.DO_NOT_CALL) || !closedNumbers.isEmpty();
    }
}
