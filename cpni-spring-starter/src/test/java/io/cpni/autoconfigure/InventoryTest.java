package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cpni.actuator.CpniEndpoint;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.NotCpni;
import io.cpni.observation.Inventory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What is guarded, and what is declared not to be, is told at start-up and to operators. */
class InventoryTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ch.qos.logback.classic.Logger log =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(InventoryLog.class);

    private final ApplicationContextRunner runner = CarrierContext.runner()
            .withConfiguration(AutoConfigurations.of(CpniInventoryAutoConfiguration.class))
            .withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
            .withPropertyValues(
                    "cpni.sql.plain-relations=tariff",
                    "cpni.json.exempt-mappers.partner=writes tariffs only",
                    "cpni.json.exempt-converters.Tariffs=knows no customers",
                    "cpni.cache.declared.calls=asked for often",
                    "management.endpoints.web.exposure.include=cpni");

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
        log.setLevel(ch.qos.logback.classic.Level.INFO);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    @Test
    void operatorsSeeTablesColumnsSourcesAndExceptions() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            Inventory inventory =
                    (Inventory) context.getBean(CpniEndpoint.class).inventory();

            assertThat(inventory.dataSources()).containsExactly("dataSource");
            assertThat(inventory.tables()).extracting(Inventory.Table::name).contains("person", "phone_call");
            Inventory.Table calls = inventory.tables().stream()
                    .filter(table -> table.name().equals("phone_call"))
                    .findFirst()
                    .orElseThrow();
            assertThat(calls.categories()).containsExactly(DataCategory.CALL_DETAIL);
            assertThat(calls.columns())
                    .contains(new Inventory.Column(
                            "callee", Set.of(DataCategory.CALL_DETAIL), MaskStyle.TELEPHONE_NUMBER, true));
            assertThat(inventory.plainRelations()).contains("tariff");
            assertThat(inventory.exceptions())
                    .contains(
                            new Inventory.Declared("mapper partner", "writes tariffs only"),
                            new Inventory.Declared("converter Tariffs", "knows no customers"),
                            new Inventory.Declared("cache calls", "asked for often"));
        });
    }

    @Test
    void theLogSaysItAtStartUp() {
        runner.run(context -> assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line).startsWith("Guarded: data sources [dataSource]"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Labelled: phone_call [CALL_DETAIL], by person_id")
                        .contains("callee [CALL_DETAIL]"))
                .anySatisfy(line -> assertThat(line).isEqualTo("Declared: mapper partner: writes tariffs only")));
    }

    @Test
    void anEndpointThatIsNotExposedIsNotThere() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(CpniEndpoint.class));
    }

    @Entity
    @Cpni
    static class Plan {
        @Id
        @CustomerKey
        Long id;

        @NotCpni(reason = "name of a tariff")
        String tariff;
    }

    @Entity
    @NotCpni(reason = "prices are public")
    static class Price {
        @Id
        Long id;
    }

    @Test
    void declaredExceptionsAreListedWithTheirReasons() {
        InventoryReader reader = new InventoryReader(
                new org.springframework.beans.factory.support.DefaultListableBeanFactory(),
                java.util.Optional::empty,
                () -> java.util.List.of(Plan.class, Price.class),
                java.util.List.of(new Inventory.Declared("cache charges", "asked for often")));

        assertThat(reader.get().exceptions())
                .containsExactly(
                        new Inventory.Declared("cache charges", "asked for often"),
                        new Inventory.Declared(Plan.class.getName() + ".tariff", "name of a tariff"),
                        new Inventory.Declared(Price.class.getName(), "prices are public"));
    }
}
