package io.cpni.session;

import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Looks at each statement of one session that holds labelled records: rows that are managed already would be answered with
 * the managed instances, whatever the statement's own rows say.
 */
final class StatementGuard implements SessionEventListener {

    private static final long serialVersionUID = 1L;

    private final transient SharedSessionContractImplementor session;
    private final transient SessionShapes shapes;

    StatementGuard(SharedSessionContractImplementor session, SessionShapes shapes) {
        this.session = session;
        this.shapes = shapes;
    }

    /** What a flush writes gives out no instance; whether it may be written the SQL gate says. */
    @Override
    public void jdbcExecuteStatementStart() {
        if (!session.getPersistenceContextInternal().isFlushing()) {
            shapes.check(session);
        }
    }
}
