package io.cpni.autoconfigure;

import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditReceipt;
import io.cpni.customer.CustomerId;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The audit log, looked up when it is needed, because it needs the data source that the gate guards. Hands on all that a log
 * can do: one that only appends would have every outcome waited for.
 */
record LateAuditLog(ObjectProvider<AuditLog> log) implements AuditLog {

    @Override
    public AuditPosition append(AuditEntry entry) {
        return log.getObject().append(entry);
    }

    @Override
    public AuditReceipt submit(AuditEntry entry) {
        return log.getObject().submit(entry);
    }

    @Override
    public void amend(AuditEntry outcome) {
        log.getObject().amend(outcome);
    }

    @Override
    public void settle() {
        log.getObject().settle();
    }

    @Override
    public long waiting() {
        return log.getObject().waiting();
    }

    @Override
    public void forget(CustomerId customer) {
        log.getObject().forget(customer);
    }
}
