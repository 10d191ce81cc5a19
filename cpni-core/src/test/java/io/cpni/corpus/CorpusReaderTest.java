package io.cpni.corpus;

import static io.cpni.corpus.CorpusTexts.deadline;
import static io.cpni.corpus.CorpusTexts.decision;
import static io.cpni.corpus.CorpusTexts.file;
import static io.cpni.corpus.CorpusTexts.json;
import static io.cpni.corpus.CorpusTexts.request;
import static io.cpni.corpus.CorpusTexts.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusReaderTest {

    private static final String AT = "'at': '2026-05-04T12:00:00-04:00'";
    private static final String NOTICE = "{'type': 'NOTICE', 'id': 'n1', " + AT + ", 'channel': 'EMAIL'}";
    private static final String RULES = "'rules': ['R-GEN-3']";

    @Test
    void everyCaseOfTheGivenCorpusIsRead() {
        String directory = System.getProperty("cpni.corpus", "");
        assumeTrue(!directory.isEmpty() && Files.isDirectory(Path.of(directory)), "no corpus in -Dcpni.corpus");

        List<CorpusFile> files = CorpusReader.readDirectory(Path.of(directory));

        assertThat(files.stream().flatMap(file -> file.cases().stream())).hasSize(317);
    }

    @Test
    void filesOfFoldersAreReadInOrder(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("b"));
        Files.writeString(directory.resolve("c.json"), file(timeline(NOTICE)));
        Files.writeString(directory.resolve("b/a.json"), file(request("{" + AT + "}")));
        Files.writeString(directory.resolve("notes.txt"), "no case");

        assertThat(CorpusReader.readDirectory(directory))
                .extracting(file -> file.cases().get(0).id())
                .containsExactly("D-1", "T-1");
    }

    @Test
    void anIdUsedInTwoFilesIsRefused(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.json"), file(timeline(NOTICE)));
        Files.writeString(directory.resolve("b.json"), file(timeline(NOTICE)));

        assertThatExceptionOfType(CorpusFormatException.class)
                .isThrownBy(() -> CorpusReader.readDirectory(directory))
                .withMessage("b.json, case T-1, id: is used in a.json");
    }

    @Test
    void anIdUsedTwiceInOneFileIsRefused() {
        refused(file(timeline(NOTICE), timeline(NOTICE)), "case T-1, id: is used in x.json");
    }

    @Test
    void anUnknownFieldOfTheFileIsRefused() {
        refused(file(timeline(NOTICE)).replace("\"about\"", "\"note\": \"x\", \"about\""), "x.json, note: ");
    }

    @Test
    void anUnknownFieldOfACaseIsRefused() {
        refused(file(decision("'note': 'x'", "{" + AT + "}", "{'result': 'DENY', " + RULES + "}")), "case D-1, note: ");
    }

    @Test
    void anUnknownFieldDeepInACaseIsRefused() {
        refused(
                file(request("{" + AT + ", 'data': [{'dataClass': 'CDI'}, {'dataclass': 'CDI'}]}")),
                "case D-1, request.data[1].dataclass: Unrecognized property");
    }

    @Test
    void anUnknownFieldOfAnEventIsRefused() {
        refused(
                file(timeline("{'type': 'OUTAGE', " + AT + ", 'channel': 'EMAIL'}")),
                "case T-1, events[0].channel: Unrecognized property");
    }

    @Test
    void aTimelineHasNoRequest() {
        refused(
                file(timeline(NOTICE).replace("'events'", "'request': {" + AT + "}, 'events'")),
                "case T-1, request: Unrecognized property");
    }

    @Test
    void anUnknownConstantIsRefused() {
        refused(
                file(request("{" + AT + ", 'purpose': 'SELL'}")),
                "case D-1, request.purpose: 'SELL' is no constant of Purpose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'market'", "' MARKET'", "''", "'5'", "5"})
    void aConstantIsWrittenExactly(String purpose) {
        refused(file(request("{" + AT + ", 'purpose': " + purpose + "}")), "case D-1, request.purpose: ");
    }

    @Test
    void aConstantTheFormatWritesOtherwiseIsRefused() {
        refused(file(request("{" + AT + ", 'data': [{'dataClass': 'CALL_DETAIL'}]}")), "request.data[0].dataClass: ");
    }

    @Test
    void anUnknownKindOfCaseIsRefused() {
        refused(file(timeline(NOTICE).replace("'timeline'", "'story'")), "case T-1: ");
    }

    @Test
    void anUnknownTypeOfEventIsRefused() {
        refused(file(timeline(NOTICE.replace("NOTICE", "LETTER"))), "case T-1, events[0]: ");
    }

    @Test
    void aCaseWithoutKindIsRefused() {
        refused(file(timeline(NOTICE).replace("'kind': 'timeline', ", "")), "case T-1: ");
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        refused(file(request("{" + AT + ", 'partialOk': true, 'partialOk': true}")), "Duplicate");
    }

    @Test
    void aKindGivenTwiceIsRefused() {
        refused(file(timeline(NOTICE).replace("'title'", "'kind': 'timeline', 'title'")), "Duplicate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "group", "about", "cases"})
    void aFileHasItsFields(String field) {
        refused(
                file(timeline(NOTICE)).replace(json("'" + field + "':"), json("'x':")),
                "x.json: " + field + " is missing");
    }

    @Test
    void aFileWithoutCasesIsRefused() {
        refused(file(), "x.json: cases is empty");
    }

    @Test
    void aMissingIdIsRefused() {
        refused(file(timeline(NOTICE).replace("'id': 'T-1', ", "")), "case number 0: id is missing");
    }

    @Test
    void aMissingTitleIsRefused() {
        refused(file(timeline(NOTICE).replace("'title': 'A history', ", "")), "case T-1: title is missing");
    }

    @Test
    void aMissingInstantIsRefused() {
        refused(file(request("{}")), "case D-1, request: at is missing");
        refused(file(timeline(NOTICE.replace(AT + ", ", ""))), "case T-1, events[0]: at is missing");
    }

    @Test
    void aTimelineHasEvents() {
        refused(file(timeline().replace("'events': [], ", "")), "case T-1: events is missing");
    }

    @Test
    void aMissingChannelIsRefused() {
        refused(
                file(request("{" + AT + ", 'contact': {'begunBy': 'US'}}")),
                "case D-1, request.contact: channel is missing");
    }

    @Test
    void missingRulesAreRefused() {
        refused(file(decision("{" + AT + "}", "{'result': 'DENY'}")), "case D-1, expect: rules is missing");
        refused(file(decision("{" + AT + "}", "{'result': 'DENY', 'rules': []}")), "case D-1, expect: rules is empty");
    }

    @Test
    void whatIsNoRuleIdIsRefused() {
        refused(
                file(decision("{" + AT + "}", "{'result': 'DENY', 'rules': ['222-c1']}")),
                "case D-1, expect: rules is '222-c1'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", "null", "]"})
    void textAfterTheEndIsRefused(String text) {
        refused(file(timeline(NOTICE)) + text, "x.json: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "{"})
    void whatIsNoFileIsRefused(String text) {
        refused(text, "x.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "'1'", "1.0", "true"})
    void anotherFormatIsRefused(String format) {
        refused(file(timeline(NOTICE)).replace(json("'format': 1"), json("'format': " + format)), "format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-04T12:00:00",
                "2026-05-04T12:00-04:00",
                "2026-05-04 12:00:00-04:00",
                "2026-05-04T12:00:00-0400",
                "2026-05-04T12:00:00-04",
                "2026-05-04T12:00:00z",
                "2026-02-30T12:00:00Z",
                "2026-05-04T24:00:00Z",
                "2026-05-04T12:00:00Z[UTC]",
                "2026-05-04",
                " 2026-05-04T12:00:00Z",
                ""
            })
    void anInstantHasSecondsAndOffset(String instant) {
        refused(file(request("{'at': '" + instant + "'}")), "case D-1, request.at: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'2026-5-4'", "'2026-02-30'", "'2026-05-04T00:00:00Z'", "20260504", "[2026, 5, 4]"})
    void aDateIsYearMonthDay(String date) {
        refused(
                file(decision(
                        "'config': {'closedDays': [" + date + "]}",
                        "{" + AT + "}",
                        "{'result': 'DENY', " + RULES + "}")),
                "case D-1, config.closedDays[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Mars/Olympus'", "'-05:00'", "''", "5"})
    void aZoneIsOneOfTheDatabase(String zone) {
        refused(
                file(decision(
                        "'customer': {'zone': " + zone + "}", "{" + AT + "}", "{'result': 'DENY', " + RULES + "}")),
                "case D-1, customer.zone: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'purpose': null",
                "'data': null",
                "'data': [null]",
                "'recipient': {'kind': 'IC', 'name': null}",
                "'partialOk': null"
            })
    void nullIsRefusedWhereverItStands(String field) {
        refused(file(request("{" + AT + ", " + field + "}")), "is null or nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'partialOk': 'true'",
                "'partialOk': 1",
                "'data': {}",
                "'data': [{'groupSize': '20'}]",
                "'data': [{'groupSize': 20.0}]",
                "'data': [{'groupSize': 0}]",
                "'data': [{'groupSize': 99999999999}]",
                "'data': 'CDI'",
                "'offer': 'CMRS'",
                "'offer': ['CMRS', 'CMRS']",
                "'needs': ['CDI', 'CDI']",
                "'recipient': 'STAFF'",
                "'recipient': ''",
                "'recipient': []",
                "'recipient': {'kind': 'IC', 'name': 7}",
                "'recipient': {'kind': 'IC', 'name': true}",
                "'recipient': {'kind': 'IC', 'name': ''}",
                "'accessor': {'id': ''}",
                "'accessor': {'id': 'A 1'}",
                "'auth': [{'kind': 'PASSWORD', 'promptedBy': 'VOICE'}]"
            })
    void aValueOfTheWrongKindIsRefused(String field) {
        refused(file(request("{" + AT + ", " + field + "}")), "case D-1, request");
    }

    @Test
    void aNumberForAnInstantIsRefused() {
        refused(file(request("{'at': 1780000000}")), "case D-1, request.at: a string is due");
    }

    @Test
    void aNumberForAnIdIsRefused() {
        refused(file(timeline(NOTICE.replace("'n1'", "1"))), "case T-1, events[0].id: a string is due");
        refused(file(timeline(NOTICE).replace("'T-1'", "1")), "case number 0, id: a string is due");
    }

    @Test
    void anEmptyIdIsRefused() {
        refused(file(timeline(NOTICE).replace("'T-1'", "''")), "id is ''");
        refused(file(timeline(NOTICE.replace("'n1'", "''"))), "case T-1, events[0]: id is ''");
    }

    @Test
    void aReferenceToAnUnknownNoticeIsRefused() {
        refused(
                file(timeline("{'type': 'BOUNCE', " + AT + ", 'notice': 'n1'}")),
                "case T-1: events: notice names 'n1'");
        refused(
                file(timeline("{'type': 'OPT_IN', " + AT + ", 'channel': 'ONLINE', 'notice': 'n1'}")),
                "case T-1: events: notice names 'n1'");
        refused(
                file(timeline(NOTICE.replace("'channel'", "'resendOf': 'n0', 'channel'"))),
                "case T-1: events: resendOf names 'n0'");
    }

    @Test
    void aReferenceToAnUnknownContactIsRefused() {
        refused(
                file(timeline("{'type': 'PREFERENCE', " + AT + ", 'flag': 'DO_NOT_CALL', 'contact': 'line9'}")),
                "case T-1: events: contact names 'line9'");
        refused(
                file(request("{" + AT + ", 'contact': {'channel': 'PHONE', 'to': 'line9'}}")),
                "case D-1: request: contact: to names 'line9'");
        refused(
                file(request("{" + AT + ", 'change': {'what': 'PASSWORD', 'notifyTo': 'mail9'}}")),
                "case D-1: change: notifyTo names 'mail9'");
    }

    @Test
    void aNewContactNeedNotBeOnTheAccount() {
        String change = "{'what': 'ADDRESS_OF_RECORD', 'newContact': 'mail9', 'notifyTo': 'mail9'}";

        assertThat(CorpusReader.readText("x.json", file(request("{" + AT + ", 'change': " + change + "}")))
                        .cases())
                .hasSize(1);
    }

    @Test
    void twoNoticesWithOneIdAreRefused() {
        refused(file(timeline(NOTICE, NOTICE)), "case T-1: events: two notices have the id 'n1'");
    }

    @Test
    void twoContactsWithOneIdAreRefused() {
        String contact = "{'id': 'm1', 'kind': 'EMAIL', 'addedAt': '2026-01-01T00:00:00Z'}";
        refused(
                file(decision(
                        "'customer': {'contacts': [" + contact + ", " + contact.replace("EMAIL", "POSTAL") + "]}",
                        "{" + AT + "}",
                        "{'result': 'DENY', " + RULES + "}")),
                "case D-1, customer: contacts has m1 twice");
    }

    @Test
    void oneServiceSubscribedTwiceIsRefused() {
        refused(
                file(decision(
                        "'customer': {'subscriptions': [{'category': 'VOIP'}, {'category': 'VOIP'}]}",
                        "{" + AT + "}",
                        "{'result': 'DENY', " + RULES + "}")),
                "case D-1, customer: subscriptions has ");
    }

    @Test
    void aPermitWithObligationNamesIt() {
        String expect = "{'result': 'PERMIT_WITH_OBLIGATION', " + RULES;
        refused(file(decision("{" + AT + "}", expect + "}")), "case D-1, expect: obligations is missing or empty");
        refused(
                file(decision("{" + AT + "}", expect + ", 'obligations': []}")),
                "case D-1, expect: obligations is missing or empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERMIT", "DENY"})
    void anotherResultHasNoObligations(String result) {
        String expect = "{'result': '" + result + "', " + RULES;
        refused(file(decision("{" + AT + "}", expect + ", 'obligations': ['MASK']}")), "obligations is given with");
        refused(file(decision("{" + AT + "}", expect + ", 'obligations': []}")), "obligations is given with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'duty': 'ANSWER'}",
                "{'duty': 'ANSWER', 'by': '2026-06-01', 'notBefore': '2026-06-01T00:00:00Z'}"
            })
    void aDutyHasEitherALastDayOrAFirstInstant(String due) {
        refused(
                file(deadline("{'type': 'ACCESS_REQUEST', " + AT + "}", "[" + due + "]")),
                "case L-1, expect.due[0]: either by or notBefore is due");
    }

    @Test
    void eventsMayStandInAnyOrder() {
        String earlier = "{'type': 'OPT_OUT', 'at': '2026-05-04T11:59:59-04:00'}";

        assertThat(CorpusReader.readText("x.json", file(timeline(NOTICE, earlier)))
                        .cases()
                        .get(0)
                        .events())
                .hasSize(2);
    }

    @Test
    void whatIsWrongWithOneCaseLeavesTheOthersReadable(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.json"), file(request("{'at': 'noon'}")));
        Files.writeString(directory.resolve("b.json"), "{");
        Files.writeString(directory.resolve("c.json"), file(timeline(NOTICE)));
        Files.writeString(directory.resolve("d.json"), file(timeline(NOTICE)));
        Files.writeString(directory.resolve("e.json"), "[]");

        assertThat(CorpusReader.readCases(directory))
                .extracting(reading -> reading instanceof CorpusReading.Unreadable bad ? bad.name() : "readable")
                .containsExactly("a.json, case \"D-1\"", "b.json", "readable", "d.json, case \"T-1\"", "e.json");
    }

    @Test
    void theErrorNamesFileCaseAndField() {
        assertThatExceptionOfType(CorpusFormatException.class)
                .isThrownBy(() -> CorpusReader.readText("x.json", file(request("{'at': 'noon'}"))))
                .withMessageStartingWith("x.json, case D-1, request.at: an instant is 'noon', which is not like ");
    }

    private static void refused(String text, String message) {
        assertThatExceptionOfType(CorpusFormatException.class)
                .isThrownBy(() -> CorpusReader.readText("x.json", text))
                .withMessageContaining("x.json")
                .withMessageContaining(message);
    }
}
