package io.cpni.examples.voip.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.Api.Answer;
import io.cpni.examples.voip.CarrierTest;
import io.cpni.examples.voip.RawDatabase;
import io.cpni.examples.voip.sql.SqlApi.Who;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Runs statements as each account and for each purpose that it may have, and some that it may not. */
@CarrierTest
class AdHocSqlTest {

    private static final long CALL = 8_000_000_001L;
    private static final long CLARA = 3;
    private static final String FLORIST = "+12025550137";
    private static final String CALLEE = "select callee from call_record where id = ?";

    private final SqlApi sql;
    private final RawDatabase raw;
    private final DataSource dataSource;

    @Autowired
    AdHocSqlTest(@LocalServerPort int port, RawDatabase raw, DataSource dataSource) {
        this.sql = new SqlApi(port);
        this.raw = raw;
        this.dataSource = dataSource;
    }

    @BeforeEach
    void claraCallsTheFlorist() {
        raw.sql()
                .update(
                        "insert into call_record (id, account_id, format, source_id, digest, direction, caller, callee,"
                                + " started_at, ended_at, duration_seconds, billable_seconds, disposition, cost)"
                                + " values (?, ?, 'ASTERISK_CSV', 'ad-hoc-1', 'a-digest', 'OUTBOUND', ?, ?,"
                                + " timestamp with time zone '2026-03-02 09:15:00+02', "
                                + " timestamp with time zone '2026-03-02 09:16:00.25+02', 60, 60, 'ANSWERED', 0.012300)",
                        CALL,
                        raw.accountOf(CLARA),
                        FLORIST,
                        FLORIST);
    }

    @AfterEach
    void forget() {
        raw.sql().update("delete from call_record where id >= ?", CALL);
        raw.sql().update("delete from cpni_assignment where customer_id = ?", CLARA);
    }

    // Who sees what

    @Test
    void whoeverNeedsTheNumberToBillOrAgainstFraudSeesIt() {
        assertThat(SqlApi.column(sql.run(Who.billing(), CALLEE, CALL), 0)).containsExactly(FLORIST);
        assertThat(SqlApi.column(sql.run(Who.fraud(), CALLEE, CALL), 0)).containsExactly(FLORIST);
    }

    @Test
    void theAnswerNamesTheRulesThatPermittedEachTable() {
        Answer answer = sql.run(
                Who.fraud(),
                "select c.callee, p.name from call_record c join account a on a.id = c.account_id cross join"
                        + " service_plan p where c.id = ?",
                CALL);

        JsonNode rules = answer.json().path("rules");
        for (JsonNode rule : rules) {
            assertThat(rule.path("rule").asString()).isNotBlank();
            assertThat(rule.path("citation").asString()).isNotBlank();
            assertThat(rule.path("operation").asString()).isEqualTo("READ");
        }
        assertThat(rules.findValuesAsString("table"))
                .containsExactlyInAnyOrder("call_record", "call_record", "account");
        assertThat(rules.findValuesAsString("rule")).containsExactlyInAnyOrder("R-222-d2", "R-TAX-3", "R-TAX-3");
    }

    @Test
    void engineersSeeNumbersMaskedAndNoCosts() {
        Answer answer = sql.run(
                Who.engineer(), "select caller, callee, digest, cost, source_id from call_record where id = ?", CALL);

        assertThat(answer.json().path("columns").toString())
                .isEqualToIgnoringCase("[\"caller\",\"callee\",\"digest\",\"cost\",\"source_id\"]");
        JsonNode row = answer.json().path("rows").get(0);
        assertThat(row.get(0).asString()).isEqualTo("+1202xxxxxxx");
        assertThat(row.get(1).asString()).isEqualTo("+1202xxxxxxx");
        assertThat(row.get(2).asString()).isNotEqualTo("a-digest");
        assertThat(row.get(3).isNull()).isTrue();
        assertThat(row.get(4).asString()).isEqualTo("ad-hoc-1");
        assertThat(answer.json().path("rules").findValuesAsString("rule"))
                .as("the rule that decides, the one that masks, and the one for names and numbers")
                .containsExactly("R-222-c1", "R-GEN-5", "R-TAX-3");
    }

