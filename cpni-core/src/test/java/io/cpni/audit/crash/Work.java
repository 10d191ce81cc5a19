package io.cpni.audit.crash;

import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What people do at a busy carrier. An entry follows from its correlation alone, so that whoever reads it knows what it
 * must say, though it was written by a process that is no more.
 */
final class Work {

    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final int MOST_CUSTOMERS = 50;
    private static final int CUSTOMERS = 5_000;
    private static final List<Purpose> PURPOSES =
            List.of(Purpose.BILL_COLLECT, Purpose.PROVIDE_SERVICE, Purpose.PROTECT, Purpose.EMERGENCY);

    private Work() {}

    static AuditEntry access(String correlation) {
        SplittableRandom chance = chance(correlation, AuditKind.ACCESS);
        return AuditEntry.access(at(chance))
                .accessor("agent-" + chance.nextInt(100))
                .purpose(PURPOSES.get(chance.nextInt(PURPOSES.size())))
                .recipient(Recipient.staff())
                .operation(Operation.READ)
                .relation("call_record")
                .categories(Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING))
                .shownColumns(List.of("callee", "started_at"))
                .maskedColumns(List.of("cost"))
                .rules(List.of(new AppliedRule("R-222-d1", "47 U.S.C. 222(d)(1)")))
                .channel(ContactChannel.PHONE)
                .justification("ticket " + chance.nextInt(10_000))
                .statementFingerprint("sha256:" + Long.toHexString(chance.nextLong()))
                .correlation(correlation)
                .node("node-" + chance.nextInt(4))
                .build();
    }

    static AuditEntry denial(String correlation) {
        SplittableRandom chance = chance(correlation, AuditKind.DENIAL);
        return AuditEntry.denial(at(chance))
                .accessor("sales-" + chance.nextInt(100))
                .purpose(Purpose.MARKET)
                .recipient(Recipient.staff())
                .operation(Operation.READ)
                .relation("call_record")
                .correlation(correlation)
                .build();
    }

    static AuditEntry outcome(String correlation, AuditPosition intent) {
        SplittableRandom chance = chance(correlation, AuditKind.OUTCOME);
        Map<CustomerId, Long> customers = new HashMap<>();
        int size = 1 + chance.nextInt(MOST_CUSTOMERS);
        while (customers.size() < size) {
            customers.put(CustomerId.of(chance.nextInt(CUSTOMERS)), (long) chance.nextInt(200));
        }
        AuditEntry access = access(correlation);
        return AuditEntry.outcomeOf(intent, access, access.at().plusMillis(chance.nextInt(1_000)))
                .customers(CustomersConcerned.of(customers))
                .build();
    }

    /** Returns what an entry must have been, by its kind, its correlation and the place of its intent. */
    static AuditEntry expected(AuditEntry entry) {
        String correlation = entry.correlation().orElse("-");
        return switch (entry.kind()) {
            case ACCESS -> access(correlation);
            case DENIAL -> denial(correlation);
            case OUTCOME -> outcome(correlation, entry.intent().orElseThrow().position());
            default -> throw new AssertionError("nobody here appends a record of kind " + entry.kind());
        };
    }

    private static SplittableRandom chance(String correlation, AuditKind kind) {
        return new SplittableRandom(31L * correlation.hashCode() + kind.name().hashCode());
    }

    private static Instant at(SplittableRandom chance) {
        return MORNING.plusNanos(1_000L * chance.nextInt(1_000_000_000));
    }
}
