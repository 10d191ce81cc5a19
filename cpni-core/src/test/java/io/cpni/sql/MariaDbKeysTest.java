package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.JdbcAssignmentStore;
import io.cpni.accessor.JdbcCustomScope;
import io.cpni.approval.ApprovalScopes;
import io.cpni.approval.JdbcApprovalStore;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.Atom;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.Condition;
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
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.rule.FccRules;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A customer of MariaDB's is nobody but himself: 'abc' is not 'ABC' and not 'abc ', whatever the collation of the
 * application's column says.
 */
class MariaDbKeysTest {

    private static final Instant NOW = Carrier.NOW;
    private static final List<String> CUSTOMERS = List.of("abc", "ABC", "abc ", "\u00e4bc");

    private static final TableLabels LINE = new TableLabels(
            "line",
            Set.of(DataCategory.CALL_DETAIL),
            List.of(text("id"), text("customer_id"), note()),
            CustomerKeyPath.direct("customer_id"));

    private static final TableLabels TALK = new TableLabels(
            "talk",
            Set.of(DataCategory.CALL_DETAIL),
            List.of(text("line_id"), note()),
            new CustomerKeyPath("line_id", List.of(new CustomerKeyPath.Hop("line", "id", "customer_id"))));

    private static ColumnLabel text(String name) {
        return new ColumnLabel(name, Set.of(), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.TEXT, true);
    }

    private static ColumnLabel note() {
        return new ColumnLabel(
                "note", Set.of(DataCategory.CALL_DETAIL), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.TEXT, false);
    }

    private static GuardedDataSource open(TestDatabase database, String text) {
        String column = " VARCHAR(40) " + text;
        // No primary keys: to most collations these would be duplicates.
        database.execute("CREATE TABLE line (id" + column + ", customer_id" + column + ", note VARCHAR(40))");
        database.execute("CREATE TABLE talk (line_id" + column + ", note VARCHAR(40))");
        database.execute("CREATE TABLE works_in_region (customer_id" + column + ", accessor_id" + column
                + ", valid_from DATETIME(6), valid_until DATETIME(6))");
        for (String customer : CUSTOMERS) {
            database.execute(
                    "INSERT INTO line VALUES ('" + customer + "', '" + customer + "', 'of <" + customer + ">')");
            database.execute("INSERT INTO talk VALUES ('" + customer + "', 'by <" + customer + ">')");
        }
        database.execute("INSERT INTO works_in_region VALUES ('abc', 'ray', '2026-01-01', '2027-01-01')");
        JdbcApprovalStore approvals = new JdbcApprovalStore(database.dataSource(), CustomerKeyType.VARCHAR);
        CustomerId abc = new CustomerId("abc");
        Instant then = Instant.parse("2026-09-01T10:00:00Z");
        approvals.append(
                abc,
                Notice.askingToOptIn(new NoticeId("in"), then, ContactChannel.ONLINE, ZoneId.of("America/New_York"))
                        .build());
        approvals.append(abc, OptIn.inWriting(then.plusSeconds(60), ContactChannel.ONLINE, new NoticeId("in")));
        approvals.append(new CustomerId("ABC"), OptOut.ofEverything(then, ContactChannel.PHONE));
        new JdbcAssignmentStore(database.dataSource(), CustomerKeyType.VARCHAR)
                .assign(new Assignment(Staff.KIM, abc, "T-1", NOW.minusSeconds(60), NOW.plusSeconds(60)));
        RelationCatalog catalog =
                RelationCatalog.builder().labelled(LINE).labelled(TALK).build();
        return new GuardedDataSource(
                database.dataSource(),
                SqlGate.builder()
                        .engine(new DecisionEngine(FccRules.current(), Staff.grants(), CarrierSettings.voip()))
                        .catalog(() -> Optional.of(catalog))
                        .facts(FactRelations.standard().withScopes(Map.of(Staff.REGION, "works_in_region")))
                        .scopes(approvals::scopes)
                        .keyType(CustomerKeyType.VARCHAR)
                        .auditLog(new InMemoryAuditLog()::append)
                        .obligations(() -> ObligationHandlers.of(List.of(new CampaignsCounted())))
                        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .build());
    }

