package io.cpni.report;

import static io.cpni.audit.AuditEntries.BILLING_RULE;
import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.NEED_TO_KNOW;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.Operation;
import io.cpni.audit.AuditDecision;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.RecordedObligation;
import io.cpni.audit.RecordedStatement;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessReportCsvTest {

    private static AccessReportLine line(String accessor, String justification) {
        return new AccessReportLine(
                new AuditPosition("node-a", 7),
                AuditKind.ACCESS,
                AuditDecision.PERMIT,
                MONDAY_NINE,
                Optional.empty(),
                MONDAY_NINE.plusSeconds(1),
                Optional.of(accessor),
                Optional.empty(),
                Optional.of(Purpose.BILL_COLLECT),
                Optional.of(Recipient.named(RecipientKind.AGENT, "Collect, Inc.")),
                Optional.of(Operation.READ),
                Optional.of("call_record"),
                Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING),
                List.of("callee"),
                List.of(),
                List.of(BILLING_RULE, NEED_TO_KNOW),
                List.of("notice-7", "answer-9"),
                List.of(RecordedObligation.done("MASK"), RecordedObligation.failed("NOTIFY")),
                true,
                Optional.of(justification),
                List.of(
                        new RecordedStatement("f1", "select count(*) from t where a = ?", List.of("'x'", "7")),
                        new RecordedStatement("f2", "select 1", List.of())),
                Optional.of("tx-17"),
                Optional.of("4bf9"),
                Optional.of("00f0"),
                Certainty.KNOWN,
                new TreeMap<>(Map.of(ROSA, 4L, TOM, 1L)),
                2,
                3,
                5);
    }

    private static String csv(AccessReportLine... lines) throws IOException {
        StringBuilder out = new StringBuilder();
        AccessReportCsv csv = AccessReportCsv.to(out);
        for (AccessReportLine line : lines) {
            csv.add(line);
        }
        return out.toString();
    }

    @Test
    void anEmptyReportHasAHeader() throws IOException {
        assertThat(csv())
                .isEqualTo("\"at\",\"closed_at\",\"kind\",\"decision\",\"certainty\",\"accessor\",\"on_behalf_of\","
                        + "\"purpose\",\"recipient\",\"operation\",\"relation\",\"categories\",\"shown_columns\","
                        + "\"masked_columns\",\"rules\",\"justification\",\"customers\",\"customer_count\",\"rows\","
                        + "\"record\",\"logged_at\",\"break_glass\",\"evidence\",\"obligations\",\"correlation\","
                        + "\"trace\",\"span\",\"erased_customers\",\"statements\"\r\n");
    }

    @Test
    void aLineHasEveryFieldOfTheHeader() throws IOException {
        assertThat(csv(line("anna", "ticket 4711")).lines().skip(1))
                .containsExactly(
                        "\"2026-11-02T09:00:00.123456Z\",\"not closed\",\"ACCESS\",\"PERMIT\",\"KNOWN\",\"anna\","
                                + "\"\",\"BILL_COLLECT\",\"AGENT Collect, Inc.\",\"READ\",\"call_record\","
                                + "\"BILLING; CALL_DETAIL\",\"callee\",\"\","
                                + "\"R-222-d1 47 U.S.C. 222(d)(1); R-GEN-1 47 CFR 64.2010(a)\",\"ticket 4711\","
                                + "\"1001 (4); 1002 (1)\",\"2\",\"5\",\"node-a#7\","
                                + "\"2026-11-02T09:00:01.123456Z\",\"true\",\"notice-7; answer-9\","
                                + "\"MASK DONE; NOTIFY FAILED\",\"tx-17\",\"4bf9\",\"00f0\",\"3\","
                                + "\"select count(*) from t where a = ? ['x', 7]; select 1\"");
    }

    @Test
    void aRecordThatCannotBeReadHasALineOfAsManyFields() throws IOException {
        StringBuilder out = new StringBuilder();
        AccessReportCsv.to(out).addUnreadable(new AuditPosition("node-a", 7));

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(1).split(",")).hasSameSizeAs(lines.get(0).split(","));
        assertThat(lines.get(1))
                .startsWith("\"\",\"\",\"UNREADABLE\",\"\",\"POSSIBLY\",\"\"")
                .contains("\"node-a#7\"");
    }

    @Test
    void quotesCommasAndLineBreaksStayInsideTheirField() throws IOException {
        assertThat(csv(line("anna", "said \"no\", then\r\nleft"))).contains(",\"said \"\"no\"\", then\r\nleft\",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil\")",
                "+1-202-555-0123",
                "-2+3",
                "@SUM(1)",
                "\t=1",
                "\r=1",
                "  =1",
                "\n@x",
                "＝1"
            })
    void aFormulaIsDefused(String text) throws IOException {
        assertThat(csv(line(text, text)))
                .contains("\"'" + text.replace("\"", "\"\"") + "\"")
                .doesNotContain(",\"" + text);
    }
}
