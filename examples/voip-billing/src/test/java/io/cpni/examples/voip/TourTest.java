package io.cpni.examples.voip;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.ApprovalStore;
import io.cpni.customer.CustomerId;
import io.cpni.examples.voip.Api.Answer;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.mask.Masker;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Takes the tour of the README, as its readers do: with name and password over HTTP. */
@CarrierTest
class TourTest {

    /** Signs in as {@code customer}. */
    private static final long ADA = 1;

    /** Called by Ada. */
    private static final String FLORIST = "+12025550137";

    /** Needs support, and gets it. */
    private static final long BORIS = 2;

    /** Needs no support. */
    private static final long CLARA = 3;

    /** Is of interest to many, and nobody's case. */
    private static final long DORA = 4;

    private static final long NO_SUCH_ACCOUNT = 99_999_999;

    private static final String OUTSIDE_OF_CATEGORIES = "VOICE_MAIL";

    private final Api api;
    private final RawDatabase raw;
    private final ApprovalStore approvals;

    @Autowired
    TourTest(@LocalServerPort int port, RawDatabase raw, ApprovalStore approvals) {
        this.api = new Api(port);
        this.raw = raw;
        this.approvals = approvals;
    }

    @BeforeEach
    void theySpokeWithTheFlorist() {
        AsteriskFile file = new AsteriskFile();
        for (long customer : List.of(ADA, BORIS, CLARA)) {
            String number = raw.numberOf(raw.accountOf(customer));
            file.call("tour-" + customer + "-1", number, FLORIST, "2026-03-02T09:15:00", 133);
            file.call("tour-" + customer + "-2", number, FLORIST, "2026-03-02T09:20:00", 21);
        }
        Answer answer = api.as("billing").importing(file.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void billingSeesTheCallsOfAnAccountAsTheyAre() {
        long account = raw.accountOf(ADA);

        Answer answer = api.as("billing").get(calls(account) + "?size=200");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("totalElements").asLong()).isEqualTo(raw.callsOf(account));
        assertThat(texts(answer.json().path("content"), "callee"))
                .contains(FLORIST)
                .containsExactlyInAnyOrderElementsOf(calleesOf(account));
    }

    @Test
    void callsComeInPages() {
        long account = raw.accountOf(ADA);

        JsonNode first = api.as("billing").get(calls(account) + "?size=1").json();
        JsonNode second =
                api.as("billing").get(calls(account) + "?size=1&page=1").json();

        assertThat(first.path("content")).hasSize(1);
        assertThat(second.path("content")).hasSize(1);
        assertThat(first.path("content")).isNotEqualTo(second.path("content"));
        assertThat(second.path("page").asInt()).isEqualTo(1);
        assertThat(second.path("totalElements").asLong()).isEqualTo(raw.callsOf(account));
        assertThat(second.path("totalPages").asLong()).isEqualTo(raw.callsOf(account));
    }

    @Test
    void supportSeesNoneWithoutAnAssignmentAndMaskedNumbersWithOne() {
        long account = raw.accountOf(BORIS);

        Answer before = api.as("csr").get(calls(account) + "?size=200");
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.json().path("content")).isEmpty();
        assertThat(before.json().path("totalElements").asLong()).isZero();

        Answer assigned = api.as("officer").post(assignments(BORIS), assignmentOf("csr"));
        assertThat(assigned.status()).as(assigned.body()).isEqualTo(201);

        JsonNode after = api.as("csr").get(calls(account) + "?size=200").json();
        assertThat(after.path("totalElements").asLong()).isEqualTo(raw.callsOf(account));
        assertThat(texts(after.path("content"), "callee"))
                .contains(Masker.mask(MaskStyle.TELEPHONE_NUMBER, FLORIST))
                .doesNotContain(FLORIST)
                .containsExactlyInAnyOrderElementsOf(calleesOf(account).stream()
                        .map(number -> Masker.mask(MaskStyle.TELEPHONE_NUMBER, number))
                        .toList());
        assertThat(api.as("csr").get(calls(raw.accountOf(CLARA))).json().path("content"))
                .as("an assignment opens the records of one customer, not of all")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csr", "billing", "marketing", "engineer", "fraud", "auditor", "customer"})
    void nobodyButTheOfficerAssigns(String login) {
        Answer answer = api.as(login).post(assignments(DORA), assignmentOf(login));

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(raw.count(
                        "select count(*) from cpni_assignment where customer_id = ? and accessor_id = ?", DORA, login))
                .isZero();
    }

    @Test
    void marketingIsDeniedTheCallsOfAnAccount() {
        Answer answer = api.as("marketing").get(calls(raw.accountOf(ADA)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("rule").asString()).isEqualTo("R-2007-b1");
        assertThat(answer.json().path("citation").asString()).isEqualTo("47 CFR 64.2005(b), 64.2007(b)");
        assertThat(answer.body()).doesNotContain(FLORIST).doesNotContain(raw.numberOf(raw.accountOf(ADA)));
    }

    @Test
    void whoIsNotSignedInIsAskedToSignIn() {
        for (Answer answer : List.of(
                api.asNobody().get(calls(1)),
                api.asNobody().get("/api/reports/access?customer=1"),
                api.asNobody().post(optOut(ADA)),
                api.as("billing", "guessed").get(calls(1)),
                api.as("nobody-we-know").get(calls(1)))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
            assertThat(answer.type()).isEqualToIgnoringCase("application/problem+json;charset=utf-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"billing", "csr", "engineer", "fraud", "marketing", "customer"})
    void theAccessReportIsForThoseWhoAuditOnly(String login) {
        for (String accept : List.of("application/json", "text/csv")) {
            Answer answer = api.as(login).get("/api/reports/access?customer=" + ADA, accept);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
            assertThat(answer.json().path("rule").asString()).isEqualTo("R-GEN-1");
            assertThat(answer.json().path("citation").asString()).isEqualTo("47 U.S.C. 222(a), 47 CFR 64.2010(a)");
        }
    }

    @Test
    void theAudienceOfAnOfferOutsideOfTheirCategoriesIsWhoeverApproved() {
        assertThat(audience(OUTSIDE_OF_CATEGORIES))
                .isNotEmpty()
                .isEqualTo(subscribers(customer -> stateOf(customer).isApproval()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VOIP", "LOCAL", "CMRS", "INTEREXCHANGE"})
    void theAudienceOfAnOfferWithinTheirCategoriesIsWhoeverTakesItAndDidNotOptOut(String category) {
        Set<Long> takesIt = new TreeSet<>(raw.sql()
                .queryForList(
                        "select customer_id from carrier_subscription where service_category = ? and valid_from <= ?"
                                + " and (valid_until is null or valid_until > ?)",
                        Long.class,
                        category,
                        OffsetDateTime.now(ZoneOffset.UTC),
                        OffsetDateTime.now(ZoneOffset.UTC)));

        assertThat(audience(category))
                .isNotEmpty()
                .isEqualTo(subscribers(customer -> stateOf(customer).isApproval()
                        || (takesIt.contains(customer) && stateOf(customer) != ApprovalState.OPTED_OUT)))
                .as("somebody takes it and opted out, else this says nothing")
                .doesNotContainAnyElementsOf(takesIt.stream()
                        .filter(customer -> stateOf(customer) == ApprovalState.OPTED_OUT)
                        .toList());
        assertThat(takesIt).anyMatch(customer -> stateOf(customer) == ApprovalState.OPTED_OUT);
    }

    @Test
    void theTotalOfAnAudienceLeavesTheOptedOutAwayTooWhereverItsPageEnds() {
        int all = audience(OUTSIDE_OF_CATEGORIES).size();

        JsonNode page = api.as("marketing")
                .get("/api/marketing/audience?size=5&page=1&offer=" + OUTSIDE_OF_CATEGORIES)
                .json();

        assertThat(page.path("content")).hasSize(5);
        assertThat(page.path("totalElements").asInt()).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LEA", "REGULATOR", "DIRECTORY", "JV", "IC"})
    void anAudienceForWhomNoRuleOrNoContractPermitsItIsDenied(String recipient) {
        Answer answer = api.as("marketing").get("/api/marketing/audience?offer=VOIP&recipient=" + recipient);

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("rule").asString()).isEqualTo("R-GEN-3");
        assertThat(answer.json().path("citation").asString()).isEqualTo("47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"THIRD", "AFF_OTHER"})
    void anAudienceForOutsidersIsWhoeverAgreed(String recipient) {
        assertThat(audience("VOIP&recipient=" + recipient))
                .isNotEmpty()
                .isEqualTo(subscribers(customer -> stateOf(customer) == ApprovalState.OPT_IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csr", "fraud", "engineer", "auditor", "customer"})
    void noOtherDeskGetsAnAudience(String login) {
        Answer answer = api.as(login).get("/api/marketing/audience?offer=VOIP");

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.json().path("rule").asString()).isEqualTo("R-GEN-1");
    }

    @Test
    void anOptOutHoldsFromTheNextQueryOnAndAnOptInBringsTheCustomerBack() {
        assertThat(api.as("customer").post(optIn(ADA)).status()).isEqualTo(200);
        assertThat(audience(OUTSIDE_OF_CATEGORIES)).contains(ADA);
        int before = audience(OUTSIDE_OF_CATEGORIES).size();

        Answer optOut = api.as("customer").post(optOut(ADA));
        assertThat(optOut.status()).isEqualTo(200);
        assertThat(optOut.json().path("choice").asString()).isEqualTo("OPTED_OUT");
        assertThat(audience(OUTSIDE_OF_CATEGORIES)).doesNotContain(ADA).hasSize(before - 1);
        for (String category : List.of("VOIP", "LOCAL", "CMRS", "INTEREXCHANGE")) {
            assertThat(audience(category)).as(category).doesNotContain(ADA);
        }

        Answer optIn = api.as("customer").post(optIn(ADA));
        assertThat(optIn.json().path("choice").asString()).isEqualTo("OPT_IN");
        assertThat(audience(OUTSIDE_OF_CATEGORIES)).contains(ADA).hasSize(before);
    }

    @Test
    void aCustomerChoosesForNobodyElse() {
        ApprovalState before = stateOf(CLARA);

        assertThat(api.as("customer").post(optOut(CLARA)).status()).isEqualTo(403);
        assertThat(api.as("customer").post(optIn(CLARA)).status()).isEqualTo(403);

        assertThat(stateOf(CLARA)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"marketing", "auditor", "engineer", "fraud"})
    void whoHasNothingToDoWithChoicesRecordsNone(String login) {
        int before = approvals.events(CustomerId.of(CLARA)).size();

        assertThat(api.as(login).post(optIn(CLARA)).status()).isEqualTo(403);
        assertThat(api.as(login).post(optOut(CLARA)).status()).isEqualTo(403);

        assertThat(approvals.events(CustomerId.of(CLARA))).hasSize(before);
    }

    @Test
    void theReportTellsWhoSawACustomer() {
        Instant before = Instant.now();
        long account = raw.accountOf(ADA);
        api.as("billing").get(calls(account) + "?size=200");
        api.as("marketing").get(calls(account));

        Answer answer = api.as("auditor").get("/api/reports/access?customer=" + ADA + "&from=" + before);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("application/json");
        assertThat(lines(answer)).anySatisfy(line -> {
            assertThat(line.path("accessor").asString()).isEqualTo("billing");
            assertThat(line.path("purpose").asString()).isEqualTo("BILL_COLLECT");
            assertThat(line.path("decision").asString()).isEqualTo("PERMIT");
            assertThat(line.path("operation").asString()).isEqualTo("READ");
            assertThat(line.path("relation").asString()).isEqualToIgnoringCase("call_record");
            assertThat(line.path("certainty").asString()).isEqualTo("KNOWN");
            assertThat(line.path("rules").findValuesAsString("rule")).contains("R-222-d1");
            assertThat(line.path("rules").findValuesAsString("citation")).contains("47 U.S.C. 222(d)(1)");
            assertThat(texts(line.path("categories"))).contains("CALL_DETAIL");
            assertThat(line.path("customers").path("1").asLong()).isEqualTo(raw.callsOf(account));
            assertThat(line.path("rows").asLong()).isEqualTo(raw.callsOf(account));
        });
        assertThat(answer.body()).as("no data in the report").doesNotContain(FLORIST);
        assertThat(lines(api.as("auditor").get("/api/reports/access?customer=" + CLARA + "&from=" + before)))
                .as("the access is not laid at another customer's door")
                // What happened before may have been closed since, and is then in the period too.
                .noneMatch(line -> line.path("certainty").asString().equals("KNOWN")
                        && line.path("accessor").asString().equals("billing")
                        && Instant.parse(line.path("at").asString()).isAfter(before));
    }

    @Test
    void theReportComesAsCsvToThoseWhoAcceptCsv() {
        Instant before = Instant.now();
        api.as("billing").get(calls(raw.accountOf(ADA)) + "?size=200");

        Answer answer = api.as("auditor").get("/api/reports/access?customer=" + ADA + "&from=" + before, "text/csv");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.type()).startsWith("text/csv");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines.get(0)).startsWith("\"at\",\"closed_at\",\"kind\"");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"billing\"", "\"BILL_COLLECT\"", "R-222-d1", "CALL_DETAIL", "\"KNOWN\"", "\"1 ("));
        assertThat(answer.body()).doesNotContain(FLORIST);
    }

    @Test
    void theReportTellsWhatSomebodySawAndWasDenied() {
        Instant before = Instant.now();
        api.as("marketing").get(calls(raw.accountOf(ADA)));
        api.as("marketing").get("/api/marketing/audience?offer=VOIP");

        List<JsonNode> lines = lines(api.as("auditor").get("/api/reports/access?accessor=marketing&from=" + before));

        assertThat(lines)
                .allMatch(line -> line.path("accessor").asString().equals("marketing"))
                .anyMatch(line -> line.path("decision").asString().equals("DENY")
                        && line.path("rules").findValuesAsString("rule").contains("R-2007-b1"))
                .anyMatch(line -> line.path("decision").asString().equals("PERMIT")
                        && line.path("customerCount").asLong() > 0);
    }

    @Test
    void aLongReportIsTurnedPageByPage() {
        Instant before = Instant.now();
        for (int i = 0; i < 3; i++) {
            api.as("fraud").get(calls(raw.accountOf(ADA)));
        }
        String query = "/api/reports/access?accessor=fraud&from=" + before + "&to=" + Instant.now() + "&size=";
        List<JsonNode> whole = lines(api.as("auditor").get(query + 100));

        List<JsonNode> turned = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = api.as("auditor").get(query + 1 + after).json();
            page.path("lines").forEach(turned::add);
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());

        assertThat(whole).hasSizeGreaterThanOrEqualTo(3);
        assertThat(turned).isEqualTo(whole);
    }

    @Test
    void aLongReportInCsvLeadsToItsNextPage() {
        Instant before = Instant.now();
        for (int i = 0; i < 3; i++) {
            api.as("fraud").get(calls(raw.accountOf(ADA)));
        }
        String query = "/api/reports/access?accessor=fra%75d&from=" + before + "&to=" + Instant.now() + "&size=";
        Api.Caller auditor = api.as("auditor");
        List<String> whole = linesOfCsv(auditor.get(query + 100, "text/csv"));

        List<String> turned = new ArrayList<>();
        Optional<String> page = Optional.of(query + 1);
        while (page.isPresent()) {
            turned.addAll(linesOfCsv(auditor.get(page.get(), "text/csv")));
            page = auditor.next(page.get(), "text/csv");
        }

        assertThat(whole).hasSizeGreaterThanOrEqualTo(3);
        assertThat(turned).isEqualTo(whole);
    }

    @Test
    void invoicesAreForBillingAndForTheirOwnCustomer() {
        long account = raw.count("select min(account_id) from invoice");
        long ofAda = raw.accountOf(ADA);

        Answer billing = api.as("billing").get(invoices(account));
        assertThat(billing.status()).isEqualTo(200);
        assertThat(billing.json())
                .hasSize((int) raw.count("select count(*) from invoice where account_id = ?", account))
                .allSatisfy(invoice -> assertThat(invoice.path("lines")).isNotEmpty());
        assertThat(billing.json().get(0).path("total").decimalValue())
                .isEqualByComparingTo(raw.sql()
                        .queryForObject(
                                "select total from invoice where account_id = ? order by billing_month desc limit 1",
                                BigDecimal.class,
                                account));
        assertThat(api.as("customer").get(invoices(ofAda)).json())
                .isNotEmpty()
                .isEqualTo(api.as("billing").get(invoices(ofAda)).json());
        assertThat(api.as("marketing").get(invoices(account)).status()).isEqualTo(403);
        assertThat(api.as("engineer").get(invoices(account)).status()).isEqualTo(403);
    }

    @Test
    void aMonthIsBilledOnceAndByBillingOnly() {
        String month = raw.sql().queryForObject("select max(billing_month) from invoice", String.class);
        long before = raw.count("select count(*) from invoice");

        assertThat(api.as("csr").post("/api/invoices?month=" + month).status()).isEqualTo(403);
        Answer again = api.as("billing").post("/api/invoices?month=" + month);

        assertThat(again.json().path("invoices").asInt()).isZero();
        assertThat(raw.count("select count(*) from invoice")).isEqualTo(before).isPositive();
    }

    @Test
    void customersSeeTheirOwnCallsUnmaskedAndNobodyElses() {
        long account = raw.accountOf(ADA);

        JsonNode own = api.as("customer").get(calls(account) + "?size=200").json();
        JsonNode others = api.as("customer")
                .get(calls(raw.accountOf(CLARA)) + "?size=200")
                .json();

        assertThat(texts(own.path("content"), "callee"))
                .contains(FLORIST)
                .containsExactlyInAnyOrderElementsOf(calleesOf(account));
        assertThat(others.path("content")).isEmpty();
        assertThat(others.path("totalElements").asLong()).isZero();
        assertThat(raw.callsOf(raw.accountOf(CLARA))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "csr"})
    void someoneElsesAccountLooksLikeOneThatDoesNotExist(String login) {
        long someoneElses = raw.accountOf(CLARA);

        assertThat(api.as(login).get(calls(someoneElses)))
                .isEqualTo(api.as(login).get(calls(NO_SUCH_ACCOUNT)));
        assertThat(api.as(login).get(invoices(someoneElses)))
                .isEqualTo(api.as(login).get(invoices(NO_SUCH_ACCOUNT)));
    }

    @Test
    void aDenialLooksTheSameWhetherThereIsSuchAnAccountOrNot() {
        Answer there = api.as("marketing").get(calls(raw.accountOf(CLARA)));
        Answer notThere = api.as("marketing").get(calls(NO_SUCH_ACCOUNT));

        assertThat(there.status()).isEqualTo(notThere.status());
        assertThat(there.body().replace(calls(raw.accountOf(CLARA)), "?"))
                .isEqualTo(notThere.body().replace(calls(NO_SUCH_ACCOUNT), "?"));
    }

    private ApprovalState stateOf(long customer) {
        return approvals.stateAt(
                CustomerId.of(customer),
                new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.SUBSCRIPTION),
                Instant.now());
    }

    /** Returns the customers who take some plan today and meet a condition. */
    private Set<Long> subscribers(Function<Long, Boolean> condition) {
        Set<Long> found = new TreeSet<>();
        raw
                .sql()
                .queryForList(
                        "select distinct a.customer_id from subscription s join account a on a.id = s.account_id"
                                + " where s.valid_from <= current_date"
                                + " and (s.valid_until is null or s.valid_until > current_date)",
                        Long.class)
                .stream()
                .filter(condition::apply)
                .forEach(found::add);
        return found;
    }

    private Set<Long> audience(String offer) {
        Answer answer = api.as("marketing").get("/api/marketing/audience?size=1000&offer=" + offer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Set<Long> found = new TreeSet<>();
        answer.json()
                .path("content")
                .forEach(customer -> found.add(customer.path("id").asLong()));
        assertThat(answer.json().path("totalElements").asInt()).isEqualTo(found.size());
        return found;
    }

    private List<String> calleesOf(long account) {
        return raw.sql().queryForList("select callee from call_record where account_id = ?", String.class, account);
    }

    private static List<JsonNode> lines(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        answer.json().path("lines").forEach(lines::add);
        return lines;
    }

    private static List<String> linesOfCsv(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().skip(1).toList();
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asString()));
        return texts;
    }

    private static List<String> texts(JsonNode records, String field) {
        List<String> texts = new ArrayList<>();
        records.forEach(value ->
                texts.add(value.path(field).isNull() ? null : value.path(field).asString()));
        return texts;
    }

    private static String calls(long account) {
        return "/api/accounts/" + account + "/calls";
    }

    private static String invoices(long account) {
        return "/api/accounts/" + account + "/invoices";
    }

    private static String optOut(long customer) {
        return "/api/customers/" + customer + "/opt-out";
    }

    private static String optIn(long customer) {
        return "/api/customers/" + customer + "/opt-in";
    }

    private static String assignments(long customer) {
        return "/api/customers/" + customer + "/assignments";
    }

    private static String assignmentOf(String accessor) {
        return "{\"accessor\":\"" + accessor + "\",\"ticket\":\"T-4711\",\"hours\":8}";
    }
}
