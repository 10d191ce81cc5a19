package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.sql.Outcome.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a query returns is what it would return on records that were filtered and masked by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateReads {

    private final Carrier carrier;
    private final Carrier byHand;
    private final List<Form> forms;

    GateReads(Carrier carrier, Carrier byHand, List<Form> ofDialect) {
        this.carrier = carrier;
        this.byHand = byHand;
        this.forms = new ArrayList<>(ReadForms.common());
        forms.addAll(ofDialect);
    }

    @AfterAll
    void close() {
        carrier.close();
        byHand.close();
    }

    @Test
    void queriesSeeWhatTheContextMaySee() {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, AccessContext> reader : Staff.readers().entrySet()) {
            byHand.load(new SeenByHand(carrier, reader.getValue(), Records.all()).masked());
            for (Form form : forms) {
                Outcome guarded = Outcome.of(carrier.guarded(), reader.getValue(), form);
                Outcome plain = Outcome.of(byHand.raw(), null, form);
                boolean equal = form.isOrdered()
                        ? guarded.equals(plain)
                        : guarded.sorted().equals(plain.sorted());
                if (!equal) {
                    differences.add(reader.getKey() + ": " + form + "\n  guarded " + guarded + "\n  by hand " + plain);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aStarStandsForTheMappedColumns() {
        String mapped = Records.CALL_RECORD.columns().stream()
                .map(column -> "c." + column.name())
                .collect(Collectors.joining(", "));
        for (Map.Entry<String, AccessContext> reader : Staff.readers().entrySet()) {
            byHand.load(new SeenByHand(carrier, reader.getValue(), Records.all()).masked());
            for (String form : List.of(
                    "select * from call_record c order by c.id",
                    "select c.*, t.name from tariff t, call_record c where t.prefix = '+44' order by c.id",
                    "select t.*, c.* from call_record c cross join tariff t order by c.id, t.prefix",
                    "select d.* from (select * from call_record c) d order by d.id",
                    "select * from call_record c where c.callee = '+12125xxxxxxx' order by c.id")) {
                String plain = form.replace("c.*", mapped).replace("select * from", "select " + mapped + " from");
                assertThat(Outcome.of(carrier.guarded(), reader.getValue(), form))
                        .as(reader.getKey() + ": " + form)
                        .isEqualTo(Outcome.of(byHand.raw(), null, plain));
            }
        }
    }

    @Test
    void aColumnShownInSomeRowsOnlyIsNotGroupedBy() {
        for (String form : List.of(
                "select c.cell, count(*) from call_record c group by c.cell",
                "select distinct c.cell from call_record c order by c.cell, c.cell")) {
            Outcome outcome = Outcome.of(carrier.guarded(), Staff.engineer(), form);
            assertThat(outcome.isRefused() || outcome.failure().isEmpty())
                    .as(form)
                    .isTrue();
        }
        assertThat(Outcome.of(carrier.guarded(), Staff.engineer(), "select count(*) from call_record c group by c.cell")
                        .failure())
                .contains("in some rows only");
    }
}
