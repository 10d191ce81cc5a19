package io.cpni.examples.voip.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenJsonTest {

    private static final String[] CALLS = Rows.resource("freeswitch.ndjson").split("\n");
    private static final String PAGE = Rows.resource("ringcentral-page.json");

    @Test
    void aBareNanCostsOneRecord() {
        String nan = CALLS[1].replace("{\"core-uuid\"", "{\"callStats\":{\"mos\":nan},\"core-uuid\"");
        Rows rows = Rows.of(CALLS[0] + "\n" + nan + "\n" + CALLS[2] + "\n");

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection().line()).isEqualTo(2);
        assertThat(rows.rejection().reason())
                .startsWith("the record is not valid JSON at line 2, column ")
                .contains("a bare word such as nan");
    }

    @Test
    void aBareNanInAListCostsOneRecord() {
        String nan = CALLS[0].replace("\"core-uuid\":\"c\"", "\"core-uuid\":\"c\",\n\"mos\":\nnan");
        Rows rows = Rows.of("[\n" + CALLS[1] + ",\n" + nan + ",\n" + CALLS[2] + "]");

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection().line()).isEqualTo(3);
        assertThat(rows.rejection().reason()).contains("at line 5");
    }

    @Test
    void recordsMayStandAloneFollowEachOtherOrFormAList() {
        for (String content : List.of(
                String.join("\n", CALLS),
                String.join("", CALLS),
                "[" + String.join(",", CALLS) + "]",
                "[\n  " + String.join(",\r\n  ", CALLS) + "\n]\n",
                "\uFEFF\r\n" + String.join("\r\n", CALLS) + "\r\n")) {
            assertThat(Rows.of(content).tally()).isEqualTo(new ImportTally(CdrFormat.FREESWITCH_JSON, 3, 0, 0));
        }
    }

    @Test
    void aFileCutOffInALaterRecordKeepsTheEarlierOnesAndIsOneRejection() {
        for (String content : List.of(String.join("\n", CALLS), "[" + String.join(",", CALLS) + "]")) {
            int second = content.indexOf("000000000002");
            int third = content.indexOf("000000000003");
            for (int cut = second; cut < third - 100; cut++) {
                Rows rows = Rows.of(content.substring(0, cut));
                assertThat(rows.calls()).hasSizeBetween(1, 2);
                assertThat(rows.rejections()).hasSizeLessThanOrEqualTo(1);
                assertThat(rows.tally().rows()).isBetween(1L, 3L);
            }
        }
    }

    @Test
    void aPageCutOffAnywhereKeepsItsCompleteRecordsAndIsOneRejection() {
        int afterFirst = PAGE.lastIndexOf('}', PAGE.indexOf("Abc-1")) + 1;
        int afterSecond = PAGE.lastIndexOf('}', PAGE.indexOf("Abc-2")) + 1;
        int end = PAGE.lastIndexOf('}');
        for (int cut = afterFirst; cut <= end; cut++) {
            Rows rows = Rows.of(PAGE.substring(0, cut));
            assertThat(rows.rejections()).as("cut at %d", cut).hasSize(1);
            assertThat(rows.rejection().reason()).containsAnyOf("cut short", "the file ends before");
            assertThat(rows.calls()).as("cut at %d", cut).hasSize(cut >= afterSecond ? 2 : 1);
        }
    }

    @Test
    void aLineCutShortDoesNotTakeTheNextRecordWithIt() {
        for (int cut = 1; cut < CALLS[1].length(); cut++) {
            Rows rows = Rows.of(CALLS[0] + "\n" + CALLS[1].substring(0, cut) + "\n" + CALLS[2] + "\n");
            assertThat(rows.calls())
                    .as("second line cut at %d", cut)
                    .extracting(ParsedCall::sourceId)
                    .containsExactly("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000003");
            assertThat(rows.rejection().line()).isEqualTo(2);
        }
    }

    @Test
    void aFirstLineCutShortInsideAStringDoesNotTakeTheNextRecordWithIt() {
        String cut = CALLS[0].substring(0, CALLS[0].indexOf("%2B") + 2);
        Rows rows = Rows.of(cut + "\n" + CALLS[1] + "\n");

        assertThat(rows.calls()).hasSize(1);
        assertThat(rows.rejection().line()).isEqualTo(1);
        assertThat(rows.rejection().reason()).contains("cut short: another one begins before it ends");
    }

    @Test
    void aLostQuoteInAPageCostsOneRecord() {
        Rows rows = Rows.of(PAGE.replaceFirst("(\"result\": \"Call connected)\",", "$1,"));

        assertThat(rows.calls()).extracting(ParsedCall::sourceId).containsExactly("Abc-1");
        assertThat(rows.rejection().line()).isEqualTo(4);
        assertThat(rows.skips()).hasSize(1);
    }

    @Test
    void aLostBracketInARecordCostsOneRecord() {
        Rows rows = Rows.of(PAGE.replace("\"action\": \"VoIP Call\" } ],", "\"action\": \"VoIP Call\" } ")
                .replace("\"Call connected\",\n", "\"Call connected\"\n"));

        assertThat(rows.calls()).extracting(ParsedCall::sourceId).containsExactly("Abc-1");
        assertThat(rows.rejection().line()).isEqualTo(4);
    }

    @Test
    void aLostClosingBraceInAListCostsOneRecord() {
        String[] cut = {CALLS[0], CALLS[1].substring(0, CALLS[1].length() - 1), CALLS[2]};
        for (String content : List.of("[" + String.join(",", cut) + "]", "[ " + String.join(",\n  ", cut) + "\n]")) {
            Rows rows = Rows.of(content);
            assertThat(rows.calls())
                    .extracting(ParsedCall::sourceId)
                    .containsExactly("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000003");
            assertThat(rows.rejection().reason()).contains("cut short");
        }
    }

    @Test
    void aLastRecordWithoutItsBraceDoesNotSwallowTheEndOfTheList() {
        Rows rows = Rows.of("[" + CALLS[0] + "," + CALLS[1].substring(0, CALLS[1].length() - 1) + "]\n" + CALLS[2]);

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection().reason()).contains("cut short: the list ends before it does");
    }

    @Test
    void malformedUtf8CostsOneRecord() {
        byte[] latin1 = (CALLS[0] + "\n" + CALLS[1].replace("\"1004\"", "\"jos\u00e9\"") + "\n" + CALLS[2])
                .getBytes(StandardCharsets.ISO_8859_1);
        Rows rows = Rows.of(latin1, ImportOptions.detecting(Rows.UTC));

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection())
                .isEqualTo(new ImportRow.Rejected(2, "the record is not valid UTF-8; convert the file to UTF-8 first"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\\u0000", "%00", "\\n"})
    void aNulOrOtherControlCharacterCostsOneRecordHoweverItIsWritten(String control) {
        String damaged = CALLS[1].replace("\"sip_from_user\":\"1004\"", "\"sip_from_user\":\"10" + control + "04\"");
        Rows rows = Rows.of(CALLS[0] + "\n" + damaged + "\n" + CALLS[2]);

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection().line()).isEqualTo(2);
        assertThat(rows.rejection().reason()).containsAnyOf("NUL", "control character");
    }

    @Test
    void textBetweenRecordsIsOneRejectionAndTheRecordsAreAccepted() {
        Rows rows = Rows.of(CALLS[0] + "\nHTTP/1.1 200 OK\nContent-Length: 0\n\n" + CALLS[2] + "\n");

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection()).isEqualTo(new ImportRow.Rejected(2, "text that is no JSON object"));
    }

    @Test
    void elementsThatAreNoObjectsAreRejectedOneByOne() {
        Rows rows = Rows.of("[1,\n\"a,]\",\n[1,[2]],\n" + CALLS[0] + ", null]");

        assertThat(rows.calls()).hasSize(1);
        assertThat(rows.rejections()).extracting(ImportRow.Rejected::line).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rows.rejections())
                .allSatisfy(row -> assertThat(row.reason()).isEqualTo("an element of the list is no JSON object"));
    }

    @Test
    void aRecordNestedBeyondReasonEndsTheReadingWithARejection() {
        Rows rows = Rows.of(CALLS[0] + "\n{\"a\":" + "[".repeat(100_000));

        assertThat(rows.calls()).hasSize(1);
        assertThat(rows.rejection().reason()).contains("nested deeper than 500 levels");
    }

    @Test
    void aPageWithTwoListsOfRecordsLosesNeither() {
        String list = PAGE.substring(PAGE.indexOf("\"records\""), PAGE.lastIndexOf("\"paging\""));
        Rows rows = Rows.of(PAGE.replace("\"paging\"", list + "\"paging\""));

        assertThat(rows.calls()).hasSize(4);
        assertThat(rows.skips()).hasSize(2);
    }

    @Test
    void theSameIdTwiceComesOutTwice() {
        assertThat(Rows.of(CALLS[0] + "\n" + CALLS[0]).calls()).hasSize(2);
    }

    @Test
    void aPageWithoutRecordsIsSkippedAndAnyOtherObjectIsNot() {
        assertThat(Rows.of("{\"records\":[],\"paging\":{\"page\":1}}").all)
                .isEqualTo(List.of(new ImportRow.Skipped(1, "a page without records")));
        assertThat(Rows.of("{\"records\":[]}").rejection().reason()).startsWith("not a call log");
        assertThat(Rows.of("{}").rejection().reason()).startsWith("not a call log");
    }
}
