package io.cpni.autoconfigure;

import io.cpni.audit.AuditUnavailableException;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.sql.CpniStatementRefusedException;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.ConnectionHandle;
import org.springframework.orm.jpa.JpaDialect;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;

/**
 * Lets what the gate says come through a commit. Much is written only then, and Hibernate and Spring would each wrap a
 * denial in an exception of their own, which says that a transaction could not be committed.
 */
final class MeaningfulJpaDialect implements JpaDialect {

    private final JpaDialect dialect;

    MeaningfulJpaDialect(JpaDialect dialect) {
        this.dialect = dialect;
    }

    /** Throws what the gate has said, and translates what is of the database. */
    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException thrown) {
        if (thrown instanceof CpniAccessDeniedException
                || thrown instanceof CpniStatementRefusedException
                || thrown instanceof AuditUnavailableException
                || thrown instanceof StoreUnavailableException) {
            throw thrown;
        }
        return dialect.translateExceptionIfPossible(thrown);
    }

    @Override
    public @Nullable Object beginTransaction(EntityManager entityManager, TransactionDefinition definition)
            throws SQLException, TransactionException {
        return dialect.beginTransaction(entityManager, definition);
    }

    @Override
    public @Nullable Object prepareTransaction(EntityManager entityManager, boolean readOnly, @Nullable String name) {
        return dialect.prepareTransaction(entityManager, readOnly, name);
    }

    @Override
    public void cleanupTransaction(@Nullable Object transactionData) {
        dialect.cleanupTransaction(transactionData);
    }

    @Override
    public @Nullable ConnectionHandle getJdbcConnection(EntityManager entityManager, boolean readOnly)
            throws SQLException {
        return dialect.getJdbcConnection(entityManager, readOnly);
    }

    @Override
    public void releaseJdbcConnection(ConnectionHandle connection, EntityManager entityManager) throws SQLException {
        dialect.releaseJdbcConnection(connection, entityManager);
    }
}
