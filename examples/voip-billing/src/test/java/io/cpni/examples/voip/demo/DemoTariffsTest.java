package io.cpni.examples.voip.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.rating.CallUsage;
import io.cpni.examples.voip.rating.Charge;
import io.cpni.examples.voip.rating.Rated;
import io.cpni.examples.voip.rating.RatedDestination;
import io.cpni.examples.voip.rating.RatingResult;
import io.cpni.examples.voip.rating.Tariff;
import io.cpni.examples.voip.rating.Unrated;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTariffsTest {

    private static final Tariff TARIFF = DemoTariffs.load();

    @ParameterizedTest
    @CsvSource({
        // plan, number, seconds, destination, billed, dollars
        "RP_RESIDENTIAL, +12125550101, 61, DST_US, 66, 0.0209", // 66 s at 1.9 cents a minute = 2.09 cents
        "RP_BUSINESS, +12125550101, 7, DST_US, 30, 0.0060", // 30 s at 1.2
        "RP_BUSINESS, +12125550101, 31, DST_US, 36, 0.0072",
        "RP_RESIDENTIAL, +18005550199, 600, DST_TOLL_FREE, 600, 0.0000",
        "RP_RESIDENTIAL, +14165550123, 60, DST_CANADA, 60, 0.0240",
        "RP_RESIDENTIAL, +18095550123, 60, DST_DOMINICAN_REPUBLIC, 60, 0.0950",
        "RP_RESIDENTIAL, +522001234567, 1, DST_MEXICO, 60, 0.0320",
        "RP_RESIDENTIAL, +442079460123, 90, DST_UK, 120, 0.0560",
        "RP_RESIDENTIAL, +447700900123, 60, DST_UK_MOBILE, 60, 0.0650",
        "RP_RESIDENTIAL, +448081570123, 60, DST_UK_FREEPHONE, 60, 0.0000",
        "RP_RESIDENTIAL, +4917139200012, 60, DST_GERMANY_MOBILE, 60, 0.0690",
        "RP_BUSINESS, +917410410123, 60, DST_INDIA, 60, 0.0160",
        "RP_RESIDENTIAL, +8816555, 601, DST_SATELLITE, 660, 53.1500", // 25 + 10 * 490 + 390 cents
        "RP_RESIDENTIAL, +8816555, 7200, DST_SATELLITE, 2160, 150.00", // 25 + 4900 + 26 * 390 = 15065: the 36th minute
        // reaches the cap
    })
    void callsCostWhatTheFilesSay(
            String plan, String number, long seconds, String destination, long billed, BigDecimal dollars) {
        RatingResult result = TARIFF.rater(plan).rate(new CallUsage(number, true, Duration.ofSeconds(seconds)));

        assertThat(result).isInstanceOf(Rated.class);
        Charge charge = ((Rated) result).charge();
        assertThat(charge.destinationId()).isEqualTo(destination);
        assertThat(charge.billed()).isEqualTo(Duration.ofSeconds(billed));
        assertThat(charge.amount()).isEqualByComparingTo(dollars);
    }

    @Test
    void swedenIsLeftOut() {
        assertThat(TARIFF.rater(DemoTariffs.BUSINESS_PLAN)
                        .rate(new CallUsage("+46846500412", true, Duration.ofSeconds(60))))
                .isEqualTo(new Unrated(Unrated.Reason.UNKNOWN_DESTINATION));
    }

    @Test
    void nothingInTheFilesIsOdd() {
        assertThat(TARIFF.warnings()).isEmpty();
    }

    @Test
    void includedMinutesAreForDestinationsThatExist() {
        Set<String> known = TARIFF.plan(DemoTariffs.RESIDENTIAL_PLAN).destinations().stream()
                .map(RatedDestination::destinationId)
                .collect(Collectors.toSet());

        assertThat(DemoPlans.ALL)
                .allSatisfy(plan ->
                        assertThat(known).containsAll(plan.plan().allowance().destinationIds()));
    }
}
