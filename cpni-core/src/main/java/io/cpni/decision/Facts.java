package io.cpni.decision;

import io.cpni.accessor.Contact;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.Grounds;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a rule the facts it asks for, and nothing else.
 *
 * <p>Facts of the context are known when a plan is made. Facts of the customer or row are branched on when a rule first
 * asks for them, so a rule should ask for the cheap and narrowing facts first, and for no more than it needs.
 */
public interface Facts {

    // Of the context

    /** Returns the declared use. */
    Purpose purpose();

    /** Returns what is really done with the data: the declared use unless known to differ. */
    Purpose actualPurpose();

    /** Returns who will hold the data. */
    Recipient recipient();

    /** Tells whether the purpose needs data of this category, of all that is asked for. */
    boolean needed();

    /** Returns what is offered. */
    Optional<Offer> offer();

    /** Returns how the customer is contacted. */
    Optional<Contact> contact();

    /** Returns how a person who claims to be the customer was authenticated, as far as it is good now. */
    CustomerVerification verification();

    /** Returns the grounds of a kind that are good now. */
    <G extends Grounds> Optional<G> grounds(Class<G> kind);

    /** Returns the category of data asked for. */
    DataCategory category();

    /** Returns what is to be done with the data. */
    Operation operation();

    /** Tells whether the accessor's CPNI training is current. */
    boolean trained();

    /** Tells whether the accessor is sales personnel. */
    boolean sales();

    /** Returns the settings of the carrier. */
    CarrierSettings carrier();

    // Of the customer

    /**
     * Returns the accessor's need to know, if any: the styles of field that even its widest applicable grants show
     * masked. Empty if no grant reaches this customer.
     */
    Optional<Set<MaskStyle>> needToKnow();

    /** Returns the state of the customer's approval for this recipient, purpose and category. */
    ApprovalState approval();

    /** Tells whether the customer now subscribes to every category of service in the offer; false without an offer. */
    boolean subscribesToWholeOffer();

    /** Tells whether the customer now takes at least so many categories of service from us. */
    boolean subscribesAtLeast(int categories);

    /** Tells whether a flag is up for the customer now. */
    boolean flag(CustomerFlag flag);

    /** Tells whether a flag is up for the customer and a detail now. */
    boolean flag(CustomerFlag flag, String detail);

    /** Tells whether the record is the accessor's own, as a customer. */
    boolean own();

    /**
     * Tells whether the record is of the customer whom the circumstances are about: the one named as their subject, or
     * the accessor as a customer.
     */
    boolean ofSubject();

    /**
     * Tells whether the data lies within the limits that the context names: of the customer whom it is about and of the
     * period it asks for. True where it names none.
     */
    boolean withinLimits();

    // Of the row

    /** Returns the service that the data comes from, where known. */
    Optional<ServiceCategory> source();

    /** Tells whether another carrier gave the data for providing service. */
    boolean fromOtherCarrier();

    /** Tells whether the row is a group of at least the configured number of customers; false where not known. */
    boolean largeGroup();

    /** Tells whether the data is exactly the calls that a caller described unaided; false where not known. */
    boolean recited();

    /** Tells whether the data lies in a period, half-open and open where an end is empty; false where not known. */
    boolean within(Optional<Instant> from, Optional<Instant> until);
}
