package io.cpni.corpus;

import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import java.util.Optional;

/**
 * Says how the customer is reached, or reaches us.
 *
 * @param begunBy who began it; by default we, which makes it outbound
 * @param deliver how the data gets to the customer; by default in the contact itself
 * @param to the customer's address or number that is used
 */
record CorpusContact(ContactChannel channel, Contact.Party begunBy, Contact.Delivery deliver, Optional<String> to) {

    CorpusContact {
        CorpusChecks.required("channel", channel);
        begunBy = CorpusChecks.orElse(begunBy, Contact.Party.US);
        deliver = CorpusChecks.orElse(deliver, Contact.Delivery.READ_OUT);
        to = CorpusChecks.id("to", to);
    }

    /** Returns the same in the library's words. */
    Contact toContact() {
        return new Contact(channel, begunBy, deliver, to);
    }
}
