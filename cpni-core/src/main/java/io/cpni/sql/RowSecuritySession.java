package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.decision.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What goes on over one connection that stands before the wall without the gate: each statement is run under a ticket of
 * the context that is bound while it is run, on record before.
 *
 * <p>Not safe for several threads, like the connection.
 */
final class RowSecuritySession {

    private final Connection delegate;
    private final SqlGate gate;
    private final String viewSchema;
    private final long process;
    private final TransactionTicket ticket;
    private final List<Recorded> recorded = new ArrayList<>();
    private final Connection guarded;
    private String correlation = newCorrelation();
    private boolean autoCommit;

    /** An access on record, whose outcome is yet to be told. */
    private record Recorded(AccessContext context, AuditEntry intent, AuditPosition position) {}

    private RowSecuritySession(Connection delegate, SqlGate gate, SecondWall wall, String viewSchema, long process)
            throws SQLException {
        this.delegate = delegate;
        this.gate = gate;
        this.viewSchema = viewSchema;
        this.process = process;
        this.ticket = new TransactionTicket(wall, delegate);
        this.autoCommit = delegate.getAutoCommit();
        this.guarded = (Connection) RowSecurityProxy.of(delegate, this, Optional.empty());
    }

    /** Takes a connection from its pool: whatever was left in its session by who had it before is discarded. */
    static Connection open(Connection delegate, SqlGate gate, SecondWall wall, String viewSchema) throws SQLException {
        try {
            return new RowSecuritySession(delegate, gate, wall, viewSchema, cleared(delegate, viewSchema)).guarded;
        } catch (SQLException | RuntimeException e) {
            delegate.close();
            throw e;
        }
    }

    /** Discards what a session holds: temporary relations, which would be found before the views, held cursors, settings. */
    private static long cleared(Connection delegate, String viewSchema) throws SQLException {
        boolean autoCommit = delegate.getAutoCommit();
        if (!autoCommit) {
            delegate.rollback();
            delegate.setAutoCommit(true);
        }
        long process;
        try (Statement statement = delegate.createStatement()) {
            statement.execute("discard all");
            try (ResultSet row =
                    statement.executeQuery("select pg_catalog.pg_backend_pid(), pg_catalog.set_config('search_path', '"
                            + viewSchema + "', false)")) {
                row.next();
                process = row.getLong(1);
            }
        }
        if (!autoCommit) {
            delegate.setAutoCommit(false);
        }
        return process;
    }

    Connection guarded() {
        return guarded;
    }

    // Statements

    /** Runs a statement in a transaction that was let through for the context of this moment. */
    <T extends @Nullable Object> T admitted(Statement statement, OwnTransaction.Work<T> work) throws SQLException {
        if (!autoCommit) {
            admit();
            return work.run();
        }
        try {
            return OwnTransaction.run(
                    delegate,
                    statement,
                    () -> {
                        admit();
                        return work.run();
                    },
                    UnaryOperator.identity());
        } finally {
            endTransaction();
        }
    }

    private void admit() throws SQLException {
        Instant at = gate.clock().instant();
        AccessContext context = AccessScope.current()
                .orElseThrow(() -> denied(Optional.empty(), new Decision.Deny(Reason.noContext()), at));
        boolean done = false;
        try {
            Optional<Admission> admission = ticket.show(context, at);
            if (admission.isPresent()) {
                requireSameProcess(admission.get());
                requireReaders(admission.get());
                record(context, admission.get().record(), at);
            }
            done = true;
        } catch (CpniAccessDeniedException denied) {
            throw denied(Optional.of(context), denied.decision(), at);
        } catch (StoreUnavailableException unavailable) {
            unavailable.addSuppressed(denied(Optional.of(context), new Decision.Deny(unknown()), at));
            throw unavailable;
        } finally {
            if (!done) {
                // The next statement shows a ticket again, and is on record or not run either.
                ticket.forget();
            }
        }
    }

    /** Behind a pooler of transactions what one leaves in a session is found by the next: nothing was discarded there. */
    private void requireSameProcess(Admission admission) throws SQLException {
        if (admission.process() != process) {
            throw new SQLException("the server's process changed under a connection before row-level security; connect"
                    + " without a pooler of transactions, or by one that pools sessions");
        }
    }

    /** The wall would show nothing; say so instead. */
    private static void requireReaders(Admission admission) {
        if (admission.behindGate()) {
            throw new CpniAccessDeniedException(new Decision.Deny(new Reason(
                    "R-GEN-3",
                    "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                    "the use is declared for data sources behind the gate; go over one of them")));
        }
    }

    private void record(AccessContext context, RowSecurityRecord admitted, Instant at) {
        if (recorded.stream().anyMatch(each -> each.context().equals(context))) {
            return;
        }
        AuditEntry intent = admitted.intent(context, at, correlation, gate.trace(), gate.node());
        recorded.add(new Recorded(context, intent, gate.auditLog().append(intent)));
        gate.listener()
                .decided(
                        Optional.of(context),
                        Operation.READ,
                        admitted.relation(),
                        admitted.rules(),
                        true,
                        Duration.between(at, gate.clock().instant()));
    }

    private CpniAccessDeniedException denied(Optional<AccessContext> context, Decision.Deny deny, Instant at) {
        AuditEntry.Builder entry = AuditEntry.denial(at)
                .node(gate.node())
                .trace(gate.trace())
                .operation(Operation.READ)
                .relation(viewSchema)
                .rules(List.of(SqlGate.rule(deny.reason())));
        context.ifPresent(entry::context);
        gate.record(entry.build());
        gate.listener()
                .decided(
                        context,
                        Operation.READ,
                        viewSchema,
                        List.of(deny.reason()),
                        false,
                        Duration.between(at, gate.clock().instant()));
        return new CpniAccessDeniedException(deny);
    }

    private static Reason unknown() {
        return new Reason(
                "R-GEN-3",
                "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                "bring the store of grants back: what it holds could not be read");
    }

    // Transactions

    void setAutoCommit(boolean value) throws SQLException {
        if (value != autoCommit) {
            endTransaction();
        }
        delegate.setAutoCommit(value);
        autoCommit = value;
    }

    void commit() throws SQLException {
        endTransaction();
        delegate.commit();
    }

    void rollback() throws SQLException {
        endTransaction();
        delegate.rollback();
    }

    void rollback(Savepoint savepoint) throws SQLException {
        ticket.forget();
        delegate.rollback(savepoint);
    }

    void setTransactionIsolation(int isolation) throws SQLException {
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            throw new SQLException(
                    "row-level security shows rows at the isolation level READ COMMITTED only: at any other a"
                            + " transaction goes on seeing approvals as they were before");
        }
        delegate.setTransactionIsolation(isolation);
    }

    /** Ends the transaction, and the ticket with it, whether the pool would do so or not. */
    void close() throws SQLException {
        if (delegate.isClosed()) {
            return;
        }
        try (Connection closing = delegate) {
            endTransaction();
            if (!autoCommit) {
                closing.rollback();
            }
        }
    }

    /** Closes the records of a transaction; which customers it concerned nobody knows. */
    private void endTransaction() {
        ticket.forget();
        List<Recorded> ended = List.copyOf(recorded);
        recorded.clear();
        correlation = newCorrelation();
        Instant at = gate.clock().ofOutcome();
        for (Recorded each : ended) {
            gate.auditLog()
                    .amend(AuditEntry.outcomeOf(each.position(), each.intent(), at)
                            .customers(CustomersConcerned.unnamed(0))
                            .build());
        }
    }

    private static String newCorrelation() {
        return UUID.randomUUID().toString();
    }
}
