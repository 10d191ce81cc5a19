package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.model.Call;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManagerFactory;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** No value gets into the log by what frameworks and exceptions say, however much is switched on. */
class QuietLogsTest {

    private static final String NUMBER = "12125550100";

    private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    @BeforeEach
    void listen() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logback);
        encoder.setPattern("%level %logger - %msg %kvp%n%ex");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        appender.setContext(logback);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void stop() {
        root.detachAppender(appender);
        for (String talkative : new String[] {"org.hibernate", "org.springframework.jdbc", "org.springframework.web"}) {
            logback.getLogger(talkative).setLevel(null);
        }
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void hibernateAndSpringWriteStatementsWithoutValues() {
        logback.getLogger("org.hibernate").setLevel(Level.TRACE);
        logback.getLogger("org.springframework.jdbc").setLevel(Level.TRACE);
        CarrierContext.runner()
                .withConfiguration(AutoConfigurations.of(CpniLoggingAutoConfiguration.class))
                .withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
                .run(context -> {
                    EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
                    CarrierContext.store(factory);
                    AccessContext billing = AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT)
                            .build();
                    AccessScope.within(billing, () -> {
                        List<Call> found = factory.callInTransaction(em -> em.createQuery(
                                        "select c from Call c where c.callee = '+12125550100' and c.callee = :n",
                                        Call.class)
                                .setParameter("n", "+12125550100")
                                .getResultList());
                        assertThat(found).hasSize(1);
                        return context.getBean(JdbcTemplate.class)
                                .queryForList("select callee from phone_call where callee = ?", "+12125550100");
                    });
                });

        assertThat(written())
                .contains("org.hibernate.SQL", "callee='***'")
                .contains("The logger org.hibernate.orm.jdbc.bind is switched on, but what it says is left out")
                .doesNotContain(NUMBER)
                .doesNotContainPattern("\\bAnn\\b");
    }

    @Test
    void statementsThatWouldBePrintedPastTheLogStopTheStart() {
        CarrierContext.runner()
                .withUserConfiguration(BrendaIsSignedIn.class)
                .withPropertyValues("spring.jpa.show-sql=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("switch the logger org.hibernate.SQL on"));
    }

    @Test
    void exceptionsThatQuoteAreWrittenWithoutWhatTheySay() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CpniLoggingAutoConfiguration.class))
                .run(context -> {
                    org.slf4j.Logger log = LoggerFactory.getLogger("carrier");
                    try {
                        DefaultConversionService.getSharedInstance().convert("+12125550100x", Long.class);
                    } catch (RuntimeException quoting) {
                        log.warn("conversion", quoting);
                        log.warn("wrapped", new IllegalStateException(quoting));
                        log.warn("argument {}", "a", quoting);
                        log.atWarn().setCause(quoting).log("fluent");
                    }
                    BeanPropertyBindingResult errors = new BeanPropertyBindingResult(new Form("+12125550100"), "form");
                    errors.rejectValue("number", "bad");
                    log.warn("errors {}", errors);
                    log.warn("binding", new BindException(errors));
                    log.warn("other", new IllegalStateException("said as it is"));
                });

        assertThat(written())
                .contains("ConversionFailedException: (withheld", "at io.cpni.autoconfigure.QuietLogsTest")
                .contains("NumberFormatException: (withheld")
                .contains("IllegalStateException: said as it is")
                .doesNotContain(NUMBER);
    }

    record Form(
            @Size(max = 3, message = "'${validatedValue}' is longer than {max}") String number) {
        public String getNumber() {
            return number;
        }
    }

    @RestController
    static class Calls {
        @GetMapping("/calls")
        String call(@RequestParam long id) {
            return "call";
        }

        @PostMapping("/calls")
        Form create(@Valid @RequestBody Form form) {
            return form;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        Calls calls() {
            return new Calls();
        }
    }

    private final WebApplicationContextRunner web = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    JacksonAutoConfiguration.class,
                    HttpMessageConvertersAutoConfiguration.class,
                    ValidationAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    CpniAutoConfiguration.class,
                    CpniJacksonAutoConfiguration.class,
                    CpniLoggingAutoConfiguration.class,
                    CpniWebAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues(
                    "cpni.node=test",
                    "spring.mvc.problemdetails.enabled=true",
                    "spring.mvc.log-resolved-exception=true");

    @Test
    void aConstraintDoesNotQuoteTheValueThatItRefuses() {
        web.run(context -> assertThat(context.getBean(Validator.class).validate(new Form("+12125550100")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getMessage()).isEqualTo("'***' is longer than 3")));
    }

    @Test
    void whatCannotBeReadIsQuotedNeitherToTheCallerNorInTheLog() {
        logback.getLogger("org.springframework.web").setLevel(Level.TRACE);
        web.run(context -> {
            MockMvc http = MockMvcBuilders.webAppContextSetup(context).build();
            String mismatch = http.perform(get("/calls").param("id", "x+12125550100"))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            String invalid = http.perform(post("/calls")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"number\":\"+12125550100\"}"))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();

            assertThat(mismatch).contains("Failed to convert 'id'").doesNotContain(NUMBER);
            assertThat(invalid).contains("Invalid request content").doesNotContain(NUMBER);
        });

        assertThat(written())
                .contains(
                        "Resolved [org.springframework.web.bind.MethodArgumentNotValidException]",
                        "Arguments: [***]",
                        "Could not resolve parameter")
                .doesNotContain(NUMBER);
    }
}
