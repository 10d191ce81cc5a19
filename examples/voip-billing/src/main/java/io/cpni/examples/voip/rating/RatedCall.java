package io.cpni.examples.voip.rating;

import java.time.Instant;
import java.util.Objects;

/**
 * Holds a charged call as the invoice needs it.
 *
 * @param id identifies the call within the account; the same id twice would bill it twice and is refused
 * @param start when it started, which decides its month and its turn at the included minutes
 * @param charge what it costs without included minutes
 */
public record RatedCall(String id, Instant start, Charge charge) {

    public RatedCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(charge, "charge");
    }

    @Override
    public String toString() {
        return "RatedCall[CALL_DETAIL, ***]";
    }
}
