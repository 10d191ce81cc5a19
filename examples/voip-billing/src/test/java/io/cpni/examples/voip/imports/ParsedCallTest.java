package io.cpni.examples.voip.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedCallTest {

    private static final Instant START = Instant.parse("2026-03-02T09:15:00Z");

    @Test
    void noTextFormShowsAParty() {
        ParsedCall call = call("+12125550142", START.plusSeconds(1), START.plusSeconds(31), 30);

        assertThat(call.toString())
                .isEqualTo("ParsedCall[asterisk-csv 1772442900.1, caller=***, callee=none]")
                .isEqualTo(call.toString().replaceAll("[0-9]{11}", ""));
        assertThat(new ImportRow.Parsed(1, call).toString()).doesNotContain("2125550142");
        assertThat(new Party("2125550142", "+12125550142").toString()).doesNotContain("2125550142");
        assertThat(new RawRecord(1, RawRecord.Kind.RECORD, "2125550142").toString())
                .doesNotContain("2125550142");
    }

    @Test
    void timesMustBeInOrder() {
        assertThatThrownBy(() -> call("1004", null, START.minusSeconds(1), 0)).hasMessage("end is before start");
        assertThatThrownBy(() -> call("1004", START.minusSeconds(1), START.plusSeconds(9), 0))
                .hasMessage("answer is not between start and end");
        assertThatThrownBy(() -> call("1004", START.plusSeconds(10), START.plusSeconds(9), 0))
                .hasMessage("answer is not between start and end");
    }

    @Test
    void theBilledPartMayExceedTheWholeByATruncatedSecondOnly() {
        assertThat(call("1004", START, START.plusSeconds(31), 31).billableDuration())
                .isEqualTo(Duration.ofSeconds(31));
        assertThatThrownBy(() -> call("1004", START, START.plusSeconds(31), 32))
                .hasMessage("billableDuration is longer than duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "10\n04", "10\u000004", "10\u008504"})
    void textThatLogsAndStoresStumbleOverIsRefused(String caller) {
        assertThatThrownBy(() -> call(caller, null, START, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("caller ")
                .hasMessageNotContaining("10");
    }

    @Test
    void overlongTextIsRefused() {
        assertThatThrownBy(() -> call("1".repeat(256), null, START, 0))
                .hasMessage("caller is longer than 255 characters");
    }

    @Test
    void aRowFoldsByItsKind() {
        ImportRow parsed = new ImportRow.Parsed(1, call("1004", null, START, 0));
        ImportRow rejected = new ImportRow.Rejected(2, "why");
        ImportRow skipped = new ImportRow.Skipped(3, "by design");

        assertThat(fold(parsed)).isEqualTo("parsed 1");
        assertThat(fold(rejected)).isEqualTo("rejected 2");
        assertThat(fold(skipped)).isEqualTo("skipped 3");
        assertThatThrownBy(() -> new ImportRow.Rejected(0, "why")).hasMessage("line must be 1 or more");
    }

    private static String fold(ImportRow row) {
        return row.map(p -> "parsed " + p.line(), r -> "rejected " + r.line(), s -> "skipped " + s.line());
    }

    private static ParsedCall call(String caller, Instant answer, Instant end, long billable) {
        return new ParsedCall(
                CdrFormat.ASTERISK_CSV,
                "1772442900.1",
                caller,
                null,
                null,
                null,
                Direction.UNKNOWN,
                START,
                answer,
                end,
                Duration.ofSeconds(30),
                Duration.ofSeconds(billable),
                Disposition.ANSWERED,
                null,
                null,
                null,
                null);
    }
}
