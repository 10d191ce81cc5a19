package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.CpniAccess;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the README says a service does for a customer on the telephone, done. */
class CallCentreTest {

    private static final CustomerId ANN = CustomerId.of(1);
    private static final CustomerId BOB = CustomerId.of(2);

    private final ApplicationContextRunner runner = CarrierContext.runner()
            .withUserConfiguration(SamIsSignedIn.class, RecordingAuditLog.class)
            .withPropertyValues(
                    "cpni.grants[1].role=agent",
                    "cpni.grants[1].purposes=CUSTOMER_ACCESS",
                    "cpni.grants[1].categories=CALL_DETAIL,IDENTITY",
                    "cpni.grants[1].scope=ALL");

    @Configuration(proxyBeanMethods = false)
    @Import({CallCentre.class, Directory.class})
    static class SamIsSignedIn {
        @Bean
        AccessorSource accessorSource() {
            return () -> Optional.of(Accessor.staff("sam", Set.of("agent"), Instant.parse("2199-01-01T00:00:00Z")));
        }
    }

    /** Says why once more, nearer to the data, as services of an application do. */
    static class Directory {

        private final JdbcTemplate jdbc;

        Directory(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @CpniAccess(purpose = Purpose.CUSTOMER_ACCESS, recipient = RecipientKind.CUSTOMER)
        List<String> names() {
            assertThat(AccessScope.current().flatMap(AccessContext::subject)).isPresent();
            return jdbc.queryForList("select name from person", String.class);
        }
    }

    @Test
    void theCodeOpensTheNameOfTheCustomerWhomTheContextNames() {
        runner.run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            CallCentre callCentre = context.getBean(CallCentre.class);
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);

            assertThat(callCentre.forCallerWithCode(
                            ANN, () -> jdbc.queryForList("select name from person", String.class)))
                    .containsExactly("Ann");
            assertThat(callCentre.forCallerWithCode(
                            BOB, () -> jdbc.queryForList("select name from person", String.class)))
                    .isEmpty();
        });
    }

    @Test
    void theCodeOpensNoCallsForWhichThereHasToBeAPassword() {
        runner.run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);

            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> context.getBean(CallCentre.class)
                            .forCallerWithCode(
                                    ANN, () -> jdbc.queryForList("select callee from phone_call", String.class)));
        });
    }

    @Test
    void anAnnotationOfTheSamePurposeAndRecipientKeepsWhatIsBound() {
        runner.run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            Directory directory = context.getBean(Directory.class);

            assertThat(context.getBean(CallCentre.class).forCallerWithCode(ANN, directory::names))
                    .containsExactly("Ann");
        });
    }

    @Test
    void theReadmeShowsTheCodeThatIsTestedHere() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/cpni/autoconfigure/CallCentre.java"));
        String tested = source.substring(source.indexOf("// tag::read[]\n") + 15, source.indexOf("// end::read[]"));

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + tested + "```");
    }
}
