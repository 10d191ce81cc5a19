package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.DecisionEngine;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.rule.FccRules;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may read what a server said, and what stands in the log of it. */
class ServerTextsTest {

    private static final Instant NOW = MONDAY_NINE.plusSeconds(600);
    private static final Set<DataCategory> ALL = EnumSet.allOf(DataCategory.class);
    private static final ServerFailure SAID =
            ServerFailure.of(new SQLException("Key (callee)=(+12125550100) exists", "23505", 7), 0);
    private static final ServerTextKeys KEYS =
            ServerTextKeys.of("k1", Map.of("k1", new byte[ServerTextKeys.KEY_BYTES]));
    private static final Grants GRANTS = Grants.of(List.of(
            grant("operator", Set.of(Purpose.PROVIDE_SERVICE, Purpose.AUDIT), ALL, ServerTexts.SCOPE, Set.of()),
            grant("apprentice", Set.of(Purpose.PROVIDE_SERVICE), ALL, ServerTexts.SCOPE, Set.of(MaskStyle.TEXT)),
            grant(
                    "helper",
                    Set.of(Purpose.PROVIDE_SERVICE),
                    Set.of(DataCategory.CALL_DETAIL),
                    ServerTexts.SCOPE,
                    Set.of()),
            grant("billing", Set.of(Purpose.PROVIDE_SERVICE), ALL, GrantScope.ALL, Set.of())));

    private DataSource database;
    private JdbcAuditLog log;
    private ServerTexts texts;

    private static Grant grant(
            String role, Set<Purpose> purposes, Set<DataCategory> categories, GrantScope scope, Set<MaskStyle> masks) {
        return new Grant(role, purposes, categories, Set.of(Operation.READ), scope, masks);
    }

    private static AccessContext context(String role) {
        return context(role, Purpose.PROVIDE_SERVICE, "2027-01-01T00:00:00Z");
    }

    private static AccessContext context(String role, Purpose purpose, String trainedUntil) {
        return AccessContext.of(Accessor.staff("olga", Set.of(role), Instant.parse(trainedUntil)), purpose)
                .justification("incident 12")
                .build();
    }

    private void given(AuditDatabases databases) {
        database = databases.create();
        log = JdbcAuditLog.open(database, "node-a", AuditEntries.KEYS);
        texts = texts(KEYS, log);
    }

