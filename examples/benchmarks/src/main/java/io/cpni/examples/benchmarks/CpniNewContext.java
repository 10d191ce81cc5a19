package io.cpni.examples.benchmarks;

import io.cpni.accessor.Accessor;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import java.util.List;
import java.util.Set;

/** This library where each question comes from a new unit of work of somebody who is signed in. */
final class CpniNewContext implements Peer {

    private static final int FEW = 10;

    private final DecisionEngine engine = Staff.engine(FEW);
    private final Question[] questions;
    private final Accessor[] accessors;

    CpniNewContext(List<Question> questions) {
        this.questions = questions.toArray(Question[]::new);
        this.accessors = questions.stream().map(Staff::accessor).toArray(Accessor[]::new);
    }

    @Override
    public boolean permits(int question) {
        Question asked = questions[question];
        AccessRequest request =
                AccessRequest.of(Staff.context(asked, accessors[question]), Operation.READ, Set.of(asked.category()));
        return engine.decide(request, asked.customer(), Staff.NOW) instanceof Decision.Permit;
    }
}
