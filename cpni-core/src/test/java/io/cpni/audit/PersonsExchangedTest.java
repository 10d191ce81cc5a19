package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditLife.THEN;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody with SQL lets the digest of one customer lead to another. */
@ParameterizedClass
@EnumSource(AuditDatabases.class)
class PersonsExchangedTest {

    private static final AuditWindow ALWAYS = new AuditWindow(Instant.MIN, Instant.MAX, 10, Optional.empty());

    private final AuditLife life;
    private final AuditFinder finder;

    PersonsExchangedTest(AuditDatabases databases) {
        life = new AuditLife(databases);
        finder = AuditFinder.over(life.database, KEYS);
    }

    @BeforeEach
    void rosaAndTomChangePlaces() throws SQLException {
        life.log.append(annaBills(THEN)
                .subject(ROSA)
                .customers(CustomersConcerned.of(ROSA, 1))
                .build());
        life.log.append(annaBills(THEN)
                .subject(TOM)
                .customers(CustomersConcerned.of(TOM, 1))
                .build());
        LegalHolds.over(life.database, KEYS, life.log, life.clock)
                .place(LegalHold.ofCustomer("case-7", ROSA), "subpoena", officer());
        int rosa = life.persons(ROSA).get(0).number();
        int tom = life.persons(TOM).get(0).number();
        byte[] rosasDigest = digest(ROSA);
        setDigest(rosa, new byte[32]);
        setDigest(tom, rosasDigest);
        setDigest(rosa, digest(TOM));
        life.turnOn(Duration.ofMinutes(6));
        // What the log remembers of them it found before.
        life.log.forget(ROSA);
        life.log.forget(TOM);
    }

    @AfterEach
    void close() {
        life.close();
    }

    private byte[] digest(CustomerId customer) {
        return RecordTable.read(
                life.database,
                "making a digest",
                connection -> DataKeys.read(connection, KEYS).digest(1, customer));
    }

    private void setDigest(int person, byte[] digest) throws SQLException {
        try (Connection connection = life.database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE cpni_audit_person SET digest = ? WHERE person_no = ?")) {
            update.setBytes(1, digest);
            update.setInt(2, person);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("cpni_audit_person was changed")
                .hasMessageContaining("redigest")
                .hasMessageNotContaining(ROSA.value())
                .hasMessageNotContaining(TOM.value());
    }

    @Test
    void nothingIsRecordedUnderTheNameOfAnother() {
        long size = life.log.committed().size();

        assertRefused(() -> life.log.append(annaBills(THEN).subject(ROSA).build()));

        assertThat(life.log.committed().size()).isEqualTo(size);
        assertThat(life.log
                        .append(annaBills(THEN).subject(CustomerId.of(9)).build())
                        .seq())
                .isEqualTo(size);
    }

    @Test
    void nobodyIsToldTheAccessesOfAnother() {
        assertRefused(() -> finder.find(AuditQuery.all().ofCustomer(ROSA), ALWAYS));
    }

    @Test
    void nobodyElseIsErased() throws SQLException {
        AuditErasure erasure = AuditErasure.over(life.database, KEYS, life.log, life.clock);

        assertRefused(() -> erasure.erase(ROSA, "ticket 12", officer()));

        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_person WHERE digest IS NULL"))
                .isEqualTo("(0)");
    }

    @Test
    void whoHasNothingToDoWithItIsErasedAllTheSame() {
        CustomerId another = CustomerId.of(9);
        life.log.append(annaBills(THEN).subject(another).build());

        assertThat(AuditErasure.over(life.database, KEYS, life.log, life.clock)
                        .erase(another, "ticket 12", officer())
                        .persons())
                .isEqualTo(1);
    }

    @Test
    void nothingIsPurgedWhileAHeldCustomerMayBeSomebodyElse() {
        assertRefused(() -> AuditPurge.over(life.database, KEYS, life.log, AuditLife.THREE_YEARS, life.clock)
                .plan());
    }

    @Test
    void aNewKeyForDigestsMendsIt() {
        AuditKeyRotation rotation = AuditKeyRotation.over(life.database, KEYS, life.clock);

        rotation.newDigestKey();
        assertThat(rotation.redigest(10)).isEqualTo(new AuditKeyRotation.Moved(2, 0));

        assertThat(finder.find(AuditQuery.all().accesses().ofCustomer(ROSA).named(), ALWAYS)
                        .matches())
                .singleElement()
                .satisfies(match -> assertThat(match.record().entry().subject()).contains(ROSA));
        life.turnOn(Duration.ofMinutes(6));
        life.log.append(annaBills(THEN).subject(ROSA).build());
        assertThat(life.persons(ROSA)).hasSize(1);
    }
}
