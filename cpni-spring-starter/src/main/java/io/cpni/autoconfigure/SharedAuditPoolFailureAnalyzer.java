package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because the audit log has no connections of its own. */
final class SharedAuditPoolFailureAnalyzer extends AbstractFailureAnalyzer<SharedAuditPoolException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SharedAuditPoolException cause) {
        return new FailureAnalysis(
                "The bean '" + cause.log() + "' takes its connections from the pool of the data source '"
                        + cause.dataSource() + "'. Requests that hold a connection would wait for another one to be"
                        + " audited with: once all hold one, nobody gets any further.",
                "Give the audit log a pool of its own; it may lead to the same database. Take the bean '" + cause.log()
                        + "' away, and the starter builds the audit log with a pool of its own (cpni.audit.url,"
                        + " cpni.audit.username, cpni.audit.password and cpni.audit.pool-size say how), or build the bean"
                        + " over a second pool that is no bean, such as a HikariDataSource that is made for it.",
                cause);
    }
}
