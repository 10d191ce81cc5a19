package io.cpni.sql;

import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.FailureReference;
import io.cpni.audit.ServerFailure;
import io.cpni.audit.ServerTextKeys;
import io.cpni.audit.TraceSource;
import io.cpni.label.DataCategory;
import io.cpni.label.TableLabels;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the server says of a failure, encrypted, in the audit log, for operators who have the right to read it. What
 * cannot be kept is dropped: the caller is told no more for it.
 */
final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private final ServerTextKeys keys;
    private final AuditLog auditLog;
    private final Clock clock;
    private final String node;
    private final TraceSource trace;
    private final FailureBudget budget;

    FailureLog(ServerTextKeys keys, AuditLog auditLog, Clock clock, String node, TraceSource trace, int perMinute) {
        this.keys = keys;
        this.auditLog = auditLog;
        this.clock = clock;
        this.node = node;
        this.trace = trace;
        this.budget = new FailureBudget(perMinute);
    }

    /**
     * Keeps what the server says of a failure.
     *
     * @param statement what failed, where that is known
     * @param touched the labelled tables that the connection has been used for
     * @param transaction the id under which the accesses of the transaction are recorded
     * @return the reference under which this failure is kept, or else one that is like it
     */
    Optional<FailureReference> keep(
            SQLException failure,
            Optional<AnalyzedStatement> statement,
            Collection<TableLabels> touched,
            String transaction) {
        try {
            return kept(failure, statement, touched, transaction);
        } catch (RuntimeException e) {
            // The caller must learn of the failure that there was, not of this one.
            LOG.error("What the server said of a failure could not be kept and is lost", e);
            return Optional.empty();
        }
    }

    private Optional<FailureReference> kept(
            SQLException failure,
            Optional<AnalyzedStatement> statement,
            Collection<TableLabels> touched,
            String transaction) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AuditEntry.Builder entry = AuditEntry.failure(now)
                .categories(categories(touched))
                .correlation(transaction)
                .trace(trace)
                .node(node);
        AccessScope.current().ifPresent(entry::context);
        statement.ifPresent(failed -> entry.statementFingerprint(Fingerprint.of(failed.text())));
        statement
                .flatMap(failed -> failed.tables().stream().findFirst())
                .ifPresent(table -> entry.relation(table.labels().table()).operation(table.foremostOperation()));
        AuditEntry record = entry.build();
        FailureBudget.Kind kind = new FailureBudget.Kind(
                record.accessor(), record.statementFingerprint(), failure.getSQLState(), failure.getErrorCode());
        FailureBudget.Ruling ruling = budget.ask(kind, now);
        if (ruling instanceof FailureBudget.Ruling.Drop drop) {
            if (drop.first()) {
                LOG.warn(
                        "More statements fail than texts of the server are kept; the next one kept says how many were not");
            }
            return drop.like();
        }
        long notKept = ((FailureBudget.Ruling.Keep) ruling).notKept();
        try {
            AuditEntry sealed = keys.seal(record, ServerFailure.of(failure, notKept));
            auditLog.append(sealed);
            FailureReference reference = sealed.serverText().orElseThrow().reference();
            budget.keptAs(kind, reference);
            return Optional.of(reference);
        } catch (RuntimeException e) {
            budget.lost(notKept + 1);
            throw e;
        }
    }

    /** Returns what a text may quote: of a labelled table any column, and one without a label is call detail. */
    private static Set<DataCategory> categories(Collection<TableLabels> touched) {
        Set<DataCategory> categories = EnumSet.of(DataCategory.CALL_DETAIL);
        for (TableLabels labels : touched) {
            categories.addAll(labels.categories());
            labels.columns().forEach(column -> categories.addAll(column.categories()));
        }
        return categories;
    }
}
