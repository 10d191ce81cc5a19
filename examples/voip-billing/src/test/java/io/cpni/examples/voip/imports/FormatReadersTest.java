package io.cpni.examples.voip.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormatReadersTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String STOCK = Rows.resource("asterisk-stock.csv");
    private static final String LEGS = Rows.resource("freeswitch-legs.csv");
    private static final String CUCM = Rows.resource("cucm.csv");
    private static final String PAGE = Rows.resource("ringcentral-page.json");

    @Test
    void bothAsteriskLayoutsSayTheSameOfTheSameCall() {
        ParsedCall stock = Rows.of(STOCK).calls().get(0);
        ParsedCall custom = Rows.of(
                        Rows.resource("asterisk-custom.csv"), ImportOptions.detecting(ZoneId.of("Africa/Nairobi")))
                .calls()
                .get(0);

        assertThat(stock.sourceId()).isEqualTo("1772442900.1");
        assertThat(custom.sourceId()).isEqualTo("1772442900.1/7");
        assertThat(custom).usingRecursiveComparison().ignoringFields("sourceId").isEqualTo(stock);
        assertThat(stock.calleeE164()).isEqualTo("+12125550142");
        assertThat(stock.accountCode()).isEqualTo("acme");
        assertThat(stock.billableDuration()).isEqualTo(Duration.ofSeconds(133));
    }

    @Test
    void eighteenColumnsInTheCustomOrderAreRecognisedByWhereTheTimesAre() {
        String withoutSequence = Rows.resource("asterisk-custom.csv").replaceAll(",[78](\n)", "$1");

        assertThat(Rows.of(withoutSequence).calls())
                .extracting(ParsedCall::sourceId)
                .containsExactly("1772442900.1", "1772442900.1");
    }

    @Test
    void ringingSeveralExtensionsGivesNoNumberToTheDialledOne() {
        ParsedCall inbound = Rows.of(STOCK).calls().get(1);

        assertThat(inbound.callee()).isEqualTo("1004");
        assertThat(inbound.calleeE164()).isNull();
        assertThat(inbound.direction()).isEqualTo(Direction.INBOUND);
        assertThat(inbound.disposition()).isEqualTo(Disposition.NO_ANSWER);
    }

    @Test
    void theHourThatHappensTwiceIsToldByTheUniqueId() {
        // New York, 1 November 2026: 01:30 comes at 05:30Z and again at 06:30Z.
        String twice = STOCK.lines()
                .findFirst()
                .orElseThrow()
                .replace("2026-03-02 09:15:00", "2026-11-01 01:30:00")
                .replace("2026-03-02 09:15:07", "2026-11-01 01:30:07")
                .replace("2026-03-02 09:17:20", "2026-11-01 01:32:20");
        String first = twice.replace(
                "1772442900.1", Instant.parse("2026-11-01T05:30:00Z").getEpochSecond() + ".1");
        String second = twice.replace(
                "1772442900.1", Instant.parse("2026-11-01T06:30:00Z").getEpochSecond() + ".1");
        List<ParsedCall> calls = Rows.of(first + "\n" + second, ImportOptions.detecting(NEW_YORK))
                .calls();

        assertThat(calls)
                .extracting(ParsedCall::start)
                .containsExactly(Instant.parse("2026-11-01T05:30:00Z"), Instant.parse("2026-11-01T06:30:00Z"));
        assertThat(calls)
                .extracting(ParsedCall::end)
                .containsExactly(Instant.parse("2026-11-01T05:32:20Z"), Instant.parse("2026-11-01T06:32:20Z"));
    }

    @Test
    void aCallAcrossTheEndOfSummerTimeKeepsItsOrder() {
        String across = LEGS.lines()
                .toList()
                .get(2)
                .replace("2026-03-02 09:20:00", "2026-11-01 01:59:58")
                .replace("2026-03-02 09:20:09", "2026-11-01 01:00:07");
        ParsedCall call = Rows.of(across, ImportOptions.detecting(NEW_YORK)).call();

        assertThat(call.start()).isEqualTo(Instant.parse("2026-11-01T05:59:58Z"));
        assertThat(call.end()).isEqualTo(Instant.parse("2026-11-01T06:00:07Z"));
    }

    @Test
    void aTimeThatTheStartOfSummerTimeLeavesOutIsRejected() {
        String never = LEGS.lines().toList().get(2).replace("2026-03-02 09:20:00", "2026-03-08 02:30:00");

        assertThat(Rows.of(never, ImportOptions.detecting(NEW_YORK)).rejection().reason())
                .isEqualTo("column start_stamp: the clock change in America/New_York leaves this time out");
    }

    @Test
    void aSecondLegIsSkippedWhicheverOfTheTwoComesFirst() {
        List<String> lines = LEGS.lines().toList();
        String reversed = lines.get(1) + "\n" + lines.get(0) + "\n" + lines.get(2);

        assertThat(Rows.of(LEGS).skips()).containsExactly(new ImportRow.Skipped(1, "second leg of the call on line 2"));
        assertThat(Rows.of(reversed).skips())
                .containsExactly(new ImportRow.Skipped(2, "second leg of a call that is already read"));
        assertThat(Rows.of(reversed).calls())
                .containsExactlyInAnyOrderElementsOf(Rows.of(LEGS).calls());
    }

    @Test
    void aSecondLegWhoseFirstLegIsRejectedIsACallOfItsOwn() {
        String damaged = LEGS.replace(
                "\"1004\",\"1004\",\"1005\",\"default\",\"2026", "\"1004\",\"1004\",\"1005\",\"default\",\"1776");
        Rows rows = Rows.of(damaged.replace("\"1776-03-02 09:15:00\"", "\"1776-99-02 09:15:00\""));

        assertThat(rows.rejection().line()).isEqualTo(2);
        assertThat(rows.skips()).isEmpty();
        assertThat(rows.calls())
                .extracting(ParsedCall::sourceId)
                .containsExactly("00000000-0000-4000-8000-00000000000b", "00000000-0000-4000-8000-00000000000c");
    }

    @Test
    void rowsThatWaitForAFirstLegAreBoundedAndNoneIsLost() {
        String row = LEGS.lines().toList().get(2);
        String content = IntStream.range(0, 1000)
                .mapToObj(i -> row.replace("00000000000c", String.format("%012x", i)))
                .collect(Collectors.joining("\n"));
        Rows rows = Rows.of(content, ImportOptions.detecting(Rows.UTC).withLegWindow(16));

        assertThat(rows.calls()).hasSize(1000).extracting(ParsedCall::sourceId).doesNotHaveDuplicates();
    }

    @Test
    void theSameUnjoinedIdTwiceComesOutTwice() {
        String row = LEGS.lines().toList().get(2);

        assertThat(Rows.of(row + "\n" + row).calls()).hasSize(2);
    }

    @Test
    void freeSwitchIsJudgedByAnswerTimeAndSipStatusNotByCause() {
        List<ParsedCall> calls = Rows.of(Rows.resource("freeswitch.ndjson")).calls();

        assertThat(calls)
                .extracting(ParsedCall::disposition)
                .containsExactly(Disposition.ANSWERED, Disposition.BUSY, Disposition.ANSWERED);
        assertThat(calls)
                .extracting(ParsedCall::direction)
                .containsExactly(Direction.INBOUND, Direction.OUTBOUND, Direction.INTERNAL);
        assertThat(calls.get(0).callId()).isEqualTo("a@host");
        assertThat(calls.get(0).accountCode()).isEqualTo("acme/west");
        assertThat(calls.get(0).start()).isEqualTo(Instant.parse("2026-03-02T09:15:00.250Z"));
        assertThat(calls.get(1).caller()).isEqualTo("1004");
        assertThat(calls.get(1).calleeE164()).isEqualTo("+12125550143");
        assertThat(calls.get(1).answer()).isNull();
    }

    @Test
    void cucmColumnsAreFoundByNameInAnyOrderAndWidth() {
        List<ParsedCall> calls = Rows.of(CUCM).calls();

        assertThat(calls)
                .extracting(ParsedCall::sourceId)
                .containsExactly(
                        "00000000-0000-4000-8000-0000000000c1", "2/101/5002", "00000000-0000-4000-8000-0000000000c3");
        assertThat(calls)
                .extracting(ParsedCall::disposition)
                .containsExactly(Disposition.ANSWERED, Disposition.BUSY, Disposition.RECORDING_LEG);
        assertThat(calls)
                .extracting(ParsedCall::billableDuration)
                .containsExactly(Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO);
        assertThat(calls.get(1).calleeE164()).isEqualTo("+12125550144");
        assertThat(calls.get(0).accountCode()).isEqualTo("acme");
    }

    @Test
    void joinedCucmFilesBringTheirOwnHeaders() {
        assertThat(Rows.of(CUCM + CUCM).tally()).isEqualTo(new ImportTally(CdrFormat.CUCM_CSV, 6, 0, 4));
    }

    @Test
    void aQualityRecordAmongCucmCallsIsRejectedAlone() {
        Rows rows = Rows.of(CUCM + CUCM.lines().toList().get(2).replaceFirst("^1,", "2,"));

        assertThat(rows.calls()).hasSize(3);
        assertThat(rows.rejection())
                .isEqualTo(new ImportRow.Rejected(6, "column cdrRecordType: expected 1, a call detail record"));
    }

    @Test
    void aCucmColumnThatIsMissingIsNamed() {
        Rows rows = Rows.of(CUCM.replace("dateTimeOrigination", "dateTimeSomethingElse"));

        assertThat(rows.rejections())
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row.reason()).isEqualTo("column dateTimeOrigination: a value is required"));
    }

    @Test
    void ringCentralIdsKeepAllTheirDigitsAndDurationsTheirMilliseconds() {
        List<ParsedCall> calls = Rows.of(PAGE).calls();

        assertThat(calls.get(0).sourceId()).isEqualTo("6015823250778200001");
        assertThat(calls.get(0).callId()).isEqualTo("7001");
        assertThat(calls.get(0).duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(calls.get(1).duration()).isEqualTo(Duration.ofMillis(12345));
        assertThat(calls.get(1).start()).isEqualTo(Instant.parse("2026-03-02T12:20:00Z"));
        assertThat(calls.get(1).caller()).isNull();
    }

    @Test
    void aCallInProgressOrDeletedIsSkipped() {
        Rows rows = Rows.of(PAGE.replace("\"type\": \"Fax\",", "\"type\": \"Fax\", \"deleted\": true,"));

        assertThat(rows.skips())
                .containsExactly(
                        new ImportRow.Skipped(17, "the record was deleted at the source"),
                        new ImportRow.Skipped(29, "the call is still in progress"));
        assertThat(rows.calls()).hasSize(1);
    }

    @Test
    void numbersWithoutCountryCodeFollowTheRegion() {
        String row = LEGS.lines().toList().get(2).replace("2125550142", "02079460018");

        assertThat(Rows.of(row).call().calleeE164()).isNull();
        assertThat(Rows.of(row, ImportOptions.detecting(Rows.UTC).withRegion("GB"))
                        .call()
                        .calleeE164())
                .isEqualTo("+442079460018");
    }
}
