package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.approval.ApprovalAsk;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds out, when an access is about to be recorded, which of the facts that it relies on there are. Asked over the
 * statement's own connection, and only of accesses that rely on any.
 */
final class ReliedOn {

    private final Connection connection;
    private final SqlDialect dialect;
    private final SqlGate gate;
    private final Optional<ApprovalEvidence> events;

    /**
     * @param events the ledger of approvals; empty where the connection does not reach it
     */
    ReliedOn(Connection connection, SqlDialect dialect, SqlGate gate, Optional<ApprovalEvidence> events) {
        this.connection = connection;
        this.dialect = dialect;
        this.gate = gate;
        this.events = events;
    }

    /**
     * Names the approvals behind an access: the events of the customer whom the context names, and where other customers'
     * rows may be among those released, the scopes by which the ledger tells of each.
     */
    List<String> evidence(Reliance reliance, AccessContext context, Instant at) throws SQLException {
        if (reliance.approvals().isEmpty() || context.subject().isEmpty() || events.isEmpty()) {
            return reliance.scopes();
        }
        CustomerId subject = context.subject().get();
        Set<String> evidence = new LinkedHashSet<>();
        for (ApprovalAsk ask : reliance.approvals()) {
            Optional<List<String>> references = events.get().references(connection, subject, ask, at);
            if (references.isEmpty()) {
                return reliance.scopes();
            }
            evidence.addAll(references.get());
        }
        if (!reliance.ofSubjectOnly()) {
            evidence.addAll(reliance.scopes());
        }
        return List.copyOf(evidence);
    }

    /** Tells whether the accessor has opened the glass, for whomever, so that rows may be seen for it. */
    boolean isGlassOpen(Reliance reliance, AccessContext context, Instant at) throws SQLException {
        if (reliance.openings().isEmpty()) {
            return false;
        }
        String purposes = new TreeSet<>(reliance.openings())
                .stream().map(Purpose::name).collect(Collectors.joining("', '", "'", "'"));
        SqlText question = SqlText.of("select 1 from " + gate.facts().breakGlass() + " cpni_f where cpni_f.purpose in ("
                        + purposes + ") and cpni_f.accessor_id = ")
                .add(new KeyWriter(dialect, gate.keyType()).accessor())
                .add(" and cpni_f.valid_from <= ")
                .bind(new BoundValue.Now())
                .add(" and cpni_f.valid_until > ")
                .bind(new BoundValue.Now());
        try (PreparedStatement query = connection.prepareStatement(question.text())) {
            query.setString(1, context.accessor().id());
            dialect.setInstant(query, 2, at);
            dialect.setInstant(query, 3, at);
            query.setMaxRows(1);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
