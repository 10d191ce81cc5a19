package io.cpni.audit;

class MariaDbJdbcAuditLogTest extends JdbcAuditLogContract {

    MariaDbJdbcAuditLogTest() {
        super(AuditDatabases.MARIADB);
    }
}
