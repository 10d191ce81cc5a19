package io.cpni.audit;

class PostgresJdbcAuditLogTest extends JdbcAuditLogContract {

    PostgresJdbcAuditLogTest() {
        super(AuditDatabases.POSTGRESQL);
    }
}
