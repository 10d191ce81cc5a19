package io.cpni.campaign;

import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.TraceSource;
import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandler;
import io.cpni.purpose.Offer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records campaigns in the audit log: beside the record of the data that is used, one that says what was offered
 * (64.2009(c)). It stands under the relation {@value #RELATION}, and its justification begins with the offer.
 *
 * <p>Safe for many threads.
 */
public final class AuditedCampaigns implements ObligationHandler {

    /** The relation under which the records stand. */
    public static final String RELATION = "campaign";

    private final AuditLog auditLog;
    private final String node;
    private final TraceSource trace;

    /**
     * Creates a handler for an application without tracing.
     *
     * @param auditLog where campaigns are recorded
     * @param node name of this node in the log
     */
    public AuditedCampaigns(AuditLog auditLog, String node) {
        this(auditLog, node, TraceSource.none());
    }

    /**
     * Creates a handler.
     *
     * @param auditLog where campaigns are recorded
     * @param node name of this node in the log
     * @param trace tells the ids under which tracing knows the calling thread's work
     */
    public AuditedCampaigns(AuditLog auditLog, String node, TraceSource trace) {
        this.auditLog = auditLog;
        this.node = node;
        this.trace = trace;
    }

    @Override
    public Set<Obligation.Kind> kinds() {
        return Set.of(Obligation.Kind.RECORD_CAMPAIGN);
    }

    /** {@inheritDoc} */
    @Override
    public void fulfil(Occasion occasion) {
        AuditEntry record = AuditEntry.access(occasion.at())
                .context(occasion.context())
                .operation(Operation.READ)
                .relation(RELATION)
                .categories(occasion.categories())
                .rules(List.of(new AppliedRule("R-2009-c1", "47 CFR 64.2009(c)")))
                .obligations(List.of(occasion.kind().name()))
                .justification(description(occasion))
                .trace(trace)
                .node(node)
                .build();
        AuditPosition position = auditLog.append(record);
        auditLog.append(AuditEntry.outcomeOf(position, record, occasion.at()).build());
    }

    private static String description(Occasion occasion) {
        String offered = occasion.context()
                .circumstances()
                .offer()
                .map(Offer::parts)
                .map(parts -> parts.stream()
                        .sorted(Comparator.naturalOrder())
                        .map(Enum::name)
                        .collect(Collectors.joining(", ")))
                .orElse("not named");
        return "offer: " + offered + "; data of " + occasion.relation()
                + occasion.context().justification().map(why -> "; " + why).orElse("");
    }
}
