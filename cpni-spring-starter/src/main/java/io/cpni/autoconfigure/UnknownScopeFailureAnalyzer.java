package io.cpni.autoconfigure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because a grant names a scope that nothing stands for. */
final class UnknownScopeFailureAnalyzer extends AbstractFailureAnalyzer<UnknownScopeException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnknownScopeException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ". Known are " + String.join(", ", cause.known()) + ".",
                "Use one of these in cpni.grants, or name the relation that holds whom your own scope reaches: set"
                        + " cpni.scopes."
                        + cause.scope().toLowerCase(Locale.ROOT).replace('_', '-')
                        + " to a table or view with the columns customer_id, accessor_id, valid_from and valid_until.",
                cause);
    }
}
