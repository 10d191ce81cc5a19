package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because a converter of the application's knows nothing of labels. */
final class UnguardedConverterFailureAnalyzer extends AbstractFailureAnalyzer<UnguardedConverterException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnguardedConverterException cause) {
        return new FailureAnalysis(
                "The " + cause.getMessage() + ".",
                "Write these bodies with Jackson 3 and the bean CpniJacksonModule. For a converter that never meets labelled"
                        + " records, say so: cpni.json.exempt-converters.<simple name of its class>=<reason>.",
                cause);
    }
}
