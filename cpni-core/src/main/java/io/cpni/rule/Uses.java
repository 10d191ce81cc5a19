package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** Names the kinds of uses and recipients that several paragraphs speak of. */
final class Uses {

    private Uses() {}

    static boolean isStaffOrAgent(RecipientKind recipient) {
        return recipient == RecipientKind.STAFF || recipient == RecipientKind.AGENT;
    }

    static boolean isStaffOrCustomer(RecipientKind recipient) {
        return recipient == RecipientKind.STAFF || recipient == RecipientKind.CUSTOMER;
    }

    static boolean isContractorOrThird(RecipientKind recipient) {
        return recipient == RecipientKind.IC || recipient == RecipientKind.THIRD;
    }

    /** Tells whether a recipient other than staff may do our work for us, under contract. */
    static boolean actsForUs(RecipientKind recipient) {
        return switch (recipient) {
            case AGENT, AFF_COMM, AFF_OTHER, JV, IC, THIRD -> true;
            default -> false;
        };
    }

    /** Tells whether some row on marketing is about this recipient. */
    static boolean maybeMarketsForUs(RecipientKind recipient) {
        return recipient == RecipientKind.STAFF || actsForUs(recipient);
    }

    /** Tells whether a preference against sharing is about this recipient: anyone who is not us or acts in our name. */
    static boolean isPartner(RecipientKind recipient) {
        return (recipient != RecipientKind.AGENT && actsForUs(recipient)) || recipient == RecipientKind.OTHER_CARRIER;
    }

    /** Tells whether a use is marketing, or marketing with an approval for one call. */
    static boolean isMarketingOrOneTime(Purpose purpose) {
        return purpose.isMarketing() || purpose == Purpose.ONE_TIME;
    }

    /** Tells whether data of another carrier would serve our marketing or win-back, as declared or really. */
    static boolean isMarketingWithCarrierData(Purpose declared, Purpose actual) {
        return servesOurMarketing(declared) || servesOurMarketing(actual);
    }

    private static boolean servesOurMarketing(Purpose purpose) {
        return isMarketingOrOneTime(purpose)
                || purpose == Purpose.INBOUND_ASSIST
                || purpose == Purpose.SOLICIT_APPROVAL
                || purpose == Purpose.CARRIER_DATA;
    }

    static boolean isAnalysis(Purpose purpose) {
        return purpose == Purpose.ANALYTICS || purpose == Purpose.AGGREGATE;
    }

    static boolean isOrIsReally(Facts facts, Purpose purpose) {
        return facts.purpose() == purpose || facts.actualPurpose() == purpose;
    }

    /** Tells whether what is marketed is, in some part, known not to be communications-related (64.2003(e)). */
    static boolean isOfOtherServices(Facts facts) {
        return facts.purpose() == Purpose.MARKET_NONCOMM
                || facts.offer()
                        .filter(offer -> !offer.isCommunicationsRelated())
                        .isPresent();
    }

    /** Tells whether what is marketed is known to be communications-related in every part. */
    static boolean isOfCommunicationsServices(Facts facts) {
        return facts.purpose() != Purpose.MARKET_NONCOMM
                && facts.offer().filter(Offer::isCommunicationsRelated).isPresent();
    }

    /** Tells whether a purpose has rows of its own for names, numbers and addresses. */
    static boolean hasOwnRowForIdentity(Purpose purpose) {
        return isDealingWithCustomer(purpose)
                || purpose == Purpose.TRANSFER
                || purpose == Purpose.CREDIT_CHECK
                || purpose.isMarketing();
    }

    /** Tells whether a purpose is to deal with the customer, for which no data is asked beside who that is. */
    static boolean isDealingWithCustomer(Purpose purpose) {
        return switch (purpose) {
            case SOLICIT_APPROVAL, ACCOUNT_CHANGE, SIM_CHANGE, PORT_OUT -> true;
            default -> false;
        };
    }
}
