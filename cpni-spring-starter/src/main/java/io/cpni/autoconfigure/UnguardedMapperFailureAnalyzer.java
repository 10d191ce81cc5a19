package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because a mapper knows nothing of labels. */
final class UnguardedMapperFailureAnalyzer extends AbstractFailureAnalyzer<UnguardedMapperException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnguardedMapperException cause) {
        return new FailureAnalysis(
                "The " + cause.getMessage() + ".",
                "Build each from the bean JsonMapper.Builder, or add the bean CpniJacksonModule to it (a mapper of Jackson 2"
                        + " cannot have it: move to Jackson 3). For one that never meets labelled records, say so:"
                        + " cpni.json.exempt-mappers.<bean>=<reason>.",
                cause);
    }
}
