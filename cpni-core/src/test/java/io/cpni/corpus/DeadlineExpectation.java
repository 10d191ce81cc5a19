package io.cpni.corpus;

import io.cpni.report.Duty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what is due, and when; an empty list: nothing. */
record DeadlineExpectation(List<Due> due, Set<String> rules) {

    /** One duty, with its last day or the first instant at which it may be done. */
    record Due(Duty duty, Optional<LocalDate> by, Optional<Instant> notBefore) {

        Due {
            CorpusChecks.required("duty", duty);
            by = CorpusChecks.optional(by);
            notBefore = CorpusChecks.optional(notBefore);
            if (by.isPresent() == notBefore.isPresent()) {
                throw new IllegalArgumentException("either by or notBefore is due, not both or neither");
            }
        }
    }

    DeadlineExpectation {
        due = List.copyOf(CorpusChecks.required("due", due));
        rules = CorpusChecks.ruleIds("rules", rules);
    }
}
