package io.cpni.audit;

import static io.cpni.audit.AuditDatabases.execute;
import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.audit.AuditFinding.Kind;
import io.cpni.jdbc.DatabaseVendor;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditVerifierTest {

    private static final String S = "node-a";
    private static final int RECORDS = 30;

    private DataSource database;

    /** Thirty accesses of Anna, each to a record of Rosa and one of Tom; then the intruder gets rights. */
    private void given(AuditDatabases databases) {
        given(databases, RECORDS);
    }

    private void given(AuditDatabases databases, int records) {
        database = databases.create();
        try (JdbcAuditLog log = JdbcAuditLog.open(database, S)) {
            for (int i = 0; i < records; i++) {
                log.append(annaBills(MONDAY_NINE.plusSeconds(i))
                        .justification("ticket " + i)
                        .customers(CustomersConcerned.of(Map.of(ROSA, 1L, TOM, 2L)))
                        .build());
            }
        }
        databases.allowChanges(database);
    }

    private List<AuditFinding> findings() {
        AuditVerification result = AuditVerifier.over(database).verify(S);
        return result instanceof AuditVerification.Tampered tampered ? tampered.findings() : List.of();
    }

    private void assertFound(Kind kind, long... places) {
        assertThat(findings())
                .extracting(finding -> finding.kind() + " " + finding.position().seq())
                .isEqualTo(LongStream.of(places)
                        .mapToObj(place -> kind + " " + place)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anUntouchedStreamIsIntact(AuditDatabases databases) {
        given(databases);

        AuditVerification result = AuditVerifier.over(database).verify(S);

        assertThat(result)
                .isEqualTo(new AuditVerification.Intact(
                        S, RECORDS, AuditReader.over(database).head(S)));
        assertThat(result.isIntact()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anEmptyStreamIsIntact(AuditDatabases databases) {
        given(databases, 0);

        assertThat(AuditVerifier.over(database).verify(S).records()).isZero();
        assertThat(AuditVerifier.over(database).verify(S).isIntact()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void anyAlteredColumnIsNamed(AuditDatabases databases) {
        given(databases);
        List<String> changes = List.of(
                "format = 2",
                "at = at + INTERVAL '1' SECOND",
                "kind = 'DENIAL'",
                "accessor = 'max'",
                "on_behalf_of = 'boss'",
                "purpose = 'NO_SUCH_PURPOSE'",
                "recipient_kind = NULL",
                "recipient_name = 'us'",
                "channel = ''",
                "operation = 'DELETE'",
                "relation = 'invoice'",
                "categories = NULL",
                "shown_columns = 'a'",
                "masked_columns = 'a'",
                "rules = 'R-0 none'",
                "evidence = 'x'",
                "obligations = 'x'",
                "justification = concat(justification, '.')",
                "statement_fingerprint = '0'",
                "correlation = 'x'",
                "trace_id = 'x'",
                "node = 'x'",
                "intent_at = at",
                "intent_seq = 0",
                "row_count = 0",
                "server_text = '0123456789abcdef k AAAA'");
        for (int i = 0; i < changes.size(); i++) {
            execute(database, "UPDATE cpni_audit_record SET " + changes.get(i) + " WHERE seq = " + i);
        }

        assertFound(Kind.ALTERED, LongStream.range(0, changes.size()).toArray());
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aFirstAndALastRecordThatWereAlteredAreNamed(AuditDatabases databases) {
        given(databases);
        execute(database, "UPDATE cpni_audit_record SET accessor = 'max' WHERE seq IN (0, 29)");

        assertFound(Kind.ALTERED, 0, 29);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void alteredHashesAreNamed(AuditDatabases databases) {
        given(databases);
        execute(database, "UPDATE cpni_audit_record SET hash = previous_hash WHERE seq = 3");
        execute(database, "UPDATE cpni_audit_record SET previous_hash = hash WHERE seq = 7");
        execute(database, "UPDATE cpni_audit_record SET customers_digest = hash WHERE seq = 11");

        assertFound(Kind.ALTERED, 3, 7, 11);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aRecordThatWasAlteredAndHashedAnewIsNamed(AuditDatabases databases) {
        given(databases);
        AuditTable.Linked victim = AuditTable.read(
                        database, "test", connection -> AuditTable.records(connection, S, 9, 1))
                .get(0);
        execute(database, "UPDATE cpni_audit_record SET row_count = 4711 WHERE seq = 9");
        AuditTable.Linked changed = AuditTable.read(
                        database, "test", connection -> AuditTable.records(connection, S, 9, 1))
                .get(0);
        setHash(9, AuditCodec.hash(victim.previousHash(), changed.row()));

        assertFound(Kind.ALTERED, 9);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void missingRecordsAreNamed(AuditDatabases databases) {
        given(databases);
        execute(database, "DELETE FROM cpni_audit_record WHERE seq IN (0, 5, 6, 20)");
        execute(database, "DELETE FROM cpni_audit_customer WHERE seq IN (0, 5, 6, 20)");

        assertFound(Kind.MISSING, 0, 5, 6, 20);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void removedRecordsAreFoundAlsoIfTheOthersAreNumberedAnew(AuditDatabases databases) {
        given(databases);
        execute(database, "DELETE FROM cpni_audit_record WHERE seq = 27");
        execute(database, "DELETE FROM cpni_audit_customer WHERE seq = 27");
        renumber(28, 27);
        renumber(29, 28);

        assertFound(Kind.REORDERED, 27, 28);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void swappedNeighboursAreNamed(AuditDatabases databases) {
        given(databases);
        swap(5, 6);

        assertFound(Kind.REORDERED, 5, 6);
        assertThat(findings().get(0).detail()).contains("node-a#6");
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void recordsSwappedFarApartAreNamed(AuditDatabases databases) {
        given(databases);
        swap(2, 28);

        assertFound(Kind.REORDERED, 2, 28);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aCustomerThatWasAlteredRemovedOrAddedIsNamed(AuditDatabases databases) {
        given(databases);
        execute(database, "UPDATE cpni_audit_customer SET customer_id = '1003' WHERE seq = 4 AND customer_id = '1001'");
        execute(database, "DELETE FROM cpni_audit_customer WHERE seq = 8 AND customer_id = '1002'");
        execute(
                database,
                "INSERT INTO cpni_audit_customer (customer_id, stream, seq, at, row_count)"
                        + " SELECT '9', stream, seq, at, 1 FROM cpni_audit_record WHERE seq = 12");
        execute(database, "UPDATE cpni_audit_customer SET row_count = 9 WHERE seq = 16 AND customer_id = '1001'");
        execute(database, "UPDATE cpni_audit_customer SET at = at - INTERVAL '1' DAY WHERE seq = 20");
        execute(
                database,
                "INSERT INTO cpni_audit_customer (customer_id, stream, seq, at, row_count)"
                        + " SELECT '9', stream, 77, at, 1 FROM cpni_audit_record WHERE seq = 12");

        assertFound(Kind.CUSTOMERS_ALTERED, 4, 8, 12, 16, 20, 77);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aForgedRecordAtTheEndIsNamed(AuditDatabases databases) {
        given(databases);
        copy(3, 30);

        assertThat(findings()).extracting(AuditFinding::position).containsExactly(new AuditPosition(S, 30));
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aForgedRecordInTheMidstIsNamed(AuditDatabases databases) {
        given(databases);
        renumber(29, 30);
        renumber(28, 29);
        renumber(27, 28);
        copy(3, 27);
        execute(database, "UPDATE cpni_audit_record SET accessor = 'max' WHERE seq = 27");

        assertThat(findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.INSERTED, Kind.REORDERED, Kind.REORDERED, Kind.REORDERED);
        assertThat(findings().get(0).position().seq()).isEqualTo(27);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aForgedRecordThatIsHashedProperlyIsNamed(AuditDatabases databases) {
        given(databases);
        renumber(29, 30);
        copy(3, 29);
        AuditHash before = AuditTable.read(database, "test", connection -> AuditTable.records(connection, S, 28, 1))
                .get(0)
                .hash();
        AuditRow forged = AuditTable.read(database, "test", connection -> AuditTable.records(connection, S, 29, 1))
                .get(0)
                .row();
        execute(
                database,
                "UPDATE cpni_audit_record SET previous_hash = "
                        + "(SELECT p.hash FROM cpni_audit_record p WHERE p.seq = 28) WHERE seq = 29");
        setHash(29, AuditCodec.hash(before, forged));

        assertThat(findings())
                .extracting(finding -> finding.kind() + " " + finding.position().seq())
                .startsWith("INSERTED 29")
                .contains("REORDERED 30");
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aCutEndIsFoundWithAHeadThatWasKept(AuditDatabases databases) {
        given(databases);
        AuditHead kept = AuditReader.over(database).head(S).orElseThrow();
        execute(database, "DELETE FROM cpni_audit_record WHERE seq >= 28");
        execute(database, "DELETE FROM cpni_audit_customer WHERE seq >= 28");

        assertThat(AuditVerifier.over(database).verify(S).isIntact())
                .as("the database alone does not tell")
                .isTrue();
        AuditVerification result = AuditVerifier.over(database).verify(S, kept);
        assertThat(((AuditVerification.Tampered) result).findings())
                .extracting(finding -> finding.kind() + " " + finding.position())
                .containsExactly("MISSING node-a#28", "MISSING node-a#29");
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void aStreamWrittenAnewIsFoundWithAHeadThatWasKept(AuditDatabases databases) {
        given(databases);
        AuditHead kept = AuditReader.over(database).head(S).orElseThrow();
        execute(database, "DELETE FROM cpni_audit_record");
        execute(database, "DELETE FROM cpni_audit_customer");
        try (JdbcAuditLog forger = JdbcAuditLog.open(database, S)) {
            for (int i = 0; i <= RECORDS; i++) {
                forger.append(annaBills(MONDAY_NINE).build());
            }
        }

        AuditVerification result = AuditVerifier.over(database).verify(S, kept);

        assertThat(((AuditVerification.Tampered) result).first().kind()).isEqualTo(Kind.REWRITTEN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditVerifier.over(database).verify("node-b", kept));
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1_000, 1_001, 2_500})
    void streamsLongerThanAPageAreWalkedToTheirEnd(int records) {
        given(AuditDatabases.H2, records);
        assertThat(AuditVerifier.over(database).verify(S).records()).isEqualTo(records);

        execute(database, "DELETE FROM cpni_audit_record WHERE seq = 998");
        execute(database, "UPDATE cpni_audit_customer SET row_count = 7 WHERE seq = " + (records - 1));

        assertThat(findings())
                .extracting(finding -> finding.kind() + " " + finding.position().seq())
                .contains(records == 999 ? "CUSTOMERS_ALTERED 998" : "MISSING 998", lastCustomersFinding(records));
    }

    private static String lastCustomersFinding(int records) {
        return "CUSTOMERS_ALTERED " + (records - 1);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void ofManyFindingsTheFirstThousandAreKeptAndAllAreCounted(AuditDatabases databases) {
        given(databases, 1);
        execute(database, "UPDATE cpni_audit_record SET seq = 5000");
        execute(database, "DELETE FROM cpni_audit_customer");

        AuditVerification.Tampered result =
                (AuditVerification.Tampered) AuditVerifier.over(database).verify(S);

        assertThat(result.findings()).hasSize(1_000);
        assertThat(result.findingCount()).isGreaterThanOrEqualTo(5_000);
        assertThat(result.first().position().seq()).isZero();
    }

    private void swap(long one, long other) {
        renumber(one, 1_000_000);
        renumber(other, one);
        renumber(1_000_000, other);
    }

    private void renumber(long from, long to) {
        for (String table : List.of("cpni_audit_record", "cpni_audit_customer")) {
            execute(database, "UPDATE " + table + " SET seq = " + to + " WHERE seq = " + from);
        }
    }

    private void copy(long from, long to) {
        String columns = "stream, format, at, kind, accessor, purpose, recipient_kind, operation, relation, categories,"
                + " rules, justification, concern, row_count, customer_count, customers_digest, previous_hash, hash";
        execute(
                database,
                "INSERT INTO cpni_audit_record (seq, " + columns + ") SELECT " + to + ", " + columns
                        + " FROM cpni_audit_record WHERE seq = " + from);
    }

    private void setHash(long seq, AuditHash hash) {
        String literal = DatabaseVendor.of(database) == DatabaseVendor.POSTGRESQL
                ? "'\\x" + hash.hex() + "'::bytea"
                : "X'" + hash.hex() + "'";
        execute(database, "UPDATE cpni_audit_record SET hash = " + literal + " WHERE seq = " + seq);
    }
}
