package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the paragraphs of 64.2010 have in common: a person who claims to be the customer asks for the customer's data.
 */
final class CustomerAccess {

    /** By telephone, with a person or a menu. */
    static final Set<ContactChannel> CALLS = Set.copyOf(EnumSet.of(ContactChannel.PHONE, ContactChannel.KEYPAD));

    /** By telephone, or in writing on paper or by e-mail, which authenticates nobody. */
    static final Set<ContactChannel> CALLS_AND_LETTERS = Set.copyOf(
            EnumSet.of(ContactChannel.PHONE, ContactChannel.KEYPAD, ContactChannel.MAIL, ContactChannel.EMAIL));

    private CustomerAccess() {}

    /** Tells whether a claimed customer asks for what 64.2010 protects: CPNI, not names and numbers as such. */
    static boolean isAsked(Facts facts) {
        return facts.purpose() == Purpose.CUSTOMER_ACCESS
                && facts.recipient().kind() == RecipientKind.CUSTOMER
                && facts.category() != DataCategory.AGGREGATE
                && !Categories.isIdentity(facts.category());
    }

    /**
     * Tells whether a dealing with the customer reaches no further than it may: between us and the customer, and without
     * call detail, for which there are rows of their own.
     */
    static boolean isDealing(Facts facts) {
        return Uses.isStaffOrCustomer(facts.recipient().kind())
                && Categories.isCpniOrIdentity(facts.category())
                && !Categories.isCallDetail(facts.category());
    }

    /** Tells whether a claimed customer asks in one of the given ways. */
    static boolean isThrough(Facts facts, Set<ContactChannel> channels) {
        return isAsked(facts)
                && facts.contact()
                        .map(Contact::channel)
                        .filter(channels::contains)
                        .isPresent();
    }

    static boolean delivers(Facts facts, Contact.Delivery delivery) {
        return facts.contact().filter(contact -> contact.delivery() == delivery).isPresent();
    }

    /**
     * Tells whether the customer whom the circumstances are about was authenticated by any method that may authenticate;
     * for an exempt business, as its contract provides too.
     */
    static boolean isAuthenticated(Facts facts) {
        CustomerVerification verification = facts.verification();
        if (!facts.ofSubject()) {
            return false;
        }
        return verification.isReasonable()
                || (verification.hasSound(CustomerVerification.Kind.CONTRACT)
                        && facts.flag(CustomerFlag.BUSINESS_EXEMPT));
    }
}