    private static AccessContext customer(String id) {
        return AccessContext.of(
                        Accessor.customer("login", Set.of("customer"), new CustomerId(id)), Purpose.CUSTOMER_ACCESS)
                .recipient(Recipient.of(RecipientKind.CUSTOMER))
                .contact(Contact.of(ContactChannel.ONLINE, Contact.Party.CUSTOMER))
                .verification(CustomerVerification.password())
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
                "CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci",
                "CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci",
                "CHARACTER SET latin1 COLLATE latin1_swedish_ci",
                "CHARACTER SET latin1 COLLATE latin1_bin"
            })
    void aCustomerIsNobodyElse(String collation) {
        try (TestDatabase database = TestDatabase.mariaDb(CustomerKeyType.VARCHAR)) {
            GuardedDataSource guarded = open(database, collation);
            for (String table : List.of("line", "talk")) {
                String start = table.equals("line") ? "of <" : "by <";
                String query = "select t.note from " + table + " t order by t.note";
                for (String id : CUSTOMERS) {
                    assertThat(Outcome.of(guarded, customer(id), query))
                            .as("customer <" + id + "> of " + table)
                            .isEqualTo(new Outcome(List.of(List.of(start + id + ">")), -1, ""));
                }
                for (AccessContext context : List.of(Staff.clerk(), Staff.regionalAgent(), Staff.marketing())) {
                    assertThat(Outcome.of(guarded, context, query))
                            .as(context.purpose() + " of " + table)
                            .isEqualTo(new Outcome(List.of(List.of(start + "abc>")), -1, ""));
                }
                // Nobody agreed to this, so an opt-out matters: of ABC, and of nobody else.
                assertThat(Outcome.of(guarded, Staff.billing(), query).rows()).hasSize(CUSTOMERS.size());
            }
            JdbcCustomScope region = new JdbcCustomScope(
                    Staff.REGION, "works_in_region", database.dataSource(), CustomerKeyType.VARCHAR);
            assertThat(region.reaches("ray", new CustomerId("abc"), NOW)).isTrue();
            assertThat(region.reaches("RAY", new CustomerId("abc"), NOW)).isFalse();
            assertThat(region.reaches("ray", new CustomerId("ABC"), NOW)).isFalse();
            assertThat(region.reaches("ray", new CustomerId("abc "), NOW)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"})
    void aNewRowIsWrittenForTheCustomerThatWasChecked(String collation) {
        try (TestDatabase database = TestDatabase.mariaDb(CustomerKeyType.VARCHAR)) {
            GuardedDataSource guarded = open(database, collation);
            String insert = "insert into line (id, customer_id) values ('x', ?)";
            for (String hidden : List.of("ABC", "abc ", "abc   ", "\u00e4bc")) {
                assertThat(Outcome.of(guarded, Staff.clerk(), insert, hidden).isDenied())
                        .as(hidden)
                        .isTrue();
            }
            assertThat(Outcome.of(guarded, Staff.clerk(), insert, "abc").changed())
                    .isEqualTo(1);
        }
    }

    @Test
    void aTextIsNotComparedWithNumbers() {
        Condition own = new Condition.Is(new Atom.Own(), Set.of(true));

        assertThatThrownBy(() -> conditions(SqlDialect.MARIADB).forRow(own, LINE, "t"))
                .isInstanceOf(CpniStatementRefusedException.class)
                .hasMessageContaining("VARCHAR");
        assertThat(conditions(SqlDialect.POSTGRESQL).forRow(own, LINE, "t").text())
                .isEqualTo("t.customer_id = ?");
    }

    private static ConditionWriter conditions(SqlDialect dialect) {
        return new ConditionWriter(FactRelations.standard(), ApprovalScopes.none(), dialect, CustomerKeyType.BIGINT);
    }
}
