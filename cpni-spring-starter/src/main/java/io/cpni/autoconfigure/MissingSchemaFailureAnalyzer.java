package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because the library's own tables are missing. */
final class MissingSchemaFailureAnalyzer extends AbstractFailureAnalyzer<MissingSchemaException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MissingSchemaException cause) {
        return new FailureAnalysis(
                "The tables of " + cause.what()
                        + " are missing in the database, and cpni.schema.initialize does not let"
                        + " the library create them there.",
                "Set cpni.schema.initialize=always, or run the scripts in classpath:" + cause.location()
                        + " with your own migration tool.",
                cause);
    }
}
