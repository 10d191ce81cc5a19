package io.cpni.decision;

import io.cpni.accessor.Contact;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a rule the facts it asks for, and nothing else.
 *
 * <p>Facts of the context are known when a plan is made. Facts of the customer or row are branched on when a rule first
 * asks for them, so a rule should ask for the cheap and narrowing facts first, and for no more than it needs.
 */
public interface Facts {

    /** Returns the declared use. */
    Purpose purpose();

    /** Returns who will hold the data. */
    Recipient recipient();

    /** Returns what is offered. */
    Optional<Offer> offer();

    /** Returns how the customer is contacted. */
    Optional<Contact> contact();

    /** Returns how a person who claims to be the customer was authenticated. */
    CustomerVerification verification();

    /** Returns the category of data asked for. */
    DataCategory category();

    /** Returns what is to be done with the data. */
    Operation operation();

    /** Tells whether the accessor's CPNI training is current. */
    boolean trained();

    /** Returns the settings of the carrier. */
    CarrierSettings carrier();

    /**
     * Returns the accessor's need to know, if any: the styles of field that even its widest applicable grants show
     * masked. Empty if no grant reaches this customer.
     */
    Optional<Set<MaskStyle>> needToKnow();

    /** Returns the state of the customer's approval for this recipient, purpose and category. */
    ApprovalState approval();

    /** Tells whether the customer now subscribes to every category of service in the offer; false without an offer. */
    boolean subscribesToWholeOffer();

    /** Tells whether the record is the accessor's own, as a customer. */
    boolean own();

    /** Tells whether the row is a group of at least the configured number of customers; false where not known. */
    boolean largeGroup();
}
