package io.cpni.examples.benchmarks.audit;

import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one caller appends: a lookup of one of a hundred thousand customers after the other, by one of forty agents. */
@State(Scope.Thread)
public class Entries {

    private static final AtomicInteger CALLERS = new AtomicInteger();
    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final int CUSTOMERS = 100_000;
    private static final int STEP = 7_919;
    private static final int AGENTS = 40;
    private static final List<AppliedRule> RULES = List.of(
            new AppliedRule("R-222-d1", "47 U.S.C. 222(d)(1)"), new AppliedRule("R-GEN-1", "47 CFR 64.2010(a)"));

    private final int caller = CALLERS.getAndIncrement();
    private int turn;

    /** Returns the next one. */
    AuditEntry next() {
        turn++;
        long customer = Math.floorMod((long) turn * STEP + caller, (long) CUSTOMERS);
        return AuditEntry.access(MORNING.plusMillis(turn))
                .accessor("agent-" + Math.floorMod(caller + turn, AGENTS))
                .purpose(Purpose.PROVIDE_SERVICE)
                .recipient(Recipient.staff())
                .operation(Operation.READ)
                .relation("call_record")
                .categories(Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING))
                .shownColumns(List.of("started_at", "duration", "cost"))
                .maskedColumns(List.of("callee"))
                .rules(RULES)
                .statementFingerprint("sha256:9f86d081884c7d659a2feaa0c55ad015")
                .correlation("tx-" + caller + "-" + turn)
                .node("node-a")
                .customers(CustomersConcerned.of(CustomerId.of(customer), 1 + turn % 20))
                .build();
    }
}
