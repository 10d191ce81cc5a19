package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditLife.THEN;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.customer.CustomerId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody asks the log for a customer whom it does not know, or not any more. */
class AskedForNobodyTest {

    private static final CustomerId ROSA = new CustomerId("rosa-4711-0815");

    private final AuditLife life = new AuditLife(AuditDatabases.H2);
    private final AuditReader reader = AuditReader.over(life.database, KEYS);

    @AfterEach
    void close() {
        life.close();
    }

    private String persons() throws Exception {
        return life.query("SELECT COUNT(*) FROM cpni_audit_person");
    }

    @Test
    void theQuestionGivesNobodyANumber() throws Exception {
        assertThat(AuditReader.over(AuditDatabases.H2.create(), KEYS).knows(ROSA))
                .as("a log that was never written")
                .isFalse();
        assertThat(reader.knows(ROSA)).isFalse();
        assertThat(persons()).isEqualTo("(0)");

        life.log.append(annaBills(THEN).subject(ROSA).build());
        assertThat(reader.knows(ROSA)).isTrue();

        AuditErasure.over(life.database, KEYS, life.log, life.clock).erase(ROSA, "ticket 12", officer());
        assertThat(reader.knows(ROSA)).isFalse();
        assertThat(persons()).isEqualTo("(1)");
    }

    @Test
    void whomItWasAboutIsRecordedEncrypted() throws Exception {
        RecordedStatement question = new RecordedStatement("-", "customer", List.of(ROSA.value()));
        AuditPosition asked = life.log.append(annaBills(THEN)
                .customers(CustomersConcerned.none())
                .statements(List.of(question))
                .build());

        assertThat(persons()).isEqualTo("(0)");
        assertThat(AuditBytes.of(life.database, KEYS).where(ROSA.value())).containsExactly("opened sealed node-a#0");
        assertThat(reader.find(asked).orElseThrow().entry().statements()).containsExactly(question);
    }
}
