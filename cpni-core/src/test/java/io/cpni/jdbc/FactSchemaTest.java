package io.cpni.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cpni.customer.CustomerKeyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactSchemaTest {

    @ParameterizedTest
    @EnumSource(DatabaseVendor.class)
    void everyVendorHasTheSameTables(DatabaseVendor vendor) {
        assertThat(FactSchema.statements(vendor, CustomerKeyType.BIGINT))
                .filteredOn(sql -> sql.startsWith("CREATE TABLE IF NOT EXISTS"))
                .extracting(sql -> sql.split("\\s+")[5])
                .containsExactly(
                        "cpni_approval_customer",
                        "cpni_approval_event",
                        "cpni_approval_scope",
                        "cpni_approval_interval",
                        "cpni_approval_one_time",
                        "cpni_approval_flag",
                        "cpni_assignment",
                        "cpni_subscription",
                        "cpni_training",
                        "cpni_customer_flag",
                        "cpni_grant",
                        "cpni_break_glass",
                        "cpni_facts_mark");
    }

    @ParameterizedTest
    @EnumSource(DatabaseVendor.class)
    void thePlaceholderIsFilledInEverywhere(DatabaseVendor vendor) {
        assertThat(FactSchema.statements(vendor, CustomerKeyType.VARCHAR))
                .noneMatch(sql -> sql.contains("${"))
                .filteredOn(sql -> sql.contains("customer_id VARCHAR(128)"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(CustomerKeyType.class)
    void theScriptsRunTwiceOnH2(CustomerKeyType keyType) {
        try (TestDatabase database = TestDatabase.h2(keyType)) {
            assertThatCode(() -> FactSchema.create(database.dataSource(), keyType))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(CustomerKeyType.class)
    void theScriptsRunTwiceOnPostgres(CustomerKeyType keyType) {
        try (TestDatabase database = TestDatabase.postgres(keyType)) {
            assertThatCode(() -> FactSchema.create(database.dataSource(), keyType))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(CustomerKeyType.class)
    void theScriptsRunTwiceOnMariaDb(CustomerKeyType keyType) {
        try (TestDatabase database = TestDatabase.mariaDb(keyType)) {
            assertThatCode(() -> FactSchema.create(database.dataSource(), keyType))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theVendorIsFoundFromTheDatabase() {
        try (TestDatabase h2 = TestDatabase.emptyH2();
                TestDatabase postgres = TestDatabase.postgres(CustomerKeyType.BIGINT);
                TestDatabase mariaDb = TestDatabase.mariaDb(CustomerKeyType.BIGINT)) {
            assertThat(DatabaseVendor.of(h2.dataSource())).isEqualTo(DatabaseVendor.H2);
            assertThat(DatabaseVendor.of(postgres.dataSource())).isEqualTo(DatabaseVendor.POSTGRESQL);
            assertThat(DatabaseVendor.of(mariaDb.dataSource())).isEqualTo(DatabaseVendor.MARIADB);
        }
    }
}
