package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewFilter;

/** Sessions that outlive the purpose they were opened for stop the start. */
class OpenInViewTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(CarrierContext.configurations())
            .withUserConfiguration(Ledger.Model.class, BrendaIsSignedIn.class)
            .withPropertyValues(
                    "cpni.node=test",
                    "spring.datasource.url=" + CarrierContext.freshDatabase(),
                    "spring.jpa.hibernate.ddl-auto=create");

    /** Spring Boot keeps them open unless it is told not to. */
    @Test
    void theStartStopsUnlessItIsSwitchedOff() {
        runner.run(context -> assertThat(context)
                .getFailure()
                .isInstanceOfSatisfying(
                        OpenInViewException.class,
                        failure -> assertThat(new OpenInViewFailureAnalyzer()
                                        .analyze(failure)
                                        .getAction())
                                .contains("spring.jpa.open-in-view=false")));
        runner.withPropertyValues("spring.jpa.open-in-view=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theStartStopsWhereAFilterDoesIt() {
        runner.withPropertyValues("spring.jpa.open-in-view=false")
                .withUserConfiguration(Filtering.class)
                .run(context -> assertThat(context).getFailure().isInstanceOf(OpenInViewException.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class Filtering {
        @Bean
        OpenEntityManagerInViewFilter filter() {
            return new OpenEntityManagerInViewFilter();
        }
    }
}
