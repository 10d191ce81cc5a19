package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.sql.Outcome.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A statement has the same outcome whether or not the rows exist that its context may not see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateLeaks {

    private final Carrier carrier;
    private final Carrier withoutHidden;
    private final List<Form> forms;

    GateLeaks(Carrier carrier, Carrier withoutHidden) {
        this(carrier, withoutHidden, List.of());
    }

    GateLeaks(Carrier carrier, Carrier withoutHidden, List<Form> ofDialect) {
        this.forms = new ArrayList<>(HostileForms.all());
        forms.addAll(ofDialect);
        this.carrier = carrier;
        this.withoutHidden = withoutHidden;
        carrier.load(Records.withSecrets());
    }

    @AfterAll
    void close() {
        carrier.close();
        withoutHidden.close();
    }

    @Test
    void hiddenRowsMakeNoDifference() {
        Map<String, AccessContext> readers = Staff.readers();
        readers.remove("billing");
        readers.put("clerk", Staff.clerk());
        readers.put("customer Fay", Staff.customer(Carrier.FAY));
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, AccessContext> reader : readers.entrySet()) {
            withoutHidden.load(new SeenByHand(carrier, reader.getValue(), Records.withSecrets()).visible());
            for (Form form : forms) {
                Outcome with = Outcome.of(carrier.guarded(), reader.getValue(), form);
                Outcome without = Outcome.of(withoutHidden.guarded(), reader.getValue(), form);
                if (!with.sorted().equals(without.sorted())) {
                    differences.add(reader.getKey() + ": " + form + "\n  with    " + with + "\n  without " + without);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void fewOfTheseAreRefused() {
        long refused = forms.stream()
                .filter(form ->
                        Outcome.of(carrier.guarded(), Staff.clerk(), form).isRefused())
                .count();

        assertThat(refused).isLessThan(forms.size() / 15);
    }

    @Test
    void withoutTheGateTheseTellAboutHiddenRows() {
        Map<String, List<List<Object>>> visible =
                new SeenByHand(carrier, Staff.clerk(), Records.withSecrets()).visible();
        withoutHidden.load(visible);

        long telling = forms.stream()
                .filter(form -> !Outcome.of(carrier.raw(), null, form)
                        .sorted()
                        .equals(Outcome.of(withoutHidden.raw(), null, form).sorted()))
                .count();

        assertThat(telling).isGreaterThan(forms.size() / 3);
    }
}
