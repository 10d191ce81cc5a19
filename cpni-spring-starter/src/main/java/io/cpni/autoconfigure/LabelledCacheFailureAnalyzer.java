package io.cpni.autoconfigure;

import io.cpni.cache.LabelledCacheException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because labelled records would be cached for anybody. */
final class LabelledCacheFailureAnalyzer extends AbstractFailureAnalyzer<LabelledCacheException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, LabelledCacheException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                LabelledCacheException.REMEDY
                        + " A declared cache comes from a CacheManager that is a bean, and not from a CacheResolver: the"
                        + " library guards managers.",
                cause);
    }
}