    private ServerTexts texts(ServerTextKeys keys, AuditLog auditLog) {
        return new ServerTexts(
                database,
                AuditEntries.KEYS,
                keys,
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

    private FailureReference failed(DataCategory... categories) {
        AuditEntry entry = KEYS.seal(
                AuditEntry.failure(MONDAY_NINE)
                        .accessor("anna")
                        .relation("call_record")
                        .categories(Set.of(categories))
                        .build(),
                SAID);
        log.append(entry);
        return entry.serverText().orElseThrow().reference();
    }

    private List<AuditEntry> since(int seq) {
        return AuditReader.over(database, AuditEntries.KEYS).read("node-a", seq, 100).stream()
                .map(AuditRecord::entry)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anOperatorReadsATextAndThatIsOnRecord(AuditDatabases databases) {
        given(databases);
        failed(DataCategory.CALL_DETAIL);
        FailureReference reference = failed(DataCategory.CALL_DETAIL, DataCategory.BILLING);

        assertThat(texts.read(reference, context("operator"))).contains(SAID);

        List<AuditEntry> recorded = since(2);
        assertThat(recorded).extracting(AuditEntry::kind).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
        AuditEntry access = recorded.get(0);
        assertThat(access.accessor()).contains("olga");
        assertThat(access.purpose()).contains(Purpose.PROVIDE_SERVICE);
        assertThat(access.operation()).contains(Operation.READ);
        assertThat(access.relation()).contains(ServerTexts.RELATION);
        assertThat(access.categories()).containsExactlyInAnyOrder(DataCategory.CALL_DETAIL, DataCategory.BILLING);
        assertThat(access.correlation()).contains(reference.value());
        assertThat(access.justification()).contains("incident 12");
        assertThat(access.node()).contains("ops-0");
        assertThat(access.at()).isEqualTo(NOW);
        assertThat(access.rules()).extracting(AppliedRule::id).contains("R-222-c1");
        assertThat(AuditVerifier.over(database).verify("node-a").isIntact()).isTrue();
    }

    private void assertDenied(FailureReference reference, AccessContext context, String rule) {
        int before = since(0).size();
        CpniAccessDeniedException denied =
                catchThrowableOfType(CpniAccessDeniedException.class, () -> texts.read(reference, context));
        assertThat(denied).as("denial of %s", context.accessor().roles()).isNotNull();
        assertThat(denied.decision().reason().rule()).isEqualTo(rule);
        assertThat(since(before)).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(AuditKind.DENIAL);
            assertThat(entry.accessor()).contains("olga");
            assertThat(entry.relation()).contains(ServerTexts.RELATION);
            assertThat(entry.correlation()).contains(reference.value());
            assertThat(entry.rules()).extracting(AppliedRule::id).containsExactly(rule);
        });
    }

    @Test
    void whoHasNoRightIsDeniedOnRecordAndNotToldWhetherThereIsSuchAFailure() {
        given(AuditDatabases.H2);
        FailureReference there = failed(DataCategory.CALL_DETAIL);
        FailureReference absent = new FailureReference("0".repeat(16));

        for (FailureReference reference : List.of(there, absent)) {
            assertDenied(reference, context("clerk"), "R-GEN-1");
            assertDenied(reference, context("billing"), "R-GEN-1");
            assertDenied(reference, context("operator", Purpose.BILL_COLLECT, "2027-01-01T00:00:00Z"), "R-GEN-1");
            assertDenied(reference, context("operator", Purpose.PROVIDE_SERVICE, "2026-01-01T00:00:00Z"), "R-GEN-2");
        }
    }

    @Test
    void aTextIsNotMaskedSoWhoWouldSeeAMaskSeesNothing() {
        given(AuditDatabases.H2);
        FailureReference reference = failed(DataCategory.CALL_DETAIL);

        assertDenied(reference, context("apprentice"), "R-GEN-3");
        assertDenied(reference, context("operator", Purpose.AUDIT, "2027-01-01T00:00:00Z"), "R-GEN-3");
    }

    @Test
    void theRightMustCoverWhateverTheTextMayQuote() {
        given(AuditDatabases.H2);

        assertThat(texts.read(failed(DataCategory.CALL_DETAIL), context("helper")))
                .contains(SAID);
        assertDenied(failed(DataCategory.CALL_DETAIL, DataCategory.BILLING), context("helper"), "R-GEN-1");
    }

    @Test
    void outsideTheCarrierNobodyReadsATextForRepair() {
        given(AuditDatabases.H2);
        AccessContext agent = AccessContext.of(context("operator").accessor(), Purpose.PROVIDE_SERVICE)
                .recipient(Recipient.of(RecipientKind.THIRD))
                .build();
        FailureReference reference = failed(DataCategory.CALL_DETAIL);

        assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(() -> texts.read(reference, agent));
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aTextIsFoundByItsReferenceWheneverItWasWrittenAndWhateverIsIndexed(AuditDatabases databases) {
        given(databases);
        FailureReference before = failed(DataCategory.CALL_DETAIL);
        List<AuditReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < Postings.SEGMENT; i++) {
            receipts.add(log.submit(AuditEntries.maxIsDenied(MONDAY_NINE).build()));
        }
        receipts.forEach(AuditReceipt::await);
        FailureReference after = failed(DataCategory.CALL_DETAIL);

        assertThat(texts.read(before, context("operator"))).contains(SAID);
        assertThat(AuditIndex.over(database).complete()).isEqualTo(1);
        assertThat(texts.read(before, context("operator"))).contains(SAID);
        assertThat(texts.read(after, context("operator"))).contains(SAID);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void whatIsNotThereIsNotRead(AuditDatabases databases) {
        given(databases);
        failed(DataCategory.CALL_DETAIL);
        FailureReference ofTheSameMoment = KEYS.seal(
                        AuditEntry.failure(MONDAY_NINE).build(), SAID)
                .serverText()
                .orElseThrow()
                .reference();

        assertThat(texts.read(ofTheSameMoment, context("operator"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aTextThatWasMovedOrWhoseRecordWasChangedIsNotRead(AuditDatabases databases) {
        given(databases);
        AuditEntry annas = sealed("anna", MONDAY_NINE);
        AuditEntry later = sealed("anna", MONDAY_NINE);
        FailureReference untouched = failed(DataCategory.CALL_DETAIL);
        log.append(sealed("max", MONDAY_NINE).withServerText(annas.serverText().orElseThrow()));
        log.append(sealed("anna", MONDAY_NINE.plusSeconds(1))
                .withServerText(later.serverText().orElseThrow()));
        FailureReference changed = annas.serverText().orElseThrow().reference();
        FailureReference moved = later.serverText().orElseThrow().reference();

        for (FailureReference reference : List.of(changed, moved)) {
            assertThatExceptionOfType(UnreadableServerTextException.class)
                    .isThrownBy(() -> texts.read(reference, context("operator")))
                    .withMessageContaining(reference.value());
        }
        assertThat(texts.read(untouched, context("operator"))).contains(SAID);
        assertThat(since(3)).as("only what was released").hasSize(2);
    }

    private static AuditEntry sealed(String accessor, Instant at) {
        return KEYS.seal(
                AuditEntry.failure(at)
                        .accessor(accessor)
                        .relation("call_record")
                        .categories(Set.of(DataCategory.CALL_DETAIL))
                        .build(),
                SAID);
    }

    @Test
    void twoRecordsOfOneFailureAreNotBelieved() {
        given(AuditDatabases.H2);
        AuditEntry entry = sealed("anna", MONDAY_NINE);
        log.append(entry);
        try (JdbcAuditLog other = JdbcAuditLog.open(database, "other", AuditEntries.KEYS)) {
            other.append(entry);
        }
        FailureReference reference = entry.serverText().orElseThrow().reference();

        assertThatExceptionOfType(UnreadableServerTextException.class)
                .isThrownBy(() -> texts.read(reference, context("operator")))
                .withMessageContaining("2 records");
    }

    @Test
    void anotherKeyReadsNothingAndNothingIsOnRecordAsReleased() {
        given(AuditDatabases.H2);
        FailureReference reference = failed(DataCategory.CALL_DETAIL);
        byte[] other = new byte[ServerTextKeys.KEY_BYTES];
        other[0] = 1;

        assertThatExceptionOfType(UnreadableServerTextException.class)
                .isThrownBy(() ->
                        texts(ServerTextKeys.of("k1", Map.of("k1", other)), log).read(reference, context("operator")));
        assertThat(since(1)).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsNotReleased() {
        given(AuditDatabases.H2);
        FailureReference reference = failed(DataCategory.CALL_DETAIL);
        ServerTexts unrecorded = texts(KEYS, entry -> {
            throw new AuditUnavailableException("down");
        });

        assertThatExceptionOfType(AuditUnavailableException.class)
                .isThrownBy(() -> unrecorded.read(reference, context("operator")));
        assertThatExceptionOfType(AuditUnavailableException.class)
                .isThrownBy(() -> unrecorded.read(reference, context("clerk")));
    }
}
