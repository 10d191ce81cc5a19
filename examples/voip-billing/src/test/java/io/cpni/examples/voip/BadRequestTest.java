package io.cpni.examples.voip;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.Api.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Asks for what makes no sense: the answer blames the request, as a problem detail, and is no error of the server. */
@CarrierTest
class BadRequestTest {

    private final Api api;

    @Autowired
    BadRequestTest(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @ParameterizedTest
    @CsvSource({
        "billing,   /api/accounts/one/calls",
        "billing,   /api/accounts/1/calls?page=first",
        "billing,   /api/accounts/1/calls?page=-1",
        "billing,   /api/accounts/1/calls?size=0",
        "billing,   /api/accounts/1/calls?size=-5",
        "billing,   /api/accounts/one/invoices",
        "marketing, /api/marketing/audience",
        "marketing, /api/marketing/audience?offer=",
        "marketing, /api/marketing/audience?offer=MONEY",
        "marketing, /api/marketing/audience?offer=VOIP&recipient=EVERYBODY",
        "marketing, /api/marketing/audience?offer=VOIP&page=-1",
        "marketing, /api/marketing/audience?offer=VOIP&size=0",
        "auditor,   /api/reports/access",
        "auditor,   /api/reports/access?customer=1&accessor=billing",
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
                "{\"accessor\":\"\",\"ticket\":\"T-1\",\"hours\":8}",
                "{\"accessor\":\"csr\",\"ticket\":\"\",\"hours\":8}",
                "{\"accessor\":\"csr\",\"hours\":8}",
                "{\"accessor\":\"csr\",\"ticket\":\"T-1\",\"hours\":\"many\"}",
            })
    void anAssignmentThatMakesNoSenseIsABadRequest(String json) {
        isRefused(api.as("officer").post("/api/customers/3/assignments", json));
    }

    private static void isRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
    }
}
