package io.cpni.examples.voip.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.Api;
import io.cpni.examples.voip.Api.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Walks through the READMEs on a carrier of its own, as large as the one that their readers get and started on the day on
 * which the answers there were taken down. Every answer is compared to the letter, but for the time of the walk, the
 * number of an audit record and the name of a transaction. Where one fails on purpose, the README has to be told too: paste what was printed.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1", "spring.main.banner-mode=off"})
class ReadmeTourTest {

    private static final Instant WHEN_IT_WAS_WRITTEN = Instant.parse("2026-11-21T12:00:00Z");

    /** A time of the walk has a fraction of a second; those of calls have none. */
    private static final Pattern TIME_OF_THE_WALK =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z");

    private static final Pattern AUDIT_RECORD = Pattern.compile("\"[\\w.-]+#\\d+\"");
    /** A transaction of the walk is named by chance. */
    private static final Pattern TRANSACTION = Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    private static final Pattern REFUSAL = Pattern.compile("\\b4\\d\\d\\b");
    private static final Pattern LOGIN = Pattern.compile("`(\\w+)`");

    private final Api api;

    @Autowired
    ReadmeTourTest(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    /** Lets time pass as usual, but on that day, and leaves the entities of other tests out: their labels count too. */
    @TestConfiguration(proxyBeanMethods = false)
    @EntityScan({"io.cpni.examples.voip.billing", "io.cpni.examples.voip.calls", "io.cpni.examples.voip.carrier"})
    static class ThatDay {

        @Bean
        @Primary
        Clock thatDay() {
            Clock today = Clock.systemUTC();
            return Clock.offset(today, Duration.between(today.instant(), WHEN_IT_WAS_WRITTEN));
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsShownIsWhatIsPrinted() {
        Path root = root();
        List<Example> tour = Example.in(root.resolve("README.md"));
        List<Example> imports = Example.in(root.resolve("examples/voip-billing/README.md"));
        assertThat(tour).hasSizeGreaterThanOrEqualTo(10);
        assertThat(imports).isNotEmpty();
        return Stream.of(tour, imports)
                .flatMap(List::stream)
                .map(example -> DynamicTest.dynamicTest(
                        example.place() + " " + example.command(), () -> holdsTrue(example, root)));
    }

    @Test
    void whoIsSaidToSignInSignsInByTheirName() {
        String accounts = Example.linesOf(root().resolve("README.md")).stream()
                .dropWhile(line -> !line.startsWith("Accounts for the tour: "))
                .takeWhile(line -> !line.isBlank())
                .reduce("", String::concat);
        Matcher login = LOGIN.matcher(accounts);
        int found = 0;
        while (login.find()) {
            found++;
            assertThat(api.as(login.group(1)).get("/no-such-page").status())
                    .as(login.group(1))
                    .isEqualTo(404);
        }
        assertThat(found).isEqualTo(8);
    }

    private void holdsTrue(Example example, Path root) {
        Curl curl = Curl.of(example.command(), root);

        Answer answer = curl.send(api);

        assertThat(steady(curl.shown(answer))).isEqualTo(steady(example.output()));
        Matcher refusal = REFUSAL.matcher(example.prose());
        if (refusal.find()) {
            assertThat(answer.status()).as(example.prose()).isEqualTo(Integer.parseInt(refusal.group()));
        } else {
            assertThat(answer.status()).as(example.prose()).isBetween(200, 299);
        }
    }

    private static String steady(String text) {
        String timeless = TIME_OF_THE_WALK.matcher(text).replaceAll("NOW");
        String placeless = AUDIT_RECORD.matcher(timeless).replaceAll("\"RECORD\"");
        return TRANSACTION.matcher(placeless).replaceAll("TRANSACTION");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("cpni-core"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
