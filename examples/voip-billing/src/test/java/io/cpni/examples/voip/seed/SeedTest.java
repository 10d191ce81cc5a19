package io.cpni.examples.voip.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.ApprovalStore;
import io.cpni.customer.CustomerId;
import io.cpni.examples.voip.RawDatabase;
import io.cpni.examples.voip.VoipBillingApplication;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the back end on an empty database file, and once more on what it left there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedTest {

    private static final int CALLS = 600;

    /** Whatever is asked of the whole carrier, so that nothing can change unseen. */
    private static final List<String> TABLES = List.of(
            "customer",
            "account",
            "telephone_line",
            "subscription",
            "service_plan",
            "call_record",
            "cdr_import",
            "quarantined_row",
            "invoice",
            "invoice_line",
            "tariff",
            "cpni_approval_event",
            "cpni_training");

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext carrier;
    private static RawDatabase raw;

    @BeforeAll
    static void firstStart() {
        carrier = start("carrier");
        raw = carrier.getBean(RawDatabase.class);
    }

    @AfterAll
    static void stop() {
        carrier.close();
    }

    @Test
    @Order(1)
    void aSmallCarrierIsThereWithPlansCallsAndInvoices() {
        assertThat(raw.count("select count(*) from customer")).isGreaterThanOrEqualTo(300);
        assertThat(raw.count("select count(*) from customer c where not exists ("
                        + "select 1 from subscription s join account a on a.id = s.account_id"
                        + " where a.customer_id = c.id)"))
                .as("customers without a plan")
                .isZero();
        assertThat(raw.count("select count(*) from invoice")).isGreaterThan(300);
        assertThat(raw.count("select count(distinct format) from call_record"))
                .as("formats that calls came in")
                .isEqualTo(5);
    }

    @Test
    @Order(1)
    void customersAndAccountsAreNumberedFromOneWithoutGaps() {
        for (String table : List.of("customer", "account")) {
            assertThat(raw.count("select min(id) from " + table)).isEqualTo(1);
            assertThat(raw.count("select max(id) from " + table)).isEqualTo(raw.count("select count(*) from " + table));
        }
    }

    @Test
    @Order(1)
    void everyApprovalStateIsThere() {
        ApprovalStore approvals = carrier.getBean(ApprovalStore.class);
        ApprovalAsk marketing = new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.CALL_DETAIL);
        Instant now = Instant.now();
        Map<ApprovalState, Integer> customers = new EnumMap<>(ApprovalState.class);
        raw.sql()
                .queryForList("select id from customer", Long.class)
                .forEach(id -> customers.merge(approvals.stateAt(CustomerId.of(id), marketing, now), 1, Integer::sum));

        assertThat(customers).containsOnlyKeys(ApprovalState.values());
        assertThat(customers.values()).allMatch(count -> count >= 10);
    }

    @Test
    @Order(1)
    void everyGeneratedCallWasAcceptedAndBelongsToAnAccount() {
        assertThat(raw.count("select count(*) from call_record")).isEqualTo(CALLS);
        assertThat(raw.count("select sum(accepted) from cdr_import")).isEqualTo(CALLS);
        assertThat(raw.count("select sum(duplicates + rejected) from cdr_import"))
                .isZero();
        assertThat(raw.count("select count(*) from quarantined_row")).isZero();
        assertThat(raw.count("select count(*) from call_record where account_id is null"))
                .isZero();
        assertThat(raw.count("select count(*) from call_record where cost > 0")).isPositive();
    }

    @Test
    @Order(1)
    void seedingIsOnRecordLikeAnyOtherWork() {
        assertThat(raw.count("select count(*) from cpni_audit_record where accessor = 'seeder' and kind = 'ACCESS'"
                        + " and relation = 'call_record' and purpose = 'BILL_COLLECT'"))
                .isPositive();
    }

    @Test
    @Order(1)
    void everybodyWhoWorksThereIsTrained() {
        assertThat(raw.sql().queryForList("select accessor_id from cpni_training", String.class))
                .containsExactlyInAnyOrder(
                        "billing", "csr", "fraud", "marketing", "engineer", "auditor", "officer", "seeder");
    }

    @Test
    @Order(1)
    void withSeedingOffAnEmptyDatabaseStaysEmpty() {
        try (ConfigurableApplicationContext unseeded = start("empty", "--voip.seed.enabled=false")) {
            RawDatabase empty = unseeded.getBean(RawDatabase.class);

            assertThat(TABLES)
                    .allSatisfy(table -> assertThat(empty.count("select count(*) from " + table))
                            .as(table)
                            .isZero());
        }
    }

    /** Nobody's training is renewed either: one that has run out stays so. */
    @Test
    @Order(2)
    void aSecondStartAddsNothingAndKeepsEveryNumber() {
        raw.sql()
                .update("update cpni_training set trained_until = current_timestamp - interval '1' day"
                        + " where accessor_id = 'csr'");
        Map<String, List<Map<String, Object>>> before = contents();

        carrier.close();
        carrier = start("carrier");
        raw = carrier.getBean(RawDatabase.class);

        assertThat(contents()).isEqualTo(before);
        assertThat(before.values()).filteredOn(List::isEmpty).as("empty tables").hasSize(1);
    }

    private static ConfigurableApplicationContext start(String database, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--voip.seed.calls=" + CALLS,
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve(database) + ";WRITE_DELAY=0"));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(VoipBillingApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.main.banner-mode=off")
                .run(arguments.toArray(String[]::new));
    }

    private static Map<String, List<Map<String, Object>>> contents() {
        Map<String, List<Map<String, Object>>> contents = new TreeMap<>();
        TABLES.forEach(table -> contents.put(table, raw.sql().queryForList("select * from " + table + " order by 1")));
        return contents;
    }
}
