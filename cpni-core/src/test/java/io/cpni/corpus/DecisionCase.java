package io.cpni.corpus;

import java.util.List;
import java.util.Set;

/** Asks whether a use is permitted. */
record DecisionCase(
        String id,
        String title,
        Set<String> covers,
        CorpusConfig config,
        CorpusCustomer customer,
        List<CorpusEvent> events,
        CorpusRequest request,
        DecisionExpectation expect)
        implements CorpusCase {

    DecisionCase {
        CorpusChecks.id("id", id);
        CorpusChecks.text("title", title);
        covers = covers == null ? Set.of() : CorpusChecks.ruleIds("covers", covers);
        config = CorpusChecks.orElse(config, CorpusConfig.standard());
        customer = CorpusChecks.orElse(customer, CorpusCustomer.standard());
        events = CorpusHistory.check(CorpusChecks.list(events), customer);
        CorpusChecks.required("request", request).checkReferences(customer);
        CorpusChecks.required("expect", expect);
    }

    @Override
    public Set<String> acceptedRules() {
        return expect.rules();
    }
}
