package io.cpni.report;

import static io.cpni.audit.AuditEntries.BILLING_RULE;
import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.NEED_TO_KNOW;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditEntries.maxIsDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.Operation;
import io.cpni.audit.AuditDatabases;
import io.cpni.audit.AuditDecision;
import io.cpni.audit.AuditEntries;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.TickingClock;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessReportTest {

    private static final ReportWindow MONDAY =
            ReportWindow.between(MONDAY_NINE.minusSeconds(3_600), MONDAY_NINE.plusSeconds(36_000));

    private final TickingClock clock = new TickingClock(MONDAY_NINE, Duration.ZERO);
    private DataSource database;
    private JdbcAuditLog log;
    private AccessReport report;

    private void given(AuditDatabases databases) {
        database = databases.create();
        log = JdbcAuditLog.builder(database, "node-a", AuditEntries.KEYS)
                .clock(clock)
                .waitAtMost(Duration.ofMinutes(1))
                .open();
        report = AccessReport.over(database, AuditEntries.KEYS);
    }

    @AfterEach
    void closeLog() {
        if (log != null) {
            log.close();
        }
    }

    /** Appends an entry when it happens. */
    private AuditPosition append(AuditEntry entry) {
        return append(log, entry);
    }

    private AuditPosition append(JdbcAuditLog to, AuditEntry entry) {
        clock.set(entry.at());
        return to.append(entry);
    }

    private AuditPosition close(AuditPosition position, AuditEntry access, CustomersConcerned customers) {
        return append(AuditEntry.outcomeOf(position, access, access.at().plusSeconds(2))
                .customers(customers)
                .build());
    }

    private AuditPosition accessed(Instant at, CustomersConcerned customers) {
        AuditEntry access = annaBills(at).justification("dispute").build();
        AuditPosition position = append(access);
        close(position, access, customers);
        return position;
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aFailureIsNeitherAccessNorDenialAndIsNotTold(AuditDatabases databases) {
        given(databases);
        AuditPosition access = accessed(MONDAY_NINE, CustomersConcerned.of(ROSA, 1));
        append(AuditEntry.failure(MONDAY_NINE.plusSeconds(1))
                .accessor("anna")
                .customers(CustomersConcerned.unnamed(0))
                .build());

        assertThat(report.whatDidSee("anna", MONDAY).lines())
                .extracting(AccessReportLine::position)
                .containsExactly(access);
        assertThat(report.whoSaw(ROSA, MONDAY).lines())
                .extracting(AccessReportLine::position)
                .containsExactly(access);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anAccessAndItsOutcomeAreOneLine(AuditDatabases databases) {
        given(databases);
        AuditPosition position = accessed(MONDAY_NINE, CustomersConcerned.of(Map.of(ROSA, 4L, TOM, 1L)));

        AccessReportPage page = report.whoSaw(ROSA, MONDAY);

        assertThat(page.next()).isEmpty();
        assertThat(page.lines()).singleElement().satisfies(line -> {
            assertThat(line.position()).isEqualTo(position);
            assertThat(line.kind()).isEqualTo(AuditKind.ACCESS);
            assertThat(line.decision()).isEqualTo(AuditDecision.PERMIT);
            assertThat(line.at()).isEqualTo(MONDAY_NINE);
            assertThat(line.closedAt()).contains(MONDAY_NINE.plusSeconds(2));
            assertThat(line.isNotClosed()).isFalse();
            assertThat(line.accessor()).contains("anna");
            assertThat(line.purpose()).contains(Purpose.BILL_COLLECT);
            assertThat(line.recipient()).contains(Recipient.staff());
            assertThat(line.operation()).contains(Operation.READ);
            assertThat(line.relation()).contains("call_record");
            assertThat(line.categories()).containsExactlyInAnyOrder(DataCategory.CALL_DETAIL, DataCategory.BILLING);
            assertThat(line.rules()).containsExactly(BILLING_RULE, NEED_TO_KNOW);
            assertThat(line.justification()).contains("dispute");
            assertThat(line.certainty()).isEqualTo(Certainty.KNOWN);
            assertThat(line.customers()).as("nobody else is named").isEqualTo(Map.of(ROSA, 4L));
            assertThat(line.customerCount()).isEqualTo(2);
            assertThat(line.rows()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void whoeverCannotBeRuledOutPossiblySawACustomer(AuditDatabases databases) {
        given(databases);
        AuditPosition others = accessed(MONDAY_NINE, CustomersConcerned.of(TOM, 1));
        AuditPosition nobody = accessed(MONDAY_NINE.plusSeconds(10), CustomersConcerned.none());
        AuditPosition aggregate = accessed(MONDAY_NINE.plusSeconds(20), CustomersConcerned.unnamed(12));
        AuditPosition notClosed = append(annaBills(MONDAY_NINE.plusSeconds(30)).build());
        AuditPosition observed = append(AuditEntry.observedDenial(MONDAY_NINE.plusSeconds(40))
                .accessor("max")
                .build());
        AuditPosition otherNotClosed = append(annaBills(MONDAY_NINE.plusSeconds(50))
                .customers(CustomersConcerned.of(TOM, 0))
                .build());

        List<AccessReportLine> lines = report.whoSaw(ROSA, MONDAY).lines();

        assertThat(lines)
                .extracting(AccessReportLine::position)
                .containsExactly(observed, notClosed, aggregate)
                .doesNotContain(others, nobody, otherNotClosed);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.certainty()).isEqualTo(Certainty.POSSIBLY);
            assertThat(line.customers()).isEmpty();
        });
        assertThat(lines).extracting(AccessReportLine::isNotClosed).containsExactly(true, true, false);
        assertThat(lines.get(0).decision()).isEqualTo(AuditDecision.DENY);
        assertThat(lines.get(0).isReleased()).isTrue();
        assertThat(lines.get(2).rows()).isEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aCustomerNamedBeforeReleaseIsKnownWhateverTheOutcomeSays(AuditDatabases databases) {
        given(databases);
        AuditEntry rosas =
                annaBills(MONDAY_NINE).customers(CustomersConcerned.of(ROSA, 0)).build();
        AuditPosition notClosed = append(rosas);
        AuditPosition closedUnnamed = append(rosas);
        close(closedUnnamed, rosas, CustomersConcerned.unnamed(3));
        AuditPosition closedNamed = append(rosas);
        close(closedNamed, rosas, CustomersConcerned.of(ROSA, 7));

        List<AccessReportLine> lines = report.whoSaw(ROSA, MONDAY).lines();

        assertThat(lines).extracting(AccessReportLine::position).containsExactly(closedNamed, closedUnnamed, notClosed);
        assertThat(lines).extracting(AccessReportLine::certainty).containsOnly(Certainty.KNOWN);
        assertThat(lines).extracting(AccessReportLine::rows).containsExactly(7L, 0L, 0L);
        assertThat(lines.get(2).isNotClosed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aDenialIsListedForTheCustomerItNamesOnly(AuditDatabases databases) {
        given(databases);
        append(maxIsDenied(MONDAY_NINE).build());
        AuditPosition named = append(maxIsDenied(MONDAY_NINE)
                .customers(CustomersConcerned.of(ROSA, 0))
                .build());

        assertThat(report.whoSaw(ROSA, MONDAY).lines()).singleElement().satisfies(line -> {
            assertThat(line.position()).isEqualTo(named);
            assertThat(line.decision()).isEqualTo(AuditDecision.DENY);
            assertThat(line.isReleased()).isFalse();
            assertThat(line.isNotClosed()).isFalse();
        });
        assertThat(report.whoSaw(TOM, MONDAY).lines()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anAccessorsReportHasAccessesAndDenials(AuditDatabases databases) {
        given(databases);
        accessed(MONDAY_NINE, CustomersConcerned.of(Map.of(ROSA, 4L, TOM, 1L)));
        accessed(MONDAY_NINE.plusSeconds(10), CustomersConcerned.unnamed(12));
        append(maxIsDenied(MONDAY_NINE.plusSeconds(20)).accessor("anna").build());
        append(maxIsDenied(MONDAY_NINE.plusSeconds(30)).build());
        append(annaBills(MONDAY_NINE.plusSeconds(40)).build());

        List<AccessReportLine> lines = report.whatDidSee("anna", MONDAY).lines();

        assertThat(lines)
                .extracting(AccessReportLine::decision)
                .containsExactly(AuditDecision.PERMIT, AuditDecision.DENY, AuditDecision.PERMIT, AuditDecision.PERMIT);
        assertThat(lines)
                .extracting(AccessReportLine::certainty)
                .containsExactly(Certainty.POSSIBLY, Certainty.POSSIBLY, Certainty.POSSIBLY, Certainty.KNOWN);
        assertThat(lines).extracting(AccessReportLine::isNotClosed).containsExactly(true, false, false, false);
        assertThat(lines).extracting(AccessReportLine::rows).containsExactly(0L, 0L, 12L, 5L);
        assertThat(lines.get(3).customers()).isEqualTo(Map.of(ROSA, 4L, TOM, 1L));
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void ofFiftyThousandCustomersALineNamesTheFirstAndCountsAll(AuditDatabases databases) {
        given(databases);
        Map<CustomerId, Long> customers = new HashMap<>();
        LongStream.range(0, 50_000).forEach(i -> customers.put(CustomerId.of(i), 1L));
        AuditPosition position = accessed(MONDAY_NINE, CustomersConcerned.of(customers));

        AccessReportLine line = report.whatDidSee("anna", MONDAY).lines().get(0);
        assertThat(line.customers()).hasSize(AccessReport.CUSTOMERS_PER_LINE);
        assertThat(line.customerCount()).isEqualTo(50_000);
        assertThat(report.whoSaw(CustomerId.of(49_999), MONDAY).lines()).hasSize(1);

        Map<CustomerId, Long> read = new HashMap<>(line.customers());
        Optional<CustomerId> last = Optional.of(line.customers().lastKey());
        while (last.isPresent()) {
            var more = report.customersOf(position, last, 10_000);
            read.putAll(more);
            last = more.isEmpty() ? Optional.empty() : Optional.of(more.lastKey());
        }
        assertThat(read).isEqualTo(customers);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void pagesGoThroughEveryLineOnceNewestFirst(AuditDatabases databases) {
        given(databases);
        try (JdbcAuditLog other = JdbcAuditLog.builder(database, "Node-B", AuditEntries.KEYS)
                .clock(clock)
                .open()) {
            for (int i = 0; i < 24; i++) {
                Instant at = MONDAY_NINE.plusSeconds(i / 6);
                CustomersConcerned customers =
                        i % 2 == 0 ? CustomersConcerned.of(ROSA, i) : CustomersConcerned.unnamed(i);
                append(
                        i % 3 == 0 ? other : log,
                        annaBills(at).customers(customers).build());
            }
        }

        for (int size : new int[] {1, 5, 23, 24}) {
            List<AccessReportLine> lines = new ArrayList<>();
            Optional<ReportWindow> window = Optional.of(MONDAY.size(size));
            while (window.isPresent()) {
                AccessReportPage page = report.whoSaw(ROSA, window.get());
                assertThat(page.lines()).hasSizeBetween(1, size);
                lines.addAll(page.lines());
                window = page.next();
            }
            assertThat(lines).hasSize(24);
            assertThat(lines).extracting(AccessReportLine::position).doesNotHaveDuplicates();
            assertThat(lines).extracting(AccessReportLine::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(lines).isEqualTo(report.whoSaw(ROSA, MONDAY).lines());
            assertThat(report.whatDidSee("anna", MONDAY).lines())
                    .extracting(AccessReportLine::position)
                    .isEqualTo(lines.stream().map(AccessReportLine::position).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aPeriodHasItsFirstInstantAndNotItsLast(AuditDatabases databases) {
        given(databases);
        accessed(MONDAY_NINE, CustomersConcerned.of(ROSA, 1));
        accessed(MONDAY_NINE.plusSeconds(60), CustomersConcerned.unnamed(1));
        ReportWindow minute = ReportWindow.between(MONDAY_NINE, MONDAY_NINE.plusSeconds(60));

        assertThat(report.whoSaw(ROSA, minute).lines()).hasSize(1);
        assertThat(report.whatDidSee("anna", minute).lines()).hasSize(1);
        assertThat(report.whoSaw(
                                ROSA,
                                ReportWindow.between(
                                        MONDAY_NINE.plusSeconds(2).plusNanos(1), MONDAY_NINE.plusSeconds(63)))
                        .lines())
                .extracting(AccessReportLine::certainty)
                .containsExactly(Certainty.POSSIBLY);
    }

    @Test
    void aDatabaseWithoutTheTablesIsNamedAsSuch() {
        JdbcDataSource empty = new JdbcDataSource();
        empty.setURL("jdbc:h2:mem:");

        assertThatThrownBy(() -> AccessReport.over(empty, AuditEntries.KEYS).whoSaw(ROSA, MONDAY))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("tables");
    }

    @Test
    void aRecordThatNoEntryCanHaveIsNotGuessedAt() {
        given(AuditDatabases.H2);
        accessed(MONDAY_NINE, CustomersConcerned.of(ROSA, 1));
        AuditDatabases.execute(database, "UPDATE cpni_audit_record SET leaf = X'07' WHERE seq = 0");

        AccessReportPage page = report.whoSaw(ROSA, MONDAY);
        assertThat(page.lines()).isEmpty();
        assertThat(page.unreadable()).containsExactly(new AuditPosition("node-a", 0));
        assertThatThrownBy(() -> report.customersOf(new AuditPosition("node-a", 0), Optional.empty(), 10))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("AuditVerifier");
    }

    @Test
    void windowsAreCheckedAndCursorsSurviveAUrl() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReportWindow.between(MONDAY_NINE, MONDAY_NINE));
        assertThatIllegalArgumentException().isThrownBy(() -> MONDAY.size(0));
        assertThatIllegalArgumentException().isThrownBy(() -> MONDAY.size(1_001));
        ReportWindow.Cursor cursor = new ReportWindow.Cursor(MONDAY_NINE, new AuditPosition("a.b-c_d", 7));
        assertThat(ReportWindow.Cursor.ofToken(cursor.token())).isEqualTo(cursor);
        for (String token : List.of("", "~~", "x~a~1", "2026-11-02T09:00:00Z~a~x", "2026-11-02T09:00:00Z~a b~1")) {
            assertThatIllegalArgumentException().as(token).isThrownBy(() -> ReportWindow.Cursor.ofToken(token));
        }
    }
}
