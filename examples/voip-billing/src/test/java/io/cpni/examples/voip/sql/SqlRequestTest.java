package io.cpni.examples.voip.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.Api.Answer;
import io.cpni.examples.voip.CarrierTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sends requests that make no sense: the answer says what would, and repeats nothing. */
@CarrierTest
class SqlRequestTest {

    private final SqlApi sql;

    @Autowired
    SqlRequestTest(@LocalServerPort int port) {
        this.sql = new SqlApi(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                              | one JSON object",
                "secret                                                         | one JSON object",
                "[]                                                             | JSON object with no other fields",
                "{} {}                                                          | one JSON object",
                "{\"sql\":\"select 1\",\"sql\":\"secret\"}                      | at most once",
                "{\"sql\":\"select 1\",\"reciepient\":\"secret\"}               | customer, offer, params, purpose, recipient, sql",
                "{}                                                             | sql must be a statement",
                "{\"sql\":\"  \"}                                               | sql must be a statement",
                "{\"sql\":null}                                                 | sql must be a statement",
                "{\"sql\":[\"secret\"]}                                         | sql must be a statement",
                "{\"sql\":\"select 1\",\"params\":\"secret\"}                   | params must be a list",
                "{\"sql\":\"select 1\",\"params\":{\"secret\":1}}               | params must be a list",
                "{\"sql\":\"select 1\",\"params\":[[\"secret\"]]}               | params[0] must be",
                "{\"sql\":\"select 1\",\"params\":[1,{\"secret\":1}]}           | params[1] must be",
                "{\"sql\":\"select 1\",\"params\":[{\"type\":\"secret\",\"value\":\"x\"}]}   | date, number, text, time, timestamp, uuid",
                "{\"sql\":\"select 1\",\"params\":[{\"type\":\"date\",\"value\":\"secret\"}]} | ISO form",
                "{\"sql\":\"select 1\",\"params\":[{\"type\":\"timestamp\",\"value\":\"secret\"}]} | ISO form",
                "{\"sql\":\"select 1\",\"params\":[{\"type\":\"number\",\"value\":\"1e999999999\"}]} | params[0] must be",
                "{\"sql\":\"select 1\",\"params\":[1e999999999]}                | params[0] must be",
                "{\"sql\":\"select 1\",\"purpose\":\"secret\"}                  | purpose must be one of UNDECLARED, PROVIDE_SERVICE, BILL_COLLECT",
                "{\"sql\":\"select 1\",\"purpose\":3}                           | purpose must be one of",
                "{\"sql\":\"select 1\",\"purpose\":\"protect\"}                 | purpose must be one of",
                "{\"sql\":\"select 1\",\"recipient\":\"secret\"}                | recipient must be one of STAFF, AGENT",
                "{\"sql\":\"select 1\",\"recipient\":[\"STAFF\"]}               | recipient must be one of",
                "{\"sql\":\"select 1\",\"offer\":\"secret\"}                    | offer must be one of LOCAL",
                "{\"sql\":\"select 1\",\"offer\":[]}                            | offer must be one of LOCAL",
                "{\"sql\":\"select 1\",\"customer\":\"secret\"}                 | customer must be the number",
                "{\"sql\":\"select 1\",\"customer\":1.5}                        | customer must be the number",
            })
    void theAnswerSaysWhatWouldBeRight(String body, String detail) {
        Answer answer = sql.post("billing", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).as(answer.type()).isTrue();
        assertThat(answer.json().path("detail").asString()).contains(detail);
        assertThat(answer.body()).doesNotContain("secret", "reciepient", "999");
    }

    @Test
    void aStatementHasABound() {
        String longest = "{\"sql\":\"select 1" + " ".repeat(20_000 - 8) + "\"}";

        assertThat(sql.post("billing", longest).status()).isEqualTo(200);
        assertThat(sql.post("billing", longest.replace("select 1", "select 1 ")).status())
                .isEqualTo(400);
    }

    @Test
    void aBodyHasABound() {
        String large = "{\"sql\":\"select 1\",\"params\":[\"" + "x".repeat(300_000) + "\"]}";

        Answer answer = sql.post("billing", large);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains("bytes");
    }

    @Test
    void theBodyIsJson() {
        Answer answer = sql.api().as("billing").post("/api/sql", "text/plain", "select 1");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.isProblem()).isTrue();
    }
}
