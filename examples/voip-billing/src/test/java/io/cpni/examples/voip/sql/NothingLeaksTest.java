package io.cpni.examples.voip.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.ApprovalStore;
import io.cpni.customer.CustomerId;
import io.cpni.examples.voip.Api.Answer;
import io.cpni.examples.voip.CarrierTest;
import io.cpni.examples.voip.RawDatabase;
import io.cpni.examples.voip.sql.SqlApi.Who;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Asks the same of two databases that differ only in what must not be seen. Where an answer differs, it leaks, whatever
 * it says: by a row, a count, an order, a failure, or its kind.
 *
 * <p>Olaf opted out and is nobody's case. One call of his is there, or is not; or it goes to one number or the other.
 */
@CarrierTest
class NothingLeaksTest {

    private static final long CALL = 9_000_000_001L;
    private static final String GUESS = "+12025550199";
    private static final String OTHER = "+12025550198";
    private static final BigDecimal COST = new BigDecimal("77.770000");
    private static final Pattern NUMBER = Pattern.compile("\\+1\\d{10}");
    private static final List<String> TABLES =
            List.of("customer", "account", "telephone_line", "service_plan", "subscription", "call_record", "invoice");

    private final SqlApi sql;
    private final RawDatabase raw;
    private final ApprovalStore approvals;

    private long olaf;
    private long account;

    /** What came of statements. */
    private record Asked(List<Answer> answers, long drawn) {}

    @Autowired
    NothingLeaksTest(@LocalServerPort int port, RawDatabase raw, ApprovalStore approvals) {
        this.sql = new SqlApi(port);
        this.raw = raw;
        this.approvals = approvals;
    }

    @BeforeEach
    void findOlaf() {
        // The first customers belong to the tour.
        olaf = raw.sql().queryForList("select id from customer where id > 10 order by id", Long.class).stream()
                .filter(customer -> stateOf(customer) == ApprovalState.OPTED_OUT)
                .findFirst()
                .orElseThrow();
        account = raw.accountOf(olaf);
    }

    @AfterEach
    void forget() {
        raw.sql().update("delete from call_record where id >= ?", CALL);
    }

    @TestFactory
    Stream<DynamicTest> supportCannotTellWhetherACallOfSomebodyElsesIsThere() {
        return cannotTellWhetherItIsThere(Who.csr(), Set.of());
    }

    @TestFactory
    Stream<DynamicTest> marketingCannotTellWhetherACallOfSomebodyWhoOptedOutIsThere() {
        // A customer's own number is no CPNI (47 U.S.C. 222(h)(1)), and an opt-out from the use of CPNI does not hide
        // it.
        Set<String> ofOthers = new TreeSet<>(raw.sql()
                .queryForList(
                        "select callee from call_record where account_id <> ? union select caller from call_record"
                                + " where account_id <> ? union select number from telephone_line",
                        String.class,
                        account,
                        account));
        return cannotTellWhetherItIsThere(Who.marketing("VOIP"), ofOthers);
    }

    private Stream<DynamicTest> cannotTellWhetherItIsThere(Who who, Set<String> seen) {
        List<String> statements = statements("hidden.sql");
        Asked without = ask(who, statements);
        call(GUESS, COST);
        Asked with = ask(who, statements);
        return compared(statements, without, with, seen);
    }

    @TestFactory
    Stream<DynamicTest> engineersCannotTellWhichNumberACallWentToNorWhatItCost() {
        List<String> statements = statements("masked.sql");
        call(GUESS, COST);
        Asked one = ask(Who.engineer(), statements);
        forget();
        call(OTHER, BigDecimal.ONE);
        Asked other = ask(Who.engineer(), statements);
        return compared(statements, one, other, Set.of());
    }

