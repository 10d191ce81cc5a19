package io.cpni.audit;

import static io.cpni.audit.AuditDatabases.execute;
import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditEntries.maxIsDenied;
import static io.cpni.audit.AuditLife.THEN;
import static io.cpni.audit.AuditLife.THREE_YEARS;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody who can write to every table, and has no key, does not get the log to do. What the log signs: CheckpointerTest. */
@ParameterizedClass
@EnumSource(AuditDatabases.class)
class IntruderTest {

    private final AuditDatabases databases;
    private final AuditLife life;

    IntruderTest(AuditDatabases databases) {
        this.databases = databases;
        this.life = new AuditLife(databases);
        databases.allowChanges(life.database);
    }

    @AfterEach
    void close() {
        life.close();
    }

    private void isSeen(CustomerId customer) {
        life.log.append(annaBills(life.clock.instant())
                .customers(CustomersConcerned.of(customer, 1))
                .build());
    }

    @Test
    void aHoldIsNotReleased() throws Exception {
        life.fillUpTo(512);
        LegalHolds.over(life.database, KEYS, life.log, life.clock)
                .place(LegalHold.ofPeriod("march", THEN, THEN.plusSeconds(9)), "inquiry", officer());
        life.turnOn(Duration.ofDays(1_500));
        AuditPurge purge = AuditPurge.over(life.database, KEYS, life.log, THREE_YEARS, life.clock);
        assertThat(purge.plan().ranges()).isEmpty();

        AuditPosition release = Intruder.plant(
                life.database,
                AuditLife.STREAM,
                AuditEntry.hold(life.clock.instant())
                        .accessor("petra")
                        .operation(Operation.DELETE)
                        .relation("legal-hold")
                        .correlation("march")
                        .customers(CustomersConcerned.none())
                        .build(),
                life.clock.instant());
        execute(
                life.database,
                "UPDATE cpni_audit_hold SET released_stream = placed_stream, released_us = 1, released_seq = "
                        + release.seq());

        assertThatThrownBy(purge::plan).hasMessageContaining("AuditVerifier");
    }

    @Test
    void nobodyIsErasedByARecordThatTheLogDidNotWrite() throws Exception {
        isSeen(ROSA);
        Intruder.plant(
                life.database,
                AuditLife.STREAM,
                AuditEntry.erasure(life.clock.instant())
                        .accessor("petra")
                        .evidence(List.of(ErasureSearch.DESPITE_HOLDS))
                        .customers(CustomersConcerned.of(ROSA, 0))
                        .build(),
                life.clock.instant());

        assertThat(AuditErasure.over(life.database, KEYS, life.log, life.clock).finishInterrupted())
                .isZero();
        assertThat(life.persons(ROSA)).hasSize(1);
    }

    @Test
    void nobodyIsErasedByACopyOfWhomARecordNames() throws Exception {
        isSeen(ROSA);
        isSeen(TOM);
        AuditErasure erasure = AuditErasure.over(life.database, KEYS, life.log, life.clock);
        erasure.erase(ROSA, "asked", officer());
        int tom = life.persons(TOM).get(0).number();
        String set = HexFormat.of().formatHex(CustomerSet.encode(new int[] {tom}, new long[1]));
        execute(
                life.database,
                "UPDATE cpni_audit_record SET customers = " + databases.bytes(set) + " WHERE kind = 'ERASURE'");

        assertThat(erasure.finishInterrupted()).isZero();
        assertThat(life.persons(TOM)).hasSize(1);
    }

    @Test
    void whoCameBackAfterAnErasureIsNotRecordedUnderTheOldNumber() throws Exception {
        isSeen(ROSA);
        AuditErasure.over(life.database, KEYS, life.log, life.clock).erase(ROSA, "asked", officer());
        life.turnOn(Duration.ofHours(1));
        execute(life.database, "UPDATE cpni_audit_erased SET erased_us = 9000000000000000000");
        life.log.forget(ROSA);

        assertThatThrownBy(() -> isSeen(ROSA))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("cpni_audit_erased");
        isSeen(TOM);
    }

    @Test
    void aStreamThatSomebodyElseWroteToIsNotTakenForAReplayedSpool() throws Exception {
        SpoolStream spool = SpoolStream.over(life.database, "node-a", KEYS);
        try (JdbcAuditLog replayed = (JdbcAuditLog) spool.open()) {
            replayed.append(maxIsDenied(life.clock.instant()).build());
        }
        assertThat(spool.next()).isEqualTo(1);
        Intruder.plant(
                life.database, "node-a.spool", maxIsDenied(life.clock.instant()).build(), life.clock.instant());

        assertThatThrownBy(spool::next)
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("node-a.spool#1 has no seal");
    }

    /** As after a restore of some tables but not of others, too. */
    @Test
    void aPersonUnderAnUnknownKeyKeepsNobodyElseFromBeingRecorded() throws Exception {
        isSeen(ROSA);
        execute(life.database, "UPDATE cpni_audit_person SET key_version = 99");
        try (JdbcAuditLog log = life.open("node-b")) {
            AuditEntry access = annaBills(life.clock.instant()).build();
            AuditPosition position = log.append(access);
            log.amend(AuditEntry.outcomeOf(position, access, life.clock.instant())
                    .customers(CustomersConcerned.of(ROSA, 1))
                    .build());

            for (int i = 0; i < 5; i++) {
                log.append(maxIsDenied(life.clock.instant()).build());
            }
            assertThatThrownBy(() -> log.append(annaBills(life.clock.instant())
                            .customers(CustomersConcerned.of(ROSA, 1))
                            .build()))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("cpni_audit_key");
        }
    }
}
