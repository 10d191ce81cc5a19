package io.cpni.examples.voip.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks which month can be billed. */
class BillingServiceTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T00:00:00Z, 2026-09",
        "2026-11-01T11:59:59Z, 2026-09",
        "2026-11-01T12:00:00Z, 2026-10",
        "2026-12-01T09:59:59Z, 2026-10",
    })
    void aMonthIsOverOnceItIsOverInTheLastZone(Instant now, YearMonth last) {
        assertThat(BillingService.lastMonthOver(now)).isEqualTo(last);
    }
}
