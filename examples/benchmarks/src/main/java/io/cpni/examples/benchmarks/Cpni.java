package io.cpni.examples.benchmarks;

import io.cpni.decision.AccessRequest;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import java.util.List;

/** This library. It also says which rule decided and what must be done, which nobody asks it here. */
final class Cpni implements Peer {

    private static final int FEW = 10;

    private final DecisionEngine engine;
    private final AccessRequest[] requests;
    private final Customer[] customers;

    Cpni(List<Question> questions) {
        this(questions, Staff.engine(FEW));
    }

    Cpni(List<Question> questions, DecisionEngine engine) {
        this.engine = engine;
        this.requests = questions.stream().map(Staff::request).toArray(AccessRequest[]::new);
        this.customers = questions.stream().map(Question::customer).toArray(Customer[]::new);
    }

    @Override
    public boolean permits(int question) {
        return engine.decide(requests[question], customers[question], Staff.NOW) instanceof Decision.Permit;
    }
}
