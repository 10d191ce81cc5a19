package io.cpni.audit;

class H2JdbcAuditLogTest extends JdbcAuditLogContract {

    H2JdbcAuditLogTest() {
        super(AuditDatabases.H2);
    }
}
