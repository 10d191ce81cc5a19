package io.cpni.autoconfigure;

import io.cpni.data.CpniLabelException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because the labels of the model cannot be carried over to its tables. */
final class CpniLabelFailureAnalyzer extends AbstractFailureAnalyzer<CpniLabelException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, CpniLabelException cause) {
        return new FailureAnalysis(cause.problem() + ".", cause.fix() + ".", cause);
    }
}
