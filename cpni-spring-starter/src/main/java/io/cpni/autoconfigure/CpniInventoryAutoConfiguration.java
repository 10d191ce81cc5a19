package io.cpni.autoconfigure;

import io.cpni.actuator.CpniEndpoint;
import io.cpni.observation.Inventory;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Tells what is guarded, in the log at start-up and over the actuator's endpoint {@code cpni}. */
@AutoConfiguration(after = CpniSqlAutoConfiguration.class)
@ConditionalOnBean(CatalogHolder.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniInventoryAutoConfiguration {

    private static final boolean WITH_JPA = ClassUtils.isPresent(
            "jakarta.persistence.EntityManagerFactory", CpniInventoryAutoConfiguration.class.getClassLoader());

    /** Creates the configuration. */
    public CpniInventoryAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    static InventoryReader cpniInventoryReader(
            ListableBeanFactory beans, CatalogHolder catalog, CpniProperties properties) {
        return new InventoryReader(
                beans, catalog, () -> WITH_JPA ? Model.types(beans) : List.of(), declared(properties));
    }

    private static List<Inventory.Declared> declared(CpniProperties properties) {
        List<Inventory.Declared> declared = new ArrayList<>();
        properties.json().exemptMappers().forEach((mapper, why) -> declared.add(declared("mapper " + mapper, why)));
        properties.json().exemptConverters().forEach((name, why) -> declared.add(declared("converter " + name, why)));
        properties.cache().declared().forEach((cache, why) -> declared.add(declared("cache " + cache, why)));
        properties
                .secondWall()
                .instead()
                .forEach((source, why) -> declared.add(
                        declared("data source " + source + ", row-level security instead of the gate", why)));
        return declared;
    }

    private static Inventory.Declared declared(String what, String why) {
        return new Inventory.Declared(what, why);
    }

    @Bean
    static InventoryLog cpniInventoryLog(InventoryReader reader) {
        return new InventoryLog(reader);
    }

    /** Apart, so that nothing of JPA is looked for where it is absent. */
    private static final class Model {

        private Model() {}

        static List<Class<?>> types(ListableBeanFactory beans) {
            return beans.getBeansOfType(EntityManagerFactory.class, false, false).values().stream()
                    .flatMap(factory -> factory.getMetamodel().getManagedTypes().stream())
                    .map((ManagedType<?> type) -> ((Type<?>) type).getJavaType())
                    .filter(Objects::nonNull)
                    .<Class<?>>map(type -> type)
                    .distinct()
                    .toList();
        }
    }

    /** The endpoint, where there is an actuator and the endpoint may be reached. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    static class EndpointConfiguration {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint(endpoint = CpniEndpoint.class)
        static CpniEndpoint cpniEndpoint(InventoryReader reader) {
            return new CpniEndpoint(reader);
        }
    }
}
