package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditLife.STREAM;
import static io.cpni.audit.AuditLife.THEN;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.audit.AuditKeyRotation.Moved;
import io.cpni.customer.CustomerId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How keys are replaced while a log appends. */
@ParameterizedClass
@EnumSource(AuditDatabases.class)
class AuditKeyRotationTest {

    private static final int CUSTOMERS = 40;
    private static final Duration QUARTER = Duration.ofMinutes(16);

    private final AuditDatabases databases;
    private final AuditLife life;
    private final AuditKeyRotation rotation;
    private boolean tampered;

    AuditKeyRotationTest(AuditDatabases databases) {
        this.databases = databases;
        life = new AuditLife(databases);
        rotation = AuditKeyRotation.over(life.database, KEYS, life.clock);
    }

    @AfterEach
    void verificationPassesWhateverIsRotated() {
        life.close();
        assertThat(AuditVerifier.over(life.database).verify(STREAM).isIntact()).isEqualTo(!tampered);
    }

    private AuditEntry about(int customer) {
        return annaBills(THEN)
                .subject(CustomerId.of(customer))
                .justification("about " + customer)
                .build();
    }

    private static AuditEntry aboutBoth() {
        return annaBills(THEN)
                .justification("about both")
                .customers(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 1L)))
                .build();
    }

    private String versions(String column) throws Exception {
        return life.query("SELECT DISTINCT " + column + " FROM cpni_audit_person ORDER BY 1");
    }

    private String keysLeft() throws Exception {
        return life.query("SELECT kind, version FROM cpni_audit_key ORDER BY kind, version");
    }

    /** Appends all the time, by two nodes, while something is done. */
    private void whileAppending(Runnable work) throws Exception {
        try (JdbcAuditLog other = life.open("node-b")) {
            AtomicBoolean done = new AtomicBoolean();
            CountDownLatch begun = new CountDownLatch(2);
            List<CompletableFuture<Integer>> appending = List.of(life.log, other).stream()
                    .map(log -> CompletableFuture.supplyAsync(() -> {
                        int appended = 0;
                        while (!done.get() || appended < CUSTOMERS) {
                            log.append(about(appended % CUSTOMERS));
                            log.append(aboutBoth());
                            appended++;
                            begun.countDown();
                        }
                        return appended;
                    }))
                    .toList();
            begun.await();
            try {
                work.run();
            } finally {
                done.set(true);
            }
            for (CompletableFuture<Integer> each : appending) {
                assertThat(each.get()).isPositive();
            }
        }
    }

    private void assertAllIsReadable() {
        for (String stream : AuditReader.over(life.database, KEYS).streams()) {
            for (AuditRecord record : life.records(stream)) {
                assertThat(record.erasedCustomers()).isZero();
                assertThat(record.entry().justification()).isPresent();
                record.entry()
                        .subject()
                        .ifPresent(subject ->
                                assertThat(record.entry().justification()).contains("about " + subject));
            }
        }
    }

    @Test
    void theKeyOutsideIsReplacedAndTheOldOneNeededNoLonger() {
        life.log.append(about(1));
        String old = base64("a key of thirty-two bytes, no it");
        String fresh = base64("another of thirty-two bytes, too");
        AuditKeys both = AuditKeys.ofBase64("new", Map.of("test", old, "new", fresh));
        AuditKeys onlyNew = AuditKeys.ofBase64("new", Map.of("new", fresh));

        AuditKeyRotation over = AuditKeyRotation.over(life.database, both, life.clock);
        assertThat(over.rewrap()).isEqualTo(2);
        assertThat(over.rewrap()).isZero();

        assertThat(AuditReader.over(life.database, onlyNew)
                        .read(STREAM, 0, 1)
                        .get(0)
                        .entry())
                .isEqualTo(about(1));
        try (JdbcAuditLog reopened = JdbcAuditLog.open(life.database, "node-b", onlyNew)) {
            assertThat(reopened.append(about(1)).seq()).isZero();
        }
        assertThat(life.persons(CustomerId.of(1), onlyNew)).hasSize(1);
    }

    private static String base64(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void customersAreFoundByANewKeyWhileLogsAppend() throws Exception {
        whileAppending(() -> {
            assertThat(rotation.newDigestKey()).isEqualTo(2);
            rotation.redigest(7);
            assertThat(rotation.removeOldKeys()).isZero();
            life.turnOn(QUARTER);
        });
        rotation.redigest(1_000);

        assertThat(rotation.redigest(1_000)).isEqualTo(new Moved(0, 0));
        assertThat(versions("digest_version")).isEqualTo("(2)");
        assertThat(rotation.removeOldKeys()).isEqualTo(1);
        assertThat(keysLeft()).isEqualTo("(DIGEST,2)(WRAPPING,1)");
        assertAllIsReadable();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            assertThat(life.persons(CustomerId.of(customer))).hasSize(1);
        }
        life.log.append(about(3));
        assertThat(life.persons(CustomerId.of(3))).hasSize(1);
    }

    @Test
    void aLogThatKnowsTheOldKeyOnlyDoesNotDoubleACustomer() throws Exception {
        life.log.append(about(1));
        rotation.newDigestKey();
        try (JdbcAuditLog newer = life.open("node-b")) {
            newer.append(about(2));
        }

        life.log.append(about(2));

        assertThat(life.persons(CustomerId.of(2))).hasSize(1);
        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_person")).isEqualTo("(2)");
    }

    @Test
    void personsOfOneCustomerAreBothFoundByTheNewKey() throws Exception {
        life.log.append(about(1));
        rotation.newDigestKey();
        RecordTable.read(life.database, "introducing the same again", connection -> {
            DataKeys keys = DataKeys.read(connection, KEYS);
            Person again = Person.introduce(CustomerId.of(1), keys, new Aead(new SecureRandom()));
            PersonTable.insert(connection, List.of(new PersonTable.New(again, 2, keys.digest(2, CustomerId.of(1)))));
            connection.commit();
            return again;
        });
        assertThat(life.persons(CustomerId.of(1))).hasSize(2);

        assertThat(rotation.redigest(10)).isEqualTo(new Moved(1, 0));
        life.turnOn(QUARTER);
        assertThat(rotation.removeOldKeys()).isEqualTo(1);

        assertThat(life.persons(CustomerId.of(1))).hasSize(2);
        AuditErasure.over(life.database, KEYS, life.log, life.clock).erase(CustomerId.of(1), "ticket", officer());
        assertThat(life.persons(CustomerId.of(1))).isEmpty();
        assertThat(versions("digest_version")).isEqualTo("(null)");
    }

    @Test
    void keysOfCustomersAndSecretsAreEncryptedUnderANewKeyWhileLogsAppend() throws Exception {
        life.log.append(aboutBoth());
        whileAppending(() -> {
            assertThat(rotation.newWrappingKey()).isEqualTo(2);
            assertThat(rotation.rewrapPersons(5).moved()).isPositive();
            life.turnOn(QUARTER);
        });
        rotation.rewrapPersons(1_000);

        assertThat(rotation.rewrapPersons(1_000)).isEqualTo(new Moved(0, 0));
        assertThat(versions("key_version")).isEqualTo("(2)");
        assertThat(rotation.removeOldKeys()).isEqualTo(1);
        assertThat(keysLeft()).isEqualTo("(DIGEST,1)(WRAPPING,2)");
        assertAllIsReadable();

        life.turnOn(QUARTER);
        life.log.append(about(3));
        life.log.append(aboutBoth());
        assertAllIsReadable();
    }

    @Test
    void aKeyStaysAsLongAsALogMayUseItOrARowDoes() throws Exception {
        life.log.append(about(1));
        life.log.append(aboutBoth());
        rotation.newWrappingKey();
        rotation.newDigestKey();
        rotation.rewrapPersons(10);
        rotation.redigest(10);
        life.turnOn(Duration.ofMinutes(14));
        assertThat(rotation.removeOldKeys()).isZero();

        life.turnOn(Duration.ofMinutes(1));
        AuditDatabases.execute(life.database, "UPDATE cpni_audit_secret SET key_version = 1");
        assertThat(rotation.removeOldKeys()).isEqualTo(1);
        assertThat(keysLeft()).isEqualTo("(DIGEST,2)(WRAPPING,1)(WRAPPING,2)");
        AuditDatabases.execute(life.database, "UPDATE cpni_audit_secret SET key_version = 2");
        assertThat(rotation.removeOldKeys()).isEqualTo(1);
        assertAllIsReadable();
    }

    @Test
    void aLogGoesOverToANewKeyWithinFiveMinutes() throws Exception {
        life.log.append(aboutBoth());
        rotation.newWrappingKey();
        life.turnOn(Duration.ofMinutes(4));
        life.log.append(aboutBoth());
        life.turnOn(Duration.ofMinutes(2));
        life.log.append(aboutBoth());

        assertThat(life.query("SELECT seq, key_version FROM cpni_audit_secret ORDER BY seq"))
                .isEqualTo("(0,1)(1,1)(2,2)");
    }

    @Test
    void aPersonThatWasChangedIsLeftAndKeepsItsKey() throws Exception {
        life.log.append(about(1));
        life.log.append(about(2));
        AuditDatabases.execute(
                life.database,
                "UPDATE cpni_audit_person SET wrapped_key = digest WHERE person_no = "
                        + life.persons(CustomerId.of(2)).get(0).number());
        rotation.newWrappingKey();

        assertThat(rotation.rewrapPersons(1)).isEqualTo(new Moved(1, 1));
        life.turnOn(QUARTER);
        assertThat(rotation.removeOldKeys()).isZero();
    }

    @Test
    void oneRecordThatIsDamagedOrGoneStopsNoRotation() throws Exception {
        for (int i = 0; i < 4; i++) {
            life.log.append(aboutBoth());
        }
        tampered = true;
        databases.allowChanges(life.database);
        try (Connection connection = life.database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE cpni_audit_record SET leaf = ? WHERE seq = 1")) {
            update.setBytes(1, new byte[] {99});
            update.executeUpdate();
        }
        AuditDatabases.execute(life.database, "DELETE FROM cpni_audit_record WHERE seq = 2");
        AuditDatabases.execute(
                life.database,
                "UPDATE cpni_audit_person SET key_version = -7 WHERE person_no = "
                        + life.persons(TOM).get(0).number());
        rotation.newWrappingKey();

        assertThat(rotation.rewrapPersons(1)).isEqualTo(new Moved(3, 3));

        assertThat(life.query("SELECT seq, key_version FROM cpni_audit_secret ORDER BY seq"))
                .isEqualTo("(0,2)(1,1)(2,1)(3,2)");
        assertThat(rotation.rewrapPersons(10)).isEqualTo(new Moved(0, 3));
    }

    @Test
    void anErasedCustomerDoesNotComeBack() throws Exception {
        life.log.append(about(1));
        AuditErasure.over(life.database, KEYS, life.log, life.clock).erase(CustomerId.of(1), "ticket", officer());
        rotation.newWrappingKey();
        rotation.newDigestKey();

        assertThat(rotation.redigest(10)).isEqualTo(new Moved(0, 0));
        assertThat(rotation.rewrapPersons(10).moved()).isEqualTo(1);

        assertThat(life.query("SELECT digest, wrapped_key, id_cipher FROM cpni_audit_person"))
                .isEqualTo("(null,null,null)");
    }
}
