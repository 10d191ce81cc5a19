package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.forgetful.Voicemail;
import io.cpni.autoconfigure.model.Person;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.security.core.context.SecurityContextHolder;

/** What stops the start, because starting would leave customer data unguarded or out of reach. */
class StartGuardsTest {

    private final ApplicationContextRunner runner = CarrierContext.runner();

    @Test
    void theStartStopsWhereNothingTellsWhoIsAsking() {
        runner.withClassLoader(new FilteredClassLoader(SecurityContextHolder.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOfSatisfying(
                                MissingAccessorSourceException.class,
                                failure -> assertThat(new MissingAccessorSourceFailureAnalyzer()
                                                .analyze(failure)
                                                .getAction())
                                        .contains("spring-boot-starter-security")
                                        .contains("AccessorSource")));
    }

    @Test
    void theStartStopsWhereTheTablesOfFactsAreMissing() {
        runner.withPropertyValues("cpni.schema.initialize=never")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("MissingSchemaException"));
    }

    @Test
    void aDataSourceThatMayHaveUnguardedTargetsStopsTheStart() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, PerhapsAround.class)
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("perhaps to others that are not"));
    }

    @Configuration(proxyBeanMethods = false)
    static class PerhapsAround {
        @Bean
        DataSource inner() {
            return raw();
        }

        @Bean
        @Primary
        DataSource lazy(@Qualifier("inner") DataSource inner) {
            return new LazyConnectionDataSourceProxy(inner);
        }
    }

    /** Which target a connection comes from shows only when it is asked for; here nothing has been chosen yet. */
    @Test
    void aDataSourceThatRoutesToAGuardedOneAndPerhapsToOthersStopsTheStart() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, RoutesAround.class)
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("perhaps to others that are not"));
    }

    @Configuration(proxyBeanMethods = false)
    static class RoutesAround {
        @Bean
        DataSource inner() {
            return raw();
        }

        @Bean
        @Primary
        DataSource routing(@Qualifier("inner") DataSource inner) {
            AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
                @Override
                protected @Nullable Object determineCurrentLookupKey() {
                    return null;
                }
            };
            routing.setTargetDataSources(Map.of("guarded", inner, "around", raw()));
            return routing;
        }
    }

    @Test
    void anEntityThatNobodyLabelledStopsTheStart() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, ForgetfulModel.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("neither labelled nor declared harmless")
                        .hasStackTraceContaining("Voicemail"));
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Voicemail.class)
    static class ForgetfulModel {}

    /** The gate's own configuration steps back without HikariCP; the application must not start without the gate. */
    @Test
    void aDataSourceWithoutAGateStopsTheStart() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CpniAutoConfiguration.class, CpniSqlAutoConfiguration.class))
                .withUserConfiguration(BrendaIsSignedIn.class, PlainDataSource.class)
                .withClassLoader(new FilteredClassLoader(HikariDataSource.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("is not guarded. The gate needs HikariCP"));
    }

    @Test
    void labelledEntitiesWithoutAGateStopTheStart() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, PlainDataSource.class)
                .withClassLoader(new FilteredClassLoader(HikariDataSource.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("has labelled entities")
                        .hasStackTraceContaining("keep HikariCP on the class path"));
    }

    @Configuration(proxyBeanMethods = false)
    static class PlainDataSource {
        @Bean
        DataSource dataSource() {
            return raw();
        }
    }

    @Test
    void labelledEntitiesOnADataSourceThatIsNoBeanStopTheStart() {
        String failure =
                "has labelled entities, but its data source, of type " + DriverManagerDataSource.class.getName();

        runner.withUserConfiguration(BrendaIsSignedIn.class, HiddenDataSource.class)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(failure));
        // No bean is a data source: there is nothing to guard, and no gate.
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CpniAutoConfiguration.class, CpniJpaAutoConfiguration.class))
                .withUserConfiguration(HiddenDataSource.class)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(failure));
    }

    @Configuration(proxyBeanMethods = false)
    static class HiddenDataSource {
        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory() {
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setDataSource(raw());
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            factory.setPackagesToScan(Person.class.getPackageName());
            return factory;
        }
    }

    @Test
    void labelledEntitiesWhoseConnectionsHibernateMakesItselfStopTheStart() {
        runner.withUserConfiguration(BrendaIsSignedIn.class)
                .withPropertyValues(
                        "spring.jpa.properties.hibernate.connection.provider_class"
                                + "=org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProvider",
                        "spring.jpa.properties.hibernate.connection.url=" + CarrierContext.freshDatabase())
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("its connections come from no data source that can be seen"));
    }

    /** As an application does that builds its own, without Spring's factory bean. */
    @Test
    void labelledEntitiesOfAHandMadeFactoryStopTheStart() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, HandMadeFactory.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("entity manager factory handMade has labelled entities"));
    }

    @Configuration(proxyBeanMethods = false)
    static class HandMadeFactory {
        @Bean
        EntityManagerFactory handMade() {
            LocalContainerEntityManagerFactoryBean factory = new HiddenDataSource().entityManagerFactory();
            factory.afterPropertiesSet();
            return factory.getNativeEntityManagerFactory();
        }
    }

    private static DataSource raw() {
        return new DriverManagerDataSource(CarrierContext.freshDatabase());
    }
}
