package io.cpni.examples.voip.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads files that real switches wrote, in place; skipped where they are not at hand. */
class RealFilesTest {

    private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");
    private static final Set<String> CALL_FOLDERS = Set.of(
            "asterisk-fax-console",
            "asterisk-kelysaina-cdr",
            "asterisk-k8s-walkthrough",
            "freeswitch-somleng",
            "freeswitch-twilreapi-biller",
            "freeswitch-csv-voip-related-codes",
            "cisco-cucm-sieteunoseis",
            "ringcentral-js-widgets",
            "ringcentral-app-connect");

    @ParameterizedTest
    @CsvSource({
        "asterisk-fax-console/Master.csv, asterisk-csv, 20, 0",
        "asterisk-kelysaina-cdr/Master.csv, asterisk-csv, 14, 0",
        "asterisk-k8s-walkthrough/Master.csv, asterisk-csv, 1, 0",
        "freeswitch-somleng/freeswitch_cdr.json, freeswitch-json, 1, 0",
        "freeswitch-twilreapi-biller/cdr.json, freeswitch-json, 1, 0",
        "freeswitch-csv-voip-related-codes/Master.legs-a.csv, freeswitch-csv, 2, 0",
        "freeswitch-csv-voip-related-codes/Master.legs-ab.csv, freeswitch-csv, 2, 2",
        "cisco-cucm-sieteunoseis/cdr-examples/cdr.txt, cucm-csv, 3, 2",
        "cisco-cucm-sieteunoseis/test/fixtures/sample_cdr.txt, cucm-csv, 1, 1",
        "ringcentral-js-widgets/ringcentral-mock/callLog.json, ringcentral-json, 2, 0",
        "ringcentral-js-widgets/integration-test/callLog.json, ringcentral-json, 2, 0",
        "ringcentral-js-widgets/integration-test/callLogList.json, ringcentral-json, 2, 0",
        "ringcentral-js-widgets/integration-test/activeCalls.json, ringcentral-json, 1, 0",
        "ringcentral-app-connect/call-log-detailed-example.json, ringcentral-json, 1, 0",
    })
    void everyRecordOfEachFileIsAccepted(String file, String format, long accepted, long skipped) {
        CdrFormat expected = CdrFormat.fromName(format);
        Path path = SharedData.folder().resolve(file);

        assertThat(Rows.of(path, ZoneOffset.UTC).tally()).isEqualTo(new ImportTally(expected, accepted, 0, skipped));
        assertThat(read(path, ImportOptions.of(expected, ZoneOffset.UTC)).tally())
                .as("announced instead of detected")
                .isEqualTo(new ImportTally(expected, accepted, 0, skipped));
    }

    @ParameterizedTest
    @CsvSource({"cdr-examples/cmr.txt", "test/fixtures/sample_cmr.txt"})
    void qualityRecordsAreRefusedAsAWholeWhateverTheyAreAnnouncedAs(String file) {
        Path path = SharedData.folder().resolve("cisco-cucm-sieteunoseis").resolve(file);

        for (ImportOptions options : List.of(
                ImportOptions.detecting(ZoneOffset.UTC), ImportOptions.of(CdrFormat.CUCM_CSV, ZoneOffset.UTC))) {
            ImportRow.Rejected rejection = read(path, options).rejection();
            assertThat(rejection.reason()).contains("quality").contains("not call detail");
        }
    }

    @Test
    void otherRingCentralAnswersAreRefusedRecordByRecord() {
        Path folder = SharedData.folder().resolve("ringcentral-js-widgets");
        Set<String> callLogs = Set.of("callLog.json", "callLogList.json", "activeCalls.json");

        for (Path file : files(folder)) {
            if (callLogs.contains(file.getFileName().toString())) {
                continue;
            }
            Rows rows = Rows.of(file, ZoneOffset.UTC);
            assertThat(rows.calls()).as(file.toString()).isEmpty();
            assertThat(rows.rejections())
                    .as(file.toString())
                    .isNotEmpty()
                    .allSatisfy(rejection -> assertThat(rejection.reason()).startsWith("not a call log"));
        }
    }

