package io.cpni.examples.voip.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.Api;
import io.cpni.examples.voip.Api.Answer;
import io.cpni.examples.voip.AsteriskFile;
import io.cpni.examples.voip.CarrierTest;
import io.cpni.examples.voip.RawDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Hands files of switches in over HTTP, sound and broken ones. */
@CarrierTest
class ImportApiTest {

    /** Is nobody's number here. */
    private static final String STRANGER = "+12025550150";

    private static final String BUTCHER = "+12025550151";
    private static final int BATCH = 500;

    private final Api api;
    private final RawDatabase raw;
    private long lastCall;

    @Autowired
    ImportApiTest(@LocalServerPort int port, RawDatabase raw) {
        this.api = new Api(port);
        this.raw = raw;
    }

    /** Each test brings its own calls, though the examples of the formats have always the same ids. */
    @BeforeEach
    void forgetWhatOtherTestsImported() {
        raw.sql().update("delete from call_record where account_id is null");
        raw.sql().update("delete from call_record where source_id like 'import-%'");
        lastCall = raw.count("select max(id) from call_record");
    }

    @ParameterizedTest
    @CsvSource({
        "asterisk-stock.csv, asterisk-csv, 3, 0",
        "asterisk-custom.csv, asterisk-csv, 2, 0",
        "freeswitch.ndjson, freeswitch-json, 3, 0",
        "freeswitch-legs.csv, freeswitch-csv, 2, 0",
        "cucm.csv, cucm-csv, 3, 0",
        "ringcentral-page.json, ringcentral-json, 2, 0",
    })
    void aFileOfEachFormatIsTakenInOnceHoweverOftenItComes(String name, String format, long accepted, long rejected) {
        byte[] file = resource(name);

        Answer first = api.as("billing").importing(file, Map.of());
        Answer again = api.as("billing").importing(file, Map.of("format", format, "zone", "UTC"));

        expect(first, format, accepted, 0, rejected);
        expect(again, format, 0, accepted, rejected);
        assertThat(fresh()).isEqualTo(accepted);
    }

