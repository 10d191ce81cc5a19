package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditEntries.fullAccess;
import static io.cpni.audit.AuditEntries.maxIsDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEntryTest {

    @Test
    void aContextFillsInWhoAndWhy() {
        AccessContext context = AccessContext.of(
                        Accessor.staff("anna", Set.of("billing"), MONDAY_NINE), Purpose.PROTECT)
                .recipient(Recipient.named(RecipientKind.AGENT, "Collect"))
                .contact(Contact.of(ContactChannel.PHONE, Contact.Party.CUSTOMER))
                .onBehalfOf("boss")
                .justification("ticket 1")
                .build();

        AuditEntry entry = AuditEntry.access(MONDAY_NINE)
                .context(context)
                .operation(Operation.READ)
                .relation("call_record")
                .build();

        assertThat(entry.accessor()).contains("anna");
        assertThat(entry.onBehalfOf()).contains("boss");
        assertThat(entry.purpose()).contains(Purpose.PROTECT);
        assertThat(entry.recipient()).contains(Recipient.named(RecipientKind.AGENT, "Collect"));
        assertThat(entry.channel()).contains(ContactChannel.PHONE);
        assertThat(entry.justification()).contains("ticket 1");
    }

    @Test
    void anAccessWithoutAccessorPurposeOrRelationIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annaBills(MONDAY_NINE).accessor(" ").build())
                .withMessageContaining("accessor");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AuditEntry.access(MONDAY_NINE).accessor("anna").build())
                .withMessageContaining("purpose");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annaBills(MONDAY_NINE).relation("").build())
                .withMessageContaining("relation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM call_record WHERE callee = '2025550123'", "'x'", "", "a b"})
    void aStatementIsNotAFingerprint(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> annaBills(MONDAY_NINE).statementFingerprint(text).build())
                .withMessageContaining("not a statement");
    }

    @Test
    void instantsAreTruncatedToMicroseconds() {
        AuditEntry entry = annaBills(MONDAY_NINE.plusNanos(999)).build();

        assertThat(entry.at()).isEqualTo(MONDAY_NINE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annaBills(Instant.MAX).build());
    }

    @Test
    void aLongJustificationIsCutAndALongNameIsRefused() {
        AuditEntry entry =
                annaBills(MONDAY_NINE).justification("x".repeat(3_000)).build();

        assertThat(entry.justification().orElseThrow()).hasSize(2_000).endsWith("x…");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> annaBills(MONDAY_NINE).relation("x".repeat(257)).build())
                .withMessageContaining("relation");
    }

    @Test
    void aDenialHasNoOutcome() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditEntry.outcomeOf(
                        new AuditPosition("node-a", 0), maxIsDenied(MONDAY_NINE).build(), MONDAY_NINE))
                .withMessageContaining("DENIAL");
    }

    @Test
    void anOutcomeKeepsTheTimeOfItsAccess() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = AuditEntry.outcomeOf(new AuditPosition("node-a", 3), access, MONDAY_NINE.plusSeconds(60))
                .build();

        assertThat(outcome.accessedAt()).isEqualTo(MONDAY_NINE);
        assertThat(outcome.at()).isEqualTo(MONDAY_NINE.plusSeconds(60));
    }

    @Test
    void textFormsShowNeitherCustomersNorFreeText() {
        assertThat(fullAccess().toString())
                .contains("ACCESS", "anna", "BILL_COLLECT", "call_record", "2 customers")
                .doesNotContain(ROSA.value(), "4711");
    }

    @Test
    void everyKindKnowsItsDecision() {
        assertThat(AuditKind.ACCESS.decision()).contains(AuditDecision.PERMIT);
        assertThat(AuditKind.DENIAL.decision()).contains(AuditDecision.DENY);
        assertThat(AuditKind.OBSERVED_DENIAL.decision()).contains(AuditDecision.DENY);
        assertThat(AuditKind.OUTCOME.decision()).isEmpty();
        assertThat(AuditKind.FAILURE.decision()).isEmpty();
    }

    @Test
    void customersAreCountedAndChecked() {
        assertThat(CustomersConcerned.of(Map.of())).isEqualTo(CustomersConcerned.none());
        assertThat(CustomersConcerned.of(Map.of(ROSA, Long.MAX_VALUE, AuditEntries.TOM, 5L))
                        .rows())
                .isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> CustomersConcerned.of(ROSA, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> CustomersConcerned.unnamed(-1));
    }

    @Test
    void aRuleIsWrittenAndReadBack() {
        AppliedRule rule = new AppliedRule("R-GEN-1", "47 CFR 64.2010(a)");

        assertThat(AppliedRule.parse(rule.toString())).isEqualTo(rule);
        assertThatIllegalArgumentException().isThrownBy(() -> new AppliedRule("R 1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> AppliedRule.parse("R-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a#1"})
    void aStreamHasAPlainName(String stream) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AuditPosition(stream, 0));
    }
}
