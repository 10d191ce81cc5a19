package io.cpni.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.TrainingRegister;
import io.cpni.autoconfigure.around.Callees;
import io.cpni.autoconfigure.around.ExportedCharges;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.ChargeRepository;
import io.cpni.purpose.Purpose;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.rest.core.config.RepositoryRestConfiguration;
import org.springframework.data.rest.core.mapping.RepositoryDetectionStrategy.RepositoryDetectionStrategies;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import org.springframework.data.rest.webmvc.config.RepositoryRestMvcConfiguration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The ledger's application with all that stands around it: executors that propagate contexts and one that does not, a web
 * server, caches, repositories that are exported over HTTP, a second data source.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
@EntityScan(basePackageClasses = Charge.class)
@EnableJpaRepositories(basePackageClasses = {ExportedCharges.class, ChargeRepository.class})
@ComponentScan(basePackageClasses = Callees.class)
@Import(RepositoryRestMvcConfiguration.class)
@EnableAsync
@EnableScheduling
@EnableCaching
class Surroundings {

    /** The header of a request that serves a customer. */
    static final String SERVING = "Serving";

    /** One thread, so that each task comes to the thread of the one before; it propagates nothing. */
    @Bean
    ThreadPoolTaskExecutor plain() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(1);
        executor.setMaxPoolSize(1);
        return executor;
    }

    /** Controllers' work is done by the executor that propagates nothing, so that what binds a context there is ours. */
    @Bean
    WebMvcConfigurer asynchronousByPlain(ThreadPoolTaskExecutor plain) {
        return new WebMvcConfigurer() {
            @Override
            public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
                configurer.setTaskExecutor(plain);
            }
        };
    }

    /** Binds the purpose of a request that names one, as an application does for what it exports. */
    @Bean
    FilterRegistrationBean<Filter> purposeOfTheRequest(AccessorSource accessors) {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            Optional<Accessor> accessor = accessors.current();
            if (accessor.isEmpty() || ((HttpServletRequest) request).getHeader(SERVING) == null) {
                chain.doFilter(request, response);
                return;
            }
            AccessContext serving =
                    AccessContext.of(accessor.get(), Purpose.PROVIDE_SERVICE).build();
            AccessScope scope = AccessScope.open(serving);
            try (scope) {
                chain.doFilter(request, response);
            }
        });
        filter.addUrlPatterns("/data/*");
        return filter;
    }

    @Bean
    RepositoryRestConfigurer whatIsMarkedIsExported() {
        return new RepositoryRestConfigurer() {
            @Override
            public void configureRepositoryRestConfiguration(RepositoryRestConfiguration rest, CorsRegistry cors) {
                rest.setBasePath("/data");
                rest.setRepositoryDetectionStrategy(RepositoryDetectionStrategies.ANNOTATED);
                rest.setReturnBodyOnUpdate(true);
            }
        };
    }

    @Bean
    @Primary
    DataSource main(Environment environment) {
        return database(environment);
    }

    @Bean(defaultCandidate = false)
    DataSource reporting(Environment environment) {
        return database(environment);
    }

    private static HikariDataSource database(Environment environment) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
        pool.setUsername(environment.getRequiredProperty("spring.datasource.username"));
        pool.setPassword("");
        pool.setMaximumPoolSize(8);
        pool.setConnectionTimeout(20_000);
        return pool;
    }

    @Bean
    CacheManager cacheManager() {
        return new ConcurrentMapCacheManager("declared", "plain");
    }

    @Bean
    SecurityFilterChain everybodySignsIn(HttpSecurity http) {
        return http.httpBasic(basic -> {})
                .csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    UserDetailsService staff() {
        return new InMemoryUserDetailsManager(
                User.withUsername("brenda").password("{noop}b").roles("billing").build(),
                User.withUsername("carl").password("{noop}c").roles("csr").build());
    }

    @Bean
    TrainingRegister trained() {
        return accessor -> Optional.of(Ledger.FAR);
    }
}