    @Test
    void theAnswerHasThePromisedFieldsAndNoOthers() {
        Answer answer =
                api.as("billing").importing(twoCalls().line("not a call").toString());

        assertThat(answer.type()).startsWith("application/json");
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("format", "accepted", "duplicates", "rejected");
        assertThat(answer.json().path("rejected").get(0).propertyNames()).containsExactlyInAnyOrder("line", "reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"billing", "engineer"})
    void aCallGoesToTheAccountThatItsNumberBelongsToWhoeverImportsIt(String login) {
        long account = raw.accountOf(6);
        String number = raw.numberOf(account);
        long before = raw.callsOf(account);

        Answer answer = api.as(login)
                .importing(new AsteriskFile()
                        .call("import-out", number, BUTCHER, "2026-04-01T10:00:00", 61)
                        .call("import-in", BUTCHER, number, "2026-04-01T11:00:00", 10)
                        .toString());

        expect(answer, "asterisk-csv", 2, 0, 0);
        assertThat(raw.callsOf(account)).isEqualTo(before + 2);
        assertThat(raw.count(
                        "select count(*) from call_record where source_id = 'import-out' and account_id = ?"
                                + " and cost > 0 and direction = 'OUTBOUND' and callee = ?",
                        account,
                        BUTCHER))
                .isEqualTo(1);
        assertThat(raw.count(
                        "select count(*) from call_record where source_id = 'import-in' and account_id = ?"
                                + " and cost is null and direction = 'INBOUND' and caller = ?",
                        account,
                        BUTCHER))
                .isEqualTo(1);
    }

    @Test
    void theSameCallTwiceInOneFileIsOneCallAndOneDuplicate() {
        String file = twoCalls().toString();

        expect(api.as("billing").importing(file + file), "asterisk-csv", 2, 2, 0);
        assertThat(fresh()).isEqualTo(2);
    }

    @Test
    void anIdThatComesBackWithOtherContentIsRejectedAndTheFirstRecordStays() {
        expect(api.as("billing").importing(twoCalls().toString()), "asterisk-csv", 2, 0, 0);

        Answer answer = api.as("billing")
                .importing(new AsteriskFile()
                        .call("import-1", STRANGER, BUTCHER, "2026-04-01T10:00:00", 3_600)
                        .call("import-3", STRANGER, BUTCHER, "2026-04-01T12:00:00", 30)
                        .toString());

        expect(answer, "asterisk-csv", 1, 0, 1);
        assertThat(answer.json().path("rejected").get(0).path("line").asLong()).isEqualTo(1);
        assertThat(answer.json().path("rejected").get(0).path("reason").asString())
                .contains("same id but other content");
        assertThat(raw.count("select duration_seconds from call_record where source_id = 'import-1'"))
                .isEqualTo(60);
    }

    /** A simple view and a detailed one tell the same calls differently. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"sessionId\": 7001,|\"sessionId\": 7001, \"telephonySessionId\": \"s-7001\",",
                "\"duration\": 60,|\"duration\": 60, \"durationMs\": 60321,",
                "\"durationMs\": 12345,|",
                "\"telephonySessionId\": \"s-1\",|\"transport\": \"PSTN\",",
                "\"name\": \"only a name\"|\"name\": \"another name\"",
            })
    void anotherViewOfTheSameCallsIsTheSameCallsWhicheverComesFirst(String one, @Nullable String other) {
        String view = text("ringcentral-page.json");
        String otherView = view.replace(one, other == null ? "" : other);
        assertThat(otherView).isNotEqualTo(view);

        expect(api.as("billing").importing(view), "ringcentral-json", 2, 0, 0);
        expect(api.as("billing").importing(otherView), "ringcentral-json", 0, 2, 0);
        forgetWhatOtherTestsImported();
        expect(api.as("billing").importing(otherView), "ringcentral-json", 2, 0, 0);
        expect(api.as("billing").importing(view), "ringcentral-json", 0, 2, 0);
    }

    /** Whose call it is, and what it costs, does not change in silence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"duration\": 60,|\"duration\": 61,",
                "\"durationMs\": 12345,|\"durationMs\": 13345,",
                "14:15:00.250Z|14:15:00.251Z",
                "\"result\": \"Call connected\"|\"result\": \"No Answer\"",
                "+12125550142|+12125550144",
                "\"extensionNumber\": \"102\"|\"phoneNumber\": \"+12125550145\"",
                "\"name\": \"only a name\"|\"phoneNumber\": \"+12125550146\"",
            })
    void aViewThatContradictsWhatIsStoredOfACallIsRejectedAndTheFirstRecordStays(String one, String other) {
        String view = text("ringcentral-page.json");
        expect(api.as("billing").importing(view), "ringcentral-json", 2, 0, 0);
        List<Map<String, Object>> stored = freshCalls();

        Answer answer = api.as("billing").importing(view.replace(one, other));

        expect(answer, "ringcentral-json", 0, 1, 1);
        assertThat(answer.json().path("rejected").get(0).path("reason").asString())
                .contains("same id but other content");
        assertThat(freshCalls()).isEqualTo(stored).hasSize(2);
    }

    @Test
    void anIdThatContradictsItselfWithinOneFileIsRejectedToo() {
        Answer answer = api.as("billing")
                .importing(twoCalls()
                        .call("import-1", STRANGER, BUTCHER, "2026-04-01T10:00:00", 3_600)
                        .toString());

        expect(answer, "asterisk-csv", 2, 0, 1);
        assertThat(answer.json().path("rejected").get(0).path("line").asLong()).isEqualTo(3);
    }

    @Test
    void brokenRowsCostOnlyThemselvesAndStandInQuarantineWithoutTheirValues() {
        String sound = twoCalls().toString();
        String file = "\"4111-1111\",\"only three\",\"columns\"\n"
                + sound
                + sound.lines()
                        .findFirst()
                        .orElseThrow()
                        .replace("ANSWERED", "SECRET-VALUE")
                        .replace("import-1", "import-9")
                + "\n"
                + sound.lines().findFirst().orElseThrow().replace("\"from-customers\"", "\"from-customers")
                + "\n";
        long before = quarantined();

        Answer answer = api.as("billing").importing(file);

        expect(answer, "asterisk-csv", 2, 0, 3);
        List<Long> lines = new ArrayList<>();
        answer.json().path("rejected").forEach(row -> lines.add(row.path("line").asLong()));
        assertThat(lines).containsExactlyInAnyOrder(1L, 4L, 5L);
        assertThat(quarantined()).isEqualTo(before + 3);
        List<Map<String, Object>> rows = raw.sql()
                .queryForList("select q.line, q.reason, i.format, i.accepted, i.rejected, i.imported_by"
                        + " from quarantined_row q join cdr_import i on i.id = q.cdr_import_id"
                        + " order by q.id desc limit 3");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row)
                    .containsEntry("IMPORTED_BY", "billing")
                    .containsEntry("FORMAT", "asterisk-csv")
                    .containsEntry("ACCEPTED", 2L)
                    .containsEntry("REJECTED", 3L);
            assertThat((String) row.get("REASON"))
                    .isNotBlank()
                    .doesNotContain("4111", "SECRET", "only three", STRANGER, BUTCHER, "import-");
        });
        assertThat(rows).extracting(row -> row.get("LINE")).containsExactlyInAnyOrder(1L, 4L, 5L);
        assertThat(answer.body()).doesNotContain("4111", "SECRET", STRANGER, BUTCHER);
    }

    @ParameterizedTest
    @CsvSource({
        "asterisk-stock.csv, freeswitch-csv",
        "asterisk-stock.csv, ringcentral-json",
        "freeswitch.ndjson, asterisk-csv",
        "freeswitch.ndjson, ringcentral-json",
        "ringcentral-page.json, freeswitch-json",
    })
    void aFileAnnouncedAsWhatItIsNotIsRejectedAsAWhole(String name, String format) {
        Answer answer = api.as("billing").importing(resource(name), Map.of("format", format));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asLong()).isZero();
        assertThat(answer.json().path("rejected")).isNotEmpty();
        assertThat(answer.json().path("rejected").get(0).path("reason").asString())
                .contains("announced as " + format);
        assertThat(fresh()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"zone, Atlantis/Poseidonis", "zone, 25:00", "format, cobol", "format, ASTERISK_CSV"})
    void aZoneOrFormatThatThereIsNotIsABadRequest(String field, String value) {
        Answer answer = api.as("billing").importing(resource("asterisk-stock.csv"), Map.of(field, value));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
        assertThat(fresh()).isZero();
    }

    @Test
    void aRequestWithoutAFileIsABadRequest() {
        Answer answer = api.as("billing").post("/api/imports", "{}");

        assertThat(answer.status()).as(answer.body()).isIn(400, 415);
        assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
    }

    @Test
    void timesWithoutAZoneAreReadInTheZoneThatWasGiven() {
        Answer answer = api.as("billing")
                .importing(twoCalls().toString().getBytes(StandardCharsets.UTF_8), Map.of("zone", "America/New_York"));

        expect(answer, "asterisk-csv", 2, 0, 0);
        assertThat(raw.count("select count(*) from call_record where source_id = 'import-1'"
                        + " and started_at = timestamp with time zone '2026-04-01 14:00:00+00:00'"))
                .isEqualTo(1);
    }

    @Test
    void aFileOfNoFormatAtAllIsRejectedAndSaysSo() {
        Answer answer = api.as("billing").importing("Dear Sir or Madam,\nplease find the calls attached.\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("format").isNull()).isTrue();
        assertThat(answer.json().path("accepted").asLong()).isZero();
        assertThat(answer.json().path("rejected")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csr", "marketing", "fraud", "auditor", "officer", "customer"})
    void whoHasNothingToDoWithSwitchesImportsNothing(String login) {
        Map<String, Long> before = counts();

        Answer calls = api.as(login).importing(twoCalls().toString());
        assertThat(calls.status()).as(calls.body()).isEqualTo(403);
        assertThat(calls.isProblem()).isTrue();
        assertThat(calls.json().path("rule").asString()).isEqualTo("R-GEN-1");
        assertThat(counts()).as("after a file of calls").isEqualTo(before);
    }

    @Test
    void whoHasNothingToDoWithSwitchesFillsNoQuarantineEither() {
        Map<String, Long> before = counts();

        Answer garbage = api.as("marketing").importing("Buy now!\nBuy now!\n");

        assertThat(garbage.status()).as(garbage.body()).isEqualTo(403);
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void whoIsNotSignedInImportsNothing() {
        Map<String, Long> before = counts();

        assertThat(api.asNobody().importing(twoCalls().toString()).status()).isEqualTo(401);
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aCsvFileThatBreaksOffKeepsItsCompleteRecords() {
        String file = manyCalls(700).toString();
        String broken = file.substring(0, file.indexOf("import-many-650\"") + 5);

        Answer answer = api.as("billing").importing(broken);

        expect(answer, "asterisk-csv", 649, 0, 1);
        assertThat(answer.json().path("rejected").get(0).path("line").asLong()).isEqualTo(650);
        expect(api.as("billing").importing(file), "asterisk-csv", 51, 649, 0);
    }

    @Test
    void aJsonFileThatBreaksOffKeepsItsCompleteRecords() {
        String file = text("ringcentral-page.json");
        String broken = file.substring(0, file.indexOf("\"Abc-2\""));

        Answer answer = api.as("billing").importing(broken);

        assertThat(answer.json().path("accepted").asLong()).as(answer.body()).isEqualTo(2);
        assertThat(answer.json().path("rejected")).isNotEmpty();
        assertThat(fresh()).isEqualTo(2);
    }

    /** The second batch holds what the database refuses: a sound call, or the note on a broken row. */
    @ParameterizedTest
    @CsvSource({
        "call_record, source_id <> 'import-many-501'",
        "quarantined_row, line <> 602",
    })
    void aBatchThatCannotBeStoredStoresNothingOfItAndWhatCameBeforeStays(String table, String condition) {
        String file = manyCalls(600).line("no call").line("no call either").toString();
        long before = quarantined();
        raw.sql().execute("alter table " + table + " add constraint poison_ck check (" + condition + ") nocheck");
        Answer answer;
        try {
            answer = api.as("billing").importing(file);
        } finally {
            raw.sql().execute("alter table " + table + " drop constraint poison_ck");
        }

        assertThat(answer.status()).isGreaterThanOrEqualTo(500);
        assertThat(answer.body()).doesNotContain(STRANGER, BUTCHER, "import-many");
        assertThat(fresh()).isEqualTo(BATCH);
        assertThat(quarantined()).isEqualTo(before);
        expect(api.as("billing").importing(file), "asterisk-csv", 100, BATCH, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31622401", "4000000000"})
    void aCallOfMoreThanAYearCostsOnlyItself(String seconds) {
        String year = twoCalls()
                .toString()
                .lines()
                .findFirst()
                .orElseThrow()
                .replace(STRANGER, raw.numberOf(raw.accountOf(6)))
                .replace(",60,60,", "," + seconds + "," + seconds + ",")
                .replace("import-1", "import-year");

        Answer answer = api.as("billing").importing(twoCalls().line(year).toString());

        expect(answer, "asterisk-csv", 2, 0, 1);
        assertThat(fresh()).isEqualTo(2);
    }

    private static AsteriskFile twoCalls() {
        return new AsteriskFile()
                .call("import-1", STRANGER, BUTCHER, "2026-04-01T10:00:00", 60)
                .call("import-2", STRANGER, BUTCHER, "2026-04-01T11:00:00", 5);
    }

    private static AsteriskFile manyCalls(int count) {
        AsteriskFile file = new AsteriskFile();
        for (int i = 1; i <= count; i++) {
            file.call("import-many-" + i, STRANGER, BUTCHER, "2026-04-01T10:00:00", i);
        }
        return file;
    }

    private static void expect(Answer answer, String format, long accepted, long duplicates, long rejected) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode json = answer.json();
        assertThat(json.path("format").asString()).isEqualTo(format);
        assertThat(json.path("accepted").asLong()).as(answer.body()).isEqualTo(accepted);
        assertThat(json.path("duplicates").asLong()).as(answer.body()).isEqualTo(duplicates);
        assertThat(json.path("rejected")).as(answer.body()).hasSize((int) rejected);
    }

    /** Counts the calls that came since the test began. */
    private long fresh() {
        return raw.count("select count(*) from call_record where id > ?", lastCall);
    }

    private List<Map<String, Object>> freshCalls() {
        return raw.sql().queryForList("select * from call_record where id > ? order by id", lastCall);
    }

    private long quarantined() {
        return raw.count("select count(*) from quarantined_row");
    }

    private Map<String, Long> counts() {
        return Map.of(
                "call_record", raw.count("select count(*) from call_record"),
                "cdr_import", raw.count("select count(*) from cdr_import"),
                "quarantined_row", quarantined());
    }

    private static String text(String name) {
        return new String(resource(name), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ImportApiTest.class.getResourceAsStream("/imports/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
