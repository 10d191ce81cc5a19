package io.cpni.examples.benchmarks.gate;

import com.zaxxer.hikari.HikariDataSource;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalScopes;
import io.cpni.approval.JdbcApprovalStore;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditSchema;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandler;
import io.cpni.decision.ObligationHandlers;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.sql.GuardedDataSource;
import io.cpni.sql.RelationCatalog;
import io.cpni.sql.SqlGate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The ways to the carrier's records: without the gate, through it, and through it with a durable audit log. */
final class Carrier implements AutoCloseable {

    /** A key for what a run writes, and for the applications that write into the same tables. */
    static final String AUDIT_KEY = "YSBrZXkgb2YgdGhlIGJlbmNobWFya3MsIDMyIGIhLi4=";

    static final Clock CLOCK = Clock.fixed(DataSet.NOW, ZoneOffset.UTC);
    private static final Optional<RelationCatalog> CATALOG = Optional.of(Labels.catalog());

    private static final ObligationHandlers HANDLERS = ObligationHandlers.of(List.of(new CampaignsNoted()));

    private final Database database;
    private final HikariDataSource data;
    private final HikariDataSource audit;
    private final JdbcAuditLog durable;
    private final ApprovalScopes scopes;
    private final DecisionEngine engine = Reader.engine();

    /** Stands for the register of campaigns, which is a matter of the application's and not timed. */
    record CampaignsNoted() implements ObligationHandler {
        @Override
        public Set<Obligation.Kind> kinds() {
            return Set.of(Obligation.Kind.RECORD_CAMPAIGN);
        }

        @Override
        public void fulfil(Occasion occasion) {
            // Nothing is timed but the gate.
        }
    }

    private Carrier(Database database) {
        this.database = database;
        this.data = Pools.open(database.url(), 4);
        this.audit = Pools.open(auditUrl(database), 2);
        AuditSchema.create(audit);
        this.durable = JdbcAuditLog.open(
                audit, "bench-" + UUID.randomUUID(), AuditKeys.ofBase64("bench", Map.of("bench", AUDIT_KEY)));
        this.scopes = new JdbcApprovalStore(data, CustomerKeyType.BIGINT).refreshScopes();
    }

    static Carrier open(Database database) {
        return new Carrier(database);
    }

    /** H2's log has a file of its own, in which each commit waits for the disk; the servers' are where the data is. */
    static String auditUrl(Database database) {
        return switch (database) {
            case H2 -> database.url().substring(0, database.url().indexOf(';')) + "-audit;WRITE_DELAY=0";
            case POSTGRESQL, MARIADB -> database.url();
        };
    }

    Database database() {
        return database;
    }

    DataSource raw() {
        return data;
    }

    /** Returns the gate with a log that keeps nothing: what the gate itself costs. */
    DataSource guarded() {
        return guarded(data, new NoAuditLog());
    }

    /** Returns the gate as it is used: no row before its record is durable. */
    DataSource audited() {
        return guarded(data, durable);
    }

    /** Returns the gate over another way to the database, with a log of its own. */
    DataSource guarded(DataSource driver, AuditLog log) {
        return new GuardedDataSource(driver, gate(engine, scopes, log));
    }

    static SqlGate gate(DecisionEngine engine, ApprovalScopes scopes, AuditLog log) {
        return SqlGate.builder()
                .engine(engine)
                .catalog(() -> CATALOG)
                .scopes(() -> scopes)
                .auditLog(log)
                .obligations(() -> HANDLERS)
                .clock(CLOCK)
                .build();
    }

    /** Returns the ids of the scopes that say whether the carrier may market to a customer. */
    List<Integer> marketingScopes() {
        return scopes.covering(new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.CALL_DETAIL));
    }

    ApprovalScopes scopes() {
        return scopes;
    }

    @Override
    public void close() {
        durable.close();
        audit.close();
        data.close();
    }
}
