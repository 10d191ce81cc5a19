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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one caller appends: a lookup of one of fifty thousand customers after the other, by one of forty agents. */
@State(Scope.Thread)
public class Entries {

    private static final AtomicInteger CALLERS = new AtomicInteger();
    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final int CUSTOMERS = 50_000;
    private static final int CUSTOMERS_PER_RECORD = 5_000;
    private static final AtomicLong STRANGERS = new AtomicLong(1_000_000_000);
    private static final int STEP = 7_919;
    private static final int AGENTS = 40;
    private static final List<AppliedRule> RULES = List.of(
            new AppliedRule("R-222-d1", "47 U.S.C. 222(d)(1)"), new AppliedRule("R-GEN-1", "47 CFR 64.2010(a)"));

    private final int caller = CALLERS.getAndIncrement();
    private int turn;

    /** Returns records that name every customer there is, after which a log knows them all. */
    static List<AuditEntry> ofEverybody() {
        List<AuditEntry> records = new ArrayList<>();
        for (long first = 0; first < CUSTOMERS; first += CUSTOMERS_PER_RECORD) {
            Map<CustomerId, Long> rows = new TreeMap<>();
            LongStream.range(first, first + CUSTOMERS_PER_RECORD).forEach(each -> rows.put(CustomerId.of(each), 1L));
            records.add(record(0, 0, CustomersConcerned.of(rows)));
        }
        return records;
    }

    /** Returns some of the customers, far from each other. */
    static List<CustomerId> some(int count) {
        return LongStream.range(0, count)
                .mapToObj(each -> CustomerId.of(each * STEP % CUSTOMERS))
                .toList();
    }

    /** Returns the next one. */
    AuditEntry next() {
        turn++;
        return next(Math.floorMod((long) turn * STEP + caller, (long) CUSTOMERS));
    }

    /** Returns the next one, of a customer whom no log has met. */
    AuditEntry nextOfStranger() {
        turn++;
        return next(STRANGERS.getAndIncrement());
    }

    private AuditEntry next(long customer) {
        return record(caller, turn, CustomersConcerned.of(CustomerId.of(customer), 1 + turn % 20));
    }

    private static AuditEntry record(int caller, int turn, CustomersConcerned customers) {
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
                .customers(customers)
                .build();
    }
}
