package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.servlet.ServletException;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** By the header {@code Accept} the caller chooses a format, and in none of them gets what JSON would not give. */
class ConverterGuardTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    JacksonAutoConfiguration.class,
                    HttpMessageConvertersAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    CpniAutoConfiguration.class,
                    CpniJacksonAutoConfiguration.class,
                    CpniWebAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("cpni.node=test");

    @Configuration(proxyBeanMethods = false)
    @Import(Calls.class)
    static class Application {

        @Bean
        AccessorSource accessorSource() {
            return () ->
                    Optional.of(Accessor.staff("brenda", Set.of("billing"), Instant.parse("2199-01-01T00:00:00Z")));
        }
    }

    @Cpni
    @XmlRootElement
    @XmlAccessorType(XmlAccessType.FIELD)
    static class Sheet {

        @CustomerKey
        public Long customer = 1L;

        public String callee = "+12125550100";
    }

    @RestController
    static class Calls {

        @GetMapping("/sheet")
        Sheet sheet() {
            return new Sheet();
        }

        @GetMapping("/failing")
        Sheet failing() {
            throw new IllegalStateException("no sheet");
        }

        @ExceptionHandler(IllegalStateException.class)
        Sheet instead() {
            return new Sheet();
        }
    }

    @Test
    void whatWouldWriteRecordsAsTheyAreIsLeftOut() {
        runner.run(context -> {
            MockMvc http = MockMvcBuilders.webAppContextSetup(context).build();
            for (String path : new String[] {"/sheet", "/failing"}) {
                assertThat(answer(http, path, MediaType.APPLICATION_JSON).getContentAsString())
                        .isEqualTo("{}");
                for (String type :
                        new String[] {"application/xml", "application/yaml", "text/xml", "application/cbor"}) {
                    assertThat(answer(http, path, MediaType.valueOf(type)).getContentAsString())
                            .as("%s as %s", path, type)
                            .doesNotContain("5550100");
                }
            }
        });
    }

    @Test
    void oneThatIsDeclaredStays() {
        runner.withPropertyValues(
                        "cpni.json.exempt-converters.Jaxb2RootElementHttpMessageConverter=tariffs for partners")
                .run(context -> assertThat(answer(
                                        MockMvcBuilders.webAppContextSetup(context)
                                                .build(),
                                        "/sheet",
                                        MediaType.APPLICATION_XML)
                                .getContentAsString())
                        .contains("5550100"));
    }

    @Test
    void theConverterOfAMapperThatIsDeclaredStays() {
        WebApplicationContextRunner own = runner.withBean(
                "jacksonJsonMapper",
                JsonMapper.class,
                () -> JsonMapper.builder().build());
        own.run(context -> assertThat(context).getFailure().isInstanceOf(UnguardedMapperException.class));
        own.withPropertyValues("cpni.json.exempt-mappers.jacksonJsonMapper=all it writes are tariffs")
                .run(context -> assertThat(answer(
                                        MockMvcBuilders.webAppContextSetup(context)
                                                .build(),
                                        "/sheet",
                                        MediaType.APPLICATION_JSON)
                                .getContentAsString())
                        .contains("5550100"));
    }

    @Test
    void oneOfTheApplicationsOwnStopsTheStart() {
        WebApplicationContextRunner own = runner.withBean(SheetsAsText.class);
        own.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(UnguardedConverterException.class)
                .hasMessageContaining("SheetsAsText"));
        own.withPropertyValues("cpni.json.exempt-converters.SheetsAsText=prints forms")
                .run(context -> assertThat(context).hasNotFailed());
        own.withPropertyValues("cpni.json.exempt-converters.SheetsAsText= ")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("needs a reason"));
    }

    static class SheetsAsText extends AbstractHttpMessageConverter<Sheet> {

        SheetsAsText() {
            super(MediaType.TEXT_PLAIN);
        }

        @Override
        protected boolean supports(Class<?> type) {
            return type == Sheet.class;
        }

        @Override
        protected Sheet readInternal(Class<? extends Sheet> type, HttpInputMessage message) {
            throw new UnsupportedOperationException("sheets are not read");
        }

        @Override
        protected void writeInternal(Sheet sheet, HttpOutputMessage message) throws IOException {
            message.getBody().write(sheet.callee.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static MockHttpServletResponse answer(MockMvc http, String path, MediaType type) throws Exception {
        try {
            return http.perform(get(path).accept(type)).andReturn().getResponse();
        } catch (ServletException nothingCouldBeWritten) {
            return new MockHttpServletResponse();
        }
    }
}
