package io.cpni.report;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditDatabases;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditQuery;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.RecordedStatement;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.DecisionEngine;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.rule.FccRules;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may read the log, what they are shown of it, and what the log says of that. */
class AuditedReportsTest {

    private static final Instant NOW = MONDAY_NINE.plusSeconds(600);
    private static final ReportWindow ALWAYS =
            ReportWindow.between(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));
    private static final Set<DataCategory> ALL = EnumSet.allOf(DataCategory.class);
    private static final Grants GRANTS = Grants.of(List.of(
            grant("auditor", Set.of(Purpose.AUDIT), AuditedReports.SCOPE, Set.of()),
            grant("inspector", Set.of(Purpose.AUDIT), AuditedReports.SCOPE, Set.of()),
            grant("inspector", Set.of(Purpose.AUDIT), AuditedReports.TEXT_SCOPE, Set.of()),
            grant("reader", Set.of(Purpose.AUDIT), AuditedReports.TEXT_SCOPE, Set.of()),
            grant("masked", Set.of(Purpose.AUDIT), AuditedReports.SCOPE, Set.of(MaskStyle.TEXT)),
            grant("seller", Set.of(Purpose.MARKET, Purpose.PROVIDE_SERVICE), AuditedReports.SCOPE, Set.of()),
            grant("chief", EnumSet.allOf(Purpose.class), GrantScope.ALL, Set.of())));

    private DataSource database;
    private JdbcAuditLog log;
    private AuditedReports reports;
    private AuditPosition seen;

    private static Grant grant(String role, Set<Purpose> purposes, GrantScope scope, Set<MaskStyle> masks) {
        return new Grant(role, purposes, ALL, Set.of(Operation.READ), scope, masks);
    }

    private static AccessContext context(String role) {
        return context(role, Purpose.AUDIT, "2027-01-01T00:00:00Z");
    }

    private static AccessContext context(String role, Purpose purpose, String trainedUntil) {
        return AccessContext.of(Accessor.staff("olga", Set.of(role), Instant.parse(trainedUntil)), purpose)
                .justification("complaint 12")
                .build();
    }

    private void given(AuditDatabases databases) {
        database = databases.create();
        log = JdbcAuditLog.open(database, "node-a", KEYS);
        reports = reports(database, log);
        seen = log.append(annaBills(MONDAY_NINE)
                .justification("Rosa called about +12125550100")
                .statements(List.of(new RecordedStatement("f1", "select 1 where a = ?", List.of("'+12125550100'"))))
                .customers(CustomersConcerned.of(Map.of(ROSA, 3L, TOM, 1L)))
                .build());
    }

    private static AuditedReports reports(DataSource read, AuditLog auditLog) {
        return new AuditedReports(
                AccessReport.over(read, KEYS, auditLog),
                new DecisionEngine(FccRules.current(), GRANTS, CarrierSettings.voip()),
                () -> GRANTS,
                auditLog,
                Clock.fixed(NOW, ZoneOffset.UTC),
                "ops-0");
    }

    @AfterEach
    void close() {
        log.close();
    }

    private List<AuditEntry> since(int seq) {
        return AuditReader.over(database, KEYS).read("node-a", seq, 100).stream()
                .map(AuditRecord::entry)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anAuditorReadsAndThatIsOnRecordWithTheCustomerAskedFor(AuditDatabases databases) {
        given(databases);

        AccessReportPage page = reports.whoSaw(ROSA, ALWAYS, context("auditor"));

        assertThat(page.lines()).extracting(AccessReportLine::position).contains(seen);
        List<AuditEntry> recorded = since(1);
        assertThat(recorded).extracting(AuditEntry::kind).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
        AuditEntry access = recorded.get(0);
        assertThat(access.accessor()).contains("olga");
        assertThat(access.purpose()).contains(Purpose.AUDIT);
        assertThat(access.operation()).contains(Operation.READ);
        assertThat(access.relation()).contains(AuditedReports.RELATION);
        assertThat(access.customers()).isEqualTo(CustomersConcerned.of(ROSA, 0));
        assertThat(access.evidence()).containsExactly("asked by customer");
        assertThat(access.justification()).contains("complaint 12");
        assertThat(access.node()).contains("ops-0");
        assertThat(access.at()).isEqualTo(NOW);
        assertThat(access.rules()).extracting(AppliedRule::id).contains("R-TAX-3");
    }

    @Test
    void theRecordNamesTheConditionsAndNoneOfTheirValues() {
        given(AuditDatabases.H2);

        reports.read(
                AuditQuery.all()
                        .denials()
                        .byAccessor("max")
                        .forPurpose(Purpose.MARKET)
                        .underRule("R-GEN-1")
                        .onRelation("call_record")
                        .onBrokenGlass(),
                ALWAYS,
                context("inspector"));
        reports.customersOf(seen, Optional.empty(), 10, context("auditor"));

        assertThat(since(1))
                .filteredOn(entry -> entry.kind() == AuditKind.ACCESS)
                .extracting(AuditEntry::evidence)
                .containsExactly(
                        List.of(
                                "asked by accessor",
                                "asked by purpose",
                                "asked by rule",
                                "asked by relation",
                                "asked by kind",
                                "asked by break-glass",
                                "asked by texts"),
                        List.of("asked by record"));
        assertThat(since(1)).extracting(AuditEntry::toString).noneMatch(text -> text.contains("max"));
    }

    @Test
    void whoIsNamedInAReportFindsTheReadingInTheirOwn() {
        given(AuditDatabases.H2);

        reports.whatDidSee("anna", ALWAYS, context("auditor"));
        reports.customersOf(seen, Optional.empty(), 10, context("auditor"));

        List<AuditEntry> recorded = since(1);
        assertThat(recorded)
                .extracting(AuditEntry::kind)
                .containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME, AuditKind.ACCESS, AuditKind.OUTCOME);
        assertThat(recorded.get(0).customers())
                .as("before the lines are read")
                .isEqualTo(CustomersConcerned.unnamed(0));
        assertThat(recorded.get(1).customers()).isEqualTo(CustomersConcerned.of(Map.of(ROSA, 0L, TOM, 0L)));
        assertThat(recorded.get(3).customers()).isEqualTo(CustomersConcerned.of(Map.of(ROSA, 0L, TOM, 0L)));
        assertThat(reports.whoSaw(TOM, ALWAYS, context("auditor")).lines())
                .extracting(AccessReportLine::relation)
                .containsExactly(
                        Optional.of(AuditedReports.RELATION),
                        Optional.of(AuditedReports.RELATION),
                        Optional.of(AuditedReports.RELATION),
                        Optional.of("call_record"));
    }

    @Test
    void whoeverTheLogDoesNotKnowDoesNotBecomeKnownByBeingAskedFor() {
        given(AuditDatabases.H2);
        CustomerId stranger = CustomerId.of(987_654);

        assertThat(reports.whoSaw(stranger, ALWAYS, context("auditor")).lines()).isEmpty();
        assertThatThrownBy(() -> reports.whoSaw(stranger, ALWAYS, context("seller")))
                .isInstanceOf(CpniAccessDeniedException.class);

        assertThat(AuditReader.over(database, KEYS).knows(stranger)).isFalse();
        assertThat(AuditReader.over(database, KEYS).knows(ROSA)).isTrue();
        assertThat(since(1))
                .extracting(AuditEntry::evidence)
                .contains(List.of("asked by customer", "asked by customer unknown to the log"));
        assertThat(since(1)).extracting(AuditEntry::customers).containsOnly(CustomersConcerned.none());
    }

    @Test
    void textsAreShownToThoseWithTheSecondRightOnly() {
        given(AuditDatabases.H2);

        AccessReportLine plain = line(context("auditor"));
        assertThat(plain.justification()).isEmpty();
        assertThat(plain.statements()).isEmpty();
        assertThat(plain.toString()).doesNotContain("2125550100");
        AccessReportLine whole = line(context("inspector"));
        assertThat(whole.justification()).contains("Rosa called about +12125550100");
        assertThat(whole.statements())
                .extracting(RecordedStatement::parameters)
                .containsExactly(List.of("'+12125550100'"));
    }

    private AccessReportLine line(AccessContext context) {
        return reports.whatDidSee("anna", ALWAYS, context).lines().get(0);
    }

    @Test
    void nobodyButAuditorsReadsAndWhoeverTriedIsOnRecord() {
        given(AuditDatabases.H2);

        assertDenied(context("clerk"), "R-GEN-1");
        assertDenied(context("chief"), "R-GEN-1");
        assertDenied(context("reader"), "R-GEN-1");
        assertDenied(context("seller"), "R-GEN-1");
        assertDenied(context("seller", Purpose.PROVIDE_SERVICE, "2027-01-01T00:00:00Z"), "R-GEN-1");
        assertDenied(context("auditor", Purpose.BILL_COLLECT, "2027-01-01T00:00:00Z"), "R-GEN-1");
        assertDenied(context("masked"), "R-GEN-3");
        for (RecipientKind outside : List.of(RecipientKind.THIRD, RecipientKind.AUDITOR, RecipientKind.AGENT)) {
            assertDenied(
                    AccessContext.of(context("auditor").accessor(), Purpose.AUDIT)
                            .recipient(Recipient.of(outside))
                            .build(),
                    "R-GEN-1");
        }
    }

    private void assertDenied(AccessContext context, String rule) {
        for (Runnable reading : List.<Runnable>of(
                () -> reports.whoSaw(ROSA, ALWAYS, context),
                () -> reports.whatDidSee("anna", ALWAYS, context),
                () -> reports.read(AuditQuery.all().accesses(), ALWAYS, context),
                () -> reports.customersOf(seen, Optional.empty(), 10, context))) {
            int before = since(0).size();
            CpniAccessDeniedException denied = catchThrowableOfType(CpniAccessDeniedException.class, reading::run);
            assertThat(denied).as("denial of %s", context).isNotNull();
            assertThat(denied.decision().reason().rule()).isEqualTo(rule);
            assertThat(since(before)).singleElement().satisfies(entry -> {
                assertThat(entry.kind()).isEqualTo(AuditKind.DENIAL);
                assertThat(entry.accessor()).contains("olga");
                assertThat(entry.relation()).contains(AuditedReports.RELATION);
            });
        }
    }

    @Test
    void whatCannotBeRecordedIsNotRead() {
        given(AuditDatabases.H2);
        List<String> touched = new ArrayList<>();
        DataSource watched = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    touched.add(method.getName());
                    return method.invoke(database, arguments);
                });
        AuditedReports unrecorded = reports(watched, entry -> {
            throw new AuditUnavailableException("down");
        });

        for (String role : List.of("auditor", "clerk")) {
            assertThatExceptionOfType(AuditUnavailableException.class)
                    .isThrownBy(() -> unrecorded.whoSaw(ROSA, ALWAYS, context(role)));
            assertThatExceptionOfType(AuditUnavailableException.class)
                    .isThrownBy(() -> unrecorded.customersOf(seen, Optional.empty(), 10, context(role)));
        }
        assertThat(touched)
                .as("not a single record was looked at, only twice whether the log knows Rosa")
                .containsExactly("getConnection", "getConnection");
    }

    @Test
    void theReadingIsDurableBeforeTheFirstLineSoThatItReportsItself() {
        given(AuditDatabases.H2);

        assertThat(reports.whoSaw(ROSA, ALWAYS, context("auditor")).lines())
                .extracting(AccessReportLine::relation)
                .containsExactly(Optional.of(AuditedReports.RELATION), Optional.of("call_record"));
    }
}
