package io.cpni.examples.voip.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.Api;
import io.cpni.examples.voip.Api.Answer;
import io.cpni.examples.voip.CarrierTest;
import io.cpni.examples.voip.RawDatabase;
import io.cpni.examples.voip.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Hands in, over HTTP, files that real switches wrote; they stay where they are, and the test is skipped where they are
 * not at hand. Counts are those of the collection's SOURCES.md.
 */
@CarrierTest
class RealFilesImportTest {

    private final Api api;
    private final RawDatabase raw;

    @Autowired
    RealFilesImportTest(@LocalServerPort int port, RawDatabase raw) {
        this.api = new Api(port);
        this.raw = raw;
    }

    /** Two files of the collection hold the same records: each is read as if it were the first. */
    @BeforeEach
    void forgetWhatOtherFilesHeld() {
        raw.sql().update("delete from call_record where account_id is null");
    }

    @ParameterizedTest
    @CsvSource({
        "asterisk-fax-console/Master.csv, asterisk-csv, UTC, 20",
        "asterisk-kelysaina-cdr/Master.csv, asterisk-csv, Africa/Nairobi, 14",
        "asterisk-k8s-walkthrough/Master.csv, asterisk-csv, UTC, 1",
        "freeswitch-somleng/freeswitch_cdr.json, freeswitch-json, UTC, 1",
        "freeswitch-twilreapi-biller/cdr.json, freeswitch-json, UTC, 1",
        "freeswitch-csv-voip-related-codes/Master.legs-a.csv, freeswitch-csv, Asia/Seoul, 2",
        "freeswitch-csv-voip-related-codes/Master.legs-ab.csv, freeswitch-csv, Asia/Seoul, 2",
        "cisco-cucm-sieteunoseis/cdr-examples/cdr.txt, cucm-csv, UTC, 3",
        "cisco-cucm-sieteunoseis/test/fixtures/sample_cdr.txt, cucm-csv, UTC, 1",
        "ringcentral-js-widgets/ringcentral-mock/callLog.json, ringcentral-json, UTC, 2",
        "ringcentral-js-widgets/integration-test/callLog.json, ringcentral-json, UTC, 2",
        "ringcentral-js-widgets/integration-test/callLogList.json, ringcentral-json, UTC, 2",
        "ringcentral-js-widgets/integration-test/activeCalls.json, ringcentral-json, UTC, 1",
        "ringcentral-app-connect/call-log-detailed-example.json, ringcentral-json, UTC, 1",
    })
    void everyRecordOfEachFileIsStoredOnce(String file, String format, String zone, long records) {
        byte[] content = read(file);
        long before = raw.count("select count(*) from call_record");

        Answer first = api.as("billing").importing(content, Map.of("zone", zone));
        Answer again = api.as("billing").importing(content, Map.of("zone", zone, "format", format));

        assertThat(first.json()).as(first.body()).isEqualTo(new Answer(200, "", expected(format, records, 0)).json());
        assertThat(again.json()).as(again.body()).isEqualTo(new Answer(200, "", expected(format, 0, records)).json());
        assertThat(raw.count("select count(*) from call_record")).isEqualTo(before + records);
    }

    @ParameterizedTest
    @CsvSource({"cdr-examples/cmr.txt", "test/fixtures/sample_cmr.txt"})
    void qualityRecordsAreNoCalls(String file) {
        Answer answer = api.as("billing").importing(read("cisco-cucm-sieteunoseis/" + file), Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asLong()).isZero();
        assertThat(answer.json().path("rejected").get(0).path("reason").asString())
                .contains("quality");
    }

    /** The later copy names the telephony session of each call too. */
    @Test
    void aLaterCopyThatTellsMoreOfTheSameCallsIsTheSameCallsAndChangesNothing() {
        api.as("billing").importing(read("ringcentral-js-widgets/ringcentral-mock/callLog.json"), Map.of());
        List<Map<String, Object>> before = raw.sql().queryForList("select * from call_record order by id");

        Answer answer =
                api.as("billing").importing(read("ringcentral-js-widgets/integration-test/callLog.json"), Map.of());

        assertThat(answer.json())
                .as(answer.body())
                .isEqualTo(new Answer(200, "", expected("ringcentral-json", 0, 2)).json());
        assertThat(raw.sql().queryForList("select * from call_record order by id"))
                .isEqualTo(before)
                .isNotEmpty();
    }

    private static String expected(String format, long accepted, long duplicates) {
        return "{\"format\":\"" + format + "\",\"accepted\":" + accepted + ",\"duplicates\":" + duplicates
                + ",\"rejected\":[]}";
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(SharedData.folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
