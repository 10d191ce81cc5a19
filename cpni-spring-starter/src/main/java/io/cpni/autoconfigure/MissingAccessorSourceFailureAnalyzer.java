package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because nothing tells who is asking. */
final class MissingAccessorSourceFailureAnalyzer extends AbstractFailureAnalyzer<MissingAccessorSourceException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MissingAccessorSourceException cause) {
        return new FailureAnalysis(
                "Customer data is guarded, but nothing tells who asks for it: there is no AccessorSource bean and Spring"
                        + " Security is not on the class path. Every access would be denied.",
                "Add spring-boot-starter-security, or define a bean of type io.cpni.accessor.AccessorSource that returns"
                        + " the signed-in person. To start without the guard, set cpni.enabled=false.",
                cause);
    }
}
