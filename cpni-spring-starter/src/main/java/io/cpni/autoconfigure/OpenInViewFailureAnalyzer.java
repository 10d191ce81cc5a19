package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because sessions would outlive the purpose that they were opened for. */
final class OpenInViewFailureAnalyzer extends AbstractFailureAnalyzer<OpenInViewException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, OpenInViewException cause) {
        return new FailureAnalysis(
                "Entities are labelled, but " + cause.getMessage()
                        + ": what was read for one purpose would be at hand for"
                        + " whatever else the request does, and associations would be read while the view is rendered, for"
                        + " no purpose.",
                "Set spring.jpa.open-in-view=false, take away filters and interceptors of this kind, and read within the"
                        + " annotated method all that the view shows.",
                cause);
    }
}
