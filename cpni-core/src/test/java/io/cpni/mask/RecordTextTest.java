package io.cpni.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.NotCpni;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordTextTest {

    @Cpni
    record Call(
            @CustomerKey Long customer,
            @Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String callee,

            @Cpni(value = DataCategory.BILLING, mask = MaskStyle.START_OF_MONTH)
            LocalDate billed,

            String note,
            @NotCpni(reason = "format") String format) {}

    private static final Call CALL = new Call(4711L, "+12125550100", LocalDate.of(2026, 3, 15), "wants a refund", "v1");

    private static final String TEXT =
            "Call[CALL_DETAIL, customer=***, callee=+1212xxxxxxx, billed=2026-03-01, note=***, format=v1]";

    @Cpni({DataCategory.CALL_DETAIL, DataCategory.BILLING})
    static class Parent {
        final String number = "5550100";
    }

    static class Child extends Parent {
        final String own = "5550101";

        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    record Sheet(String title, List<Call> calls) {}

    @Test
    void aRecordIsItsLabelAndItsMasks() {
        assertThat(RecordText.of(CALL)).isEqualTo(TEXT);
        assertThat(new Child()).hasToString("Child[CALL_DETAIL+BILLING, number=***, own=***]");
        assertThat(RecordText.of(new Call(null, null, null, null, null)))
                .isEqualTo("Call[CALL_DETAIL, customer=null, callee=null, billed=null, note=null, format=null]");
    }

    @Test
    void labelledRecordsInsideOthersAreMaskedToo() {
        assertThat(RecordText.safe(CALL)).isEqualTo(TEXT);
        assertThat(RecordText.safe(List.of(1, CALL))).hasToString("[1, " + TEXT + "]");
        assertThat(RecordText.safe(Map.of("a", CALL))).hasToString("{a=" + TEXT + "}");
        assertThat(RecordText.safe(Map.of(CALL, 1))).hasToString("{" + TEXT + "=1}");
        assertThat(RecordText.safe(Optional.of(CALL))).hasToString("Optional[" + TEXT + "]");
        assertThat((Object[]) RecordText.safe(new Object[] {CALL, 2})).containsExactly(TEXT, 2);
        assertThat(RecordText.safe(new Sheet("May", List.of(CALL))))
                .isEqualTo("Sheet[title=May, calls=[" + TEXT + "]]");
        assertThat(RecordText.safe(List.of(Optional.of(Map.of("k", new Sheet("May", List.of(CALL)))))))
                .asString()
                .doesNotContain("5550100");
    }

    @Test
    void whatHoldsNothingLabelledComesBackAsItIs() {
        for (Object value : List.of(
                "x",
                1,
                List.of("a"),
                Map.of("a", 1),
                Optional.empty(),
                new Object[] {1},
                new Sheet("May", List.of()))) {
            assertThat(RecordText.safe(value)).isSameAs(value);
        }
        assertThat(RecordText.safe(null)).isNull();
    }

    @Cpni
    record Contradictory(@Cpni @NotCpni(reason = "both") String callee) {}

    @Test
    void labelsThatContradictEachOtherShowNothing() {
        assertThat(RecordText.safe(new Contradictory("5550100"))).isEqualTo("Contradictory[***]");
    }

    @Test
    void aListThatHoldsItselfEnds() {
        Object[] ring = new Object[2];
        ring[0] = CALL;
        ring[1] = Arrays.asList(ring);

        assertThat(RecordText.safe(Arrays.asList(ring)))
                .asString()
                .contains(TEXT)
                .doesNotContain("5550100");
    }
}
