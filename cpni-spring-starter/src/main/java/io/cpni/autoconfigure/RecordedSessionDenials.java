package io.cpni.autoconfigure;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.TraceSource;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Reason;
import io.cpni.session.SessionDenials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;

/** Puts what sessions deny into the audit log, which is looked up when it is needed: it needs the data source first. */
final class RecordedSessionDenials implements SessionDenials {

    /** What the records and meters call it, as there is no statement and no table. */
    private static final String SESSION = "hibernate-session";

    private final ObjectProvider<AuditLog> auditLog;
    private final ObjectProvider<DecisionListener> listeners;
    private final ObjectProvider<Clock> clock;
    private final ObjectProvider<CpniProperties> properties;
    private final TraceSource trace;

    RecordedSessionDenials(
            ObjectProvider<AuditLog> auditLog,
            ObjectProvider<DecisionListener> listeners,
            ObjectProvider<Clock> clock,
            ObjectProvider<CpniProperties> properties,
            TraceSource trace) {
        this.auditLog = auditLog;
        this.listeners = listeners;
        this.clock = clock;
        this.properties = properties;
        this.trace = trace;
    }

    @Override
    public CpniAccessDeniedException deny(Optional<AccessContext> context, Operation operation, Reason reason) {
        record(AuditEntry::denial, context, operation, reason);
        return new CpniAccessDeniedException(new Decision.Deny(reason));
    }

    @Override
    public void observe(Optional<AccessContext> context, Operation operation, Reason reason) {
        record(AuditEntry::observedDenial, context, operation, reason);
    }

    private void record(
            Function<Instant, AuditEntry.Builder> kind,
            Optional<AccessContext> context,
            Operation operation,
            Reason reason) {
        Clock ticking = CpniAutoConfiguration.clock(clock);
        Instant now = ticking.instant();
        AuditEntry.Builder entry = kind.apply(now)
                .operation(operation)
                .relation(SESSION)
                .rules(List.of(new AppliedRule(reason.rule(), reason.citation())))
                .trace(trace)
                .node(CpniAutoConfiguration.node(properties.getObject()));
        context.ifPresent(entry::context);
        auditLog.getObject().append(entry.build());
        CpniAutoConfiguration.listener(listeners)
                .decided(context, operation, SESSION, List.of(reason), false, Duration.between(now, ticking.instant()));
    }
}
