package io.cpni.autoconfigure;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.CustomerVerification.Kind;
import io.cpni.accessor.CustomerVerification.Method;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

// tag::read[]
@Service
class CallCentre {

    private final AccessorSource accessors;

    CallCentre(AccessorSource accessors) {
        this.accessors = accessors;
    }

    /** Looks something up for a caller who read out the code that was sent to the customer's number of record. */
    <T> T forCallerWithCode(CustomerId customer, Supplier<T> lookUp) {
        CustomerVerification code = new CustomerVerification(List.of(Method.matching(Kind.RECORD_CODE)));
        AccessContext call = AccessContext.of(accessors.current().orElseThrow(), Purpose.CUSTOMER_ACCESS)
                .recipient(Recipient.of(RecipientKind.CUSTOMER)) // who will hold the data
                .subject(customer) // whose records the verification opens; nobody else's
                .contact(Contact.of(ContactChannel.PHONE, Contact.Party.CUSTOMER))
                .verification(code)
                .build();
        return AccessScope.within(call, lookUp::get);
    }
}
// end::read[]
