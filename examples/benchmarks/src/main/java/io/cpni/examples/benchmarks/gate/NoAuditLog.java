package io.cpni.examples.benchmarks.gate;

import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers the records and keeps none of them, so that nothing but the gate is timed. Counts how often it was asked. */
final class NoAuditLog implements AuditLog {

    private final AtomicLong appended = new AtomicLong();

    @Override
    public AuditPosition append(AuditEntry entry) {
        return new AuditPosition("none", appended.getAndIncrement());
    }

    long appended() {
        return appended.get();
    }
}
