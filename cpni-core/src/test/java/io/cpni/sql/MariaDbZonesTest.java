package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import io.cpni.purpose.Purpose;
import io.cpni.sql.Outcome.Form;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fact holds at the same instant whatever zones this machine and the session are in, and after 2038 too. */
class MariaDbZonesTest {

    private static final Form LINES = Form.of("select a.id from account a");

    private static final AccessContext CLERK = AccessContext.of(
                    Accessor.staff(Staff.KIM, Set.of("clerk"), Instant.parse("2100-01-01T00:00:00Z")),
                    Purpose.PROVIDE_SERVICE)
            .build();

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "America/St_Johns, +05:45, ''",
        "Pacific/Kiritimati, -12:00, ''",
        "America/New_York, SYSTEM, ''",
        "Asia/Kathmandu, +00:00, '&connectionTimeZone=LOCAL'",
        "UTC, +13:00, '&connectionTimeZone=SERVER'",
        "Pacific/Chatham, -03:30, '&useServerPrepStmts=true'"
    })
    void aFactHoldsAtItsInstant(String machine, String session, String options) {
        TimeZone.setDefault(TimeZone.getTimeZone(machine));
        String url = options + "&sessionVariables=time_zone='" + session + "'";
        try (Carrier carrier = Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT, url))) {
            for (String from : List.of("2026-11-01T05:30:00.000001Z", "2040-03-11T07:30:00Z", "1999-12-31T23:59:59Z")) {
                Instant begins = Instant.parse(from);
                Instant ends = begins.plusSeconds(1800);
                carrier.assignments().assign(new Assignment(Staff.KIM, Carrier.id(Carrier.EVE), "T", begins, ends));

                assertThat(carrier.assignments().inForce(Staff.KIM, begins))
                        .extracting(Assignment::from, Assignment::until)
                        .contains(tuple(begins, ends));
                carrier.clock().turnTo(begins.minusNanos(1000));
                assertThat(seesEve(carrier)).as("before " + from).isFalse();
                carrier.clock().turnTo(begins);
                assertThat(seesEve(carrier)).as("at " + from).isTrue();
                carrier.clock().turnTo(ends.minusNanos(1000));
                assertThat(seesEve(carrier)).as("at the end of " + from).isTrue();
                carrier.clock().turnTo(ends);
                assertThat(seesEve(carrier)).as("after " + from).isFalse();
            }
        }
    }

    private static boolean seesEve(Carrier carrier) {
        Outcome outcome = Outcome.of(carrier.guarded(), CLERK, LINES);
        assertThat(outcome.failure()).isEmpty();
        return outcome.rows().contains(List.of("50"));
    }

    /** The hour that comes twice in New York; a TIMESTAMP knows which, and what it shows in the session's zone does not. */
    @ParameterizedTest
    @CsvSource({"UTC, -05:00", "America/New_York, +05:45", "Asia/Kathmandu, SYSTEM"})
    void whenARowHappenedIsAnInstantToo(String machine, String session) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        try (FactCarrier carrier = FactCarrier.open(
                TestDatabase.mariaDb(CustomerKeyType.BIGINT, "&sessionVariables=time_zone='" + session + "'"))) {
            carrier.database()
                    .execute("SET STATEMENT time_zone = '+00:00' FOR"
                            + " ALTER TABLE event_record MODIFY happened TIMESTAMP(6) NULL");
            TimeZone.setDefault(TimeZone.getTimeZone(machine));
            carrier.handle(new GateFacts.AllDone());
            for (String name : List.of("process", "process from then on", "process until then")) {
                AccessContext process = FactContexts.all().get(name);
                List<List<String>> expected = new FactsByHand(carrier, process, FactRecords.EVENT_RECORD)
                        .visible().stream().map(row -> List.of(row.note())).toList();
                assertThat(expected).hasSizeBetween(4, 7);

                assertThat(Outcome.of(carrier.guarded(), process, "select t.note from event_record t order by t.id"))
                        .as(name)
                        .isEqualTo(new Outcome(expected, -1, ""));
            }
        }
    }
}
