package io.cpni.corpus;

import java.util.List;
import java.util.Set;

/** Asks which state of approval a customer is in at given instants. */
record TimelineCase(
        String id,
        String title,
        Set<String> covers,
        CorpusConfig config,
        CorpusCustomer customer,
        List<CorpusEvent> events,
        TimelineExpectation expect)
        implements CorpusCase {

    TimelineCase {
        CorpusChecks.id("id", id);
        CorpusChecks.text("title", title);
        covers = covers == null ? Set.of() : CorpusChecks.ruleIds("covers", covers);
        config = CorpusChecks.orElse(config, CorpusConfig.standard());
        customer = CorpusChecks.orElse(customer, CorpusCustomer.standard());
        events = CorpusHistory.check(CorpusChecks.required("events", events), customer);
        CorpusChecks.required("expect", expect);
    }

    @Override
    public Set<String> acceptedRules() {
        return Set.of();
    }
}