    @Test
    void supportSeesWhomItIsAssignedToAndNobodyElse() {
        assertThat(sql.run(Who.csr(), CALLEE, CALL).json().path("rows")).isEmpty();

        Answer assigned = sql.api()
                .as("officer")
                .post(
                        "/api/customers/" + CLARA + "/assignments",
                        "{\"accessor\":\"csr\",\"ticket\":\"T-1\",\"hours\":1}");
        assertThat(assigned.status()).as(assigned.body()).isEqualTo(201);

        assertThat(SqlApi.column(sql.run(Who.csr(), CALLEE, CALL), 0)).containsExactly("+1202xxxxxxx");
        assertThat(SqlApi.column(sql.run(Who.csr(), "select distinct account_id from call_record"), 0))
                .isNotEmpty()
                .isSubsetOf(raw.sql()
                        .queryForList(
                                "select a.id from account a join cpni_assignment s on s.customer_id = a.customer_id"
                                        + " where s.accessor_id = 'csr'",
                                String.class));
    }

    @Test
    void marketingNeedsAnOfferAndSeesNoCosts() {
        Answer without = sql.run(new Who("marketing", Map.of("purpose", "MARKET")), CALLEE, CALL);
        Answer with = sql.run(Who.marketing("VOIP"), "select count(*), sum(cost) from call_record");

        assertThat(without.status()).isEqualTo(403);
        assertThat(without.json().path("rule").asString()).isEqualTo("R-2007-b1");
        assertThat(with.status()).as(with.body()).isEqualTo(200);
        JsonNode row = with.json().path("rows").get(0);
        assertThat(row.get(0).asLong())
                .isPositive()
                .isLessThan(raw.count("select count(*) from call_record where account_id is not null"));
        assertThat(row.get(1).isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "fraud,     BILL_COLLECT",
        "fraud,     PROVIDE_SERVICE",
        "fraud,     MARKET",
        "fraud,     AUDIT",
        "marketing, BILL_COLLECT",
        "marketing, PROTECT",
        "marketing, SALE",
        "marketing, ANALYTICS",
        "billing,   MARKET",
        "billing,   PROTECT",
        "billing,   PROVIDE_SERVICE",
        "billing,   CUSTOMER_ACCESS",
        "engineer,  BILL_COLLECT",
        "engineer,  PROTECT",
        "engineer,  EMERGENCY",
        "csr,       BILL_COLLECT",
        "csr,       CUSTOMER_ACCESS",
        "csr,       LEGAL",
        "csr,       ACCOUNT_CHANGE",
        "csr,       UNDECLARED",
    })
    void anotherPurposeThanThatOfTheDeskIsDenied(String account, String purpose) {
        Answer answer = sql.run(new Who(account, Map.of("purpose", purpose)), CALLEE, CALL);

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("table").asString()).isEqualTo("call_record");
        for (String field : List.of("rule", "citation", "remedy")) {
            assertThat(answer.json().path(field).asString()).as(field).isNotBlank();
        }
        assertThat(answer.body()).doesNotContain(FLORIST);
    }

    @Test
    void withoutAPurposeNothingLabelledIsRead() {
        Answer answer = sql.run(new Who("billing", Map.of()), CALLEE, CALL);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(sql.run(new Who("billing", Map.of()), "select id from service_plan")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "marketing, select total from invoice",
        "engineer,  select total from invoice",
        "engineer,  select plan_id from subscription",
        "engineer,  select amount from invoice_line",
    })
    void whatADeskHasNoGrantForIsDenied(String account, String statement) {
        Who who = account.equals("marketing") ? Who.marketing("VOIP") : Who.engineer();

        assertThat(sql.run(who, statement).status()).isEqualTo(403);
    }

    @Test
    void aThirdPartyIsAnotherRecipientThanStaff() {
        assertThat(sql.run(Who.marketing("VOIP").saying("recipient", "THIRD"), CALLEE, CALL)
                        .body())
                .doesNotContain(FLORIST);
        assertThat(sql.run(Who.billing().saying("recipient", "LEA"), CALLEE, CALL)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void toNameACustomerOpensNothing() {
        assertThat(sql.run(Who.csr().saying("customer", CLARA), CALLEE, CALL)
                        .json()
                        .path("rows"))
                .isEmpty();
        assertThat(sql.run(new Who("csr", Map.of("purpose", "CUSTOMER_ACCESS", "customer", CLARA)), CALLEE, CALL)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "officer", "customer"})
    void theOtherAccountsSendNoSql(String account) {
        Answer answer = sql.run(new Who(account, Map.of("purpose", "AUDIT")), "select 1");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
    }

    @Test
    void nobodySendsNoSql() {
        assertThat(sql.api()
                        .asNobody()
                        .post("/api/sql", "{\"sql\":\"select 1\"}")
                        .status())
                .isEqualTo(401);
        assertThat(sql.api().as("billing").get("/api/sql").status()).isEqualTo(405);
    }

    // What support and engineers do beside their work stays out of SQL

    /** Whoever could move an account to a customer of theirs could then read it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set customer_id = 1",
                "update telephone_line set account_id = 1",
                "update customer set name = 'x'",
            })
    void supportChangesNothing(String statement) {
        Answer answer = sql.run(Who.csr(), statement);

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(raw.count("select count(distinct customer_id) from account")).isGreaterThan(1);
    }

    // Changes

    @Test
    void billingChangesARecordAndIsToldHowMany() {
        Answer answer = sql.run(Who.billing(), "update call_record set cost = ? where id = ?", 2, CALL);

        assertThat(answer.json().path("changed").asLong()).as(answer.body()).isOne();
        assertThat(answer.json().path("rules").toString()).contains("UPDATE");
        assertThat(cost()).isEqualByComparingTo("2");
    }

    @Test
    void whatFailsHasChangedNothing() {
        Answer twice = sql.run(
                Who.billing(),
                "update call_record set source_id = 'same', format = 'x' where id = ? or account_id is not null",
                CALL);

        assertThat(twice.status()).as(twice.body()).isEqualTo(422);
        assertThat(twice.json().path("detail").asString()).contains("constraint");
        assertThat(twice.body())
                .doesNotContainIgnoringCase("call_record_source_uk")
                .doesNotContain("same");
        assertThat(raw.count("select count(*) from call_record where source_id = 'same'"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"billing", "csr", "engineer", "fraud", "marketing"})
    void nobodyDeletes(String account) {
        Who who = List.of(Who.billing(), Who.csr(), Who.engineer(), Who.fraud(), Who.marketing("VOIP")).stream()
                .filter(each -> each.account().equals(account))
                .findFirst()
                .orElseThrow();

        assertThat(sql.run(who, "delete from call_record where id = ?", CALL).status())
                .isEqualTo(403);
        assertThat(cost()).isNotNull();
    }

    /** By the categories of plans the gate tells whose records an offer may use. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update service_plan set category = 'VOIP'",
                "delete from quarantined_row",
                "update cdr_import set accepted = 0",
                "update service_plan set category = 'CMRS' where exists (select 1 from call_record)",
            })
    void tablesWithoutLabelsAreReadOnly(String statement) {
        List<?> before = raw.sql().queryForList("select * from service_plan order by id");

        Answer answer = sql.run(Who.marketing("VOIP"), statement);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains("without labels");
        assertThat(raw.sql().queryForList("select * from service_plan order by id"))
                .isEqualTo(before);
    }

    // Values

    @Test
    void valuesComeInTheirJsonTypes() {
        Answer answer = sql.run(
                Who.billing(),
                "select id, cost, started_at, ended_at, call_id, duration_seconds > 5, date '2026-11-01',"
                        + " time '09:15:00', timestamp '2026-11-01 09:15:00', cast(0.1 as double precision)"
                        + " from call_record where id = ?",
                CALL);

        assertThat(answer.body())
                .contains("[[8000000001,0.012300,\"2026-03-02T07:15:00Z\",\"2026-03-02T07:16:00.250Z\",null,true,"
                        + "\"2026-11-01\",\"09:15:00\",\"2026-11-01T09:15:00\",0.1]]");
    }

    @Test
    void parametersAreBoundInTheirTypes() {
        assertThat(found("started_at = ?", Map.of("type", "timestamp", "value", "2026-03-02T07:15:00Z")))
                .isOne();
        assertThat(found("started_at >= ?", Map.of("type", "date", "value", "2026-03-03")))
                .isZero();
        assertThat(found("cost = ?", Map.of("type", "number", "value", "0.0123")))
                .isOne();
        assertThat(found("cost = ?", new BigDecimal("0.0123"))).isOne();
        assertThat(found("callee = ?", FLORIST)).isOne();
        assertThat(found("callee = ?", Map.of("type", "text", "value", FLORIST)))
                .isOne();
        assertThat(found("(answered_at is null) = ?", true)).isOne();
    }

    private int found(String condition, Object parameter) {
        Answer answer =
                sql.run(Who.billing(), "select id from call_record where id = ? and " + condition, CALL, parameter);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("rows").size();
    }

    /** To compare a stored value with one of another kind would make the server convert it, and fail by what it is. */
    @ParameterizedTest
    @CsvSource({
        "callee = ?,     7",
        "id = ?,         +12025550137x",
        "started_at = ?, 2026-03-02T07:15:00Z",
        "cost = ?,       cheap",
    })
    void aParameterOfAnotherTypeIsRefused(String condition, String parameter) {
        Object value = parameter.equals("7") ? (Object) 7 : parameter;

        Answer answer = sql.run(Who.engineer(), "select id from call_record where " + condition, value);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:cpni:problem:refused");
        assertThat(answer.body()).doesNotContain(parameter.equals("7") ? "'7'" : parameter);
    }

    @Test
    void theNumberOfParametersHasToBeRight() {
        Answer few = sql.run(Who.billing(), CALLEE);
        Answer many = sql.run(Who.billing(), CALLEE, CALL, "a-secret");

        assertThat(few.status()).as(few.body()).isEqualTo(422);
        assertThat(few.json().path("detail").asString()).contains("params");
        assertThat(many.status()).as(many.body()).isEqualTo(400);
        assertThat(many.json().path("detail").asString()).contains("params[1]");
        assertThat(many.body()).doesNotContain("a-secret");
    }

    // Bounds

    @Test
    void aThousandRowsAreEnough() {
        Answer answer = sql.run(Who.billing(), "select c.id from call_record c cross join service_plan p");

        assertThat(answer.json().path("rows")).hasSize(1_000);
        assertThat(answer.json().path("truncated").asBoolean()).isTrue();
        assertThat(sql.run(Who.billing(), CALLEE, CALL).json().path("truncated").asBoolean(true))
                .isFalse();
    }

    @Test
    void whatTakesTooLongIsStoppedAndSlowsNobodyElse() throws SQLException {
        Answer answer = sql.run(
                Who.billing(),
                "select count(*) from call_record a cross join call_record b cross join call_record c cross join"
                        + " call_record d where a.id + b.id + c.id + d.id < 0");

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.isProblem()).isTrue();
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                Connection connection = dataSource.getConnection();
                connections.add(connection);
                try (Statement statement = connection.createStatement()) {
                    assertThat(statement.getQueryTimeout()).isZero();
                }
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void whatTheServerSaysStaysThere() {
        for (String statement : List.of(
                "select cast(name as int) from service_plan",
                "select cast(callee as int) from call_record",
                "select id from service_plan where id = (select id from service_plan)",
                "select cast('a-secret' as int) from service_plan",
                "select date_trunc('a-secret', started_at) from call_record")) {
            Answer answer = sql.run(Who.billing(), statement);

            assertThat(answer.status()).as(statement).isIn(400, 422);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.body()).doesNotContain("a-secret", "conversion", "org.h2", "Exception", "+1");
        }
    }

    private BigDecimal cost() {
        return raw.sql().queryForObject("select cost from call_record where id = ?", BigDecimal.class, CALL);
    }
}
