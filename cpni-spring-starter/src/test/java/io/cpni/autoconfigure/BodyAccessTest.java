package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.CpniAccess;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bodies are written under the purpose of the method that returns them, and under none if it has none. */
class BodyAccessTest {

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
            .withPropertyValues(
                    "cpni.node=test",
                    "cpni.grants[0].role=billing",
                    "cpni.grants[0].purposes=BILL_COLLECT",
                    "cpni.grants[0].categories=CALL_DETAIL",
                    "cpni.grants[0].scope=ALL",
                    "cpni.grants[1].role=billing",
                    "cpni.grants[1].purposes=PROVIDE_SERVICE",
                    "cpni.grants[1].categories=CALL_DETAIL",
                    "cpni.grants[1].scope=ALL",
                    "cpni.grants[1].masks=TELEPHONE_NUMBER");

    @Configuration(proxyBeanMethods = false)
    @Import({Calls.class, Billing.class})
    static class Application {

        private boolean signedIn = true;

        @Bean
        AccessorSource accessorSource() {
            return () -> signedIn
                    ? Optional.of(Accessor.staff("brenda", Set.of("billing"), Instant.parse("2199-01-01T00:00:00Z")))
                    : Optional.empty();
        }
    }

    @Cpni
    record Sheet(
            @CustomerKey Long customer,
            @Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String callee) {}

    private static final Sheet SHEET = new Sheet(1L, "+12125550100");

    /** Its methods get their records from elsewhere, so that no gate has seen them. */
    @RestController
    static class Calls {

        @GetMapping("/billed")
        @CpniAccess(purpose = Purpose.BILL_COLLECT)
        Sheet billed() {
            return SHEET;
        }

        @GetMapping("/served")
        @CpniAccess(purpose = Purpose.PROVIDE_SERVICE)
        ResponseEntity<Sheet> served() {
            return ResponseEntity.ok(SHEET);
        }

        @GetMapping("/later")
        @CpniAccess(purpose = Purpose.PROVIDE_SERVICE)
        Callable<Sheet> later() {
            return () -> SHEET;
        }

        @GetMapping("/marketed")
        @CpniAccess(purpose = Purpose.MARKET)
        Sheet marketed() {
            return SHEET;
        }

        @GetMapping("/unsaid")
        Sheet unsaid() {
            return SHEET;
        }
    }

    @RestController
    @CpniAccess(purpose = Purpose.BILL_COLLECT)
    static class Billing {

        @GetMapping("/bill")
        Sheet bill() {
            return SHEET;
        }
    }

    @Test
    void aBodyIsWrittenUnderThePurposeOfItsMethod() {
        runner.run(context -> {
            MockMvc http = MockMvcBuilders.webAppContextSetup(context).build();

            assertThat(body(http, "/billed")).isEqualTo("{\"customer\":1,\"callee\":\"+12125550100\"}");
            assertThat(body(http, "/bill")).isEqualTo("{\"customer\":1,\"callee\":\"+12125550100\"}");
            assertThat(body(http, "/served")).isEqualTo("{\"customer\":1,\"callee\":\"+1212xxxxxxx\"}");
            assertThat(body(http, "/marketed")).isEqualTo("{}");
            assertThat(body(http, "/unsaid")).isEqualTo("{}");
            assertThat(AccessScope.current()).isEmpty();
        });
    }

    @Test
    void whatIsReturnedLaterIsWrittenUnderThePurposeTooAndToNobodyNothingIs() {
        runner.run(context -> {
            MockMvc http = MockMvcBuilders.webAppContextSetup(context).build();
            var begun = http.perform(get("/later")).andReturn();
            begun.getAsyncResult();

            assertThat(http.perform(asyncDispatch(begun))
                            .andReturn()
                            .getResponse()
                            .getContentAsString())
                    .isEqualTo("{\"customer\":1,\"callee\":\"+1212xxxxxxx\"}");
            context.getBean(Application.class).signedIn = false;
            assertThat(body(http, "/billed")).isEqualTo("{}");
        });
    }

    private static String body(MockMvc http, String path) throws Exception {
        return http.perform(get(path)).andReturn().getResponse().getContentAsString();
    }
}
