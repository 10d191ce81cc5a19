package io.cpni.examples.voip;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Watches the meters while somebody reads. */
@CarrierTest
class MetricsTest {

    private final Api api;
    private final MeterRegistry registry;

    @Autowired
    MetricsTest(@LocalServerPort int port, MeterRegistry registry) {
        this.api = new Api(port);
        this.registry = registry;
    }

    @Test
    void aPermittedReadMovesCounterAndTimer() {
        String[] tags = {"outcome", "permit", "purpose", "PROTECT", "operation", "READ", "relation", "call_record"};
        double decisions = decisions(tags);
        double ofTheRule = decisions("outcome", "permit", "purpose", "PROTECT", "rule", "R-222-d2");
        long timed = timed(tags);
        double time = time(tags);

        assertThat(api.as("fraud").get("/api/accounts/1/calls").status()).isEqualTo(200);

        assertThat(decisions(tags)).isGreaterThan(decisions);
        assertThat(decisions("outcome", "permit", "purpose", "PROTECT", "rule", "R-222-d2"))
                .isGreaterThan(ofTheRule);
        assertThat(timed(tags)).isGreaterThan(timed);
        assertThat(time(tags)).isGreaterThan(time);
    }

    @Test
    void aDeniedReadMovesCounterAndTimer() {
        String[] tags = {"outcome", "deny", "purpose", "MARKET", "operation", "READ", "relation", "call_record"};
        double decisions = decisions(tags);
        double ofTheRule = decisions("outcome", "deny", "purpose", "MARKET", "rule", "R-2007-b1");
        double permits = decisions("outcome", "permit", "purpose", "MARKET");
        long timed = timed(tags);
        double time = time(tags);

        assertThat(api.as("marketing").get("/api/accounts/1/calls").status()).isEqualTo(403);

        assertThat(decisions(tags)).isEqualTo(decisions + 1);
        assertThat(decisions("outcome", "deny", "purpose", "MARKET", "rule", "R-2007-b1"))
                .isEqualTo(ofTheRule + 1);
        assertThat(decisions("outcome", "permit", "purpose", "MARKET")).isEqualTo(permits);
        assertThat(timed(tags)).isEqualTo(timed + 1);
        assertThat(time(tags)).isGreaterThan(time);
    }

    @Test
    void noMeterNamesAnAccessorOrACustomer() {
        api.as("fraud").get("/api/accounts/1/calls");

        assertThat(registry.find("cpni.decisions").counters())
                .isNotEmpty()
                .allSatisfy(counter -> assertThat(counter.getId().getTags())
                        .extracting(tag -> tag.getKey())
                        .containsExactlyInAnyOrder("outcome", "purpose", "operation", "relation", "rule"));
    }

    private double decisions(String... tags) {
        return registry.find("cpni.decisions").tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private long timed(String... tags) {
        return registry.find("cpni.decision.time").tags(tags).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private double time(String... tags) {
        return registry.find("cpni.decision.time").tags(tags).timers().stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.NANOSECONDS))
                .sum();
    }
}