    @Test
    void nothingElseInTheCollectionIsTakenForCalls() {
        Path data = SharedData.folder();
        for (Path file : files(data)) {
            if (CALL_FOLDERS.contains(data.relativize(file).getName(0).toString())) {
                continue;
            }
            Rows rows = Rows.of(file, ZoneOffset.UTC);
            assertThat(rows.calls()).as(file.toString()).isEmpty();
            assertThat(rows.rejections()).as(file.toString()).isNotEmpty();
        }
    }

    @Test
    void wallClockTimesOfAUtcSwitchEqualTheEpochInTheUniqueId() {
        Rows rows = Rows.of(SharedData.folder().resolve("asterisk-fax-console/Master.csv"), ZoneOffset.UTC);

        assertThat(rows.calls())
                .allSatisfy(call -> assertThat(call.start())
                        .isBetween(epochOf(call).minusSeconds(1), epochOf(call).plusSeconds(1)));
        assertThat(rows.calls().get(0).start()).isEqualTo(Instant.parse("2026-09-17T23:49:01Z"));
    }

    @Test
    void wallClockTimesOfASwitchInNairobiEqualTheEpochInTheUniqueId() {
        Path file = SharedData.folder().resolve("asterisk-kelysaina-cdr/Master.csv");

        assertThat(Rows.of(file, NAIROBI).calls())
                .allSatisfy(call -> assertThat(call.start())
                        .isBetween(epochOf(call).minusSeconds(1), epochOf(call).plusSeconds(1)));
        assertThat(Rows.of(file, NAIROBI).calls().get(0).start()).isEqualTo(Instant.ofEpochSecond(1690325492));
        assertThat(Rows.of(file, ZoneOffset.UTC).calls().get(0).start())
                .as("the wrong zone is three hours off")
                .isEqualTo(Instant.ofEpochSecond(1690325492).plus(Duration.ofHours(3)));
    }

    @Test
    void statedDurationsWinOverDifferencesOfTimeStamps() {
        List<ParsedCall> fax = Rows.of(SharedData.folder().resolve("asterisk-fax-console/Master.csv"), ZoneOffset.UTC)
                .calls();
        List<ParsedCall> lab = Rows.of(SharedData.folder().resolve("asterisk-kelysaina-cdr/Master.csv"), NAIROBI)
                .calls();

        assertThat(fax.stream().filter(RealFilesTest::isOneSecondShort)).hasSize(7);
        assertThat(lab.stream().filter(RealFilesTest::isOneSecondShort)).hasSize(6);
    }