    /** Otherwise the tests above would hold of statements that ask for nothing. */
    @Test
    void whoMaySeeItGetsOtherAnswers() {
        List<String> hidden = statements("hidden.sql");
        List<String> masked = statements("masked.sql");
        List<Answer> without = answers(Who.fraud(), hidden);
        call(OTHER, BigDecimal.ONE);
        List<Answer> other = answers(Who.fraud(), masked);
        forget();
        call(GUESS, COST);

        assertThat(different(without, answers(Who.fraud(), hidden))).isGreaterThan(50);
        assertThat(different(other, answers(Who.fraud(), masked))).isGreaterThan(40);
    }

    private static long different(List<Answer> one, List<Answer> other) {
        return IntStream.range(0, one.size())
                .filter(i -> !one.get(i).equals(other.get(i)))
                .count();
    }

    private static Stream<DynamicTest> compared(List<String> statements, Asked one, Asked other, Set<String> seen) {
        assertThat(statements).hasSizeGreaterThan(60);
        assertThat(other.drawn()).as("numbers drawn from sequences").isEqualTo(one.drawn());
        return IntStream.range(0, statements.size())
                .mapToObj(i -> DynamicTest.dynamicTest(statements.get(i), () -> {
                    assertThat(other.answers().get(i)).isEqualTo(one.answers().get(i));
                    assertThat(one.answers().get(i).status()).isIn(200, 400, 403, 422);
                    assertThat(numbers(one.answers().get(i))).isSubsetOf(seen);
                }));
    }

    /** Returns the telephone numbers that an answer shows, but for those that were asked with. */
    private static Set<String> numbers(Answer answer) {
        Set<String> numbers = new TreeSet<>();
        Matcher matcher = NUMBER.matcher(answer.body());
        while (matcher.find()) {
            numbers.add(matcher.group());
        }
        numbers.removeAll(Set.of(GUESS, OTHER));
        return numbers;
    }

    private List<Answer> answers(Who who, List<String> statements) {
        List<Answer> answers = new ArrayList<>();
        statements.forEach(statement -> answers.add(sql.run(who, statement)));
        return answers;
    }

    private List<String> statements(String file) {
        return SqlApi.statements(file).stream()
                .map(line -> line.replace("ACCOUNT_NO", Long.toString(account))
                        .replace("CUSTOMER_NO", Long.toString(olaf))
                        .replace("GUESS", GUESS)
                        .replace("OTHER", OTHER))
                .toList();
    }

    /** Asks, and has changed nothing; what was drawn from sequences is drawn for good, and can be seen afterwards. */
    private Asked ask(Who who, List<String> statements) {
        List<?> before = everything();
        long drawn = drawn();
        List<Answer> answers = answers(who, statements);
        assertThat(everything()).isEqualTo(before);
        return new Asked(answers, drawn() - drawn);
    }

    private List<?> everything() {
        return TABLES.stream()
                .map(table -> raw.sql().queryForList("select * from " + table + " order by id"))
                .toList();
    }

    private long drawn() {
        return raw.count("select sum(base_value) from information_schema.sequences");
    }

    private void call(String callee, BigDecimal cost) {
        raw.sql()
                .update(
                        "insert into call_record (id, account_id, format, source_id, digest, direction, caller, callee,"
                                + " started_at, answered_at, ended_at, duration_seconds, billable_seconds, disposition,"
                                + " call_id, cost) values (?, ?, 'ASTERISK_CSV', 'hidden-SOURCE', ?, 'OUTBOUND', ?, ?,"
                                + " timestamp with time zone '2026-03-02 09:15:00Z', null,"
                                + " timestamp with time zone '2026-03-02 09:16:00Z', 60, 60, 'ANSWERED', null, ?)",
                        CALL,
                        account,
                        "digest-of-" + callee,
                        callee,
                        callee,
                        cost);
    }

    private ApprovalState stateOf(long customer) {
        return approvals.stateAt(
                CustomerId.of(customer),
                new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.CALL_DETAIL),
                Instant.now());
    }
}
