package io.cpni.examples.voip;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.Api.Answer;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Asks for what makes no sense: the answer blames the request, as a problem detail, and is no error of the server. */
@CarrierTest
class BadRequestTest {

    private static final String FIELD = "Content-Disposition: form-data; name=\"data\"; filename=\"Master.csv\"";

    private final Api api;
    private final RawDatabase raw;

    @Autowired
    BadRequestTest(@LocalServerPort int port, RawDatabase raw) {
        this.api = new Api(port);
        this.raw = raw;
    }

    @ParameterizedTest
    @CsvSource({
        "billing,   /api/accounts/one/calls",
        "billing,   /api/accounts/1/calls?page=first",
        "billing,   /api/accounts/1/calls?page=-1",
        "billing,   /api/accounts/1/calls?page=2147483647",
        "billing,   /api/accounts/1/calls?size=0",
        "billing,   /api/accounts/1/calls?size=201",
        "billing,   /api/accounts/1/calls?size=-5",
        "billing,   /api/accounts/one/invoices",
        "marketing, /api/marketing/audience",
        "marketing, /api/marketing/audience?offer=",
        "marketing, /api/marketing/audience?offer=MONEY",
        "marketing, /api/marketing/audience?offer=VOIP&recipient=EVERYBODY",
        "marketing, /api/marketing/audience?offer=VOIP&page=-1",
        "marketing, /api/marketing/audience?offer=VOIP&page=2147483647&size=1000",
        "marketing, /api/marketing/audience?offer=VOIP&size=0",
        "marketing, /api/marketing/audience?offer=VOIP&size=1001",
        "auditor,   /api/reports/access",
        "auditor,   /api/reports/access?customer=1&accessor=billing",
        "auditor,   /api/reports/access?accessor=",
        "auditor,   /api/reports/access?accessor=%20",
        "auditor,   /api/reports/access?customer=Ada",
        "auditor,   /api/reports/access?customer=1&from=yesterday",
        "auditor,   /api/reports/access?customer=1&from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
        "auditor,   /api/reports/access?customer=1&size=0",
        "auditor,   /api/reports/access?customer=1&after=the-last-one",
    })
    void aQuestionThatMakesNoSenseIsABadRequest(String login, String path) {
        isRefused(api.as(login).get(path));
    }

    @ParameterizedTest
    @CsvSource({
        "billing,  /api/invoices",
        "billing,  /api/invoices?month=2026-13",
        "customer, /api/customers/me/opt-out",
    })
    void anOrderThatMakesNoSenseIsABadRequest(String login, String path) {
        isRefused(api.as(login).post(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"accessor\":\"csr\",\"ticket\":\"T-1\",\"hours\":0}",
                "{\"accessor\":\"csr\",\"ticket\":\"T-1\",\"hours\":-8}",
                "{\"accessor\":\"crs\",\"ticket\":\"T-1\",\"hours\":8}",
                "{\"accessor\":\"\",\"ticket\":\"T-1\",\"hours\":8}",
                "{\"accessor\":\"csr\",\"ticket\":\"\",\"hours\":8}",
                "{\"accessor\":\"csr\",\"hours\":8}",
                "{\"accessor\":\"csr\",\"ticket\":\"T-1\",\"hours\":\"many\"}",
            })
    void anAssignmentThatMakesNoSenseIsABadRequest(String json) {
        isRefused(api.as("officer").post("/api/customers/3/assignments", json));

        assertThat(raw.count("select count(*) from cpni_assignment where customer_id = 3"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "billing   | /api/accounts/one/calls                                  | id must be a whole number",
                "billing   | /api/accounts/1/calls?page=first                         | page must be a whole number",
                "billing   | /api/accounts/1/calls?page=-1                            | page must be greater than or equal to 0",
                "billing   | /api/accounts/1/calls?size=100000                        | size must be less than or equal to 200",
                "marketing | /api/marketing/audience?offer=MONEY                      | offer must be one of LOCAL, INTEREXCHANGE",
                "marketing | /api/marketing/audience?offer=VOIP&recipient=MONEY       | recipient must be one of",
                "auditor   | /api/reports/access?customer=1&from=2026-03-01           | from must be an instant such as 2026",
                "auditor   | /api/reports/access?customer=1&after=the-last-one        | after must be what a page",
                "auditor   | /api/reports/access                                      | give either customer or accessor",
            })
    void theAnswerSaysWhatWouldBeRight(String login, String path, String detail) {
        Answer answer = api.as(login).get(path);

        isRefused(answer);
        assertThat(detailOf(answer)).contains(detail).doesNotContain("first", "MONEY", "one'", "the-last-one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                  | The body must be the JSON",
                "{\"accessor\":\"csr\",\"ticket\":\"T-1\",\"hours\":\"many\"} | The body's field hours",
                "{\"accessor\":\"csr\",\"ticket\":\"T-1\",\"hours\":400}    | hours must be less than or equal to 72",
                "{\"accessor\":\"csr\",\"hours\":400}                       | hours must be less than or equal to 72; ticket must not be blank",
                "{\"accessor\":\"crs\",\"ticket\":\"T-1\",\"hours\":4}      | accessor is nobody who signs in here",
            })
    void theAnswerToAnAssignmentSaysWhatWouldBeRight(String json, String detail) {
        assertThat(detailOf(api.as("officer").post("/api/customers/3/assignments", json)))
                .contains(detail)
                .doesNotContain("many", "400", "crs");
    }

    @Test
    void theAnswerToAFormSaysWhatWouldBeRight() {
        Answer json = api.as("billing").post("/api/imports", "{}");
        Answer nothing = api.as("billing").post("/api/imports");
        Answer noForm = api.as("billing").post("/api/imports", "multipart/form-data", "no boundary");
        Answer noFile = api.as("billing")
                .post("/api/imports", "multipart/form-data; boundary=b", "--b\r\n" + FIELD + "\r\n\r\nx\r\n--b--\r\n");

        assertThat(json.status()).isEqualTo(415);
        assertThat(detailOf(json)).contains("must be multipart/form-data");
        assertThat(nothing.status()).isEqualTo(415);
        assertThat(detailOf(nothing)).contains("must be multipart/form-data");
        isRefused(noForm);
        assertThat(detailOf(noForm)).contains("curl -F");
        isRefused(noFile);
        assertThat(detailOf(noFile)).contains("-F file=@");
    }

    /** An invoice made too early would lack calls, and nobody would make another. */
    @Test
    void aMonthThatIsNotOverIsNotBilled() {
        long before = raw.count("select count(*) from invoice");

        Answer answer = api.as("billing").post("/api/invoices?month=" + YearMonth.now(ZoneOffset.UTC));

        isRefused(answer);
        assertThat(detailOf(answer)).contains("month is not over");
        assertThat(raw.count("select count(*) from invoice")).isEqualTo(before);
    }

    @Test
    void whereThereIsNothingTheAnswerSaysSo() {
        Answer answer = api.as("billing").get("/api/account/1/calls");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.isProblem()).isTrue();
        assertThat(detailOf(answer)).isEqualTo("There is nothing at this path.");
    }

    private static String detailOf(Answer answer) {
        assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
        return answer.json().path("detail").asString();
    }

    private static void isRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
    }
}
