package io.cpni.audit;

import static io.cpni.audit.AuditDatabases.execute;
import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.annaBills;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.StoreUnavailableException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditSchemaTest {

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void theScriptMayRunAgainAndKeepsWhatIsThere(AuditDatabases databases) {
        DataSource database = databases.create();
        try (JdbcAuditLog log = JdbcAuditLog.open(database, "node-a", AuditEntries.KEYS)) {
            log.append(annaBills(MONDAY_NINE).build());
        }

        AuditSchema.create(database);

        assertThat(AuditReader.over(database, AuditEntries.KEYS).read("node-a", 0, 1))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE cpni_audit_record SET accessor = 'max'",
                "DELETE FROM cpni_audit_record",
                "TRUNCATE cpni_audit_record",
                "UPDATE cpni_audit_shape SET body = NULL",
                "DELETE FROM cpni_audit_tile",
                "DELETE FROM cpni_audit_checkpoint WHERE size = 99",
                "TRUNCATE cpni_audit_shape"
            })
    void postgresRefusesChanges(String sql) {
        DataSource database = AuditDatabases.POSTGRESQL.create();
        try (JdbcAuditLog log = JdbcAuditLog.open(database, "node-a", AuditEntries.KEYS)) {
            log.append(annaBills(MONDAY_NINE)
                    .customers(CustomersConcerned.of(ROSA, 1))
                    .build());
        }

        assertThatThrownBy(() -> execute(database, sql))
                .rootCause()
                .hasMessageStartingWith("ERROR: the audit log is append-only: " + sql.substring(0, sql.indexOf(' '))
                        + " of cpni_audit_" + sql.replaceAll(".*cpni_audit_([a-z]+).*", "$1") + " refused");
        assertThat(AuditVerifier.over(database).verify("node-a").isIntact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE cpni_audit_record SET accessor = 'max'",
                "DELETE FROM cpni_audit_record",
                "UPDATE cpni_audit_shape SET body = ''",
                "DELETE FROM cpni_audit_shape"
            })
    void mariaDbRefusesChanges(String sql) {
        DataSource database = AuditDatabases.MARIADB.create();
        try (JdbcAuditLog log = JdbcAuditLog.open(database, "node-a", AuditEntries.KEYS)) {
            log.append(annaBills(MONDAY_NINE)
                    .customers(CustomersConcerned.of(ROSA, 1))
                    .build());
        }

        assertThatThrownBy(() -> execute(database, sql))
                .rootCause()
                .hasMessageContaining(
                        "the audit log is append-only: " + sql.substring(0, sql.indexOf(' ')) + " refused");
        assertThat(AuditVerifier.over(database).verify("node-a").isIntact()).isTrue();
    }

    @Test
    void aDatabaseWithoutTheTablesIsNamedAsSuch() {
        DataSource database = AuditDatabases.H2.empty();

        assertThatThrownBy(() -> JdbcAuditLog.open(database, "node-a", AuditEntries.KEYS))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("AuditSchema.create");
        assertThatThrownBy(() -> AuditReader.over(database, AuditEntries.KEYS).streams())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("tables");
    }
}
