package io.cpni.audit;

import java.util.List;

class InMemoryAuditLogTest extends AuditLogContract {

    private final InMemoryAuditLog log = new InMemoryAuditLog();

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected List<AuditRecord> records() {
        return log.records();
    }
}
