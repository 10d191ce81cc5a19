package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.CustomersConcerned;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Under the purpose AGGREGATE a query tells of groups of twenty customers and more, and of nobody in them. Of 25 customers
 * all have calls in the cells {@code all} and {@code rare}, 19 in {@code few}, and two of them many in {@code two}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Regulation(value = "222(c)(3)", rules = "R-222-c3")
abstract class GateGroups {

    private static final int CUSTOMERS = 25;

    private final Carrier carrier;

    GateGroups(Carrier carrier) {
        this.carrier = carrier;
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    @BeforeEach
    void load() {
        Map<String, List<List<Object>>> all = new LinkedHashMap<>();
        List<List<Object>> accounts = new ArrayList<>();
        List<List<Object>> calls = new ArrayList<>();
        for (long customer = 1; customer <= CUSTOMERS; customer++) {
            accounts.add(Records.row(customer * 10, customer, customer <= 12 ? "north" : "south"));
            calls.add(call(customer, "all", BigDecimal.ONE));
            // The value of one customer only, in a group that is large.
            calls.add(call(customer, "rare", customer == 7 ? new BigDecimal("77.70") : null));
            if (customer < 20) {
                calls.add(call(customer, "few", BigDecimal.ONE));
            }
        }
        for (int i = 0; i < 40; i++) {
            calls.add(call(1 + i % 2, "two", BigDecimal.ONE));
        }
        for (int i = 0; i < calls.size(); i++) {
            calls.get(i).set(0, (long) i);
        }
        all.put("account", accounts);
        all.put("call_record", calls);
        carrier.load(all);
    }

    private static List<Object> call(long customer, String cell, BigDecimal cost) {
        return Records.row(
                0L,
                customer * 10,
                "+12125550100",
                "+17185550100",
                OffsetDateTime.parse("2026-10-01T10:00:00Z"),
                60,
                cost,
                "note",
                cell,
                true,
                new UUID(7, customer),
                "imsi");
    }

    private Outcome told(AccessContext context, String sql) {
        return Outcome.of(carrier.guarded(), context, sql);
    }

    private List<List<String>> rows(String sql) {
        Outcome outcome = told(Staff.analyst(), sql);
        assertThat(outcome.failure()).isEmpty();
        return outcome.rows();
    }

    @Test
    void largeGroupsAreToldAndSmallOnesAreNot() {
        assertThat(rows("select cell, count(*) as calls, sum(duration_s) from call_record group by cell order by cell"))
                .containsExactly(List.of("all", "25", "1500"), List.of("rare", "25", "1500"));
    }

    @Test
    void aSumToWhichTooFewCustomersContributeIsNotTold() {
        assertThat(rows("select cell, sum(cost) from call_record group by cell"))
                .containsExactly(List.of("all", "25.00"));
        assertThat(rows("select cell from call_record group by cell having sum(cost) > 70"))
                .isEmpty();
        assertThat(rows("select cell from call_record group by cell order by count(cost)"))
                .containsExactly(List.of("all"));
    }

    @Test
    void aConditionThatLeavesTooFewCustomersLeavesNothing() {
        assertThat(rows("select count(*) from call_record where callee = '+12125550100'"))
                .containsExactly(List.of("109"));
        assertThat(rows("select count(*) from call_record where cost > 70")).isEmpty();
        assertThat(rows("select count(*) from call_record where callee = '+10000000000'"))
                .isEmpty();
    }

    @Test
    void theQuerysOwnHavingStands() {
        assertThat(rows("select cell, count(distinct account_id) from call_record group by cell"
                        + " having cell = 'all' or count(*) > 30"))
                .containsExactly(List.of("all", "25"));
    }

    @Test
    void everyLabelledTableHasToHaveEnoughCustomers() {
        String byNickname = " from call_record c join account a on c.account_id = a.id group by a.nickname";

        assertThat(rows("select a.nickname, avg(c.duration_s)" + byNickname)).isEmpty();
        assertThat(rows("select c.cell, count(*) from call_record c join account a on c.account_id = a.id"
                        + " where a.nickname in ('north', 'south') group by c.cell order by 1"))
                .containsExactly(List.of("all", "25"), List.of("rare", "25"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select callee from call_record",
                "select * from call_record",
                "select cell, callee from call_record group by cell, callee, account_id",
                "select account_id, count(*) from call_record group by account_id",
                "select id from call_record group by id",
                "select min(cost) from call_record",
                "select max(cost) from call_record",
                "select any_value(callee) from call_record",
                "select sum(case when account_id = 70 then cost else 0 end) from call_record",
                "select sum(cost * 1) from call_record",
                "select sum(account_id) from call_record",
                "select count(*) filter (where answered) from call_record",
                "select sum(cost) filter (where account_id = 70) from call_record",
                "select count(*) + 0 from call_record",
                "select count(*) from call_record where account_id = 70",
                "select count(*) from call_record where id < 10",
                "select count(*) from call_record where account_id in (select a.id from account a)",
                "select count(*) from (select callee from call_record) c",
                "select cell, (select count(*) from account a) from call_record group by cell",
                "with w as (select cell from call_record) select count(*) from w",
                "select count(*) from call_record union all select count(*) from account",
                "select distinct cell from call_record group by cell",
                "select cell, count(*) over () from call_record group by cell",
                "select count(*) from call_record c join account a on c.account_id = a.id and a.id = 70",
                "select count(*) from call_record c join account a on a.customer_id > 3",
                "select cell from call_record group by cell having max(cost) > 1",
                "select cell from call_record group by cell order by min(cost)",
                "select cell from call_record group by cell for update",
                "select 1 from call_record",
                "select c.cell, count(*) from call_record c group by c.cell order by c.cell limit (select count(*) from"
                        + " call_record c where c.account_id = 70)",
                "select c.cell, count(*) from call_record c group by c.cell order by c.cell offset (select max(c.id) from"
                        + " call_record c) rows",
                "select sum(c.cost), count(*) from call_record c cross join call_record d where c.cell = 'all' and d.cell"
                        + " = 'all' or c.cost > 70",
                "select sum(c.cost) from call_record c, account a where c.account_id = a.id",
                "select count(*) from call_record c join call_record d on c.account_id = d.account_id",
                "select count(*) from call_record c join tariff t on t.price = c.account_id",
                "select count(*) from call_record c join account a on c.account_id <= a.id",
                "select count(*) from call_record c join account a on c.note = a.nickname",
                "insert into call_record (id, account_id) values (9999, 70)",
                "update call_record set note = 'x'"
            })
    void whatTellsMoreIsRefused(String sql) {
        Outcome outcome = told(Staff.analyst(), sql);

        assertThat(outcome.rows()).isEmpty();
        assertThat(outcome.failure()).contains(CpniStatementRefusedException.class.getSimpleName());
    }

    @Test
    void groupsNeedAGrantAndOtherPurposesAreAsTheyWere() {
        assertThat(told(Staff.billingOfGroups(), "select count(*) from call_record")
                        .isDenied())
                .isTrue();
        assertThat(told(Staff.billing(), "select min(cost) from call_record").rows())
                .containsExactly(List.of("1.00"));
    }

    @Test
    void theRecordNamesTheRuleAndNobody() {
        rows("select count(*) from call_record");

        AuditEntry entry = carrier.audit().records().get(0).entry();
        assertThat(entry.rules()).extracting(rule -> rule.id()).containsExactly("R-222-c3");
        assertThat(entry.customers()).isNotInstanceOf(CustomersConcerned.Known.class);
    }
}
