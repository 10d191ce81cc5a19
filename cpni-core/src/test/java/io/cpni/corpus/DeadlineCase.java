package io.cpni.corpus;

import java.util.List;
import java.util.Set;

/** Asks by when something is due. */
record DeadlineCase(
        String id,
        String title,
        Set<String> covers,
        CorpusConfig config,
        CorpusCustomer customer,
        CorpusMatter matter,
        DeadlineExpectation expect)
        implements CorpusCase {

    DeadlineCase {
        CorpusChecks.id("id", id);
        CorpusChecks.text("title", title);
        covers = covers == null ? Set.of() : CorpusChecks.ruleIds("covers", covers);
        config = CorpusChecks.orElse(config, CorpusConfig.standard());
        customer = CorpusChecks.orElse(customer, CorpusCustomer.standard());
        CorpusChecks.required("matter", matter);
        CorpusChecks.required("expect", expect);
    }

    @Override
    public List<CorpusEvent> events() {
        return List.of();
    }

    @Override
    public Set<String> acceptedRules() {
        return expect.rules();
    }
}
