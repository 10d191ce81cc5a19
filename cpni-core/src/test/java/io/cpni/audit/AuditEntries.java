package io.cpni.audit;

import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people at a small carrier did one Monday. */
public final class AuditEntries {

    public static final Instant MONDAY_NINE = Instant.parse("2026-11-02T09:00:00.123456Z");
    public static final CustomerId ROSA = CustomerId.of(1001);
    public static final CustomerId TOM = CustomerId.of(1002);
    public static final AppliedRule BILLING_RULE = new AppliedRule("R-222-d1", "47 U.S.C. 222(d)(1)");
    public static final AppliedRule NEED_TO_KNOW = new AppliedRule("R-GEN-1", "47 CFR 64.2010(a)");

    /** The key under which tests keep theirs. */
    public static final AuditKeys KEYS = AuditKeys.ofBase64(
            "test",
            Map.of(
                    "test",
                    Base64.getEncoder()
                            .encodeToString("a key of thirty-two bytes, no it".getBytes(StandardCharsets.US_ASCII))));

    private AuditEntries() {}

    /** Anna in billing opens call records. */
    public static AuditEntry.Builder annaBills(Instant at) {
        return AuditEntry.access(at)
                .accessor("anna")
                .purpose(Purpose.BILL_COLLECT)
                .recipient(Recipient.staff())
                .operation(Operation.READ)
                .relation("call_record")
                .categories(Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING))
                .rules(List.of(BILLING_RULE, NEED_TO_KNOW));
    }

    /** Max in sales is denied call records. */
    public static AuditEntry.Builder maxIsDenied(Instant at) {
        return AuditEntry.denial(at)
                .accessor("max")
                .purpose(Purpose.MARKET)
                .recipient(Recipient.staff())
                .operation(Operation.READ)
                .relation("call_record")
                .categories(Set.of(DataCategory.CALL_DETAIL))
                .rules(List.of(NEED_TO_KNOW));
    }

    /** An access with every part present, and texts that are awkward to store. */
    public static AuditEntry fullAccess() {
        return annaBills(MONDAY_NINE)
                .onBehalfOf("Zoë \"Z\" O'Neill")
                .recipient(Recipient.named(RecipientKind.AGENT, "Collect & Söhne"))
                .channel(ContactChannel.PHONE)
                .shownColumns(List.of("callee", "odd\nname", "back\\slash", "\\n"))
                .maskedColumns(List.of("cost"))
                .evidence(List.of("notice-7", "answer-9"))
                .obligations(List.of("MASK", "NOTIFY"))
                .accessorCustomer(CustomerId.of(1003))
                .subject(ROSA)
                .breakGlass(true)
                .statements(List.of(new RecordedStatement(
                        "sha256:0a1b2c",
                        "select count(*) from call_record where callee = '+1'",
                        List.of("'x'", "NULL"))))
                .spanId("00f067aa0ba902b7")
                .justification("ticket 4711: \uD83D\uDCDE dispute\r\nsecond line; '; --")
                .statementFingerprint("sha256:0a1b2c")
                .correlation("tx-17")
                .traceId("4bf92f3577b34da6a3ce929d0e0e4736")
                .node("billing-0")
                .customers(CustomersConcerned.of(Map.of(ROSA, 3L, TOM, 0L)))
                .build();
    }
}
