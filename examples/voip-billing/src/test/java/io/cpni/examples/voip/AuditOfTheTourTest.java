package io.cpni.examples.voip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditVerification;
import io.cpni.audit.AuditVerifier;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.RecordedObligation;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.examples.voip.Api.Answer;
import io.cpni.examples.voip.AuditTrail.Access;
import io.cpni.examples.voip.AuditTrail.Mark;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.report.AuditedReports;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** Looks up in the audit log what each step of the tour has left there. */
@CarrierTest
class AuditOfTheTourTest {

    /** Signs in as {@code customer}. */
    private static final long ADA = 1;

    /** Has support assigned to her case. */
    private static final long EMMA = 5;

    private static final String BAKER = "+12025550142";

    private final Api api;
    private final RawDatabase raw;
    private final AuditTrail trail;
    private final AuditVerifier verifier;
    private final HastyService hasty;

    private long ofAda;
    private long ofEmma;

    @Autowired
    AuditOfTheTourTest(
            @LocalServerPort int port, RawDatabase raw, AuditTrail trail, AuditVerifier verifier, HastyService hasty) {
        this.api = new Api(port);
        this.raw = raw;
        this.trail = trail;
        this.verifier = verifier;
        this.hasty = hasty;
    }

    @BeforeEach
    void theySpokeWithTheBaker() {
        ofAda = raw.accountOf(ADA);
        ofEmma = raw.accountOf(EMMA);
        AsteriskFile file = new AsteriskFile();
        for (long account : List.of(ofAda, ofEmma)) {
            file.call("audit-" + account, raw.numberOf(account), BAKER, "2026-03-03T09:15:00", 60);
        }
        assertThat(api.as("billing").importing(file.toString()).status()).isEqualTo(200);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aPermittedReadHasItsPurposeRuleCategoriesCustomersAndRows() {
        Mark mark = trail.mark();
        Answer answer = api.as("billing").get("/api/accounts/" + ofAda + "/calls?size=200");
        int shown = answer.json().path("content").size();

        Access access = one(mark, AuditKind.ACCESS, "call_record");
        AuditEntry entry = access.intent().entry();
        assertThat(shown).isPositive();
        assertThat(entry.accessor()).contains("billing");
        assertThat(entry.purpose()).contains(Purpose.BILL_COLLECT);
        assertThat(entry.operation()).contains(Operation.READ);
        assertThat(entry.rules()).startsWith(new AppliedRule("R-222-d1", "47 U.S.C. 222(d)(1)"));
        assertThat(entry.categories()).contains(DataCategory.CALL_DETAIL);
        assertThat(columns(entry.shownColumns())).contains("caller", "callee");
        assertThat(entry.maskedColumns()).isEmpty();
        assertThat(access.customers()).isEqualTo(CustomersConcerned.of(CustomerId.of(ADA), shown));
    }

    @Test
    void aMaskedReadTellsWhatWasMasked() {
        api.as("officer")
                .post(
                        "/api/customers/" + EMMA + "/assignments",
                        "{\"accessor\":\"csr\",\"ticket\":\"T-1\",\"hours\":1}");
        Mark mark = trail.mark();
        int shown = api.as("csr")
                .get("/api/accounts/" + ofEmma + "/calls?size=200")
                .json()
                .path("content")
                .size();

        Access access = one(mark, AuditKind.ACCESS, "call_record");
        AuditEntry entry = access.intent().entry();
        assertThat(shown).isPositive();
        assertThat(entry.accessor()).contains("csr");
        assertThat(entry.purpose()).contains(Purpose.PROVIDE_SERVICE);
        assertThat(access.rules()).contains("R-222-c1");
        assertThat(columns(entry.maskedColumns())).containsExactlyInAnyOrder("caller", "callee", "digest");
        assertThat(entry.obligations()).containsExactly(RecordedObligation.done("MASK"));
        assertThat(access.customers()).isEqualTo(CustomersConcerned.of(CustomerId.of(EMMA), shown));
    }

    @Test
    void aReadThatFindsNothingToShowIsOnRecordWithoutCustomers() {
        Mark mark = trail.mark();
        api.as("csr").get("/api/accounts/" + ofAda + "/calls");

        Access access = one(mark, AuditKind.ACCESS, "call_record");
        assertThat(access.intent().entry().accessor()).contains("csr");
        assertThat(access.customers()).isEqualTo(CustomersConcerned.none());
    }

    @Test
    void aDeniedReadIsOnRecordWithItsRule() {
        Mark mark = trail.mark();
        assertThat(api.as("marketing").get("/api/accounts/" + ofAda + "/calls").status())
                .isEqualTo(403);

        AuditEntry entry = one(mark, AuditKind.DENIAL, "call_record").intent().entry();
        assertThat(entry.accessor()).contains("marketing");
        assertThat(entry.purpose()).contains(Purpose.MARKET);
        assertThat(entry.operation()).contains(Operation.READ);
        assertThat(entry.categories()).contains(DataCategory.CALL_DETAIL);
        assertThat(entry.rules()).containsExactly(new AppliedRule("R-2007-b1", "47 CFR 64.2005(b), 64.2007(b)"));
        assertThat(kinds(mark)).as("nothing was released").doesNotContain(AuditKind.ACCESS);
    }

    @Test
    void aReportThatWasRefusedIsOnRecordWithTheCustomerAskedFor() {
        Mark mark = trail.mark();
        assertThat(api.as("billing").get("/api/reports/access?customer=" + ADA).status())
                .isEqualTo(403);

        Access denial = one(mark, AuditKind.DENIAL, AuditedReports.RELATION);
        assertThat(denial.intent().entry().accessor()).contains("billing");
        assertThat(denial.intent().entry().purpose()).contains(Purpose.AUDIT);
        assertThat(denial.rules()).containsExactly("R-GEN-1");
        assertThat(denial.customers()).isEqualTo(CustomersConcerned.of(CustomerId.of(ADA), 0));
    }

    @Test
    void aReportThatWasReadIsOnRecordToo() {
        Mark mark = trail.mark();
        api.as("auditor").get("/api/reports/access?customer=" + ADA);

        Access access = one(mark, AuditKind.ACCESS, AuditedReports.RELATION);
        assertThat(access.intent().entry().accessor()).contains("auditor");
        assertThat(access.intent().entry().purpose()).contains(Purpose.AUDIT);
        assertThat(access.rules()).contains("R-TAX-3");
        assertThat(access.customers()).isEqualTo(CustomersConcerned.of(CustomerId.of(ADA), 0));
    }

    @Test
    void anAudienceNamesEverybodyInIt() {
        Mark mark = trail.mark();
        Answer answer = api.as("marketing").get("/api/marketing/audience?offer=VOICE_MAIL&size=50");
        Set<CustomerId> shown = new TreeSet<>();
        answer.json()
                .path("content")
                .forEach(customer -> shown.add(CustomerId.of(customer.path("id").asLong())));

        List<Access> accesses = trail.since(mark);
        assertThat(shown).hasSize(50);
        assertThat(accesses)
                .allMatch(access -> access.intent().entry().purpose().equals(Optional.of(Purpose.MARKET)))
                .anySatisfy(access -> {
                    assertThat(access.relation()).isEqualToIgnoringCase("customer");
                    assertThat(access.rules()).contains("R-SEED-NM");
                    assertThat(access.customers()).isInstanceOf(CustomersConcerned.Known.class);
                    assertThat(((CustomersConcerned.Known) access.customers())
                                    .rowsByCustomer()
                                    .keySet())
                            .containsExactlyElementsOf(shown);
                })
                .anySatisfy(access -> {
                    assertThat(access.relation()).isEqualToIgnoringCase("subscription");
                    assertThat(access.rules()).contains("R-2007-b1");
                    // The key column is labelled by the test's own Household too, so that its category counts as well.
                    assertThat(access.intent().entry().categories())
                            .containsExactlyInAnyOrder(DataCategory.SUBSCRIPTION, DataCategory.IDENTITY);
                });
        assertThat(accesses)
                .filteredOn(access -> access.relation().equals("campaign"))
                .as("campaign of the page, and of the count of all there are")
                .hasSize(2)
                .extracting(access -> access.intent().entry())
                .allSatisfy(campaign -> {
                    assertThat(campaign.accessor()).contains("marketing");
                    assertThat(campaign.justification()).contains("offer: VOICE_MAIL; data of subscription");
                    assertThat(campaign.rules()).containsExactly(new AppliedRule("R-2009-c1", "47 CFR 64.2009(c)"));
                });
    }

    @Test
    void aChoiceIsOnRecordWithTheCustomerWhoMadeIt() {
        Mark mark = trail.mark();
        api.as("customer").post("/api/customers/" + ADA + "/opt-in");

        Access access = one(mark, AuditKind.ACCESS, "customer-choice");
        AuditEntry entry = access.intent().entry();
        assertThat(entry.accessor()).contains("customer");
        assertThat(entry.purpose()).contains(Purpose.CUSTOMER_ACCESS);
        assertThat(entry.channel()).contains(ContactChannel.ONLINE);
        assertThat(entry.operation()).contains(Operation.UPDATE);
        assertThat(access.customers()).isEqualTo(CustomersConcerned.of(CustomerId.of(ADA), 1));
    }

    @Test
    void anAssignmentIsOnRecord() {
        Mark mark = trail.mark();
        api.as("officer")
                .post(
                        "/api/customers/" + EMMA + "/assignments",
                        "{\"accessor\":\"csr\",\"ticket\":\"T-2\",\"hours\":1}");

        Access access = one(mark, AuditKind.ACCESS, "assignment");
        assertThat(access.intent().entry().accessor()).contains("officer");
        assertThat(access.intent().entry().purpose()).contains(Purpose.AUDIT);
        assertThat(access.rules()).isNotEmpty();
        assertThat(access.customers()).isEqualTo(CustomersConcerned.of(CustomerId.of(EMMA), 1));
    }

    @Test
    void invoicesThatWereReadAreOnRecordWithTheirCustomer() {
        Mark mark = trail.mark();
        int shown = api.as("billing")
                .get("/api/accounts/" + ofAda + "/invoices")
                .json()
                .size();

        Access access = one(mark, AuditKind.ACCESS, "invoice");
        assertThat(shown).isPositive();
        assertThat(access.intent().entry().purpose()).contains(Purpose.BILL_COLLECT);
        assertThat(access.intent().entry().categories()).contains(DataCategory.BILLING);
        assertThat(access.rules()).contains("R-222-d1");
        assertThat(access.customers()).isInstanceOf(CustomersConcerned.Known.class);
        assertThat(((CustomersConcerned.Known) access.customers()).rowsByCustomer())
                .containsOnlyKeys(CustomerId.of(ADA));
    }

    @Test
    void anImportIsOnRecordWithItsRows() {
        Mark mark = trail.mark();
        String file = new AsteriskFile()
                .call("audit-import-1-" + mark.hashCode(), raw.numberOf(ofAda), BAKER, "2026-03-04T09:15:00", 60)
                .call("audit-import-2-" + mark.hashCode(), raw.numberOf(ofEmma), BAKER, "2026-03-04T09:16:00", 60)
                .toString();
        assertThat(api.as("billing").importing(file).json().path("accepted").asInt())
                .isEqualTo(2);

        Access access = trail.since(mark).stream()
                .filter(found -> found.relation().equalsIgnoreCase("call_record"))
                .filter(found -> found.intent().entry().operation().equals(Optional.of(Operation.INSERT)))
                .findFirst()
                .orElseThrow();
        assertThat(access.intent().entry().accessor()).contains("billing");
        assertThat(access.intent().entry().purpose()).contains(Purpose.BILL_COLLECT);
        assertThat(access.rules()).contains("R-222-d1");
        assertThat(access.rows()).isEqualTo(2);
    }

    @Test
    void aDenialStaysOnRecordWhenItsTransactionIsRolledBack() {
        Mark mark = trail.mark();
        signIn("marketing");

        assertThatThrownBy(() -> hasty.countCallsForMarketing(ofAda, "rolled back with a denial"))
                .isInstanceOf(CpniAccessDeniedException.class);

        assertThat(raw.count("select count(*) from cdr_import where imported_by = ?", "rolled back with a denial"))
                .as("the transaction was rolled back")
                .isZero();
        AuditEntry entry = one(mark, AuditKind.DENIAL, "call_record").intent().entry();
        assertThat(entry.accessor()).contains("marketing");
        assertThat(entry.rules()).extracting(AppliedRule::id).containsExactly("R-2007-b1");
    }

    @Test
    void anAccessStaysOnRecordWhenItsTransactionIsRolledBack() {
        Mark mark = trail.mark();
        signIn("billing");

        assertThatThrownBy(() -> hasty.countCallsForBillingAndFail(ofAda, "rolled back after an access"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("second thoughts");

        assertThat(raw.count("select count(*) from cdr_import where imported_by = ?", "rolled back after an access"))
                .isZero();
        Access access = one(mark, AuditKind.ACCESS, "call_record");
        assertThat(access.rows()).isPositive();
    }

    @Test
    void theLogIsIntactAndOneChangedRecordIsNamed() {
        for (String stream : trail.streams()) {
            String records =
                    " from cpni_audit_record where stream_no = (select stream_no from cpni_audit_stream where name = ?)";
            AuditVerification intact = verifier.verify(stream);
            assertThat(intact.isIntact()).as(intact.toString()).isTrue();
            assertThat(intact.records())
                    .isEqualTo(raw.count("select count(*)" + records, stream))
                    .isPositive();

            long seq = raw.count("select max(seq)" + records + " and accessor = 'seeder'", stream);
            rename(stream, seq, "somebody-else");
            try {
                assertThat(((AuditVerification.Tampered) verifier.verify(stream)).first())
                        .satisfies(finding -> assertThat(finding.position()).contains(new AuditPosition(stream, seq)));
            } finally {
                rename(stream, seq, "seeder");
            }
            assertThat(verifier.verify(stream).isIntact()).isTrue();
        }
    }

    private void rename(String stream, long seq, String accessor) {
        raw.sql()
                .update(
                        "update cpni_audit_record set accessor = ? where seq = ? and stream_no ="
                                + " (select stream_no from cpni_audit_stream where name = ?)",
                        accessor,
                        seq,
                        stream);
    }

    private Access one(Mark mark, AuditKind kind, String relation) {
        List<Access> found = trail.since(mark).stream()
                .filter(access -> access.kind() == kind && access.relation().equalsIgnoreCase(relation))
                .toList();
        assertThat(found).as("%s of %s", kind, relation).hasSize(1);
        return found.get(0);
    }

    private Set<AuditKind> kinds(Mark mark) {
        return trail.since(mark).stream().map(Access::kind).collect(Collectors.toSet());
    }

    private static List<String> columns(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private static void signIn(String role) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        role, "", AuthorityUtils.createAuthorityList("ROLE_" + role)));
    }
}
