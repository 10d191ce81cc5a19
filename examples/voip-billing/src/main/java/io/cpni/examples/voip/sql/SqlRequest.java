package io.cpni.examples.voip.sql;

import io.cpni.customer.CustomerId;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.List;
import java.util.Optional;

/**
 * A statement that somebody wants to run, and what for.
 *
 * @param sql the statement
 * @param parameters the values of its parameters, in order
 * @param purpose what the data is for; undeclared where nothing was said, which permits nothing
 * @param recipient who will hold the data
 * @param offer what is offered, for marketing
 * @param customer whom the work is about
 */
record SqlRequest(
        String sql,
        List<SqlParameter> parameters,
        Purpose purpose,
        RecipientKind recipient,
        Optional<Offer> offer,
        Optional<CustomerId> customer) {

    SqlRequest {
        parameters = List.copyOf(parameters);
    }

    /** Prints no word of the statement and no value, wherever it may be printed. */
    @Override
    public String toString() {
        return "SqlRequest[" + purpose + ", ***]";
    }
}
