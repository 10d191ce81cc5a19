package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.audited.Dunning;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

/** The tables in which Hibernate Envers keeps what labelled records were hold customer data too. */
class HistoryTablesTest {

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Dunning.class)
    static class Model {}

    @Test
    void aHistoryOfLabelledRecordsStopsTheStart() {
        CarrierContext.withoutModel()
                .withUserConfiguration(Model.class, BrendaIsSignedIn.class, RecordingAuditLog.class)
                .withPropertyValues(
                        "spring.datasource.url=" + CarrierContext.freshDatabase(),
                        "spring.jpa.hibernate.ddl-auto=create")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("Dunning_AUD")
                        .hasStackTraceContaining("Take @Audited off"));
    }
}
