package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Explains a start that failed because statements would be decided by facts of elsewhere, of before, or by a wrong clock. */
final class FreshFactsFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String action = action(cause);
            if (action != null) {
                return new FailureAnalysis(
                        Character.toUpperCase(String.valueOf(cause.getMessage()).charAt(0))
                                + String.valueOf(cause.getMessage()).substring(1) + ".",
                        action,
                        cause);
            }
        }
        return null;
    }

    private static @Nullable String action(Throwable cause) {
        if (cause instanceof FactsElsewhereException) {
            return "Approvals, assignments and the other facts are joined in each statement, so they have to be in the same"
                    + " database. Let the data source lead to the database of the primary one, or keep what it leads to"
                    + " out of this application. Copies of the tables of facts are not supported: nothing here would tell"
                    + " how old they are.";
        }
        if (cause instanceof IsolationException) {
            return "At any other isolation a transaction goes on seeing approvals as they were before, or as they may never"
                    + " be. Take the isolation out of the settings of the pool (spring.datasource.hikari."
                    + "transaction-isolation) and of the database, or set it to TRANSACTION_READ_COMMITTED.";
        }
        return cause instanceof ClockSkewException
                ? "Approvals begin and end at instants. Have the clocks of this machine and of the database's set by the same"
                        + " time service, or raise cpni.sql.maximum-clock-skew knowing that opt-outs may hold later by as"
                        + " much."
                : null;
    }
}
