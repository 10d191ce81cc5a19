package io.cpni.approval;

import java.time.Instant;
import java.util.List;

/** A time in one state for one reason, with the events behind it in their order; possibly empty, never NONE. */
record Spell(ApprovalState state, Instant from, Instant to, List<ApprovalEvent> evidence) {

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
