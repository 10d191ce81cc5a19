package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.approval.JdbcApprovalStore;
import io.cpni.audit.AuditKind;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.ObligationHandlers;
import io.cpni.jdbc.TestDatabase;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.rule.FccRules;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A row whose key is no customer's id, which whoever writes rows can make. */
class UnusableKeysTest {

    private static final String TOO_LONG = "x".repeat(400);

    private static final TableLabels LINE = new TableLabels(
            "line",
            Set.of(DataCategory.CALL_DETAIL),
            List.of(
                    new ColumnLabel(
                            "customer_id", Set.of(), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.TEXT, true),
                    new ColumnLabel(
                            "note",
                            Set.of(DataCategory.CALL_DETAIL),
                            MaskStyle.BY_TYPE,
                            ColumnRole.NONE,
                            ValueFamily.TEXT,
                            false)),
            CustomerKeyPath.direct("customer_id"));

    @Test
    void keepsNoneOfTheOthersFromBeingNamed() {
        assertThat(concernedByAllOf(
                        "('ada', 'a'), ('ada', 'b'), ('ben', 'c'), ('   ', 'd'), ('" + TOO_LONG + "', 'e')"))
                .isEqualTo(CustomersConcerned.of(Map.of(new CustomerId("ada"), 2L, new CustomerId("ben"), 1L))
                        .andOfNobody(2));
    }

    /** As where the carrier's ids are longer than an id can be: the rows are somebody's, and reports must not lose them. */
    @Test
    void mayBeAnybodysWhereNobodyElseIsNamed() {
        assertThat(concernedByAllOf("('" + TOO_LONG + "1', 'a'), ('" + TOO_LONG + "2', 'b'), (NULL, 'c')"))
                .isEqualTo(CustomersConcerned.unnamed(3));
    }

    private static CustomersConcerned concernedByAllOf(String lines) {
        InMemoryAuditLog audit = new InMemoryAuditLog();
        try (TestDatabase database = TestDatabase.h2(CustomerKeyType.VARCHAR)) {
            database.execute("CREATE TABLE line (customer_id VARCHAR(401), note VARCHAR(40))");
            database.execute("INSERT INTO line VALUES " + lines);

            Outcome rows = Outcome.of(guarded(database, audit), Staff.billing(), "select l.note from line l");

            assertThat(rows.rows()).hasSize(lines.split("\\), \\(", -1).length);
        }
        return audit.entries().stream()
                .filter(entry -> entry.kind() == AuditKind.OUTCOME)
                .findFirst()
                .orElseThrow()
                .customers();
    }

    private static GuardedDataSource guarded(TestDatabase database, InMemoryAuditLog audit) {
        RelationCatalog catalog = RelationCatalog.builder().labelled(LINE).build();
        JdbcApprovalStore approvals = new JdbcApprovalStore(database.dataSource(), CustomerKeyType.VARCHAR);
        return new GuardedDataSource(
                database.dataSource(),
                SqlGate.builder()
                        .engine(new DecisionEngine(FccRules.current(), Staff.grants(), CarrierSettings.voip()))
                        .catalog(() -> Optional.of(catalog))
                        .scopes(approvals::scopes)
                        .keyType(CustomerKeyType.VARCHAR)
                        .auditLog(audit)
                        .obligations(() -> ObligationHandlers.of(List.of()))
                        .clock(Clock.fixed(Carrier.NOW, ZoneOffset.UTC))
                        .build());
    }
}
