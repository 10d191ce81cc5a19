package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because the database is not held by the second wall that the settings describe. */
final class SecondWallFailureAnalyzer extends AbstractFailureAnalyzer<SecondWallException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SecondWallException cause) {
        String message = String.valueOf(cause.getMessage());
        String how = cause.script()
                .map(file -> "The present script has been written to " + file + ". Have the owner of the tables run it"
                        + " (psql -f), then remove the file: it holds what tickets are checked with.")
                .orElse(
                        "Set cpni.second-wall.script to a file, start once more, and have the owner of the tables run the"
                                + " script that is written there.");
        return new FailureAnalysis(
                Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".",
                "Put right what is named above. " + how
                        + " Without row-level security, take the settings cpni.second-wall"
                        + " away; the gate does without.",
                cause);
    }
}