    @Test
    void outsideLinePrefixesAreStrippedFromTheNumberAndKeptInTheDialledText() {
        List<ParsedCall> calls = Rows.of(SharedData.folder().resolve("asterisk-fax-console/Master.csv"), ZoneOffset.UTC)
                .calls();

        assertThat(calls.get(0).callee()).isEqualTo("92025550161");
        assertThat(calls.get(0).calleeE164()).isEqualTo("+12025550161");
        assertThat(calls.get(0).direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(calls.get(6).callee()).isEqualTo("818884732963");
        assertThat(calls.get(6).calleeE164()).isEqualTo("+18884732963");
        assertThat(calls.get(15).callerE164()).isEqualTo("+12025550177");
        assertThat(calls.get(15).direction()).isEqualTo(Direction.INBOUND);
        assertThat(calls.get(16).callee()).isEqualTo("*43");
        assertThat(calls.get(16).calleeE164()).isNull();
        assertThat(calls.get(16).direction()).isEqualTo(Direction.INTERNAL);
    }

    @Test
    void aCallThatTheSwitchOriginatedHasNoCallerAndNoSpoolPathLeaksOut() {
        ParsedCall call = Rows.of(SharedData.folder().resolve("asterisk-fax-console/Master.csv"), ZoneOffset.UTC)
                .calls()
                .get(13);

        assertThat(call.caller()).isNull();
        assertThat(call.callee()).isEqualTo("s");
        assertThat(call.calleeE164()).isNull();
        assertThat(call.direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(call.billableDuration()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void anAnonymousZeroLengthCallIsAnsweredAndNobodysExtension() {
        ParsedCall call = Rows.of(SharedData.folder().resolve("asterisk-k8s-walkthrough/Master.csv"), ZoneOffset.UTC)
                .call();

        assertThat(call.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(call.duration()).isZero();
        assertThat(call.direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(call.callerE164()).isNull();
    }

    @Test
    void sequenceNumbersBecomePartOfTheIdWhereTheLayoutHasThem() {
        assertThat(Rows.of(SharedData.folder().resolve("asterisk-kelysaina-cdr/Master.csv"), NAIROBI)
                        .calls())
                .extracting(ParsedCall::sourceId)
                .startsWith("1690325492.2/2", "1690325531.5/4")
                .doesNotHaveDuplicates();
    }

    @Test
    void freeSwitchVariablesAreDecodedAndTimesAreMicroseconds() {
        ParsedCall call = Rows.of(SharedData.folder().resolve("freeswitch-somleng/freeswitch_cdr.json"), ZoneOffset.UTC)
                .call();

        assertThat(call.sourceId()).isEqualTo("77e3b4f2-cac1-4724-81f6-f1cd5e01770c");
        assertThat(call.callId()).isEqualTo("i87a2hh93r9rbkj3jroijk3h49k278a9@10.18.5.64");
        assertThat(call.callerE164()).isEqualTo("+85516234567");
        assertThat(call.callee()).isEqualTo("1294");
        assertThat(call.start()).isEqualTo(Instant.parse("2022-07-06T08:50:03.370590Z"));
        assertThat(call.answer()).isEqualTo(Instant.parse("2022-07-06T08:50:04.230498Z"));
        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(4));
        assertThat(call.billableDuration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(call.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.codec()).isEqualTo("PCMA");
    }

    @Test
    void aBusyCalleeIsNoAnsweredCallThoughTheCauseIsNormalClearing() {
        ParsedCall call = Rows.of(SharedData.folder().resolve("freeswitch-twilreapi-biller/cdr.json"), ZoneOffset.UTC)
                .call();

        assertThat(call.disposition()).isEqualTo(Disposition.BUSY);
        assertThat(call.answer()).isNull();
        assertThat(call.billableDuration()).isZero();
        assertThat(call.caller()).isEqualTo("1294");
        assertThat(call.callee()).isEqualTo("010234567");
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    }

    @Test
    void aCallLoggedAsTwoLegsIsOneCall() {
        Rows rows = Rows.of(
                SharedData.folder().resolve("freeswitch-csv-voip-related-codes/Master.legs-ab.csv"),
                ZoneId.of("Asia/Seoul"));

        assertThat(rows.calls())
                .extracting(ParsedCall::sourceId)
                .containsExactly("99205d8f-5ec4-402e-b174-7a8bb8c23a61", "a03307a6-3658-4dde-a25b-bb6aecb96945");
        assertThat(rows.skips())
                .containsExactly(
                        new ImportRow.Skipped(1, "second leg of the call on line 2"),
                        new ImportRow.Skipped(3, "second leg of the call on line 4"));
        assertThat(rows.calls().get(0).start()).isEqualTo(Instant.parse("2023-10-10T14:43:58Z"));
        assertThat(rows.calls().stream().map(ParsedCall::billableDuration).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofSeconds(13));
    }

    @Test
    void aRecordedConversationIsOneCallAndTwoRecordingLegs() {
        List<ParsedCall> calls = Rows.of(
                        SharedData.folder().resolve("cisco-cucm-sieteunoseis/cdr-examples/cdr.txt"), ZoneOffset.UTC)
                .calls();

        assertThat(calls)
                .extracting(ParsedCall::disposition)
                .containsExactly(Disposition.RECORDING_LEG, Disposition.RECORDING_LEG, Disposition.ANSWERED);
        assertThat(calls.get(0).answer()).isNull();
        assertThat(calls).allSatisfy(call -> assertThat(call.callId()).startsWith("cucmOHSUtest/2/254"));
        ParsedCall call = calls.get(2);
        assertThat(call.sourceId()).isEqualTo("ed56fecd-bd2d-48d4-ae03-7ee3766d6048");
        assertThat(call.callerE164()).isEqualTo("+15033466594");
        assertThat(call.calleeE164()).isEqualTo("+15033466593");
        assertThat(call.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call.start()).isEqualTo(Instant.ofEpochSecond(1744993928));
        assertThat(call.answer()).isEqualTo(Instant.ofEpochSecond(1744993930));
        assertThat(call.billableDuration()).isEqualTo(Duration.ofSeconds(11));
        assertThat(call.codec()).isEqualTo("PCMU");
    }

    @Test
    void withoutAHeaderTheDocumentedOrderOfColumnsHolds() {
        ParsedCall call = Rows.of(
                        SharedData.folder().resolve("cisco-cucm-sieteunoseis/test/fixtures/sample_cdr.txt"),
                        ZoneOffset.UTC)
                .call();

        assertThat(call.sourceId()).isEqualTo("a1b2c3d4-e5f6-7890-abcd-ef1234567890");
        assertThat(call.calleeE164()).isEqualTo("+19712628803");
        assertThat(call.billableDuration()).isEqualTo(Duration.ofSeconds(60));
        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(66));
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    }

    @Test
    void partiesOfRingCentralMayBeShortNumbersExtensionsOrNames() {
        Path folder = SharedData.folder().resolve("ringcentral-js-widgets/integration-test");
        List<ParsedCall> sync =
                Rows.of(folder.resolve("callLog.json"), ZoneOffset.UTC).calls();
        ParsedCall active =
                Rows.of(folder.resolve("activeCalls.json"), ZoneOffset.UTC).call();

        assertThat(sync.get(1).caller()).isEqualTo("102");
        assertThat(sync.get(1).callee()).isEqualTo("+123456778");
        assertThat(sync.get(1).calleeE164()).isNull();
        assertThat(sync.get(1).disposition()).isEqualTo(Disposition.NO_ANSWER);
        assertThat(sync.get(1).duration()).isEqualTo(Duration.ofSeconds(80));
        assertThat(sync.get(1).billableDuration()).isZero();
        assertThat(active.caller()).isNull();
        assertThat(active.calleeE164()).isEqualTo("+18556620006");
    }

    @Test
    void aFaxInTheCallLogIsACall() {
        ParsedCall fax = Rows.of(
                        SharedData.folder().resolve("ringcentral-js-widgets/integration-test/callLogList.json"),
                        ZoneOffset.UTC)
                .calls()
                .get(1);

        assertThat(fax.sourceId()).isEqualTo("8vsAH84JRCeg-DLA");
        assertThat(fax.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(fax.billableDuration()).isEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void theLegsOfADetailedRecordAreNotCountedAgain() {
        ParsedCall call = Rows.of(
                        SharedData.folder().resolve("ringcentral-app-connect/call-log-detailed-example.json"),
                        ZoneOffset.UTC)
                .call();

        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(7));
        assertThat(call.end()).isEqualTo(Instant.parse("2018-09-11T13:24:16Z"));
        assertThat(call.callId()).isEqualTo("s-9a03590172ea4d39a7cf7d5b6dba6a3b");
    }

    @Test
    void noReasonAndNoTextFormRepeatsANumberOfTheFile() {
        Path data = SharedData.folder();
        for (Path file : files(data)) {
            for (ImportRow row : Rows.of(file, ZoneOffset.UTC).all) {
                row.map(
                        parsed -> assertThat(parsed.toString())
                                .doesNotContain(digitsOf(parsed.call().caller()))
                                .doesNotContain(digitsOf(parsed.call().callee())),
                        rejected -> assertThat(rejected.reason()).doesNotContainPattern("[0-9]{5,}"),
                        skipped -> assertThat(skipped.reason()).doesNotContainPattern("[0-9]{5,}"));
            }
        }
    }

    /** The id may hold short runs of the same digits by chance; only what could be somebody's number counts. */
    private static String digitsOf(String party) {
        return party != null && party.length() >= 7 ? party : "no such text";
    }

    private static Instant epochOf(ParsedCall call) {
        return Instant.ofEpochSecond(
                Long.parseLong(call.sourceId().substring(0, call.sourceId().indexOf('.'))));
    }

    private static boolean isOneSecondShort(ParsedCall call) {
        return call.duration().plusSeconds(1).equals(Duration.between(call.start(), call.end()))
                || (call.answer() != null
                        && call.billableDuration().plusSeconds(1).equals(Duration.between(call.answer(), call.end())));
    }

    private static Rows read(Path file, ImportOptions options) {
        try {
            return Rows.of(Files.readAllBytes(file), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
