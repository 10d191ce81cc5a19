package io.cpni.corpus;

import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says which states are due, in no particular order. */
record TimelineExpectation(List<StateAt> states) {

    TimelineExpectation {
        states = CorpusChecks.nonEmpty("states", states);
    }

    /** The scope that is asked about; by default marketing by our staff on usage. */
    record Ask(CorpusRecipient recipient, Purpose purpose, DataCategory dataClass) {

        Ask {
            recipient = CorpusChecks.orElse(recipient, CorpusRecipient.staff());
            purpose = CorpusChecks.orElse(purpose, Purpose.MARKET);
            dataClass = CorpusChecks.orElse(dataClass, DataCategory.USAGE);
        }

        static Ask standard() {
            return new Ask(CorpusRecipient.staff(), Purpose.MARKET, DataCategory.USAGE);
        }
    }

    /**
     * The state that is due at an instant, with what is recorded by then.
     *
     * @param oneTime whether a call-long approval is in force
     * @param reviewFrom the instant from which earlier uses go to review
     */
    record StateAt(Instant at, Ask ask, ApprovalState state, boolean oneTime, Optional<Instant> reviewFrom) {

        StateAt {
            CorpusChecks.required("at", at);
            ask = CorpusChecks.orElse(ask, Ask.standard());
            CorpusChecks.required("state", state);
            reviewFrom = CorpusChecks.optional(reviewFrom);
        }
    }
}
