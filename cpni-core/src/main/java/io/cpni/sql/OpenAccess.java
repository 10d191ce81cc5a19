package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditReceipt;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.RecordedStatement;
import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An access whose intent is recorded, or about to be, and whose rows are being counted. Not safe for several threads. */
final class OpenAccess {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAccess.class);

    private final TableAccess table;
    private final AccessContext context;
    private final AuditEntry intent;
    private final AuditReceipt receipt;
    private @Nullable AuditPosition position;
    private final Map<Object, long[]> rowsByKey = new HashMap<>();
    private @Nullable FurtherStatements further;
    private long unnamedRows;
    private long rowsOfNobody;
    private boolean unnamed;

    OpenAccess(TableAccess table, AccessContext context, AuditEntry intent, AuditReceipt receipt) {
        this.table = table;
        this.context = context;
        this.intent = intent;
        this.receipt = receipt;
    }

    TableAccess table() {
        return table;
    }

    AccessContext context() {
        return context;
    }

    Instant began() {
        return intent.at();
    }

    /** Tells whether the intent is known to be durable. */
    boolean isRecorded() {
        return position != null;
    }

    /**
     * Waits until the intent is durable.
     *
     * @throws io.cpni.audit.AuditUnavailableException if it is not
     */
    AuditPosition awaitIntent() {
        AuditPosition known = position;
        if (known == null) {
            known = receipt.await();
            position = known;
        }
        return known;
    }

    /** Takes note of a further statement that this access is made by, and that cannot name its customers. */
    void ran(RecordedStatement statement) {
        FurtherStatements known = further;
        if (known == null) {
            known = new FurtherStatements(intent.statements().get(0));
            further = known;
        }
        known.add(statement);
    }

    /** Counts a row of the customer with the given key, as the driver reads it. */
    void count(Object key) {
        rowsByKey.computeIfAbsent(key, k -> new long[1])[0]++;
    }

    /** Counts a row that belongs to no customer, or to none that is known yet. */
    void countOfNobody() {
        rowsOfNobody++;
    }

    /** Counts rows of customers that the statement does not name. */
    void countUnnamed(long rows) {
        unnamed = true;
        unnamedRows += rows;
    }

    AuditEntry outcome(Instant at) {
        return AuditEntry.outcomeOf(awaitIntent(), intent, at)
                .customers(customers())
                .statements(further == null ? List.of() : further.all())
                .build();
    }

    private CustomersConcerned customers() {
        Map<CustomerId, Long> byCustomer = new HashMap<>();
        long ofNobody = rowsOfNobody;
        boolean isAnyUnusable = false;
        for (Map.Entry<Object, long[]> rows : rowsByKey.entrySet()) {
            Optional<CustomerId> customer = customer(rows.getKey());
            if (customer.isPresent()) {
                byCustomer.merge(customer.get(), rows.getValue()[0], Long::sum);
            } else {
                ofNobody += rows.getValue()[0];
                isAnyUnusable = true;
            }
        }
        boolean isAnybodys = isAnyUnusable && byCustomer.isEmpty();
        if (isAnyUnusable) {
            LOG.warn(
                    "Rows of {} have a customer key that is no customer's id; they are recorded as rows of {}",
                    table.relation(),
                    isAnybodys ? "anybody, because no row has one that is" : "nobody");
        }
        if (!unnamed && !isAnybodys) {
            return CustomersConcerned.of(byCustomer).andOfNobody(ofNobody);
        }
        long named = byCustomer.values().stream().mapToLong(Long::longValue).sum();
        return CustomersConcerned.unnamed(named + unnamedRows + ofNobody);
    }

    /**
     * A key that is no customer's id, such as a blank one, names nobody: the record must not fail, as its rows are out. Nor may
     * it keep the others from being named, or whoever can write one such row blurs every list that it stands in. Where there
     * are no others, the keys may be those of customers, longer than an id can be, so the rows may be anybody's.
     */
    private static Optional<CustomerId> customer(Object key) {
        try {
            return Optional.of(CustomerId.ofDatabaseValue(key));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
